"""The day that an exhibit of the vault is from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gigwallet.app.bundles import redacted_in_bundle
from gigwallet.app.bundles.choice import BundleItem
from gigwallet.app.records import list_facts
from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit import Exhibit, TakenFrom
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.payout import Payout
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip


def exhibit_days(wallet: Wallet, items: Sequence[BundleItem]) -> list[date | None]:
    """Of an extract the first day that its lines tell of; of a picture, when it was taken, where
    more than the file's time says so: that may be the day on which it was copied."""
    wanted = {row for item in items for row in item.rows}
    days = {
        fact.id: day
        for fact in (list_facts.every(wallet) if wanted else ())
        if fact.id in wanted and (day := day_of(fact.fact)) is not None
    }
    found: list[date | None] = []
    for item in items:
        told = [days[row] for row in item.rows if row in days]
        found.append(min(told) if told else _taken(redacted_in_bundle.shown_file(wallet, item)))
    return found


def _taken(said: Exhibit) -> date | None:
    known = said.taken_from not in (TakenFrom.FILE_TIME, TakenFrom.UNKNOWN)
    return said.taken_at.day if known and said.taken_at is not None else None


def day_of(fact: object) -> date | None:
    """The day that a row of a table tells of."""
    match fact:
        case Trip():
            return fact.day
        case Payout():
            return fact.at.day
        case PayLine():
            at = fact.occurred_at or fact.recognised_at
            return at.day if at else None
        case Statement() | Tally():
            return fact.period.first
        case _:
            return None
