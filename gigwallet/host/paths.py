"""Where the program's own files lie on this machine. No vault is ever remembered here by itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import gigwallet


def resources() -> Path:
    """Rules, fonts, templates and demo files: inside the package when installed, else beside it."""
    package = Path(gigwallet.__file__).parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def settings_folder() -> Path:
    """Where the system keeps a person's settings of a program; it may not exist yet."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home() / "AppData" / "Roaming")) / "GigWallet"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "GigWallet"
    named = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(named) if named else Path.home() / ".config") / "gigwallet"


def settings_file() -> Path:
    return settings_folder() / "settings.json"
