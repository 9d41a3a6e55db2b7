"""Whether another copy of a vault holds what this one does not know, told from headers alone."""

from __future__ import annotations

from pathlib import Path

from gigwallet.crypto import merkle
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import header as headers
from gigwallet.vault.header import LogHead
from gigwallet.vault.vault import Vault


def knows_more(vault: Vault, folder: Path) -> bool:
    """Whether ``folder`` holds a copy of this vault whose head this one has never had, nor taken in
    by a merge. Nothing is proven by it: a header is not authentic before it is unlocked."""
    if folder.absolute() == vault.folder.absolute():
        return False
    try:
        header, _ = headers.load(folder, vault.disk)
    except (GigWalletError, OSError):
        return False
    if header.vault_id.hex() != vault.vault_id:
        return False
    with vault.connection.snapshot():
        return not _knows(vault, header.log_head)


def _knows(vault: Vault, head: LogHead) -> bool:
    size = vault.log.size
    if head.size <= size and vault.log.root_at(head.size) == head.root:
        return True
    rows = vault.connection.all("SELECT leaves_from, leaves, other_size FROM merge ORDER BY seq")
    return any(
        head.root == _root_through(vault, start, leaves, head.size)
        for start, leaves, other_size in rows
        if start <= head.size <= other_size
    )


def _root_through(vault: Vault, start: int, leaves: bytes, size: int) -> bytes:
    """The root of the other copy at ``size``: what came before ``start`` is common, or was kept by
    an earlier merge of that copy."""
    step = merkle.HASH_BYTES
    kept = [leaves[place : place + step] for place in range(0, len(leaves), step)]
    before = leaves_before(vault, start)
    return merkle.root([*before, *kept][:size])


def leaves_before(vault: Vault, size: int) -> list[bytes]:
    """The first ``size`` leaves of the other copy that was merged when it was ``size`` long."""
    row = vault.connection.one(
        "SELECT leaves_from, leaves FROM merge WHERE other_size = ? ORDER BY seq LIMIT 1", (size,)
    )
    if row is None:
        return vault.log.leaves(size)
    start, leaves = row
    step = merkle.HASH_BYTES
    kept = [leaves[place : place + step] for place in range(0, len(leaves), step)]
    return [*leaves_before(vault, start), *kept]
