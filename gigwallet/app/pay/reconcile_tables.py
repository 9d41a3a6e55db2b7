"""The pay check of loose tables, without a vault: nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gigwallet.app.floors.choose_floor import judge_floor
from gigwallet.app.floors.in_pay import ChosenFloors
from gigwallet.app.floors.packs import Pack, numbers_for, open_pack
from gigwallet.app.intake.import_outcome import RejectedLine
from gigwallet.app.pay.loose_facts import facts_of
from gigwallet.app.pay.loose_rows import gather
from gigwallet.app.reading import read_text, walked
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.ports import Isolation
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.domain.recorded import EngagementId, ExhibitId, SchemeId
from gigwallet.reconciliation import SchemeInUse, reconcile
from gigwallet.rules import load_scheme

_RULE = ".toml"
_LARGEST_RULE = 1 << 20


@dataclass(frozen=True, slots=True)
class TablesChecked:
    """``rejected`` are lines that could not be understood, with their file's name; ``unknown`` are
    files of the folder in no known format, each as its refusal."""

    outcome: Reconciliation
    rejected: tuple[tuple[str, RejectedLine], ...] = ()
    more_rejected: int = 0
    unknown: tuple[GigWalletError, ...] = ()


def reconcile_tables(
    resources: Path,
    isolation: Isolation,
    folder: Path,
    today: date,
    job: Job,
    period: Period | None = None,
    floors: Sequence[str] = (),
) -> TablesChecked:
    """The pay check of everything in ``folder``: tables (docs/tables.md) and whatever else is read,
    with the pay rules (``*.toml``) beside them, which hold for every engagement and may name any
    number of public law in ``resources``. ``floors`` name those of public law that pay is held
    against, each for the accounts that are paid in its currency; of several the first.

    An id of a row is ``file:line`` (and what tells several facts of one line apart), an exhibit's
    is the file's name (with its folder, where another file is called so). A file in no known format
    is left aside; any other that cannot be read is refused as ``gigwallet read`` refuses it;
    ``scheme_*`` where a rule is wrong; a floor as ``choose_floor`` refuses it.
    """
    files = walked([folder])
    tables = [each for each in files if each.suffix != _RULE]
    gathered = gather(isolation, tables, job, zone="UTC", unknown_aside=True)
    rules = [each for each in sorted(files) if each.suffix == _RULE]
    facts = replace(facts_of(gathered), schemes=_schemes(rules, resources))
    law = ChosenFloors(_packs(resources, floors, facts.engagements), today) if floors else None
    outcome = reconcile(facts, period, today, job, law)
    return TablesChecked(outcome, gathered.rejected, gathered.more_rejected, gathered.unknown)


def _schemes(rules: Sequence[Path], resources: Path) -> tuple[SchemeInUse, ...]:
    texts = [read_text(each, most=_LARGEST_RULE) for each in rules]
    numbers = numbers_for(resources, texts)
    return tuple(
        (SchemeId(each.name), None, load_scheme(text, each.name, numbers), (ExhibitId(each.name),))
        for each, text in zip(rules, texts, strict=True)
    )


def _packs(
    resources: Path, floors: Sequence[str], accounts: Sequence[KnownEngagement]
) -> dict[EngagementId, Pack]:
    """A floor that no account can be held against is refused: it would be silent for ever."""
    found: dict[EngagementId, Pack] = {}
    for name in floors:
        pack = open_pack(resources, name)
        own = [each for each in accounts if each.engagement.currency == pack.currency]
        for each in own or accounts[:1]:
            judge_floor(resources, pack.name, each.engagement.currency)
            found.setdefault(each.id, pack)
    return found
