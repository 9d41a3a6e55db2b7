"""Sentences of lists of activities whose tracks are files of their own."""

from gigwallet.words.catalogue import N_

REASONS = {
    "activity_track_beside": N_(
        "An activity on a list: its track is read from its own file, which comes in the same "
        "archive. Nothing of this line was kept."
    ),
    "activity_without_track": N_(
        "An activity on a list for which no track was recorded: it cannot show where you rode. "
        "Nothing of this line was kept."
    ),
}
