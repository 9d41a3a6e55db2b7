"""JSON of a stranger, read in the one way in which every reader reads it."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn


def read(data: bytes | str) -> Any:  # Any: JSON
    """Raises ``ValueError`` for what is no JSON in UTF-8, and for what readers take differently or
    cannot take: a key that stands twice, a number that is none or endless, endless depth."""
    text = data if isinstance(data, str) else data.decode("utf-8")
    try:
        return json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite
        )
    except RecursionError as wrong:
        raise ValueError("too deep") from wrong


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:  # Any: JSON
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands twice")
    return made


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("a number without end")
    return number
