"""What a letter is built on: a pay check's items, its totals, and the facts that they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.payout import Payout
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, Totals
from gigwallet.domain.recorded import ExhibitId, Recorded
from gigwallet.domain.scheme import Scheme
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally

T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True)
class RuleUsed:
    """A pay rule of the person, and what shows it (the name of its proof, empty where none)."""

    scheme: Scheme
    proof: str


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """A fact with the ``file`` and ``line`` that state it; no file means that it was typed."""

    fact: T
    file: str
    line: int | None
    exhibits: tuple[ExhibitId, ...]
    id: str = ""


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
    statements: tuple[Placed[Statement], ...]
    payouts: tuple[Placed[Payout], ...]
    rules: tuple[RuleUsed, ...]


def placed(recorded: Recorded[T], names: Mapping[ExhibitId, str]) -> Placed[T]:
    """The fact with the first place that states it."""
    exhibits = tuple(dict.fromkeys(each.exhibit_id for each in recorded.sources if each.exhibit_id))
    for source in recorded.sources:
        if source.exhibit_id is not None:
            name = names.get(source.exhibit_id, "")
            return Placed(recorded.fact, name, source.locator.line, exhibits, recorded.id)
    return Placed(recorded.fact, "", None, exhibits, recorded.id)
