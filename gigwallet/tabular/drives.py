"""What the mileage logs that people keep have in common: lengths, clocks, for whom they drove."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time
from decimal import Decimal

from gigwallet.tabular import amounts
from gigwallet.tabular.tables import BadCell

METRES_OF_A_MILE = Decimal("1609.344")

_MOST_M = 2_000_000  # nobody drives further in one go
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/\d{2,4}\b")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AaPp])[Mm])?")
_PLATFORMS = (
    "uber", "lyft", "doordash", "instacart", "grubhub", "deliveroo", "bolt", "wolt", "grab",
    "didi", "glovo", "freenow", "indrive", "shipt", "spark",
)  # fmt: skip


def platform_in(words: str) -> str:
    """The platform that a person noted for a drive, or an empty text."""
    said = set(re.findall(r"[a-z]+", words.casefold()))
    return next((each for each in _PLATFORMS if each in said), "")


def metres(cell: str, unit: Decimal, point_expected: bool, column: str) -> int:
    """A length in whole metres. ``point_expected``: the column never leaves its fraction out, so a
    cell without one has lost its point."""
    try:
        found = amounts.number(cell)
    except ValueError as bad:
        raise BadCell("bad_number", column) from bad
    length = int((found * unit).to_integral_value())
    if not 0 <= length <= _MOST_M or (point_expected and "." not in cell):
        raise BadCell("bad_number", column)
    return length


def day_first(cells: Iterable[str]) -> bool:
    """Told from a whole column of ``8/3/2026``: a first number above twelve is no month. Where no
    cell tells, the month stands first: both logs come from the United States."""
    pairs = [(int(match[1]), int(match[2])) for each in cells if (match := _DAY.match(each))]
    firsts, seconds = (max((pair[at] for pair in pairs), default=0) for at in (0, 1))
    return firsts > 12 >= seconds


def clock(cell: str, column: str) -> time:
    """``10:58 AM``, ``22:58`` or ``22:58:01``."""
    match = _CLOCK.fullmatch(cell)
    if match is None:
        raise BadCell("bad_time", column)
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        if not 1 <= hour <= 12:
            raise BadCell("bad_time", column)
        hour = hour % 12 + (12 if match[4] in "Pp" else 0)
    try:
        return time(hour, minute, second)
    except ValueError as bad:
        raise BadCell("bad_time", column) from bad
