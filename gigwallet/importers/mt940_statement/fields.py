"""The fields of an MT940 file with the lines where they begin; nothing is left out in silence.

The library ``mt-940`` knows what is in a field, and its patterns are used for that, one field at a
time. Its reader of whole files is not: it keeps no line numbers, takes a field with a damaged tag
for a part of the one before, reads ``C1.234,50`` as 1, and gives up the file for one 30 February.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(r":(\d{2}[A-Z]?|NS):(.*)", re.DOTALL)
# A tag that lost or changed a sign, and what only a movement looks like.
_DAMAGED_TAG = re.compile(
    r":[^: ]{1,4}:|\d{2}[A-Z]?:|.{0,5}?\d{6}(?:\d{4})?R?[CD][A-Z]?\d{1,13},\d{0,2}[A-Z]\w{3}"
)
# Letters of Western Europe where cp850 and where cp1252 have them.
_OF_CP850, _OF_CP1252 = (
    b"\x81\x82\x84\x8a\x8e\x94\x99\x9a\xe1",
    b"\xc4\xd6\xdc\xdf\xe4\xe8\xe9\xf6\xfc",
)


@dataclass(slots=True)
class Field:
    """``tag`` is empty where the line begins like a field and is none."""

    tag: str
    line: int
    text: str


def text_of(data: bytes) -> str:
    """UTF-8 that holds is UTF-8; else whichever code page has more of its letters."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        older = sum(data.count(letter) for letter in _OF_CP850)
        newer = sum(data.count(letter) for letter in _OF_CP1252)
        return data.decode("cp850" if older > newer else "cp1252", errors="replace")


def fields(text: str) -> Iterator[Field]:
    """In order. A line without a tag goes on with the field above; one of a hyphen ends them."""
    field: Field | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        found = _TAG.match(line)
        if found or (field is not None and _DAMAGED_TAG.match(line)):
            if field is not None:
                yield field
            field = Field(found[1], number, found[2]) if found else Field("", number, line)
        elif line.startswith("-") and not line[1:].strip("}X "):
            if field is not None:
                yield field
            field = None
        elif field is not None:
            field.text += "\n" + line
    if field is not None:
        yield field
