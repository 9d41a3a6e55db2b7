"""Names that nothing has yet, for what is made beside a saved file."""

from __future__ import annotations

import itertools
from pathlib import Path


def free(inside: Path, stem: str, suffix: str = "") -> Path:
    """``stem``, else ``stem-2``, ``stem-3``: what lies there already is left alone."""
    stems = itertools.chain([stem], (f"{stem}-{n}" for n in itertools.count(2)))
    paths = (inside / f"{each}{suffix}" for each in stems)
    return next(each for each in paths if not each.exists())
