"""What only a whole report tells: its words, its currency, its drivers, how it writes amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from gigwallet.domain.money import UNNAMED, Money
from gigwallet.domain.period import Period
from gigwallet.importers.bolt_fleet_report.vocabulary import UNIT, Kind, bare, words
from gigwallet.tabular.amount_column import AmountColumn
from gigwallet.tabular.currencies import currency_of
from gigwallet.tabular.tables import BadCell, Record, Table
from gigwallet.tabular.two_places import TwoPlaces

_OF_TIME = ("/h", "/km", "%")
_AMOUNT = re.compile(r"-?[\d .]{1,12}[.,]\d\d")


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole file tells. ``labels``: our name of a column -> as it is written.
    ``numbered``: its drivers have numbers. ``extra`` are columns of money that nobody knows.
    ``balances`` of the older report: its parts add up to its balance in most lines, so that one in
    which they do not is damaged."""

    labels: Mapping[str, str]
    currency: str
    column: AmountColumn
    places: TwoPlaces
    period: Period
    several: bool
    numbered: bool
    extra: tuple[str, ...]
    balances: bool

    @classmethod
    def of(cls, table: Table, labels: Mapping[str, str], period: Period) -> Context:
        column, places = AmountColumn(), TwoPlaces()
        lines = [line for line in table if isinstance(line, Record)]
        for line in lines:
            for name in words().columns:
                column.add(line[name])
                places.add(line[name])
        extra = tuple(name for name, label in labels.items() if _may_be_money(name, label, lines))
        numbered = sum(bool(line["driver_id"]) for line in lines) > 1
        drivers = {who(line) for line in lines if not _of_everyone(line, numbered)}
        currency = _currency(labels.values())
        found = cls(
            labels, currency, column, places, period, len(drivers) > 1, numbered, extra,
            balances=False,
        )  # fmt: skip
        fitting = [line for line in lines if "old_payout" in line.cells and found.fits(line)]
        return replace(found, balances=len(fitting) * 2 > len(lines))

    def of_everyone(self, line: Record) -> bool:
        """Whether this is the line of totals above the drivers: by its word, or because it alone
        has no number."""
        return _of_everyone(line, self.numbered)

    def fits(self, line: Record) -> bool:
        """Whether the parts of an older line add up to its balance."""
        try:
            amounts = self.amounts(line)
        except BadCell:
            return False
        return added(amounts, Kind.PART, Kind.FEE, Kind.CASH) == amounts.get("old_payout")

    def money(self, line: Record, name: str) -> Money | None:
        text = line[name]
        if not text or text == "-":
            return None
        try:
            if self.places.lost(text):
                raise ValueError("a number that lost its point")
            return self.column.money(text, self.currency)
        except ValueError as bad:
            raise BadCell("bad_amount", self.labels.get(name, name)) from bad

    def amounts(self, line: Record) -> dict[str, Money]:
        """Every known amount of a line, fees and cash below zero whatever their sign there."""
        found: dict[str, Money] = {}
        for name, column in words().columns.items():
            amount = self.money(line, name)
            if amount is None:
                continue
            taken = column.kind in (Kind.FEE, Kind.CASH) or name == "fees_total"
            found[name] = -abs(amount) if taken and not _given_back(name, line, self) else amount
        return found


def _of_everyone(line: Record, numbered: bool) -> bool:
    return bare(line["driver"]) in words().everyone or (numbered and not line["driver_id"])


def _may_be_money(name: str, label: str, lines: list[Record]) -> bool:
    """Whether a column that nobody knows has a unit of money, or cells that look like amounts."""
    if name in (*words().columns, *words().named.values()):
        return False
    if UNIT in label:
        return not label.endswith(_OF_TIME)
    return any(_AMOUNT.fullmatch(line[name]) for line in lines)


def who(line: Record) -> str:
    return line["driver_id"] or line["driver"]


def _given_back(name: str, line: Record, context: Context) -> bool:
    """A fee against the sign of the line's total of fees was given back."""
    total, own = context.money(line, "fees_total"), context.money(line, name)
    if total is None or own is None or words().columns[name].kind is not Kind.FEE:
        return False
    return own.minor * total.minor < 0


def added(amounts: Mapping[str, Money], *kinds: Kind) -> Money:
    """What the columns of some kinds come to."""
    chosen = [each for name, each in amounts.items() if words().columns[name].kind in kinds]
    currency = next((each.currency for each in amounts.values()), UNNAMED)
    return Money(sum(each.minor for each in chosen), currency)


def _currency(labels: Iterable[str]) -> str:
    """The unit that the columns name; none where it has several meanings or stands nowhere."""
    units = {label.partition(UNIT)[2].strip() for label in labels if UNIT in label}
    found = {currency_of(f"1 {unit}") or currency_of(f"1 {unit.casefold()}") for unit in units}
    known = {each for each in found if each}
    return known.pop() if len(known) == 1 else UNNAMED
