"""The evidence PDF: exhibits chosen and ordered, shown page by page, written out sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gigwallet.app.draft_letter import Written
from gigwallet.app.wallet import Wallet
from gigwallet.domain.case import Respondent
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.domain.recorded import EngagementId, ExhibitId, FactId
from gigwallet.domain.step import Step
from gigwallet.domain.worker import Worker

__all__ = ["BundleDraft", "BundleItem", "Written", "prepare", "preview", "write"]


@dataclass(frozen=True, slots=True)
class BundleItem:
    """One exhibit in its place. ``rows`` not empty: only an extract of these lines is shown, the
    file itself (a wallet bill, a whole export) stays in the vault. Replace a field to edit."""

    exhibit: ExhibitId
    name: str
    media_type: str
    title: str
    purpose: str
    source: str
    group: int
    included: bool = True
    rows: tuple[FactId, ...] = ()


@dataclass(frozen=True, slots=True)
class BundleDraft:
    """An evidence file before it is written; items are in printing order.

    Groups: 1 work done, 2 pay rules, 3 pay stated, 4 pay received, 5 other.
    """

    engagement: EngagementId
    period: Period
    language: str
    title: str
    prepared_on: date
    applicant: Worker
    respondents: tuple[Respondent, ...]
    items: tuple[BundleItem, ...]
    reconciliation: Reconciliation
    gaps: tuple[Step, ...]
    specimen: bool


def prepare(
    wallet: Wallet,
    engagement: EngagementId,
    period: Period | None = None,
    language: str = "zh",
    job: Job | None = None,
) -> BundleDraft:
    """Chooses what shows the pay check's items: rule proofs, statements, extracts of bills."""
    raise NotImplementedError


def preview(wallet: Wallet, draft: BundleDraft, job: Job | None = None) -> list[bytes]:
    """All pages as PNG pictures, exactly as they would be written. Refusal: ``bundle_empty``."""
    raise NotImplementedError


def write(
    wallet: Wallet, draft: BundleDraft, out: Path, *, replace: bool = False, job: Job | None = None
) -> Written:
    """The sealed PDF. Refusals: ``bundle_empty``, ``exhibit_missing``, ``file_exists``,
    ``folder_not_writable``, ``disk_full``."""
    raise NotImplementedError
