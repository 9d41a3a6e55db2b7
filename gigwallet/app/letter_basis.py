"""What a letter is built on: a pay check's items, its totals, and the facts that they rest on."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.payout import Payout
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, Totals
from gigwallet.domain.scheme import Scheme
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally


@dataclass(frozen=True, slots=True)
class RuleUsed:
    """A pay rule of the person, and what shows it (the name of its proof, empty where none)."""

    scheme: Scheme
    proof: str


@dataclass(frozen=True, slots=True)
class LetterBasis:
    """Plain values only: it is handed to the process that writes the pages. ``trips_done`` counts
    completed trips per month."""

    engagement: Engagement
    period: Period
    totals: Totals
    items: tuple[Discrepancy, ...]
    tallies: tuple[Tally, ...]
    trips_done: tuple[tuple[Period, int], ...]
    statements: tuple[Statement, ...]
    payouts: tuple[Payout, ...]
    rules: tuple[RuleUsed, ...]
