"""Writes what the person takes out of the vault: all of a file or nothing, noted in the log."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError


def write_out(path: Path, data: bytes, *, replace: bool = False) -> Path:
    """Refusals: ``file_exists`` (unless ``replace``), ``folder_not_writable``, ``disk_full``."""
    if path.is_dir() or (path.exists() and not replace):
        raise GigWalletError("file_exists", name=path.name)
    draft = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except OSError as cause:
        draft.unlink(missing_ok=True)
        code = "disk_full" if cause.errno == errno.ENOSPC else "folder_not_writable"
        raise GigWalletError(code, name=path.parent.name or ".") from cause
    return path


def note_export(wallet: Wallet, what: str, digest: str) -> None:
    """A leaf of the log binds what went out by its SHA-256; a vault that is only read has none."""
    if wallet.vault.read_only:
        return
    with wallet.vault.transaction():
        wallet.vault.log.append("export.written", what, bytes.fromhex(digest))
