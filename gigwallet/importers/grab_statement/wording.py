"""How the statement is worded: its dates, its labels, and what each sum is for."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.pages.lines import bare

TITLE = "Driver Statement"
EARNED, DEDUCTED, TOTAL = "Total Earnings", "Total Deductions", "Weekly Total"
SUMMARY = (EARNED, DEDUCTED, TOTAL)
DETAILS = "Earnings details"
BOOKING_HEAD, SUBTOTAL_HEAD = "Booking ID", "Subtotal"

_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_MONTH = "(" + "|".join(_MONTHS) + ")[a-z]*"
_DATE = rf"(\d{{1,2}}) {_MONTH},? (\d{{4}})"
_RANGE = re.compile(rf"{_DATE}\s*[-–]\s*{_DATE}", re.I)
_MOMENT = re.compile(
    rf"(\d{{1,2}}) {_MONTH},?(?: (\d{{4}}),?)? (\d{{1,2}}):(\d{{2}}) ?([ap]m)", re.I
)
BOOKING = re.compile(r"[A-Z]{1,3}-[0-9A-Z]{6,24}")
MASK = re.compile(r"\*{2,}(\d{4})\b")
# A booking of the week, or one shortly before it whose tip or correction came late.
_LATE = timedelta(days=45)

_CATEGORIES = (
    ("commission", PayCategory.COMMISSION),
    ("fares", PayCategory.UPFRONT),
    ("incentive", PayCategory.INCENTIVE),
    ("tips", PayCategory.TIP),
    ("miscellaneous", PayCategory.ADJUSTMENT),
    ("adjustment", PayCategory.ADJUSTMENT),
    ("cancel", PayCategory.CANCELLATION_FEE),
    ("toll", PayCategory.TOLL_REFUND),
    ("insurance", PayCategory.INSURANCE),
    ("fee", PayCategory.PLATFORM_FEE),
    ("tax", PayCategory.TAX_WITHHELD),
)


def period_of(text: str) -> Period | None:
    """``24 January, 2022 - 30 January, 2022``, None where the line says something else."""
    found = _RANGE.fullmatch(" ".join(text.split()))
    if not found:
        return None
    try:
        return Period(_day(*found.group(1, 2, 3)), _day(*found.group(4, 5, 6)))
    except ValueError:
        return None


def moment(text: str, week: Period) -> datetime:
    """``9 August, 9:47PM`` in the year that puts it into the week or shortly before it;
    ``ValueError`` otherwise."""
    found = _MOMENT.fullmatch(" ".join(text.split()))
    if not found:
        raise ValueError("not a time of this statement")
    hours = int(found[4])
    if not 1 <= hours <= 12:
        raise ValueError("no hour of a clock of twelve")
    clock = time(hours % 12 + (12 if found[6].casefold() == "pm" else 0), int(found[5]))
    years = [int(found[3])] if found[3] else [week.last.year, week.last.year - 1]
    for year in years:
        try:
            day = _day(found[1], found[2], str(year))
        except ValueError:
            continue
        if week.first - _LATE <= day <= week.last:
            return datetime.combine(day, clock)
    raise ValueError("in no year of this week")


def is_sum_of_others(label: str) -> bool:
    """Whether a line of the details adds up others (``Transport net earnings``)."""
    return bare(label).endswith("earnings")


def category(label: str) -> PayCategory:
    said = bare(label)
    return next((ours for word, ours in _CATEGORIES if word in said), PayCategory.OTHER)


def _day(day: str, month: str, year: str) -> date:
    return date(int(year), _MONTHS.index(month.casefold()) + 1, int(day))
