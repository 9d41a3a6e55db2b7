"""How right the matching is, on invented work whose truth is known, and beside other ways."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import UNDERPAID_KINDS, DiscrepancyKind, Reconciliation
from gigwallet.domain.recorded import FactId
from gigwallet.reconciliation import reconcile
from gigwallet.reconciliation.facts import Book, books
from gigwallet.reconciliation.matching import clocks, numbers, papers
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.table import Table
from tests.benchmarks._measure import Measure
from tests.benchmarks._pay_rivals import RIVALS, Open
from tests.invented_pay.made import Made, made
from tests.invented_pay.regime import DEFAULT, DENSE, MISMATCHED, REGIMES, Regime
from tests.invented_pay.work import FIRST_DAY, MONTH_OFF

# F1 and precision of matches, by regime; the others are reported without a goal.
GOALS = {DEFAULT.name: (0.99, 0.985), DENSE.name: (0.97, 0.98), MISMATCHED.name: (0.96, 0.985)}
CLAIMS = 0.98
_LATER = date(2027, 1, 1)
Pairs = set[tuple[FactId, FactId]]


@dataclass(frozen=True)
class Outcome:
    """Of one seed. ``claimed`` is what is called unpaid or short at the least, in minor units,
    ``rightly`` what of it is true, ``missing`` all that is truly missing where a file shows it.
    ``wronged``: orders called unpaid that were paid. ``of_none``: what is called missing for the
    month in which nobody worked."""

    regime: str
    scores: dict[str, tuple[float, float, float]]
    claimed: int
    rightly: int
    missing: int
    wronged: int
    of_none: int


def outcomes(seeds: Sequence[int], regimes: Iterable[Regime], jobs: int) -> list[Outcome]:
    work = [(regime, seed) for regime in regimes for seed in seeds]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(outcome, *zip(*work, strict=True)))


def outcome(regime: Regime, seed: int) -> Outcome:
    work = made(regime, seed)
    judged = reconcile(work.facts, None, _LATER, Job())
    own = {
        (trip, work.alike[line])
        for each in judged.matches
        for trip in each.trips
        for line in each.pay_lines
    }
    scores = {"GigWallet": _score(own, work)}
    for name, rival in RIVALS.items():
        found = {pair for book in books(work.facts) for pair in _by(rival, work, book)}
        scores[name] = _score(found, work)
    return Outcome(regime.name, scores, *_claims(judged, work), _of_none(judged))


def _score(found: Pairs, work: Made) -> tuple[float, float, float]:
    right = len(found & work.pairs)
    precision, recall = right / max(1, len(found)), right / len(work.pairs)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _by(rival: Callable[[Open], Iterable[tuple[int, int]]], work: Made, book: Book) -> Pairs:
    """What a rival finds among what numbers leave, with the clocks that the matcher learnt."""
    board = Board(book.trip_columns, book.line_columns, work.worth, {})
    rest = [(each,) for each in numbers.by_number(board)]
    found = {
        (board.trips.id[t], work.alike[board.lines.id[x]])
        for each in board.joined
        for t in each.trips
        for x in each.lines
    }
    table = Table.of(board, rest, book.zone)
    plain = papers.grains_of(table.slips, table.trips)
    known = clocks.learn(table.slips, table.trips, plain)
    at = known.times(table.slips) - known.lag
    _, first = np.unique(table.slips.likeness, return_index=True)
    lines = first[table.slips.free[first]]
    lines = lines[np.argsort(at[lines], kind="stable")]
    moment = table.trips.moments[:, 2 if known.moment is None else known.moment]
    trips = np.argsort(moment, kind="stable")
    rows = Open(
        moment[trips],
        table.trips.low[trips].astype(np.float64),
        at[lines],
        table.slips.total[lines].astype(np.float64),
    )
    for trip, line in rival(rows):
        name = board.lines.id[table.slips.rows[int(lines[line])][0]]
        found.add((board.trips.id[table.trips.place[int(trips[trip])]], work.alike[name]))
    return found


def _claims(judged: Reconciliation, work: Made) -> tuple[int, int, int, int]:
    known = {each.id for each in work.facts.trips}
    claimed = rightly = wronged = 0
    for each in judged.discrepancies:
        trips = [row for row in each.facts if row in known]
        if each.kind not in UNDERPAID_KINDS | {DiscrepancyKind.UNPAID} or not trips:
            continue
        numbers_of = [work.order_of(trip).number for trip in trips]
        true = sum(work.stated.short.get(number, 0) for number in numbers_of)
        claimed += each.at_least.minor
        rightly += min(each.at_least.minor, true)
        if each.kind is DiscrepancyKind.UNPAID:
            wronged += sum(number not in work.stated.unpaid for number in numbers_of)
    return claimed, rightly, sum(work.stated.short.values()), wronged


def _of_none(judged: Reconciliation) -> int:
    """Discrepancies that lie in the month without any orders and say that something is missing."""
    first, last = (FIRST_DAY.date() + timedelta(days=day) for day in (MONTH_OFF[0], MONTH_OFF[-1]))
    off = Period(first, last)
    return sum(off.covers(each.period) and each.at_least.minor > 0 for each in judged.discrepancies)


def measures(found: list[Outcome]) -> list[Measure]:
    said: list[Measure] = []
    for regime in REGIMES:
        mine = [each for each in found if each.regime == regime.name]
        if not mine:
            continue
        f1, precision = GOALS.get(regime.name, (None, None))
        for name in mine[0].scores:
            own = name == "GigWallet"
            p, r, f = (statistics.median(each.scores[name][i] for each in mine) for i in range(3))
            label = f"{regime.name}: {name}"
            said.append(Measure(f"{label}, F1", f, "", least=f1 if own else None))
            said.append(Measure(f"{label}, precision", p, "", least=precision if own else None))
            said.append(Measure(f"{label}, recall", r, ""))
        claimed = sum(each.claimed for each in mine)
        goal = CLAIMS if regime.name in GOALS else None
        right = sum(each.rightly for each in mine)
        said.append(
            Measure(
                f"{regime.name}: claims, precision by amount",
                right / max(1, claimed),
                "",
                least=goal,
            )
        )
        missing = sum(each.missing for each in mine)
        said.append(
            Measure(f"{regime.name}: claims, share of what is missing", right / missing, "")
        )
        wronged = sum(each.wronged for each in mine)
        said.append(Measure(f"{regime.name}: paid orders called unpaid", wronged, "", most=0))
        if regime.days > MONTH_OFF[-1]:
            none = sum(each.of_none for each in mine)
            said.append(Measure(f"{regime.name}: claims in a month of none", none, "", most=0))
    return said
