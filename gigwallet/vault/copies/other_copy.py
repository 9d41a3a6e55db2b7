"""Another copy of a vault, opened to be read and never written: a folder, a backup, a lone file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Clock
from gigwallet.vault import coming, migrations
from gigwallet.vault import folder as files
from gigwallet.vault import header as headers
from gigwallet.vault.attachments import Attachments
from gigwallet.vault.backup.restoring import refuse_little_room, unpack
from gigwallet.vault.backup.sealed import BackupFile, is_backup
from gigwallet.vault.connection import Access, Connection
from gigwallet.vault.drafts import drafted
from gigwallet.vault.header import Header
from gigwallet.vault.keys import derived as labels
from gigwallet.vault.keys.derived import Keys
from gigwallet.vault.opening import look, read_meta, unlock
from gigwallet.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class OtherCopy:
    """Its rows and originals; nothing of it is ever written."""

    vault_id: str
    connection: Connection
    attachments: Attachments
    clock: Clock


@contextlib.contextmanager
def other_copy(
    vault: Vault,
    place: Path,
    clock: Clock,
    *,
    passphrase: bytearray | None = None,
    recovery_code: str | None = None,
    job: Job | None = None,
) -> Iterator[OtherCopy]:
    """The copy in ``place``: the folder of a vault, a sealed backup, or a database that a service
    left beside another one ("vault (conflicted copy).db").

    Without a secret the keys of ``vault`` are tried: a copy has the same ones unless all keys of
    one of them were changed, and then ``merge_secret_needed``. ``merge_other_vault`` for another
    vault, ``merge_same_place`` for this one itself.
    """
    if place.resolve() in (vault.folder.resolve(), (vault.folder / files.DATABASE).resolve()):
        raise GigWalletError("merge_same_place")
    with contextlib.ExitStack() as stack:
        if place.is_dir():
            opened = _folder(vault, place, clock, passphrase, recovery_code)
            yield _of(stack.enter_context(opened), clock)
        elif is_backup(place, vault.disk):
            source = stack.enter_context(BackupFile(place, vault.disk))
            keys = _keys(vault, source.header, passphrase, recovery_code)
            stack.callback(keys.close)
            opened = _unpacked(vault, source, keys, clock, job or Job(), stack)
            yield _of(stack.enter_context(opened), clock)
        else:
            yield _lone_database(vault, place, clock, stack)


def _of(opened: Vault, clock: Clock) -> OtherCopy:
    return OtherCopy(opened.vault_id, opened.connection, opened.attachments, clock)


def _refuse_other(vault: Vault, header: Header) -> None:
    if header.vault_id.hex() != vault.vault_id:
        raise GigWalletError("merge_other_vault")


def _keys(
    vault: Vault, header: Header, passphrase: bytearray | None, recovery_code: str | None
) -> Keys:
    """Those of the copy, from its secret or from ``vault`` where they are the same."""
    _refuse_other(vault, header)
    if passphrase is not None or recovery_code is not None:
        return unlock(header, passphrase, recovery_code)
    keys = vault.opened.keys.copy()
    with keys.derive(labels.HEADER) as key:
        if header.authentic(key):
            return keys
    keys.close()
    raise GigWalletError("merge_secret_needed")


def _folder(
    vault: Vault,
    folder: Path,
    clock: Clock,
    passphrase: bytearray | None,
    recovery_code: str | None,
) -> Vault:
    header, _ = headers.load(folder, vault.disk)
    if passphrase is None and recovery_code is None:
        keys = _keys(vault, header, None, None)
        try:
            return Vault(look(folder, keys, clock, vault.disk), clock)
        finally:
            keys.close()
    _refuse_other(vault, header)
    return Vault.open(
        folder,
        clock,
        passphrase=passphrase,
        recovery_code=recovery_code,
        read_only=True,
        disk=vault.disk,
    )


def _unpacked(
    vault: Vault,
    source: BackupFile,
    keys: Keys,
    clock: Clock,
    job: Job,
    stack: contextlib.ExitStack,
) -> Vault:
    """The backup in a scratch folder inside this vault's, as encrypted as there."""
    refuse_little_room(vault.folder, source.size, vault.disk, "restore_needs_room")
    scratch = vault.folder / files.MERGING
    stack.enter_context(drafted(scratch, vault.disk))
    unpack(source, keys, scratch, vault.disk, job, durable=False)
    return Vault(look(scratch, keys, clock, vault.disk), clock)


def _lone_database(
    vault: Vault, path: Path, clock: Clock, stack: contextlib.ExitStack
) -> OtherCopy:
    """A database file without a header of its own: the keys are those of ``vault``, the originals
    those beside it."""
    keys = vault.opened.keys
    try:
        with keys.derive(labels.DATABASE) as key:
            connection = Connection(path, key, Access.IMMUTABLE, disk=vault.disk)
    except GigWalletError as refusal:
        raise GigWalletError("merge_no_copy", name=path.name) from refusal
    stack.callback(connection.close)
    if read_meta(connection, "vault_id") != vault.vault_id:
        raise GigWalletError("merge_other_vault")
    migrations.stand_in(connection)
    coming.veil(connection)
    root = path.parent / files.ATTACHMENTS
    originals = Attachments(root, bytes.fromhex(vault.vault_id), connection, vault.disk)
    return OtherCopy(vault.vault_id, connection, originals, clock)
