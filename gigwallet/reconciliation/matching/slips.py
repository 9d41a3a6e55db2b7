"""Slips: lines that a document lists at one instant and that belong to one payment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gigwallet.domain.pay_line import PayCategory
from gigwallet.reconciliation.ledger import LineColumns
from gigwallet.reconciliation.matching.board import Board

_METRES_PER_KM = 1000

# The places of its lines.
Slip = tuple[int, ...]


def groups(board: Board, lines: Iterable[int]) -> list[list[int]]:
    """Lines of one instant; a line that knows only its day stands alone."""
    at, timed, currency = board.lines.at, board.lines.timed, board.lines.currency
    found: dict[object, list[int]] = {}
    for line in lines:
        key = (currency[line], at[line]) if timed[line] else line
        own = found.get(key)
        if own is None:
            found[key] = [line]
        else:
            own.append(line)
    return list(found.values())


def slips_of(board: Board, groups: Iterable[Sequence[int]]) -> list[Slip]:
    """Payments of one instant: where every line has the same label, each is one of its own; lines
    of several documents or numbers do not belong together. Else they are parts of one payment."""
    lines = board.lines
    found: list[Slip] = []
    for group in groups:
        if len(group) == 1:
            found.append((group[0],))
            continue
        parts: dict[tuple[str, str], list[int]] = {}
        for line in group:
            parts.setdefault((lines.document[line], lines.ref[line]), []).append(line)
        for part in parts.values():
            alike = len({(lines.category[each], lines.label[each]) for each in part}) == 1
            found += [(each,) for each in part] if alike else [tuple(part)]
    return found


def metres_of(lines: LineColumns, slips: Sequence[Slip]) -> list[int | None]:
    """The distance that each pays, where it says so: lines for distance state kilometres."""
    if PayCategory.DISTANCE not in set(lines.category):
        return [None] * len(slips)
    return [_metres_of(lines, slip) for slip in slips]


def _metres_of(lines: LineColumns, slip: Slip) -> int | None:
    stated = [
        quantity
        for each in slip
        if lines.category[each] is PayCategory.DISTANCE
        and (quantity := lines.rows[each].fact.quantity) is not None
    ]
    return int(sum(stated) * _METRES_PER_KM) if stated else None


def row_of(lines: LineColumns, slip: Slip) -> tuple[str, int, int]:
    """Where in its document it stands."""
    sources = lines.rows[slip[0]].sources
    if not sources:
        return ("", 0, 0)
    place = sources[0].locator
    return (place.member, place.page or 0, place.line or 0)
