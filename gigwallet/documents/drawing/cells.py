"""Values in a table, written as the document's language writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from gigwallet import words
from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.step import Step
from gigwallet.words import refusals

Cell = str | int | Decimal | Money | date | Period | Instant | Step | None


@contextmanager
def speaking(language: str, place: str = "") -> Iterator[None]:
    """The document's language while it is written, then the former one again. Within a document
    for one place (``en-GB``) plain ``en`` is the English of that place, else that of ``place``.

    The spoken language belongs to the process, so documents are written in a worker process."""
    before = words.spoken()
    own = f"{language}-{place}" if place else language
    words.set_language(before if before.startswith(f"{language}-") else own)
    try:
        yield
    finally:
        words.set_language(before)


def written(cell: Cell) -> str:
    """The text of a cell; nothing for None."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case Money():
            return words.money(cell)
        case Step():
            return refusals.explain(cell)
        case Instant():
            return words.moment(cell)
        case Period():
            return words.period(cell)
        case date():
            return words.day(cell)
        case _:
            return words.number(cell)


def written_moment(moment: Instant) -> str:
    """With its offset from UTC, because evidence travels: ``2025-07-02 18:20 (UTC+08:00)``."""
    text = words.moment(moment)
    if moment.quality is TimeQuality.DATE_ONLY:
        return text
    offset = moment.local.strftime("%z")
    return f"{text} (UTC{offset[:3]}:{offset[3:5]})"


def is_figure(cell: Cell) -> bool:
    """Whether the cell stands at the right edge of its column."""
    return isinstance(cell, Money | Decimal | int)


def numbered(pages: Iterable[int]) -> str:
    """Page numbers as people write them: ``1-3, 7``."""
    runs: list[list[int]] = []
    for number in sorted(pages):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
