"""Which lines of the invoice are shifts, adjustments, tips and the summary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gigwallet.domain.paper import Box
from gigwallet.domain.recorded import Locator
from gigwallet.importers.deliveroo_invoice import wording
from gigwallet.pages.lines import Line, bare
from gigwallet.tabular.tables import BadCell

_ADJUSTMENTS = ("feeadjustments", "paymentadjustments")
_COLUMNS = "categorynoteamount"
_TOTAL_ADJUSTMENTS = "totaladjustments"
_SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Entry:
    """One adjustment: its note may go on over several printed lines."""

    text: str
    where: Locator


@dataclass(slots=True)
class Sections:
    """``beside`` are lines of a label and an amount above the summary (tips), ``summary`` those
    below it."""

    shifts: list[Line] = field(default_factory=list)
    adjustments: list[Entry] = field(default_factory=list)
    beside: list[Line] = field(default_factory=list)
    summary: list[Line] = field(default_factory=list)


def sections(lines: Iterable[Line], currency: str) -> Sections:
    found = Sections()
    adjusting: list[Line] | None = None
    in_summary = False
    for line in lines:
        said = bare(line.text)
        if said == _SUMMARY:
            in_summary = True
        elif in_summary:
            found.summary.append(line)
        elif said in _ADJUSTMENTS:
            adjusting = []
        elif adjusting is not None and said.startswith(_TOTAL_ADJUSTMENTS):
            found.adjustments += _entries(adjusting, currency)
            found.beside.append(line)
            adjusting = None
        elif adjusting is not None:
            adjusting += [line] if said != _COLUMNS else []
        elif wording.is_shift(line.text):
            found.shifts.append(line)
        else:
            found.beside.append(line)
    found.adjustments += _entries(adjusting or [], currency)
    return found


def _entries(lines: list[Line], currency: str) -> list[Entry]:
    """A line without an amount is a part of the note of the nearest line that has one."""
    priced = [line for line in lines if _has_amount(line, currency)]
    if not priced:
        return [Entry(line.text, line.where) for line in lines]
    parts: dict[int, list[Line]] = {at: [] for at in range(len(priced))}
    for line in lines:
        parts[min(parts, key=lambda at: _apart(priced[at], line))].append(line)
    return [_entry(priced[at], own, currency) for at, own in parts.items()]


def _has_amount(line: Line, currency: str) -> bool:
    try:
        return wording.labelled(line.text, currency) is not None
    except BadCell:
        return True


def _apart(one: Line, other: Line) -> tuple[int, int]:
    return abs(one.page - other.page), abs(one.box.top - other.box.top)


def _entry(priced: Line, lines: list[Line], currency: str) -> Entry:
    """The text with its amount at the end, however the note was wrapped."""
    words = [word for line in lines if line is not priced for word in line.words]
    above = [word.text for word in words if word.box.top < priced.box.top]
    below = [word.text for word in words if word.box.top >= priced.box.top]
    own = [word.text for word in priced.words]
    box: Box = priced.box
    for line in lines:
        box = box.around(line.box) if line.page == priced.page else box
    text = " ".join((*above, *own[:-1], *below, own[-1]))
    return Entry(text, Locator(page=priced.page, pointer=box.pointer))
