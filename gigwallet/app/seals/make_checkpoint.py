"""Signed checkpoints: where the record stands, in a few lines that can be kept elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gigwallet.app.exports.exporting import refuse_existing, write_out
from gigwallet.app.wallet import Wallet
from gigwallet.vault.proofs.checkpoint_shelf import KnownCheckpoint


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """``size`` entries under ``root``; ``text`` is the C2SP checkpoint as it is exported. ``key``
    is the name of the key that signed (``gigwallet/`` and 16 hex digits); ``why`` is ``exported``,
    ``proof``, ``time_stamp``, ``backup`` or ``asked``."""

    no: int
    size: int
    root: bytes
    text: str
    at: datetime
    why: str

    @property
    def key(self) -> str:
        return self.text.partition("\n")[0]


def checkpoint(wallet: Wallet, why: str = "asked") -> Checkpoint:
    """The signed state of the record now; the last one where nothing came after it.

    Refusal: ``vault_read_only``.
    """
    return _told(wallet.vault.make_checkpoint(why))


def checkpoints(wallet: Wallet) -> list[Checkpoint]:
    """Every one that was ever made, in their order."""
    return [_told(each) for each in wallet.vault.checkpoints.all()]


def export_checkpoint(wallet: Wallet, path: Path, *, replace: bool = False) -> Checkpoint:
    """Signs a new checkpoint, whose log says that it was exported, and writes it to ``path``.

    Kept elsewhere, it later finds whatever was changed before it, even where the whole folder was
    put back as it once was. Refusals: as ``write_out``, ``vault_read_only``.
    """
    refuse_existing(path, replace)
    made = _told(wallet.vault.make_checkpoint("exported", {"to": "file"}))
    write_out(path, made.text.encode(), replace=replace)
    return made


def _told(each: KnownCheckpoint) -> Checkpoint:
    return Checkpoint(each.no, each.size, each.root, each.text, each.at, each.why)
