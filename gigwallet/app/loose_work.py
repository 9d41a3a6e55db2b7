"""The work that loose tables tell of, by engagement, for pay rules without a vault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gigwallet.app.import_outcome import RejectedLine
from gigwallet.app.read_loose import LooseEnd, LooseFile, read_loose
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.job import Job
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.payout import Payout
from gigwallet.domain.ports import Isolation
from gigwallet.domain.reading import Row
from gigwallet.domain.shift import Shift
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip
from gigwallet.tabular import placing

OWN = "own_"


def own_cells(raw: Mapping[str, str]) -> Mapping[str, str]:
    """The person's own further columns, by their names without the ``own_``."""
    return {name.removeprefix(OWN): cell for name, cell in raw.items() if name.startswith(OWN)}


@dataclass(slots=True)
class Work:
    """What one account did, was told and received. ``own`` has, for each trip, the person's own
    further columns (docs/tables.md), by their names without the ``own_``, as they are written."""

    label: str
    engagement: Engagement
    trips: list[Trip] = field(default_factory=list)
    own: list[Mapping[str, str]] = field(default_factory=list)
    pay_lines: list[PayLine] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    payouts: list[Payout] = field(default_factory=list)

    def add(self, row: Row) -> None:
        match row.fact:
            case Trip() as trip:
                self.trips.append(trip)
                self.own.append(own_cells(row.raw))
            case PayLine() as line:
                self.pay_lines.append(line)
            case Shift() as shift:
                self.shifts.append(shift)
            case Statement() as statement:
                self.statements.append(statement)
            case Tally() as tally:
                self.tallies.append(tally)
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
    """Everything in ``paths``, which may be any files that GigWallet reads. A moment whose file
    names no zone is on the clocks of its engagement, else on those of ``zone``.

    A file that cannot be read at all is refused, as in ``read_loose``.
    """
    rows: list[Row] = []
    defined: dict[str, Engagement] = {}
    rejected: list[tuple[str, RejectedLine]] = []
    more = 0
    for said in read_loose(isolation, paths, job):
        match said:
            case LooseFile():
                pass
            case LooseEnd(error=None, folded=folded, path=path):
                if folded is not None:
                    defined |= {each.label: each.engagement for each in folded.defined}
                    rejected += [(path.name, each) for each in folded.rejected]
                    more += folded.more_rejected
            case LooseEnd(error=error) if error is not None:
                raise error
            case list() as batch:
                rows += batch
    works: dict[str, Work] = {}
    for row in rows:
        label = row.hint.label or row.hint.platform
        if label not in works:
            known = defined.get(label)
            works[label] = Work(label, known or Engagement(row.hint.platform, "", zone, currency))
        works[label].add(placing.place(row, works[label].engagement))
    return LooseWork(tuple(works.values()), tuple(rejected), more)
