"""Proofs for strangers: that a record stood in the log, and that the log since then only grew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.exports.exporting import refuse_existing, write_out
from gigwallet.app.seals.telling import Saying, told_entry
from gigwallet.app.seals.verify_file import read_checkpoint
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.sealing.proof import ProofEntry, written_growth, written_record
from gigwallet.vault.proofs import proving


@dataclass(frozen=True, slots=True)
class Proof:
    """``shows`` is everything that a reader of the file will see of the record, entry by entry; of
    other records it holds hashes alone. ``size`` is that of the checkpoint, ``key`` its signer."""

    path: Path
    bytes: int
    shows: tuple[Saying, ...]
    size: int
    key: str


@dataclass(frozen=True, slots=True)
class GrowthProof:
    """From ``earlier`` entries to ``later``: what stood before still stands."""

    path: Path
    bytes: int
    earlier: int
    later: int
    key: str


def preview(wallet: Wallet, object_id: str, entries: Sequence[int] = ()) -> list[Saying]:
    """What a proof would disclose. Refusals: ``record_unknown``, ``entry_unknown``."""
    numbers = _chosen(wallet, object_id, entries)
    return [told_entry(wallet, seq) for seq in numbers]


def prove(
    wallet: Wallet,
    object_id: str,
    path: Path,
    *,
    entries: Sequence[int] = (),
    replace: bool = False,
) -> Proof:
    """Discloses a record, an exhibit, an engagement... with all its sayings, or those ``entries``.

    The log says what was disclosed, then a checkpoint is signed that the proof leads to. Refusals:
    ``record_unknown``, ``entry_unknown``, ``vault_read_only``, as ``write_out``.
    """
    refuse_existing(path, replace)
    shows = tuple(preview(wallet, object_id, entries))
    numbers = [each.entry for each in shows]
    vault = wallet.vault
    made = vault.make_checkpoint("proof", {"object": object_id, "entries": numbers})
    disclosed = proving.disclose(vault.connection, vault.log, numbers, made.size)
    text = proof_text(disclosed, made.text)
    write_out(path, text.encode(), replace=replace)
    return Proof(path, len(text.encode()), shows, made.size, made.text.partition("\n")[0])


def proof_text(disclosed: Iterable[proving.Disclosed], signed: str) -> str:
    """The file of a proof that leads to the checkpoint ``signed``."""
    entries = [
        ProofEntry(
            each.leaf.decode(),
            each.salt.hex() if each.salt is not None else None,
            each.content.decode() if each.content is not None else None,
            each.path,
        )
        for each in disclosed
    ]
    return written_record(entries, signed)


def prove_growth(wallet: Wallet, since: Path, path: Path, *, replace: bool = False) -> GrowthProof:
    """That the log of the checkpoint in ``since`` is the start of the log as it is now.

    Refusals: ``checkpoint_unreadable``; ``checkpoint_not_of_this_log`` where this log has another
    past than that checkpoint, or is older; ``vault_read_only``, as ``write_out``.
    """
    refuse_existing(path, replace)
    earlier = read_checkpoint(since)
    vault = wallet.vault
    past = vault.log.root_at(earlier.size) if 0 < earlier.size <= vault.log.size else None
    if past != earlier.root:
        raise GigWalletError("checkpoint_not_of_this_log", name=since.name)
    made = vault.make_checkpoint("proof", {"since": earlier.size})
    steps = vault.log.tree(made.size).consistency_proof(earlier.size)
    text = written_growth(earlier.text, steps, made.text)
    write_out(path, text.encode(), replace=replace)
    key = made.text.partition("\n")[0]
    return GrowthProof(path, len(text.encode()), earlier.size, made.size, key)


def _chosen(wallet: Wallet, object_id: str, entries: Sequence[int]) -> list[int]:
    found = proving.entries(wallet.vault.connection, object_id)
    for number in entries:
        if number not in found:
            raise GigWalletError("entry_unknown", number=number)
    return sorted(set(entries)) if entries else found
