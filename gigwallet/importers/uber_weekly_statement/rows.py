"""What one printed row says, and what it becomes: pay, a refund, a payout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout, PayoutMethod, PayoutSide
from gigwallet.domain.reading import EngagementHint, Fact, Row
from gigwallet.domain.recorded import Locator
from gigwallet.importers.uber_weekly_statement import moments
from gigwallet.importers.uber_weekly_statement.moments import Week
from gigwallet.importers.uber_weekly_statement.summary import LABELS
from gigwallet.importers.uber_weekly_statement.table import (
    BALANCE,
    EARNINGS,
    EVENT,
    PAYOUTS,
    PROCESSED,
    REFUNDS,
    PrintedRow,
)
from gigwallet.pages.lines import bare
from gigwallet.tabular import amounts
from gigwallet.tabular.tables import BadCell

PLATFORM = "uber"
# Pieces of the event's name, in this order, and what they pay for.
_CATEGORIES = (
    ("tip", PayCategory.TIP),
    ("cancel", PayCategory.CANCELLATION_FEE),
    ("adjust", PayCategory.ADJUSTMENT),
    ("correction", PayCategory.ADJUSTMENT),
    ("guarantee", PayCategory.GUARANTEE_TOPUP),
    ("quest", PayCategory.INCENTIVE),
    ("boost", PayCategory.INCENTIVE),
    ("promotion", PayCategory.INCENTIVE),
    ("consecutive", PayCategory.INCENTIVE),
    ("referral", PayCategory.INCENTIVE),
    ("reward", PayCategory.INCENTIVE),
    ("bonus", PayCategory.INCENTIVE),
    ("surge", PayCategory.SURGE),
    ("wait", PayCategory.WAIT),
    ("cashcollected", PayCategory.CASH_COLLECTED),
    ("withh", PayCategory.TAX_WITHHELD),
    ("fee", PayCategory.PLATFORM_FEE),
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """``amounts`` of the columns that the row fills; ``balance`` as printed."""

    where: Locator
    processed: datetime
    processed_text: str
    label: str
    happened: datetime | None
    happened_text: str
    amounts: Mapping[str, Money]
    balance: Money

    @property
    def sum(self) -> int:
        return sum(each.minor for each in self.amounts.values())

    @property
    def raw(self) -> dict[str, str]:
        cells = {
            "Processed": self.processed_text,
            "Event": " ".join(filter(None, (self.label, self.happened_text))),
            **{LABELS[name]: str(amount) for name, amount in self.amounts.items()},
            "Balance": str(self.balance),
        }
        return {name: cell for name, cell in cells.items() if cell}


def parsed(row: PrintedRow, week: Week, currency: str) -> Parsed:
    """Raises ``BadCell`` where a cell makes no sense."""
    processed_text = " ".join(line.text for line in row.texts[PROCESSED])
    try:
        processed = moments.processed(processed_text, week)
    except ValueError as bad:
        raise BadCell("bad_time", "Processed") from bad
    said = [line.text for line in row.texts[EVENT]]
    happened_text = said.pop() if len(said) > 1 and moments.is_time(said[-1]) else ""
    label = " ".join(said)
    if not label:
        raise BadCell("missing_value", "Event")
    try:
        happened = moments.happened(happened_text, processed, week) if happened_text else None
    except ValueError as bad:
        raise BadCell("bad_time", "Event") from bad
    read = {
        name: amount
        for name in (EARNINGS, REFUNDS, PAYOUTS, BALANCE)
        if (amount := _amount(row, name, currency)) is not None
    }
    balance = read.pop(BALANCE, None)
    if balance is None:
        raise BadCell("missing_value", "Balance")
    return Parsed(
        row.where, processed, processed_text, label, happened, happened_text, read, balance
    )


def _amount(row: PrintedRow, name: str, currency: str) -> Money | None:
    cells = row.amounts.get(name, ())
    if not cells:
        return None
    try:
        return amounts.money(" ".join(each.text for each in cells), currency)
    except ValueError as bad:
        raise BadCell("bad_amount", LABELS.get(name, "Balance")) from bad


def readings_of(row: Parsed, week: Week, hint: EngagementHint) -> Iterator[Row]:
    """A row for each amount that is not zero; of a row of zeros, its earnings."""
    filled = {name: amount for name, amount in row.amounts.items() if amount}
    if not filled and EARNINGS in row.amounts:
        filled = {EARNINGS: row.amounts[EARNINGS]}
    for name, amount in filled.items():
        fact: Fact = (
            _payout(row, week, amount) if name == PAYOUTS else _pay(row, week, name, amount)
        )
        counted = -amount if name == PAYOUTS else amount
        yield Row(
            fact=fact,
            family=f"uber_statement_{name}",
            natural_key="|".join(
                (
                    row.processed.isoformat(" ", "minutes"),
                    row.happened.isoformat(" ", "minutes") if row.happened else "",
                    bare(row.label),
                    str(amount),
                )
            ),
            locator=row.where,
            raw=row.raw,
            amount=counted,
            footing={"column": LABELS[name]},
            hint=hint,
        )


def _pay(row: Parsed, week: Week, column: str, amount: Money) -> PayLine:
    return PayLine(
        platform=PLATFORM,
        category=_refund(row.label) if column == REFUNDS else _category(row, amount),
        amount=amount,
        label_raw=row.label,
        statement_ref=str(week.period),
        occurred_at=moments.placed(row.happened, row.happened_text) if row.happened else None,
        recognised_at=moments.placed(row.processed, row.processed_text),
    )


def _category(row: Parsed, amount: Money) -> PayCategory:
    """What is named after a product of Uber (UberX, Share, Delivery) pays for a trip; taken off
    again, it is a correction."""
    said = bare(row.label)
    found = next((ours for piece, ours in _CATEGORIES if piece in said), None)
    if found is not None:
        return found
    if amount.minor < 0:
        return PayCategory.ADJUSTMENT
    return PayCategory.UPFRONT if row.happened else PayCategory.OTHER


def _refund(label: str) -> PayCategory:
    return PayCategory.EXPENSE_REFUND if "expense" in bare(label) else PayCategory.TOLL_REFUND


def _payout(row: Parsed, week: Week, amount: Money) -> Payout:
    """The statement takes off what it pays out; money that came back raises the balance again."""
    said = bare(row.label)
    method = PayoutMethod.BANK
    if "cash" in said and "cashout" not in said:
        method = PayoutMethod.CASH
    elif "card" in said:
        method = PayoutMethod.CARD
    return Payout(
        side=PayoutSide.STATED,
        at=moments.placed(row.processed, row.processed_text),
        amount=-amount,
        platform=PLATFORM,
        label=row.label,
        period=week.period,
        method=method,
    )
