"""The demo: an invented rider's files, from an empty folder to a letter and an evidence PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.draft_letter import Written
from gigwallet.app.import_outcome import ImportOutcome
from gigwallet.app.wallet import Surroundings
from gigwallet.domain.job import Job
from gigwallet.domain.reconciled import Reconciliation


@dataclass(frozen=True, slots=True)
class DemoOutcome:
    """Where everything lies. ``passphrase_file`` holds the demo vault's passphrase in the clear:
    it is made for the demo and protects invented data only."""

    vault: Path
    passphrase_file: Path
    imported: ImportOutcome
    reconciliation: Reconciliation
    letters: tuple[Written, ...]
    bundle: Written


def run_demo(
    out: Path, job: Job | None = None, *, around: Surroundings | None = None
) -> DemoOutcome:
    """Makes or goes on with the demo in ``out``. It may be killed at any moment and run again:
    nothing is lost, nothing is doubled.

    Refusals: ``folder_not_writable``, ``disk_full``, ``vault_in_use``, ``demo_folder_taken``.
    """
    raise NotImplementedError
