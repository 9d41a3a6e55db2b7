"""How the invoice is worded, in its newer and its older form, and what its lines mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.pages.lines import bare
from gigwallet.tabular import amounts
from gigwallet.tabular.tables import BadCell

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DATE = rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})"
_AMOUNT = r"([-−(]?\s?(?:[£€]|[A-Z]{3}\s)[-−]?\d[\d,. ]*\)?)"
_PERIOD = re.compile(rf"services? (?:provided|hours)\s*[-–:]\s*{_DATE}\s*[-–]\s*{_DATE}", re.I)
_SHIFT = re.compile(
    rf"({'|'.join(_DAYS)}),? {_DATE} (\d{{1,2}}:\d{{2}}) (\d{{1,2}}:\d{{2}}) "
    rf"(\d{{1,2}}(?:\.\d{{1,2}})?) ?h (\d{{1,4}}) ?:? {_AMOUNT}",
    re.I,
)
# A torn line of the table still has one of both.
_LIKE_SHIFT = re.compile(rf"^(?:{'|'.join(_DAYS)}),? \d{{1,2}} |\d:\d{{2}} \d{{1,2}}:\d{{2}}", re.I)
_WITH_AMOUNT = re.compile(rf"(.+?)\s+{_AMOUNT}", re.I)
# The printed hours are rounded to a tenth.
_ROUNDED = timedelta(minutes=6)
_ADJUSTMENTS = (
    ("kit", PayCategory.EQUIPMENT),
    ("equipment", PayCategory.EQUIPMENT),
    ("insurance", PayCategory.INSURANCE),
    ("boost", PayCategory.INCENTIVE),
    ("bonus", PayCategory.INCENTIVE),
    ("incentive", PayCategory.INCENTIVE),
    ("referral", PayCategory.INCENTIVE),
    ("guarantee", PayCategory.GUARANTEE_TOPUP),
    ("waiting", PayCategory.WAIT),
)


@dataclass(frozen=True, slots=True)
class Worked:
    """One line of the table: wall times as printed."""

    begun: datetime
    ended: datetime
    orders: int
    fee: Money


def period_of(text: str) -> Period | None:
    """The fortnight that a line announces, None where it announces none."""
    found = _PERIOD.search(text)
    if not found:
        return None
    try:
        return Period(_day(*found.group(1, 2, 3)), _day(*found.group(4, 5, 6)))
    except ValueError:
        return None


def is_shift(text: str) -> bool:
    """Whether this line is one of the table, as far as it can be told."""
    return _LIKE_SHIFT.search(text) is not None


def worked(text: str, currency: str, within: Period) -> Worked:
    """Raises ``BadCell`` where the line is torn: a weekday or hours that contradict the times, a
    day outside the invoice."""
    found = _SHIFT.fullmatch(text)
    if not found:
        raise BadCell("cut_off_line", "")
    try:
        day = _day(*found.group(2, 3, 4))
        begun, ended = (
            datetime.combine(day, time.fromisoformat(f"{at:0>5}")) for at in found.group(5, 6)
        )
    except ValueError as bad:
        raise BadCell("bad_time", "Date") from bad
    if _DAYS[day.weekday()] != found[1].casefold() or day not in within:
        raise BadCell("bad_time", "Day")
    if ended <= begun:
        ended += timedelta(days=1)
    hours = timedelta(seconds=int(Decimal(found[7]) * 3600))
    if abs(ended - begun - hours) > _ROUNDED:
        raise BadCell("bad_time", "Hours worked")
    return Worked(begun, ended, int(found[8]), money(found[9], currency))


def labelled(text: str, currency: str) -> tuple[str, Money] | None:
    """``Tips £13.00``: what stands before the amount at the end, and the amount."""
    found = _WITH_AMOUNT.fullmatch(text)
    return (found[1], money(found[2], currency)) if found else None


def money(text: str, currency: str) -> Money:
    try:
        return amounts.money("".join(text.split()), currency)
    except ValueError as bad:
        raise BadCell("bad_amount", "Total") from bad


def adjustment(label: str) -> PayCategory:
    """What an adjustment is for, told from its words."""
    said = bare(label)
    return next((ours for word, ours in _ADJUSTMENTS if word in said), PayCategory.ADJUSTMENT)


def _day(day: str, month: str, year: str) -> date:
    return date(int(year), _MONTHS.index(month.casefold()) + 1, int(day))


def _clock(text: str) -> time:
    return time.fromisoformat(f"{text:0>5}")
