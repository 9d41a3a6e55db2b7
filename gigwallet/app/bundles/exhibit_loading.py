"""Originals with what was read of them, as their pages are made of them."""

from __future__ import annotations

from dataclasses import replace

from gigwallet.app.screens.read_apart import letters_apart
from gigwallet.app.wallet import Wallet
from gigwallet.documents.bundles.composing import ExhibitFile
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Paper
from gigwallet.domain.ports import Isolation
from gigwallet.domain.recorded import ExhibitId
from gigwallet.pages import Media

_SECONDS = 900.0  # of work, for a paper of many pages; each page has its own bound


def loaded_file(wallet: Wallet, file: ExhibitFile) -> ExhibitFile:
    """The file of the vault whose id is ``number``, with the words that the vault has of it: none
    where it was not read yet. Refusals: ``exhibit_missing``, ``exhibit_damaged``."""
    exhibit = ExhibitId(file.number)
    stored = wallet.vault.screens.get(exhibit) if file.choices.words else None
    read = None if stored is None else stored.reading.paper
    return replace(file, content=wallet.vault.exhibits.data(exhibit), read=read)


def letters_read(aside: Isolation, data: bytes, media_type: str) -> Paper | None:
    """The words of a picture or of a PDF's scanned pages, read now; None where there are none to be
    had. Refusal: ``picture_reader_altered``."""
    if media_type not in set(Media):
        return None
    try:
        read: Paper = aside.run(letters_apart, data, media_type, seconds=_SECONDS)
    except GigWalletError as refusal:
        if refusal.code == "picture_reader_altered":
            raise
        # Its page will say what is wrong with it.
        return None
    return read
