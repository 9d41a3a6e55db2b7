"""Where the window's own files lie: themes, icons, the bundled font."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase

import gigwallet

FONT_FAMILY = "Noto Sans SC"
_FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


@cache
def root() -> Path:
    """The resources folder: inside the package when installed, beside it in a checkout."""
    package = Path(gigwallet.__file__).parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def icon_file(name: str) -> Path:
    """The SVG of one icon; an unknown name is a bug and raises FileNotFoundError."""
    path = root() / "icons" / "lucide" / f"{name}.svg"
    if not path.is_file():
        raise FileNotFoundError(f"no icon called {name}")
    return path


def install_fonts() -> str:
    """Load the bundled font, so that Chinese shows on a machine without any CJK font.

    Returns the family to use: ours, or Qt's default should the files be missing.
    """
    if FONT_FAMILY in QFontDatabase.families():
        return FONT_FAMILY
    folder = root() / "fonts" / "noto-sans-sc"
    loaded = [QFontDatabase.addApplicationFont(str(folder / name)) for name in _FONTS]
    return FONT_FAMILY if all(number >= 0 for number in loaded) else ""
