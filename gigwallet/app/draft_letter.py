"""The complaint letter: drafted from a pay check, shown page by page, written out sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.step import Step


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter before it is written. ``fields`` are what the person may edit: key -> text
    (``words.labels.field`` names each); amounts come from the pay check and are not editable.

    ``counted`` are the items that ``at_least`` adds up. ``blockers`` say why it cannot be written
    yet (``letter_nothing_short``, ``letter_rule_illustrative``, ``letter_field_missing``...);
    ``gaps`` what a reader may ask for and is missing.
    """

    engagement: EngagementId
    period: Period
    language: str
    written_on: date
    fields: Mapping[str, str]
    counted: tuple[Discrepancy, ...]
    at_least: Money | None
    blockers: tuple[Step, ...]
    gaps: tuple[Step, ...]
    specimen: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written out. ``digest`` is its SHA-256 (hex), to note down or send apart."""

    path: Path
    pages: int
    digest: str


def prepare(
    wallet: Wallet,
    engagement: EngagementId,
    period: Period | None = None,
    language: str = "zh",
    job: Job | None = None,
) -> LetterDraft:
    """A draft from a fresh pay check of ``period`` (None: all that was worked)."""
    raise NotImplementedError


def edited(draft: LetterDraft, fields: Mapping[str, str]) -> LetterDraft:
    """The same draft with the person's words, and its blockers judged anew."""
    raise NotImplementedError


def preview(wallet: Wallet, draft: LetterDraft, job: Job | None = None) -> list[bytes]:
    """The pages as PNG pictures, as they would be written. Refusal: ``letter_blocked``."""
    raise NotImplementedError


def write(
    wallet: Wallet, draft: LetterDraft, out: Path, *, replace: bool = False, job: Job | None = None
) -> Written:
    """The sealed PDF. Refusals: ``letter_blocked``, ``file_exists``, ``folder_not_writable``,
    ``disk_full``."""
    raise NotImplementedError
