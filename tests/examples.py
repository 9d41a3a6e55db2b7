"""How many examples a law is tried on: few in the suite, many in ``run.py fuzz laws``."""

from __future__ import annotations

import os

TIMES = "GIGWALLET_EXAMPLE_TIMES"


def examples(few: int) -> int:
    """``few`` in the suite; a long run asks for a multiple of it."""
    return few * int(os.environ.get(TIMES, "1"))
