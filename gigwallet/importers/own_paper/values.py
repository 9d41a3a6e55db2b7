"""What a text on a payslip is, if it is what was looked for: an amount, a period, a count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.taught import PaperRole, PaperTemplate
from gigwallet.tabular import amounts, written_days
from gigwallet.tabular.amounts import Style
from gigwallet.tabular.currencies import currency_of
from gigwallet.tabular.day_column import DayOrder
from gigwallet.tabular.units import without_unit

Value = Money | Period | date | int | timedelta

_SPAN = re.compile(
    r"(\d{1,3}):(\d{2})|(\d{1,3}) ?(?:h|小时|小時|時間) ?(\d{1,2}) ?(?:m|min|分钟?|分鐘)?", re.I
)
_MOST_ORDERS, _MOST_HOURS = 100_000, Decimal(24 * 62)
AMOUNTS = frozenset({PaperRole.GROSS, PaperRole.DEDUCTION, PaperRole.NET})
DAYS = frozenset({PaperRole.PERIOD, PaperRole.FIRST_DAY, PaperRole.LAST_DAY, PaperRole.MONTH})


@dataclass(frozen=True, slots=True)
class Writing:
    """How this paper writes its values."""

    currency: str
    style: Style
    order: DayOrder

    @classmethod
    def of(cls, template: PaperTemplate) -> Writing:
        return cls(template.currency, Style(template.decimal), DayOrder(template.day_order))

    def value(self, text: str, role: PaperRole) -> Value | None:
        """None where ``text`` is not of this role, whole."""
        if role in AMOUNTS:
            return self._money(text)
        if role is PaperRole.ORDERS:
            return self._count(text)
        if role is PaperRole.HOURS:
            return self._hours(text)
        return self._days(text, role)

    def _money(self, text: str) -> Money | None:
        """An amount of another currency is none of this paper."""
        if not any(letter.isdigit() for letter in text):
            return None
        named = currency_of(text)
        if named and named != self.currency:
            return None
        try:
            return amounts.money(without_unit(text), self.currency, self.style)
        except ValueError:
            return None

    def _count(self, text: str) -> int | None:
        number = self._number(text)
        whole = number is not None and number == number.to_integral_value()
        return int(number) if number is not None and whole and number <= _MOST_ORDERS else None

    def _hours(self, text: str) -> timedelta | None:
        if span := _SPAN.fullmatch(text):
            hours, minutes = (span[1], span[2]) if span[1] else (span[3], span[4])
            return timedelta(hours=int(hours), minutes=int(minutes)) if int(minutes) < 60 else None
        number = self._number(text)
        if number is None or number > _MOST_HOURS:
            return None
        return timedelta(seconds=int(number * 3600))

    def _number(self, text: str) -> Decimal | None:
        try:
            number = amounts.number(without_unit(text), self.style)
        except ValueError:
            return None
        return number if number >= 0 else None

    def _days(self, text: str, role: PaperRole) -> Value | None:
        """A period is two days and no third; a month stands for all of its days."""
        days = written_days.days_in(text, self.order)
        month = written_days.month_in(text)
        if role is PaperRole.MONTH:
            return month
        if role is PaperRole.PERIOD:
            if days:
                two = len(days) == 2 and days[0] <= days[1]
                return Period(days[0], days[1]) if two else None
            return month
        return days[0] if days else None
