"""What a picture would say as a screen of an app, before it is stored."""

from __future__ import annotations

from pathlib import Path

from gigwallet.app import known_screens
from gigwallet.app.read_apart import ReadApart, read_apart
from gigwallet.app.reading import read_bytes
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.screen import ScreenReading
from gigwallet.pages import sniff

_SECONDS = 240.0


def look_at_picture(wallet: Wallet, path: Path) -> ScreenReading | None:
    """None where nothing of it can be shown: it is no picture, cannot be read, is no screen that is
    known, or shows what a person spends. It can be stored all the same. Nothing is kept."""
    try:
        data = read_bytes(path)
        media = sniff(data[:1024])
        if media is None or not media.is_picture:
            return None
        # Somebody is waiting for it: not in the process that all else goes before.
        read: ReadApart = wallet.isolation.run(
            read_apart,
            data,
            media.value,
            path.name,
            known_screens.known(wallet),
            seconds=_SECONDS,
        )
    except GigWalletError:
        return None
    return read.reading if read.reading.template and not read.private else None
