"""The originals in the vault: list them, look at them, write a note beside them."""

from __future__ import annotations

from dataclasses import replace

from gigwallet import pages as kit
from gigwallet.app.reading import named
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.domain.recorded import ExhibitId

_PDF = "application/pdf"
_SIDE = 1600  # pixels: enough to read a phone's screenshot in full
_MOST_PAGES = 20


def exhibits(wallet: Wallet) -> list[KnownExhibit]:
    """In the order they came."""
    return list(wallet.vault.exhibits.all())


def data(wallet: Wallet, exhibit: ExhibitId) -> bytes:
    """The exact bytes as received. Refusals: ``exhibit_missing``, ``attachment_damaged``."""
    return wallet.vault.exhibits.data(exhibit)


def thumbnail(wallet: Wallet, exhibit: ExhibitId) -> bytes | None:
    """A small PNG or JPEG, made when the exhibit was imported; None where there is none."""
    return wallet.vault.exhibits.thumbnail(exhibit)


def pages(wallet: Wallet, exhibit: ExhibitId) -> list[bytes]:
    """What there is to see of it, as PNG or JPEG: the picture, or the first pages of a PDF; empty
    for other files. Drawn in the isolated process. Refusals: as ``data``, ``file_unreadable``."""
    said = wallet.vault.exhibits.get(exhibit).exhibit
    if not said.media_type.startswith("image/") and said.media_type != _PDF:
        return []
    try:
        return list(wallet.isolation.run(_drawn, data(wallet, exhibit), said.media_type))
    except GigWalletError as refusal:
        raise named(refusal, said.name) from refusal


def _drawn(content: bytes, media_type: str) -> tuple[bytes, ...]:
    if media_type != _PDF:
        return (kit.thumbnail(content, media_type, _SIDE),)
    last = min(kit.page_count(content), _MOST_PAGES)
    return tuple(kit.rasterise(content, page, _SIDE) for page in range(1, last + 1))


def find_exhibit(wallet: Wallet, which: str) -> KnownExhibit:
    """By its id or the beginning of it. Refusal: ``exhibit_unknown``, also where several fit."""
    fitting = [each for each in exhibits(wallet) if which and each.id.startswith(which.lower())]
    if len(fitting) != 1:
        raise GigWalletError("exhibit_unknown")
    return fitting[0]


def describe(wallet: Wallet, exhibit: ExhibitId, *, label: str, note: str) -> None:
    """What the person calls it and writes beside it; the original stays as it is. Saying the same
    again stores nothing."""
    known = wallet.vault.exhibits.get(exhibit).exhibit
    said = replace(known, label=label.strip(), note=note.strip())
    if said != known:
        with wallet.vault.transaction():
            wallet.vault.exhibits.revise(exhibit, said)
        wallet.vault.anchor()
