"""Where things lie in a checkout, and how this file set speaks to the person."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging" / "requirements"
TRANSLATIONS = ROOT / "translations"
ENVIRONMENT = ROOT / ".venv"
CACHE = ROOT / ".cache"

PARTS = ("base", "organiser", "development")


class Refused(Exception):  # noqa: N818  (a refusal is an answer, not an error)
    """The command cannot go on, and the message says in one sentence what the person can do."""


def say(sentence: str) -> None:
    """Tell the person what happens, at once, even through a pipe."""
    print(f"[gigwallet] {sentence}", flush=True)


def interpreter() -> Path:
    """The Python inside the checkout's own environment (it may not be there yet)."""
    if os.name == "nt":
        return ENVIRONMENT / "Scripts" / "python.exe"
    return ENVIRONMENT / "bin" / "python"


def surroundings(**more: str) -> dict[str, str]:
    """The variables for a program started from here: it finds this checkout's gigwallet."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONHOME"}
    return kept | {"PYTHONPATH": str(ROOT)} | more


def has_display() -> bool:
    """Whether a window can be shown here; asked on Linux only, taken for granted elsewhere."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
