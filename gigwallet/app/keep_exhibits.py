"""The originals in the vault: list them, look at them, write a note beside them."""

from __future__ import annotations

from dataclasses import replace

from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.domain.recorded import ExhibitId


def exhibits(wallet: Wallet) -> list[KnownExhibit]:
    """In the order they came."""
    return list(wallet.vault.exhibits.all())


def data(wallet: Wallet, exhibit: ExhibitId) -> bytes:
    """The exact bytes as received. Refusals: ``exhibit_missing``, ``attachment_damaged``."""
    return wallet.vault.exhibits.data(exhibit)


def thumbnail(wallet: Wallet, exhibit: ExhibitId) -> bytes | None:
    """A small PNG or JPEG, made when the exhibit was imported; None where there is none."""
    return wallet.vault.exhibits.thumbnail(exhibit)


def describe(wallet: Wallet, exhibit: ExhibitId, *, label: str, note: str) -> None:
    """What the person calls it and writes beside it; the original stays as it is."""
    known = wallet.vault.exhibits.get(exhibit)
    with wallet.vault.transaction():
        wallet.vault.exhibits.revise(exhibit, replace(known.exhibit, label=label, note=note))
