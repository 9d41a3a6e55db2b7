"""Makes the recovery sheet: one page with the code, to be printed and not to be kept as a file."""

from __future__ import annotations

from pathlib import Path

from gigwallet.app.exports.exporting import write_out
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError

SHEET_NAME = "gigwallet-recovery-sheet.pdf"


def vault_sign(wallet: Wallet) -> str:
    """The short sign that a sheet and its vault share: ``3F2A-91C0``. It tells nothing of whose
    vault it is."""
    start = wallet.vault.vault_id[:8].upper()
    return f"{start[:4]}-{start[4:]}"


def recovery_sheet(wallet: Wallet, code: str, language: str) -> bytes:
    """One A4 page as PDF, in ``zh`` or ``en``. The code goes into these bytes and nowhere else.

    It is drawn in this process: another one, kept apart from foreign files, would be one more
    place that the code passes through.
    """
    from gigwallet.documents import recovery_sheet as sheets

    sheet = sheets.RecoverySheet(
        language=language,
        code=code,
        vault=vault_sign(wallet),
        made_on=wallet.clock.now().date(),
        specimen=wallet.specimen,
    )
    return sheets.write(sheet, wallet.resources)


def write_recovery_sheet(
    wallet: Wallet, code: str, language: str, path: Path, *, replace: bool = False
) -> Path:
    """The sheet as a file that only its owner can read; the log says nothing of it.

    Refusals: ``file_exists`` (unless ``replace``), ``folder_not_writable``, ``disk_full``.
    """
    return write_out(path, recovery_sheet(wallet, code, language), replace=replace, private=True)


def delete_sheet(path: Path) -> None:
    """Take the printed sheet's file away; where it is gone already, all is well.

    What an SSD keeps of it is out of reach: that is why the sheet opens nothing without the vault.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as cause:
        raise GigWalletError("folder_not_writable", name=path.parent.name or ".") from cause
