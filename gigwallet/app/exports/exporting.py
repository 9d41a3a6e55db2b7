"""Writes what the person takes out of the vault: all of a file or nothing, noted in the log."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError

# No more room on the disk, none left for this person, or none in one file (as on many sticks).
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_out(path: Path, data: bytes, *, replace: bool = False, private: bool = False) -> Path:
    """A ``private`` file can be read by its owner alone, from its first byte on. Refusals:
    ``file_exists`` (unless ``replace``), ``folder_not_writable``, ``disk_full``."""
    with _drafted(path, data, replace, private):
        return path


def export(wallet: Wallet, what: str, path: Path, data: bytes, *, replace: bool = False) -> Path:
    """As ``write_out``; a leaf of the log binds what went out by its SHA-256. A vault that is only
    read notes nothing."""
    with _drafted(path, data, replace):
        if not wallet.vault.read_only:
            with wallet.vault.transaction():
                wallet.vault.log.append("export.written", what, hashlib.sha256(data).digest())
    return path


def export_file(
    wallet: Wallet, what: str, path: Path, written: Path, sha256: str, *, replace: bool = False
) -> Path:
    """As ``export``, of a file that lies ready on the same disk: it is moved to ``path``."""
    refuse_existing(path, replace)
    with refusing(path), written.open("rb+") as lying:
        os.fsync(lying.fileno())
    if not wallet.vault.read_only:
        with wallet.vault.transaction():
            wallet.vault.log.append("export.written", what, bytes.fromhex(sha256))
            with refusing(path):
                written.replace(path)
    else:
        with refusing(path):
            written.replace(path)
    return path


@contextmanager
def beside(path: Path, size: int) -> Iterator[Path]:
    """A folder for pieces of what becomes ``path``, on the same disk, for the owner alone, gone at
    the end. Refusals, also for what the body writes: ``folder_not_writable``, and ``disk_full``,
    which is told beforehand where ``size`` bytes do not fit twice."""
    with refusing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(path.parent).free < 2 * size:
            raise GigWalletError("disk_full", name=path.parent.name or ".")
        folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        with refusing(path):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def refuse_existing(path: Path, replace: bool) -> None:
    """``file_exists``; for what signs or logs something before the bytes are known."""
    if path.is_dir() or (path.exists() and not replace):
        raise GigWalletError("file_exists", name=path.name)


@contextmanager
def _drafted(path: Path, data: bytes, replace: bool, private: bool = False) -> Iterator[None]:
    """The bytes lie safe under another name while the body runs, then under theirs."""
    refuse_existing(path, replace)
    draft = path.with_name(f".{path.name}.new")
    try:
        with refusing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            # One that lies there keeps the mode it had, and may be a link to another file.
            draft.unlink(missing_ok=True)
            with open(draft, "wb", opener=_private if private else _new) as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
        yield
        with refusing(path):
            draft.replace(path)
    except BaseException:
        with suppress(OSError):  # where there is no folder, no draft lies in it
            draft.unlink(missing_ok=True)
        raise


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_EXCL, 0o600)


def _new(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_EXCL, 0o666)


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """What the disk says while ``path`` is written, as ``folder_not_writable`` or ``disk_full``."""
    try:
        yield
    except OSError as cause:
        code = "disk_full" if cause.errno in _NO_ROOM else "folder_not_writable"
        raise GigWalletError(code, name=path.parent.name or ".") from cause
