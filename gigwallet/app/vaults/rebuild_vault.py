"""Makes a vault of an open export, with new keys and nothing lost, or nothing at all."""

from __future__ import annotations

import os
from pathlib import Path

from gigwallet.app.exports.export_all_folder import draft_of
from gigwallet.app.vaults.create_vault import SHORTEST_PASSPHRASE, Created
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.vaults.rebuild_vault_reading import OpenExport
from gigwallet.app.wallet import Surroundings
from gigwallet.crypto.kdf import KdfParams
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.vault.disk import Disk, refusing
from gigwallet.vault.drafts import clear_draft
from gigwallet.vault.folder import holds_vault
from gigwallet.vault.open_form import filling as open_form_filling


def rebuild(
    export: Path,
    folder: Path,
    passphrase: bytearray,
    job: Job | None = None,
    *,
    kdf: KdfParams | None = None,
    around: Surroundings | None = None,
) -> Created:
    """The vault of ``export``, open, in ``folder``, which is empty or not there yet.

    Same id, rows, originals and log; keys and recovery code are new. Every file is checked by its
    digest before anything is made, every row against the log before anything stays. Refusals:
    those of ``OpenExport`` and ``create_vault``, ``draft_in_use``, ``open_export_log_false``,
    ``open_export_head_false``, ``open_export_rows_refused``.
    """
    if len(passphrase.decode("utf-8", "replace")) < SHORTEST_PASSPHRASE:
        raise GigWalletError("passphrase_too_short", least=SHORTEST_PASSPHRASE)
    around, work, disk, folder = around or Surroundings(), job or Job(), Disk(), folder.absolute()
    refuse_taken(folder)
    record = OpenExport(export, work)
    draft = draft_of(folder)
    clear_draft(draft, disk)
    if os.path.lexists(draft):  # another process is at work there, or it is the person's own
        raise GigWalletError("draft_in_use", name=folder.name)
    try:
        code = open_form_filling.make(
            draft, passphrase, record, around.clock, kdf=kdf, disk=disk, job=work
        )
        with refusing(folder.parent):
            if folder.exists():
                folder.rmdir()
            disk.rename(draft, folder)
    finally:
        clear_draft(draft, disk)
    wallet = open_vault(folder, passphrase=passphrase, around=around)
    if wallet.vault.checkpoints.last():
        # The seed that signed them never goes out: from here on a new one signs.
        wallet.vault.make_checkpoint("rebuilt")
    return Created(wallet, code)


def refuse_taken(folder: Path) -> None:
    """``vault_exists`` where a vault lies, ``open_export_folder_taken`` for anything else."""
    if holds_vault(folder):
        raise GigWalletError("vault_exists")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise GigWalletError("open_export_folder_taken", name=folder.name)
