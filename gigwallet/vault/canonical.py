"""Canonical JSON (docs/vault-format.md, section 2): one byte string for one value."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

_ENCODE = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
).encode

# The text of a string in canonical JSON.
text = json.encoder.encode_basestring

DEEPEST = 16


def encode(value: object) -> bytes:
    """The canonical bytes of objects, arrays, strings, integers, booleans and null."""
    return _ENCODE(value).encode("utf-8")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:  # Any: JSON
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands twice")
    return made


def _no_fractions(text: str) -> int:
    raise ValueError(f"not an integer: {text[:20]}")


def _depth(value: object) -> int:
    depth, level = 0, [value]
    while level and depth <= DEEPEST:
        inner: list[object] = []
        for each in level:
            if isinstance(each, dict):
                inner += each.values()
            elif isinstance(each, list):
                inner += each
        depth += any(isinstance(each, dict | list) for each in level)
        level = inner
    return depth


def decode(data: bytes) -> Any:  # Any: JSON; callers check its shape
    """The value that ``data`` is the canonical form of; ``ValueError`` for anything else.

    The bytes may come from a stranger, so depth has a limit.
    """
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_no_duplicates,
            parse_float=_no_fractions,
            parse_constant=_no_fractions,
        )
    except RecursionError as cause:
        raise ValueError("nested too deep") from cause
    if _depth(value) > DEEPEST:
        raise ValueError("nested too deep")
    if encode(value) != data:
        raise ValueError("not in canonical form")
    return value


def cell(value: object) -> object:
    """One database value as it stands in a commitment: REAL and BLOB by their bytes."""
    if type(value) is float:
        return {"f64": struct.pack(">d", value).hex()}
    if isinstance(value, bytes):
        return {"hex": value.hex()}
    return value


def row(columns: Mapping[str, object]) -> Mapping[str, object]:
    """A database row as it stands in a commitment: without what is NULL."""
    if _PLAIN.issuperset(map(type, columns.values())):
        return columns  # nearly every row, and there may be a million
    return {
        name: value if type(value) in _PLAIN else cell(value)
        for name, value in columns.items()
        if value is not None
    }


_PLAIN = frozenset({str, int})
