"""The settings outside any vault: which language and theme, and folders if the person asks."""

from __future__ import annotations

from gigwallet.domain.errors import GigWalletError
from gigwallet.host import hardening, paths
from gigwallet.host import settings as stored
from gigwallet.host.settings import LOCK_AFTER, Settings

__all__ = ["LOCK_AFTER", "Settings", "harden", "put_settings", "settings"]


def settings() -> Settings:
    """As stored on this machine; the defaults where nothing is stored."""
    return stored.load(paths.settings_file())


def put_settings(new: Settings) -> None:
    """Refusal: ``folder_not_writable``."""
    try:
        stored.save(paths.settings_file(), new)
    except OSError as cause:
        raise GigWalletError("folder_not_writable", name=paths.settings_folder().name) from cause


def harden() -> None:
    """Called once at the start of the window and of the command line."""
    hardening.harden()
