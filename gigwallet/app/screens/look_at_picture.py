"""What a picture would say as a screen of an app, before it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gigwallet.app.reading import read_bytes
from gigwallet.app.screens import known_screens
from gigwallet.app.screens.read_apart import ReadApart, read_apart
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Isolation
from gigwallet.domain.screen import ScreenReading
from gigwallet.importers import app_screen
from gigwallet.ocr import Template
from gigwallet.pages import sniff

_SECONDS = 600.0  # on the clock, where others work too; its own work is bounded by its pages


def look_at_picture(wallet: Wallet, path: Path) -> ScreenReading | None:
    """None where nothing of it can be shown: it is no picture, cannot be read, is no screen that is
    known, or shows what a person spends. It can be stored all the same. Nothing is kept."""
    try:
        data = read_bytes(path)
    except GigWalletError:
        return None
    media = sniff(data[:1024])
    if media is None or not media.is_picture:
        return None
    templates = known_screens.known(wallet)
    # Somebody is waiting for it: not in the process that all else goes before.
    seen = screen_of(wallet.isolation, data, media.value, path.name, templates, _SECONDS)
    return seen if seen is not None and seen.template else None


def screen_of(
    isolation: Isolation,
    data: bytes,
    media_type: str,
    name: str,
    templates: Sequence[Template],
    seconds: float,
) -> ScreenReading | None:
    """What a picture says, None where it cannot be read: then it is still an original. Amounts of
    an app of several countries are of no currency (``XXX``) where no engagement names it."""
    seen = letters_of(isolation, data, media_type, name, templates, seconds)
    return app_screen.unnamed(seen, templates) if seen is not None else None


def letters_of(
    isolation: Isolation,
    data: bytes,
    media_type: str,
    name: str,
    templates: Sequence[Template],
    seconds: float,
) -> ScreenReading | None:
    """As ``screen_of``, with the currency that the template would have: as it is read together with
    other pictures."""
    try:
        read: ReadApart = isolation.run(
            read_apart, data, media_type, name, templates, seconds=seconds
        )
    except GigWalletError:
        return None
    return read.reading
