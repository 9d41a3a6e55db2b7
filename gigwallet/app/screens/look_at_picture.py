"""What pictures would say as screens of apps, before they are stored."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gigwallet.app.reading import read_bytes
from gigwallet.app.screens import known_screens
from gigwallet.app.screens.loose_shots import read_together
from gigwallet.app.screens.read_apart import ReadApart, read_apart
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.screen import ScreenReading
from gigwallet.importers import app_screen
from gigwallet.pages import sniff

_SECONDS = 600.0  # on the clock, where others work too; its own work is bounded by its pages


def look_at_picture(wallet: Wallet, path: Path) -> ScreenReading | None:
    """The letters of a picture that is not stored, for ``told_together``. None where it is no
    picture or cannot be read: it can be stored all the same. Nothing is kept."""
    try:
        data = read_bytes(path)
    except GigWalletError:
        return None
    media = sniff(data[:1024])
    if media is None or not media.is_picture:
        return None
    templates = known_screens.known(wallet)
    try:
        # Somebody is waiting for it: not in the process that all else goes before.
        read: ReadApart = wallet.isolation.run(
            read_apart, data, media.value, path.name, templates, seconds=_SECONDS
        )
    except GigWalletError:
        return None
    return read.reading


def told_together(
    wallet: Wallet, looked: Mapping[Path, ScreenReading]
) -> dict[Path, ScreenReading]:
    """What the pictures that were looked at say beside each other, as a vault would keep it: shots
    of one list prove one another. A picture that is no screen that is known, or shows what a
    person spends, says nothing. Amounts of an app of several countries are of no currency (``XXX``)
    where no engagement names it."""
    templates = known_screens.known(wallet)
    names = [path.name for path in looked]
    told = read_together(names, list(looked.values()), templates)
    return {
        path: app_screen.unnamed(reading, templates)
        for path, reading in zip(looked, told, strict=True)
        if reading.template
    }
