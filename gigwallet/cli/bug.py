"""A report of a bug without personal data: what kind, at which lines of our own code, versions."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path
from types import TracebackType

import gigwallet
from gigwallet.words import _


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Neither the exception's message nor any value is in it: both may hold what is private."""
    root = Path(gigwallet.__file__).parent.parent
    places = [
        f"  {_short(Path(frame.filename), root)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    return "\n".join(
        [
            _(
                "This is a mistake of the program, not yours; nothing was half-stored. "
                "You can send the lines below to its authors; they hold nothing about you."
            ),
            f"GigWallet {gigwallet.__version__}, Python {platform.python_version()}, "
            f"{platform.system()} {platform.machine()}",
            kind.__name__,
            *places,
        ]
    )


def _short(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
