"""A list that does not fit one screen: shots of it are joined where they show the same rows.

The same rows in the same order, at the end of one shot and at the beginning of the next, are one
stretch of the list seen twice. Nothing else joins: neither the time of the shots nor their names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from gigwallet.domain.paper import Box, Page, Paper, Piece
from gigwallet.domain.screen import FieldKind, ScreenField, ScreenReading
from gigwallet.ocr.fields import geometry, status_bar
from gigwallet.ocr.fields.entries import Named, entry_lines
from gigwallet.ocr.fields.reading import read_screen
from gigwallet.ocr.fields.template import EntryRule, ScreenKind, SumKind, Template

K = TypeVar("K")

# An order number of so many signs is not met twice; without one, two rows have to be the same.
_TELLING_REF, _LEAST_ROWS = 4, 2
MOST_SHOTS = 30


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row says, part by part, and where it stands."""

    said: tuple[str, ...]
    whole: bool
    telling: bool
    box: Box


@dataclass(frozen=True, slots=True)
class Part:
    """The rows ``top`` (within) to ``bottom`` (without) of the joined page are of this shot, which
    has them ``lower`` rows further down (or up)."""

    top: int
    bottom: int
    lower: int

    def here(self, box: Box) -> Box:
        """A box of the joined page, on the shot."""
        return replace(box, top=box.top + self.lower)

    def there(self, box: Box) -> Box:
        """A box of the shot, on the joined page."""
        return replace(box, top=box.top - self.lower)

    def shows(self, box: Box) -> bool:
        """Whether this box of the joined page is of this shot."""
        return 2 * self.top <= geometry.middle(box) < 2 * self.bottom


@dataclass(frozen=True, slots=True)
class JoinedList:
    """The shots as one page, each row once; a part for each shot, in their order."""

    template: Template
    paper: Paper
    parts: tuple[Part, ...]

    def read(self) -> ScreenReading:
        """The fields of all shots, judged by the arithmetic of the whole list."""
        return read_screen(self.paper, "", (self.template,))


def list_entry(template: Template) -> EntryRule | None:
    """The rows of a day's list whose amounts a sum of the template adds up."""
    if template.kind is not ScreenKind.DAY:
        return None
    summed = {part for rule in template.sums if rule.kind is SumKind.SUM for part in rule.parts}
    return next(
        (
            each
            for each in template.entries
            if each.line and each.value and f"{each.name}.{each.value}" in summed
        ),
        None,
    )


def rows_of_list(template: Template, page: Page) -> int:
    """How many rows of the template's list a shot shows."""
    entry = list_entry(template)
    return len(_rows(entry, page)) if entry else 0


def chain(template: Template, first: Page, others: Mapping[K, Page]) -> list[K]:
    """Which of ``others`` go on where ``first`` ends, one after the other. Where two go on in
    different ways, the chain ends: somebody has to look."""
    entry = list_entry(template)
    if entry is None:
        return []
    rows = {key: _rows(entry, page) for key, page in others.items()}
    found: list[K] = []
    at, page = _rows(entry, first), first
    while len(found) < MOST_SHOTS - 1:
        ahead = {
            key: theirs[shared:]
            for key, theirs in rows.items()
            if key not in found and (shared := _shared(at, theirs)) and len(theirs) > shared
        }
        if not ahead:
            return found + _foot(
                page, at, rows, {k: p for k, p in others.items() if k not in found}
            )
        longest = max(ahead, key=lambda key: len(ahead[key]))
        if any(_said(rest) != _said(ahead[longest])[: len(rest)] for rest in ahead.values()):
            break
        found.append(longest)
        at, page = rows[longest], others[longest]
    return found


def _foot(
    page: Page, at: Sequence[_Row], rows: Mapping[K, Sequence[_Row]], others: Mapping[K, Page]
) -> list[K]:
    """The shot that shows most of what stands below the last row, where that is more than the shot
    with this row shows itself."""
    below = {
        key: _below(other, rows[key])
        for key, other in others.items()
        if _shared(at, rows[key]) == len(rows[key])
    }
    if not below or max(below.values()) <= _below(page, at):
        return []
    return [max(below, key=lambda key: below[key])]


def _below(page: Page, rows: Sequence[_Row]) -> int:
    """How many pieces stand below the last row."""
    end = rows[-1].box.bottom if rows else 0
    return sum(geometry.middle(each.box) > 2 * end for each in page.pieces)


def joined(template: Template, shots: Sequence[Paper]) -> JoinedList | None:
    """One page of all shots, None where two neighbours share no row, or may share rows in more
    than one way."""
    entry = list_entry(template)
    if entry is None or len(shots) < 2 or any(len(each.pages) != 1 for each in shots):
        return None
    pages = [each.pages[0] for each in shots]
    if len({page.width for page in pages}) > 1:
        return None
    pieces: list[Piece] = []
    parts: list[Part] = []
    top, lower = 0, 0
    for number, page in enumerate(pages):
        end = page.height
        onward = 0
        if number + 1 < len(pages):
            upper, under = _rows(entry, page), _rows(entry, pages[number + 1])
            shared = _shared(upper, under)
            if not shared:
                return None
            end = _whole(upper)[-1].box.bottom
            onward = under[shared - 1].box.bottom
        bottom = end - lower
        part = Part(top, bottom, lower)
        pieces += [
            replace(each, box=part.there(each.box))
            for each in (_body(page) if number else page.pieces)
            if part.shows(part.there(each.box))
        ]
        parts.append(part)
        top, lower = bottom, onward - bottom
    height = max(parts[-1].bottom, 1)
    paper = Paper((Page(pages[0].width, height, tuple(pieces)),), shots[0].engine)
    return JoinedList(template, paper, tuple(parts))


def slices(
    whole: ScreenReading, of: JoinedList, own: Sequence[ScreenReading]
) -> list[ScreenReading]:
    """What ``whole``, the reading of the joined list, says of each shot; ``own`` are their readings
    by themselves. Sums and what is missing are told of the first."""
    days = {each.value for each in whole.fields if each.kind is FieldKind.DAY and each.usable}
    day = days.pop() if len(days) == 1 else ""
    told = []
    for number, (part, alone) in enumerate(zip(of.parts, own, strict=True)):
        fields = tuple(_moved(each, part) for each in whole.fields if part.shows(each.value_box))
        told.append(
            replace(
                alone,
                template=whole.template,
                template_version=whole.template_version,
                platform=whole.platform,
                fields=fields,
                checks=whole.checks if number == 0 else (),
                missing=whole.missing if number == 0 else (),
                list_day=day if number else "",
            )
        )
    return told


def _moved(field: ScreenField, part: Part) -> ScreenField:
    return replace(field, box=part.here(field.box), value_box=part.here(field.value_box))


def _body(page: Page) -> tuple[Piece, ...]:
    bar = status_bar.status_bar(page)
    return tuple(each for each in page.pieces if each not in bar)


def _rows(entry: EntryRule, page: Page) -> list[_Row]:
    """From top to bottom. A row that the edge of the screen cut is no whole one."""
    named, _spare = entry_lines(entry, geometry.order(_body(page)))
    by_number: dict[str, list[Named]] = {}
    for each in named:
        by_number.setdefault(each.name.split(".")[1], []).append(each)
    found = [_row(entry, parts) for parts in by_number.values()]
    return sorted(found, key=lambda row: geometry.middle(row.box))


def _row(entry: EntryRule, parts: Sequence[Named]) -> _Row:
    told = {each.name.rpartition(".")[2]: each.pair for each in parts}
    refs = (pair.value for pair in told.values() if pair.rule.kind is FieldKind.REF and pair.value)
    return _Row(
        tuple(f"{name}={pair.value}" for name, pair in sorted(told.items())),
        all(pair.value and not pair.doubt for pair in told.values()),
        any(len(each) >= _TELLING_REF for each in refs),
        geometry.hull(pair.box for pair in told.values()),
    )


def _whole(rows: Sequence[_Row]) -> list[_Row]:
    """Without a last row that is cut."""
    return list(rows[:-1] if rows and not rows[-1].whole else rows)


def _said(rows: Sequence[_Row]) -> list[tuple[str, ...]]:
    return [each.said for each in rows]


def _shared(upper: Sequence[_Row], lower: Sequence[_Row]) -> int:
    """How many rows at the beginning of ``lower``, a row cut by its upper edge included, stand at
    the end of ``upper``; 0 where none do, too few, or more than one number would fit."""
    ends = _whole(upper)
    cut = 1 if lower and not lower[0].whole else 0
    begins = list(lower[cut:])
    fitting = [
        count
        for count in range(1, min(len(ends), len(begins)) + 1)
        if _said(ends[-count:]) == _said(begins[:count]) and all(e.whole for e in ends[-count:])
    ]
    if len(fitting) != 1:
        return 0
    (count,) = fitting
    enough = count >= _LEAST_ROWS or any(each.telling for each in ends[-count:])
    return cut + count if enough else 0
