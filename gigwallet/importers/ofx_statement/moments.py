"""When an OFX movement was posted: digits, and sometimes how far its clock is from Greenwich."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.tabular import moments

_MOMENT = re.compile(
    r"(\d{8})(?:(\d{2})(\d{2})(\d{2})?(?:\.\d+)?)?\s*(?:\[([+-]?\d{1,2})(?:\.(\d{2}))?(?::\w*)?\])?",
    re.ASCII,
)
_YEARS = range(1990, 2101)
# Banks that know only the day write noon or midnight.
_ONLY_A_DAY = (time(0), time(12))


def posted(text: str) -> Instant:
    """Known to the day only, where no time stands or one that stands for none. ``ValueError`` where
    the text is no moment.

    The standard says that a time without a zone is Greenwich's; many banks mean their own. Such a
    moment waits to be placed.
    """
    match = _MOMENT.fullmatch(text)
    if not match:
        raise ValueError("not a moment of OFX")
    day = day_of(text)
    clock = time(int(match[2] or 0), int(match[3] or 0), int(match[4] or 0))
    if clock in _ONLY_A_DAY:
        return Instant.from_day(day, moments.FLOATING, text)
    wall = datetime.combine(day, clock, tzinfo=UTC)
    if match[5] is None:
        return Instant(wall, moments.FLOATING, TimeQuality.LOCAL_ASSUMED, text)
    hours, minutes = int(match[5]), int(match[6] or 0)
    shift = timedelta(hours=hours, minutes=-minutes if match[5][0] == "-" else minutes)
    return Instant(wall - shift, moments.FLOATING, TimeQuality.OFFSET, text)


def day_of(text: str) -> date:
    """The day alone; ``ValueError`` where there is none."""
    if not _MOMENT.fullmatch(text):
        raise ValueError("not a moment of OFX")
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:8])
    if year not in _YEARS:
        raise ValueError("not a year of gig work")
    return date(year, month, day)
