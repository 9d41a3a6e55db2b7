"""Sentences of location histories, tracks and mileage logs, and of what tracks say about trips."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "xml_unsafe": N_(
        "{name} holds definitions that could make it grow without end, so it was not opened. "
        "Export it again from the app that recorded it."
    ),
}

REASONS = {
    "point_without_time": N_("A point without a time: it cannot say when anyone was there."),
    "point_without_position": N_(
        "A point without a position: the phone did not know where it was."
    ),
    "position_again": N_("A position that the file states more than once: it is kept once."),
    "way_point": N_("A mark or a planned route: not where the phone was."),
    "inferred_place": N_(
        "A visit that the map service concluded, not a position that was measured."
    ),
    "inferred_movement": N_(
        "A movement that the map service concluded, not a position that was measured."
    ),
    "no_position_signal": N_("A message of the phone that is no position."),
    "work_log_entry": N_("A note about work, not read yet: type the shift in."),
    "private_drive": N_("A drive that is marked as private: not work."),
    "bad_position": N_("The position cannot be read, or is no place on Earth."),
    "file_torn": N_("The file breaks off or is broken here: what stands before it was read."),
    "checksum_differs": N_(
        "The file's own checksum does not hold: some of its points are damaged."
    ),
    "track_lists_differ": N_(
        "The track has not as many times as positions, so nothing says which belong together."
    ),
}

STEPS = {
    "track_paid_below": N_(
        "Paid for {paid_distance}; the track shows at least {low_distance}, at most "
        "{high_distance}."
    ),
    "track_paid_above": N_(
        "Paid for {paid_distance}; the track shows at most {high_distance}, at least "
        "{low_distance}."
    ),
    "track_way": N_(
        "The track: {along_distance} along its positions, plausibly {low_distance} to "
        "{high_distance}; {straight_distance} in a straight line."
    ),
    "track_seen": N_(
        "The track saw {percent} % of the time with {fixes} positions; the longest gap is {gap} "
        "s, {dropped} positions were left out as impossible or too inexact. {mean} km/h on "
        "average, {top} km/h at most."
    ),
    "track_from_acceptance": N_(
        "The time of pick-up is not known, so the track holds the way to it as well."
    ),
    "track_shared": N_(
        "Other orders were on the way at the same time: this way served all of them."
    ),
    "track_priced": N_(
        "By your pay rule the distance of the track would pay {more_money} to {most_money} more. A "
        "track supports that and proves nothing, so it is not counted as short."
    ),
}
