"""Restores a sealed backup into a new folder: after a loss, or to move to another computer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.wallet import Surroundings
from gigwallet.domain.job import Job
from gigwallet.domain.step import Step
from gigwallet.vault.backup import restoring


@dataclass(frozen=True, slots=True)
class Restored:
    """``findings``: originals that were missing or damaged already when the backup was made."""

    folder: Path
    entries: int
    exhibits: int
    findings: tuple[Step, ...] = ()


def restore_backup(
    file: Path,
    folder: Path,
    *,
    passphrase: bytearray | None = None,
    recovery_code: str | None = None,
    job: Job | None = None,
    around: Surroundings | None = None,
) -> Restored:
    """The vault of ``file`` in ``folder``, which is empty or not there yet; exactly one of the two
    secrets is given, as they were when the backup was made.

    It is a copy: the same vault with the same secrets. Whoever goes on in both brings them together
    with ``merge_copy``. Refusals: ``file_missing``, ``backup_unknown``, ``backup_damaged``,
    ``backup_refused``, ``backup_unsound``, ``header_refused``, ``vault_too_new``,
    ``wrong_passphrase``, ``wrong_recovery_code``, ``folder_not_empty``, ``restore_needs_room``,
    ``folder_not_writable``, ``disk_full``.
    """
    made = restoring.restore(
        file,
        folder,
        (around or Surroundings()).clock,
        passphrase=passphrase,
        recovery_code=recovery_code,
        job=job,
    )
    return Restored(made.folder, made.entries, made.exhibits, made.findings)


def how_to_move() -> tuple[Step, ...]:
    """What to do to go on with a vault on another computer, in order."""
    return tuple(Step(f"move_{each}") for each in ("back_up", "carry", "restore", "one_of_them"))
