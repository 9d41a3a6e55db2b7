"""A printed line with several fields in it: ``Order {ref} · {at}``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from gigwallet.domain.screen import FieldKind
from gigwallet.ocr.fields.spelling import plain
from gigwallet.ocr.fields.template import FieldRule
from gigwallet.ocr.fields.writing import shape_pattern

_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
# How each kind may look; its writing then reads it strictly.
_LOOKS = {
    FieldKind.CLOCK: r"\d{1,2}:\d{2}(?::\d{2})? ?(?:[AaPp]\.? ?[Mm]\.?)?",
    FieldKind.MONEY: r"[^\d]{0,5}\d[\d.,]*[^\d]{0,4}",
    FieldKind.COUNT: r"\d{1,6}",
    FieldKind.DISTANCE: r"[\d.,]+ ?[a-z公里千米]{0,5}",
    FieldKind.PERCENT: r"-?[\d.,]+ ?%",
    FieldKind.REF: r"[#0-9A-Za-z-]{1,40}",
    FieldKind.DAY: r"[^·|]{3,30}",
    FieldKind.MOMENT: r"[^·|]{6,40}",
    FieldKind.DURATION: r"[^·|]{2,20}",
    FieldKind.TEXT: r"[^·|]{1,40}",
}


_MOST_PLACES, _LONGEST = 4, 100


def is_bounded(text: str) -> bool:
    """Whether splitting by ``text`` stays quick whatever is split: few parts, with something
    between each two."""
    between = _PLACE.split(text)[2:-1:2]
    return len(placeholders(text)) <= _MOST_PLACES and all(each.strip() for each in between)


def placeholders(text: str) -> tuple[str, ...]:
    return tuple(_PLACE.findall(text))


@lru_cache(maxsize=500)
def _compiled(text: str, fields: tuple[FieldRule, ...]) -> re.Pattern[str]:
    looks = {
        each.name: shape_pattern(each.writing.shape) if each.writing.shape else _LOOKS[each.kind]
        for each in fields
    }
    made = ""
    for index, part in enumerate(_PLACE.split(text)):
        if index % 2:
            made += f"(?P<{part}>{looks[part]})"
        else:
            made += _literal(part)
    return re.compile(made, re.IGNORECASE)


def _literal(text: str) -> str:
    """Blanks may be lost, and the dot between two parts has many shapes."""
    made = ""
    for each in plain(text) if text.strip() else "":
        if each == " ":
            continue
        made += " ?" + (r"[·・•.\-|:]" if each in "·・•|" else re.escape(each))
    return made + " ?" if made else " ?"


def split_line(template: str, fields: Sequence[FieldRule], text: str) -> dict[str, str] | None:
    """The text of each placeholder, None where ``text`` is not such a line: each part must also be
    a value of its kind."""
    if len(text) > _LONGEST:
        return None
    found = _compiled(template, tuple(fields)).fullmatch(plain(text))
    if found is None:
        return None
    rules = {each.name: each for each in fields}
    said = {name: part.strip() for name, part in found.groupdict().items()}
    return said if all(rules[name].writing.value(part) for name, part in said.items()) else None
