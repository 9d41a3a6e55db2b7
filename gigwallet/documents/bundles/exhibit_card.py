"""An exhibit's card: way in, device, who, when, and which records of another origin meet it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from gigwallet.documents.bundles.exhibit_pages import exhibit_anchor
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.cells import written_moment
from gigwallet.documents.drawing.text import Run
from gigwallet.documents.exhibits.custody import OWN, Meeting
from gigwallet.documents.exhibits.exhibit import BundleExhibit
from gigwallet.documents.exhibits.views import Shown
from gigwallet.domain.instants import Instant, TimeQuality

# So many meetings are printed; the list for machines has all of them.
_MOST = 8
_APART = Run("  \N{MIDDLE DOT}  ")
Line = tuple[Run, ...]


def card_lines(
    exhibit: BundleExhibit,
    shown: Shown,
    captions: Captions,
    here: Collection[str],
    *,
    again: bool = False,
) -> Iterator[Line]:
    """Each fact behind what it is about. Numbers are links to exhibits that are ``here``, in
    this file. ``again``: it was served before, and a line that grew could move pages that were
    served behind it; so what meets it now is said in the list for machines alone."""

    def said(about: str, *what: Run) -> Line:
        return (Run(f"{captions(f'card.{about}')} ", bold=True), *what)

    # On one line: a name must not begin what looks like a line of ours.
    by = " ".join(exhibit.custody.by.split()) or captions("card.by_unknown")
    yield (
        *said("route", Run(_route(exhibit, captions)), _APART),
        *said("device", Run(_device(shown, captions)), _APART),
        *said("by", Run(by)),
    )
    when = said("taken", Run(_taken(exhibit, captions)))
    if exhibit.added_at is not None:
        when += (_APART, *said("added", Run(_whole(exhibit.added_at))))
    yield when
    met = exhibit.custody.met
    if again:
        yield said("met", Run(captions("card.again")))
    elif met:
        yield said("met", *_met(met, captions, here))
    else:
        yield said("met", Run(captions(f"card.{_unmet(exhibit)}")))


def _unmet(exhibit: BundleExhibit) -> str:
    """Why nothing meets it; of a folder that is said once, above all cards."""
    if exhibit.custody.met is not None:
        return "none"
    return "not_looked_folder" if exhibit.route is None else "not_looked"


def _route(exhibit: BundleExhibit, captions: Captions) -> str:
    if exhibit.route is None:
        return captions("card.route_folder")
    return captions(f"route.{exhibit.route}")


def _device(shown: Shown, captions: Captions) -> str:
    program = captions("card.program", program=shown.program) if shown.program else ""
    if shown.device or program:
        return "; ".join(each for each in (shown.device, program) if each)
    return captions("card.device_left_out" if shown.device_left_out else "card.device_unknown")


def _whole(moment: Instant) -> str:
    """On one line, with its offset."""
    return written_moment(moment).replace(" ", "\N{NO-BREAK SPACE}")


def _taken(exhibit: BundleExhibit, captions: Captions) -> str:
    if exhibit.taken_at is None:
        return captions("card.taken_unknown")
    return captions(
        "card.taken_at",
        moment=_whole(exhibit.taken_at),
        sign=captions(f"taken_from.{exhibit.taken_from}"),
    )


def _met(met: tuple[Meeting, ...], captions: Captions, here: Collection[str]) -> Iterator[Run]:
    between = captions("card.met_and")
    if all(each.origin == OWN for each in met):
        yield Run(captions("card.only_own"))  # a table of the same person's is no independent word
    for place, each in enumerate(met[:_MOST]):
        if place:
            yield Run(between)
        origin = captions(f"origin.{each.origin}")
        if not each.numbers:
            yield Run(
                captions("card.met_apart", files=each.files, origin=origin, points=each.points)
            )
            continue
        # The number alone leads there: it stands in the middle of the words.
        said = captions("card.met_here", number="\0", origin=origin, points=each.points)
        before, after = said.split("\0")
        yield Run(before)
        for nth, number in enumerate(each.numbers):
            yield Run(", " if nth else "")
            yield Run(number, link=exhibit_anchor(number) if number in here else "")
        yield Run(after)
    if len(met) > _MOST:
        yield Run(between + captions("card.met_more", count=len(met) - _MOST))


def as_record(exhibit: BundleExhibit, shown: Shown) -> dict[str, Any]:  # Any: JSON
    """The same for machines. What is not known is left out, but for ``corroboration``: null where
    nothing was looked for, empty where none was found."""
    custody = exhibit.custody
    said = {
        "route": "folder" if exhibit.route is None else exhibit.route.value,
        "device": shown.device,
        "program": shown.program,
        "taken_in_by": custody.by,
        "taken_at": _iso(exhibit.taken_at),
        "taken_from": "" if exhibit.taken_at is None else exhibit.taken_from.value,
        "added_at": _iso(exhibit.added_at),
    }
    card: dict[str, Any] = {name: value for name, value in said.items() if value}  # Any: JSON
    if shown.device_left_out:
        card["device_left_out"] = True
    card["corroboration"] = None if custody.met is None else list(map(_meeting, custody.met))
    return card


def _iso(moment: Instant | None) -> str:
    """With its offset; the day alone where only that is known."""
    if moment is None:
        return ""
    if moment.quality is TimeQuality.DATE_ONLY:
        return moment.day.isoformat()
    return moment.local.isoformat(timespec="minutes")


def _meeting(each: Meeting) -> dict[str, Any]:  # Any: JSON
    told: dict[str, Any] = {"origin": each.origin, "points": each.points}  # Any: JSON
    return told | ({"exhibits": list(each.numbers)} if each.numbers else {"files": each.files})
