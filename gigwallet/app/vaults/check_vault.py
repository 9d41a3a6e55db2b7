"""Checks that a vault is whole: header, database, log, attachments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gigwallet import vault
from gigwallet.app.seals.verify_file import read_checkpoint
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.step import Step
from gigwallet.vault import CheckGrade, CheckReport

__all__ = ["CheckGrade", "CheckReport", "check_open", "check_vault"]


def check_vault(
    folder: Path,
    *,
    passphrase: bytearray | None = None,
    recovery_code: str | None = None,
    against: Path | None = None,
    originals: tuple[int, int] | None = None,
    job: Job | None = None,
    around: Surroundings | None = None,
) -> CheckReport:
    """Reads everything, changes nothing. ``grade`` is ``sound``, ``attention`` or ``damaged``.

    ``against`` is the file of a checkpoint that was kept elsewhere; ``originals`` (N, T) reads only
    part N of T of the originals. Refusals: as opening, ``checkpoint_unreadable``.
    """
    return vault.check(
        folder,
        (around or Surroundings()).clock,
        passphrase=passphrase,
        recovery_code=recovery_code,
        against=read_checkpoint(against) if against else None,
        originals=originals,
        job=job,
    )


def check_open(
    wallet: Wallet,
    job: Job | None = None,
    *,
    against: Path | None = None,
    originals: tuple[int, int] | None = None,
) -> CheckReport:
    """The same for the vault that is open in the window, through a connection of its own: a shift
    that starts meanwhile waits for nothing."""
    known = read_checkpoint(against) if against else None
    with wallet.reader() as reader:
        report = vault.check_open(reader.vault, job, against=known, originals=originals)
    if any(notice.code == "header_restored" for notice in wallet.notices):
        return _with_restored_header(report)
    return report


def _with_restored_header(report: CheckReport) -> CheckReport:
    """Only the opening saw that the header came from its copy; the reader got it as it is now."""
    grade = CheckGrade.ATTENTION if report.grade is CheckGrade.SOUND else report.grade
    found = Step("header_restored", {"count": "1", "first": ""})
    return replace(report, grade=grade, findings=(found, *report.findings))
