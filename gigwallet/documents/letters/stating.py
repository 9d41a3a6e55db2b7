"""Which cells of the extracts in a bundle state a source value; and whether they still do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from gigwallet.documents.letters.figures_file import DAY, MOMENT, Node, Operation, Stated
from gigwallet.documents.letters.printed_cells import LINE, Printed

_NUMBER = re.compile(r"\d[\d,\u202f\u00a0 ]*(?:\.\d+)?")
_DAY = re.compile(r"(?<!\d)(\d{4})(?:[-/.年]?)(\d{1,2})(?:[-/.月]?)(\d{1,2})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?!\d{3})")
# A line's number at the end of the words for a place.
_LINE = re.compile(r"(?<= )(\d+)(?: \S+)?$")
_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")
# A file may have hundredths for units, metres for kilometres, minutes or seconds for hours.
_SCALES = {"km": (1, 1000), "hour": (1, 60, 3600)}
_OF_MONEY = (1, 100)
_MOST_IN_A_CELL = 12


def stated_in(nodes: Mapping[str, Node], extracts: Mapping[str, Printed]) -> dict[str, Node]:
    """Each source value with the cells that state it: one cell, or the cells of one column that sum
    up to it, in the lines that ``where`` names. Of a value that was worked out of such lines, the
    lines. Nothing where neither is known."""
    lines = {number: _Lines(each) for number, each in extracts.items()}
    return {name: replace(node, stated=_stated(node, lines)) for name, node in nodes.items()}


def holds(node: Node, extracts: Mapping[str, Printed]) -> bool | None:
    """Whether the listed cells still state the value; None where none is in this file, or where the
    value was worked out of whole lines."""
    texts = []
    for each in node.stated:
        extract = extracts.get(each.exhibit)
        if extract is None or each.column == LINE:
            return None
        line = next((one for one in extract.lines if one[0] == each.line), None)
        if line is None or not 0 <= each.column < len(line) - 1:
            return False
        texts.append(line[1 + each.column])
    return _says(node, texts) if texts else None


class _Lines:
    """The lines of an extract, by their numbers and by what stands alone in a cell."""

    def __init__(self, extract: Printed) -> None:
        self.extract = extract
        numbers = [line[0] for line in extract.lines]
        self.by_number = {line[0]: line for line in extract.lines if numbers.count(line[0]) == 1}
        self.by_cell: dict[str, list[str]] = {}
        for number, *cells in self.by_number.values():
            for cell in dict.fromkeys(cells):
                self.by_cell.setdefault(cell.strip(), []).append(number)

    def of(self, where: str) -> Sequence[str]:
        """Those that a place names: by the order that stands in a cell of theirs, by the number
        of a line, or by the first and last day of what they are about."""
        if where in self.by_cell:
            return self.by_cell[where]
        if line := _LINE.search(where):
            return [each for each in line.groups() if each in self.by_number]
        if span := _SPAN.match(where):
            first, last = span.groups()
            ends = self.by_cell.get(last, ())
            return [each for each in self.by_cell.get(first, ()) if each in ends]
        return ()


def _stated(node: Node, extracts: Mapping[str, _Lines]) -> tuple[Stated, ...]:
    if node.operation is not Operation.GIVEN:
        return ()
    whole: list[Stated] = []
    for number in node.exhibits:
        lines = extracts.get(number)
        chosen = lines.of(node.where) if lines is not None else ()
        if lines is None or not chosen:
            continue
        rows = [lines.by_number[each] for each in chosen]
        for column in range(len(lines.extract.columns)):
            cells = [(row[0], row[1 + column]) for row in rows if row[1 + column]]
            one = [each for each in cells if _says(node, [each[1]])]
            if len(one) == 1 or (one and _is_day(node)):
                return (Stated(number, one[0][0], column),)
            if len(cells) > 1 and _says(node, [text for _, text in cells]):
                return tuple(Stated(number, line, column) for line, _ in cells)
        whole += (Stated(number, each, LINE) for each in chosen)
    return tuple(whole)


def _says(node: Node, texts: Sequence[str]) -> bool:
    if _is_day(node):
        return any(_says_day(node, text) for text in texts)
    try:
        value = abs(Decimal(node.value))
    except InvalidOperation:
        return False
    if len(texts) > 1:
        numbers = [found[0] for text in texts if len(found := list(_numbers(text))) == 1]
        sums = [abs(sum(numbers, Decimal(0)))] if len(numbers) == len(texts) else []
    else:
        sums = list(_numbers(texts[0])) if texts else []
    return any(abs(each) == value * scale for each in sums for scale in _scales(node.unit))


def _is_day(node: Node) -> bool:
    return node.unit in (DAY, MOMENT) and "-" in node.value[1:]


def _scales(unit: str) -> Sequence[int]:
    """None for what no file counts, such as the steps of a rule."""
    return _OF_MONEY if unit.isupper() and len(unit) == 3 else _SCALES.get(unit, ())


def _says_day(node: Node, text: str) -> bool:
    days = [_day(*match) for match in _DAY.findall(text)]
    if node.unit == DAY:
        return date.fromisoformat(node.value) in days
    moment = datetime.fromisoformat(node.value)
    clocks = {(int(hour), int(minute)) for hour, minute in _CLOCK.findall(text)}
    return moment.date() in days and (moment.hour, moment.minute) in clocks


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _numbers(text: str) -> Iterator[Decimal]:
    """Those in a cell: a minus may stand before its sign of currency."""
    minus = text.strip().startswith(("-", "\N{MINUS SIGN}", "("))
    found = _NUMBER.findall(text)
    for each in found[:_MOST_IN_A_CELL]:
        number = Decimal(re.sub(r"[^\d.]", "", each))
        yield -number if minus and len(found) == 1 else number
