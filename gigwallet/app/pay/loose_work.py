"""The work that loose tables tell of, by engagement, for pay rules without a vault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gigwallet.app.intake.import_outcome import RejectedLine
from gigwallet.app.pay.loose_rows import LooseRow, gather
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.job import Job
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.payout import Payout
from gigwallet.domain.period import Period
from gigwallet.domain.ports import Isolation
from gigwallet.domain.shift import Shift
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation import own_cells


@dataclass(slots=True)
class Work:
    """What one account did, was told and received. ``own`` has, for each trip, the person's own
    further columns (docs/tables.md), by their names without the ``own_``, as they are written;
    ``stated`` the rows of the tallies, whose own columns state numbers for their days."""

    label: str
    engagement: Engagement
    trips: list[Trip] = field(default_factory=list)
    own: list[Mapping[str, str]] = field(default_factory=list)
    pay_lines: list[PayLine] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    stated: list[tuple[Period, Mapping[str, str]]] = field(default_factory=list)
    payouts: list[Payout] = field(default_factory=list)

    def add(self, found: LooseRow) -> None:
        match found.row.fact:
            case Trip() as trip:
                self.trips.append(trip)
                self.own.append(own_cells(each.raw for each in found.sources))
            case PayLine() as line:
                self.pay_lines.append(line)
            case Shift() as shift:
                self.shifts.append(shift)
            case Statement() as statement:
                self.statements.append(statement)
            case Tally() as tally:
                self.tallies.append(tally)
                self.stated += ((tally.period, each.raw) for each in found.sources)
            case Payout() as payout:
                self.payouts.append(payout)
            case _:  # where a phone was pays nothing
                pass


@dataclass(frozen=True, slots=True)
class LooseWork:
    """``rejected`` are lines that could not be understood, with their file's name."""

    works: tuple[Work, ...]
    rejected: tuple[tuple[str, RejectedLine], ...] = ()
    more_rejected: int = 0


def read_work(
    isolation: Isolation,
    paths: Sequence[Path],
    job: Job,
    *,
    zone: str = "",
    currency: str = "",
) -> LooseWork:
    """Everything in ``paths``, as ``gather`` finds it. A moment whose file names no zone is on the
    clocks of its engagement, else on those of ``zone``."""
    gathered = gather(isolation, paths, job, zone=zone, currency=currency)
    works = []
    for label, engagement in gathered.engagements.items():
        work = Work(label, engagement)
        for found in gathered.rows[label]:
            work.add(found)
        works.append(work)
    return LooseWork(tuple(works), gathered.rejected, gathered.more_rejected)
