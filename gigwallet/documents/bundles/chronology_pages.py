"""What happened, day by day, and which exhibit tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlab.platypus import Flowable

from gigwallet.documents.bundles.case import Event
from gigwallet.documents.bundles.places import Places
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.cells import written
from gigwallet.documents.drawing.fonts import Coverage
from gigwallet.documents.drawing.grid import ruled
from gigwallet.documents.drawing.looks import CELL, HEAD, HEADING, SMALL
from gigwallet.documents.drawing.sheet import Place, Stamp, new_page
from gigwallet.documents.drawing.text import Paragraph, Run
from gigwallet.documents.exhibits.exhibit import BundleExhibit

CHRONOLOGY = "chronology"
_SHARES = (0.2, 0.55, 0.25)


def in_time(facts: Iterable[Event], exhibits: Iterable[BundleExhibit]) -> list[Event]:
    """Facts, and exhibits that have a day, in order of time; on one day facts come first."""
    dated = [Event(one.day, one.title, (one.number,)) for one in exhibits if one.day is not None]
    return sorted([*facts, *dated], key=lambda event: event.first)


def chronology(
    events: Iterable[Event],
    places: Places,
    captions: Captions,
    coverage: Coverage,
    width: float,
    turn: int = 0,
) -> list[Flowable]:
    """``turn``: of what came after service, behind it."""
    rows: list[list[Paragraph]] = [
        [Paragraph(captions(f"chronology.{head}"), HEAD) for head in ("day", "what", "where")]
    ]
    for event in events:
        rows.append(
            [
                Paragraph(written(event.day), CELL),
                Paragraph(coverage.drawable(event.what), CELL),
                Paragraph(tuple(_where(event, places, captions)), CELL),
            ]
        )
    return [
        *new_page(),
        Place(f"{CHRONOLOGY}-{turn}", captions("chronology.bookmark"), stamp=Stamp()),
        Paragraph(captions("chronology.heading"), HEADING),
        Paragraph(captions("chronology.intro"), SMALL),
        ruled(rows, [width * share for share in _SHARES]),
    ]


def _where(event: Event, places: Places, captions: Captions) -> Iterator[Run]:
    for at, number in enumerate(event.exhibits):
        if at:
            yield Run("\n")
        page = places.begins_in(number)
        text = captions("chronology.place", number=number, page=page)
        if places.volume is not None:
            volume = places.span(number).volume
            text = captions("chronology.place_in_volume", number=number, volume=volume, page=page)
        yield Run(text, link=places.link(number))
