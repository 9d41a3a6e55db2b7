"""The pay check of loose tables, without a vault: nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from gigwallet.app.import_outcome import RejectedLine
from gigwallet.app.read_loose import LooseEnd, LooseFile, read_loose
from gigwallet.app.reading import read_text, walked
from gigwallet.domain.engagement import Engagement, KnownEngagement
from gigwallet.domain.job import Job
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.payout import Payout
from gigwallet.domain.period import Period
from gigwallet.domain.ports import Isolation
from gigwallet.domain.reading import Row
from gigwallet.domain.reconciled import CoveredSpan, Reconciliation
from gigwallet.domain.recorded import (
    EngagementId,
    ExhibitId,
    FactId,
    HowKnown,
    Recorded,
    Revision,
    SchemeId,
    Source,
)
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally
from gigwallet.domain.track import Track
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation import Facts, SchemeInUse, reconcile
from gigwallet.rules import load_scheme
from gigwallet.tabular import placing

_SAID_ONCE = Revision(1, datetime(1970, 1, 1, tzinfo=UTC), "", HowKnown.IMPORTED)
_RULE = ".toml"
_LARGEST_RULE = 1 << 20


@dataclass(frozen=True, slots=True)
class TablesChecked:
    """``rejected`` are lines that could not be understood, with their file's name."""

    outcome: Reconciliation
    rejected: tuple[tuple[str, RejectedLine], ...] = ()
    more_rejected: int = 0


def reconcile_tables(
    isolation: Isolation,
    folder: Path,
    today: date,
    job: Job,
    period: Period | None = None,
) -> TablesChecked:
    """The pay check of everything in ``folder``: tables (docs/tables.md) and whatever else is read,
    with the pay rules (``*.toml``) beside them, which hold for every engagement.

    An id of a row is ``file:line`` (and what tells several facts of one line apart), an exhibit's
    is the file's name. A file that cannot be read is refused as ``gigwallet read`` refuses it;
    ``scheme_*`` where a rule is wrong.
    """
    files = walked([folder])
    gathered = _Gathered()
    for said in read_loose(isolation, [each for each in files if each.suffix != _RULE], job):
        gathered.take(said)
    schemes = [_scheme(each) for each in sorted(files) if each.suffix == _RULE]
    facts = replace(gathered.facts(), schemes=tuple(schemes))
    return TablesChecked(
        reconcile(facts, period, today, job), tuple(gathered.rejected), gathered.more_rejected
    )


def _scheme(path: Path) -> SchemeInUse:
    scheme = load_scheme(read_text(path, most=_LARGEST_RULE), path.name)
    return (SchemeId(path.name), None, scheme, (ExhibitId(path.name),))


@dataclass(slots=True)
class _Gathered:
    """Rows as they come, those of overlapping files once."""

    engagements: dict[str, Engagement] = field(default_factory=dict)
    rows: dict[tuple[str, str, str, str, int], tuple[Row, list[Source]]] = field(
        default_factory=dict
    )
    spans: list[tuple[str, CoveredSpan]] = field(default_factory=list)
    rejected: list[tuple[str, RejectedLine]] = field(default_factory=list)
    more_rejected: int = 0
    _file: str = ""
    _importer: tuple[str, str] = ("", "")
    _seen: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)

    def take(self, said: object) -> None:
        match said:
            case LooseFile(path=path, begun=begun):
                self._file, self._importer = path.name, (begun.importer, begun.version)
                self._seen = Counter()
            case LooseEnd(error=error) if error is not None:
                raise error
            case LooseEnd(folded=folded) if folded is not None:
                self.engagements |= {each.label: each.engagement for each in folded.defined}
                self.rejected += [(self._file, each) for each in folded.rejected]
                self.more_rejected += folded.more_rejected
                for each in folded.covers:
                    label = each.hint.label or each.hint.platform
                    exhibits = (ExhibitId(self._file),)
                    span = CoveredSpan(EngagementId(label), each.period, each.what, exhibits)
                    self.spans.append((label, span))
            case list() as batch:
                for row in batch:
                    self._add(row)
            case _:
                pass

    def _add(self, row: Row) -> None:
        """The n-th of equal rows of one file is the n-th of another."""
        label = row.hint.label or row.hint.platform
        key = (label, type(row.fact).__name__, row.family, row.natural_key)
        self._seen[key] += 1
        source = Source(ExhibitId(self._file), row.locator, *self._importer, row.raw)
        self.rows.setdefault((*key, self._seen[key]), (row, []))[1].append(source)

    def facts(self) -> Facts:
        known: dict[str, Engagement] = {}
        found: dict[type, list[Recorded[Any]]] = {}  # Any: one list for each kind of fact
        for (label, *_), (row, sources) in self.rows.items():
            hint = row.hint
            known.setdefault(
                label,
                self.engagements.get(label)
                or Engagement(hint.platform, hint.city, hint.zone or "UTC", hint.currency),
            )
            fact = placing.place(row, known[label]).fact
            made = Recorded(_id(sources[0]), EngagementId(label), fact, tuple(sources), _SAID_ONCE)
            found.setdefault(type(fact), []).append(made)
        return _facts(known, found, [span for label, span in self.spans if label in known])


def _facts(
    known: Mapping[str, Engagement],
    found: Mapping[type, list[Recorded[Any]]],  # Any: as above
    spans: Sequence[CoveredSpan],
) -> Facts:
    def of(kind: type) -> tuple[Recorded[Any], ...]:  # Any: as above
        return tuple(found.get(kind, ()))

    return Facts(
        engagements=tuple(
            KnownEngagement(EngagementId(label), each) for label, each in known.items()
        ),
        trips=of(Trip),
        tallies=of(Tally),
        statements=of(Statement),
        pay_lines=of(PayLine),
        payouts=of(Payout),
        coverage=tuple(spans),
        tracks=of(Track),
    )


def _id(source: Source) -> FactId:
    """``trips.csv:12``: where a person finds the row."""
    place = source.locator
    parts = [source.exhibit_id, place.member, place.line or place.page, place.pointer]
    return FactId(":".join(str(part) for part in parts if part))
