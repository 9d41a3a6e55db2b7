"""What a pay rule says of loose tables of work: each trip, each tally, the days as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from gigwallet.app.floors.packs import numbers_for
from gigwallet.app.floors.pay import paid
from gigwallet.app.floors.work import own_number
from gigwallet.app.intake.import_outcome import RejectedLine
from gigwallet.app.pay.loose_work import Work, read_work
from gigwallet.app.reading import read_text
from gigwallet.app.rules.keep_scheme import LONGEST_SCHEME
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.ports import Isolation
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation import measures_in, values_of
from gigwallet.rules import Expected, Given, PayScheme, PeriodExpected, load_scheme

__all__ = ["Evaluated", "EvaluatedRule", "Expected", "evaluate_rule"]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One account's work; ``trips`` and ``tallies`` stand as in ``outcome``."""

    account: str
    trips: tuple[Trip, ...]
    tallies: tuple[Tally, ...]
    outcome: PeriodExpected


@dataclass(frozen=True, slots=True)
class EvaluatedRule:
    """``rejected`` are lines that could not be understood; ``other_currency`` counts trips whose
    money the rule says nothing about."""

    scheme: PayScheme
    period: Period | None
    accounts: tuple[Evaluated, ...]
    rejected: tuple[tuple[str, RejectedLine], ...]
    other_currency: int


def evaluate_rule(
    resources: Path,
    isolation: Isolation,
    rule: Path,
    paths: Sequence[Path],
    job: Job,
    period: Period | None = None,
    stated: Mapping[str, Fraction] | None = None,
) -> EvaluatedRule:
    """``stated`` are measures for ``period`` that no file knows, or knows otherwise; the rule may
    name any number of public law in ``resources``.

    Refusals: as ``read_text``; ``scheme_*`` with line and column; those of ``read_work``;
    ``floor_column`` where a column of the person's own is no number.
    """
    text = read_text(rule, most=LONGEST_SCHEME)
    numbers = numbers_for(resources, (text,))
    scheme = load_scheme(text, rule.stem, numbers)
    loose = read_work(isolation, paths, job, zone=scheme.zone, currency=scheme.currency)
    said = {name: {period: value} for name, value in (stated or {}).items()} if period else {}
    found, other = [], 0
    for work in loose.works:
        mine = [i for i, trip in enumerate(work.trips) if trip.currency == scheme.currency]
        other += len(work.trips) - len(mine)
        if mine or work.tallies or work.shifts:
            found.append(_evaluated(scheme, work, mine, period, said))
    return EvaluatedRule(scheme, period, tuple(found), loose.rejected, other)


def _evaluated(
    scheme: PayScheme,
    work: Work,
    mine: Sequence[int],
    period: Period | None,
    said: Mapping[str, Mapping[Period, Fraction]],
) -> Evaluated:
    days = {day for i in mine if (day := work.trips[i].day) is not None}
    sums = paid(work, mine, days, scheme.currency).by_trip
    values = []
    for index in mine:
        asked = values_of(scheme, work.own[index], work.engagement, own_number)
        if index in sums:
            asked["paid"] = Fraction(sums[index].amount)
        values.append(asked)
    trips = tuple(work.trips[index] for index in mine)
    given = Given(values, tuple(work.shifts) or None, {**measures_in(work.stated), **said})
    outcome = scheme.for_work(trips, work.tallies, period, given)
    return Evaluated(work.label, trips, tuple(work.tallies), outcome)
