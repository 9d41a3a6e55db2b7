"""The pay check of loose tables, without a vault: nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from gigwallet.app.import_outcome import RejectedLine
from gigwallet.app.loose_rows import LooseRows, gather
from gigwallet.app.reading import read_text, walked
from gigwallet.domain.engagement import Engagement, KnownEngagement
from gigwallet.domain.job import Job
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.payout import Payout
from gigwallet.domain.period import Period
from gigwallet.domain.ports import Isolation
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
    is the file's name (with its folder, where another file is called so). A file that cannot be
    read is refused as ``gigwallet read`` refuses it; ``scheme_*`` where a rule is wrong.
    """
    files = walked([folder])
    tables = [each for each in files if each.suffix != _RULE]
    gathered = gather(isolation, tables, job, zone="UTC")
    schemes = [_scheme(each) for each in sorted(files) if each.suffix == _RULE]
    facts = replace(_facts_of(gathered), schemes=tuple(schemes))
    outcome = reconcile(facts, period, today, job)
    return TablesChecked(outcome, gathered.rejected, gathered.more_rejected)


def _scheme(path: Path) -> SchemeInUse:
    scheme = load_scheme(read_text(path, most=_LARGEST_RULE), path.name)
    return (SchemeId(path.name), None, scheme, (ExhibitId(path.name),))


def _facts_of(gathered: LooseRows) -> Facts:
    found: dict[type, list[Recorded[Any]]] = {}  # Any: one list for each kind of fact
    for label, rows in gathered.rows.items():
        for each in rows:
            fact = each.row.fact
            id_ = _id(each.sources[0])
            made = Recorded(id_, EngagementId(label), fact, each.sources, _SAID_ONCE)
            found.setdefault(type(fact), []).append(made)
    return _facts(gathered.engagements, found, gathered.covers)


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
