"""The items of an array in a JSON file of any size, one by one."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Any, BinaryIO

import ijson

_CHUNK = 256 * 1024


class TornJson(Exception):  # noqa: N818  it becomes a rejection before anyone sees it
    """The file breaks off or breaks its rules; the items before that were sound."""


def items(stream: BinaryIO, path: str) -> Iterator[Any]:  # Any: JSON of others
    """Every item of the array at ``path`` (``locations.item``), from the start of the stream."""
    begun = stream.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8
    stream.seek(len(codecs.BOM_UTF8) if begun else 0)
    try:
        yield from ijson.items(stream, path, use_float=True, buf_size=_CHUNK)
    except (ijson.JSONError, UnicodeDecodeError) as torn:
        raise TornJson from torn
