"""Fees for paying out: one that a line of its own takes off, and what every payout lacks alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.recorded import ExhibitId, FactId
from gigwallet.domain.step import Step
from gigwallet.reconciliation.facts import Book
from gigwallet.reconciliation.figures import fact
from gigwallet.reconciliation.ledger import LineColumns
from gigwallet.reconciliation.owed import Basis, Owed

# So many payouts must lack the same, and no more than such a share of what was to come.
FEWEST = 3
MOST_SHARE = Decimal("0.03")
# What a wallet, bank or platform takes for paying out is booked about the day of the payout.
_OF_PAYING_OUT = frozenset({PayCategory.PLATFORM_FEE, PayCategory.TRANSFER, PayCategory.OTHER})
_ABOUT = timedelta(days=3)
_RATES = [Decimal(tenths) / 1000 for tenths in range(1, 31)]


@dataclass(frozen=True, slots=True)
class Fee:
    """The same sum from each payout, or the same share of it in tenths of a percent."""

    flat: int = 0
    rate: Decimal | None = None
    times: int = 0

    def explains(self, entry: Owed) -> bool:
        lacking = _lacking(entry)
        if lacking is None:
            return False
        return lacking == self.flat if self.rate is None else lacking == _share(entry, self.rate)

    def step(self, short: Money) -> Step:
        told = {"fee_money": fact(short), "payouts": str(self.times)}
        if self.rate is None:
            return Step("pay_payout_fee_flat", told)
        return Step(
            "pay_payout_fee_rate", {**told, "percent": f"{(self.rate * 100).normalize():f}"}
        )


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A line that takes off just what one payout lacks."""

    line: FactId
    label: str
    day: date
    exhibits: tuple[ExhibitId, ...]

    def step(self, short: Money) -> Step:
        return Step(
            "pay_payout_fee_line",
            {"fee_money": fact(short), "label": self.label, "fee_day": self.day.isoformat()},
        )


def fee_lines(book: Book, entries: Sequence[Owed]) -> dict[int, FeeLine]:
    """By the place of the entry. Only where one line alone, of no order and of no statement that
    was paid out, fits one payout alone, about the day on which that came."""
    lines = book.line_columns
    fees = [
        place
        for place, category in enumerate(lines.category)
        if category in _OF_PAYING_OUT and lines.minor[place] < 0 and not lines.ref[place]
        if not (lines.statement[place] and book.statement_named(lines.statement[place]))
    ]
    if not fees:
        return {}
    fitting: dict[int, list[int]] = {}
    for number, entry in enumerate(entries):
        for place in fees if _short_alone(entry) else ():
            if _takes_off(lines, place, entry):
                fitting.setdefault(number, []).append(place)
    times = Counter(place for places in fitting.values() for place in places)
    return {
        number: _fee_line(lines, places[0])
        for number, places in fitting.items()
        if len(places) == 1 and times[places[0]] == 1
    }


def _short_alone(entry: Owed) -> bool:
    """Whether one payout for one period lacks something."""
    item = entry.item
    firm = entry.basis in (Basis.STATEMENT, Basis.ANNOUNCED)
    return firm and item.open.minor > 0 and len(item.payouts) == 1 and not item.carried


def _takes_off(lines: LineColumns, place: int, entry: Owed) -> bool:
    day, short = lines.recognised[place], entry.item.open
    came = entry.item.payouts[0].fact.at.day
    same = (lines.minor[place], lines.currency[place]) == (-short.minor, short.currency)
    return same and day is not None and abs(day - came) <= _ABOUT


def _fee_line(lines: LineColumns, place: int) -> FeeLine:
    day = lines.recognised[place] or date.min
    return FeeLine(lines.id[place], lines.label[place], day, lines.exhibits[place])


def usual_fee(entries: Iterable[Owed]) -> Fee | None:
    """Of statements and announced payouts; None where too few payouts lack the same."""
    lacking = [(each, short) for each in entries if (short := _lacking(each)) is not None]
    if len(lacking) < FEWEST:
        return None
    flat, times = Counter(short for _, short in lacking).most_common(1)[0]
    found = Fee(flat, None, times)
    for rate in _RATES:
        fitting = sum(1 for each, short in lacking if short == _share(each, rate))
        if fitting > found.times:
            found = Fee(0, rate, fitting)
    return found if found.times >= FEWEST else None


def _lacking(entry: Owed) -> int | None:
    """The small rest that one payout for one period left open, in minor units."""
    item = entry.item
    if entry.basis not in (Basis.STATEMENT, Basis.ANNOUNCED) or len(item.payouts) != 1:
        return None
    small = 0 < item.open.minor <= item.owed.minor * MOST_SHARE
    return item.open.minor if small and not item.carried else None


def _share(entry: Owed, rate: Decimal) -> int:
    return int((entry.item.owed.minor * rate).quantize(Decimal(1), ROUND_HALF_UP))
