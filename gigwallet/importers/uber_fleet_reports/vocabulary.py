"""The words of the reports' columns, without capitals and accents, and what they mean."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.taught import ReportWords

_BLANKS = re.compile(r"\s+")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
# Letters that no decomposition turns into their plain sister.
_PLAIN = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "’": "'"})
# Marks a branch, which is written with blanks around its colons, beside a leaf of the same path.
SPACED = "~"


@dataclass(frozen=True, slots=True)
class Words:
    """``parts``: a step of a path -> its name here; ``categories`` of those names; ``fields``: a
    column that is no money -> its name here."""

    parts: dict[str, str]
    categories: dict[str, PayCategory]
    fields: dict[str, str]

    def with_taught(self, lessons: Iterable[ReportWords]) -> Words:
        """These and what a person named besides. A word that is known keeps its meaning."""
        parts, fields = dict(self.parts), dict(self.fields)
        for lesson in lessons:
            for word, part in lesson.parts:
                parts.setdefault(bare(word), part.value)
            for word, column in lesson.columns:
                fields.setdefault(bare(word), column.value)
        return Words(parts, self.categories, fields)

    def canonical(self, header: str) -> str:
        """A column under one name in every language: a field's name, a path of bare steps, else the
        bare word. A path that is spelt with blanks keeps a mark, as both spellings may stand in one
        header."""
        name = bare(header)
        if name in self.fields:
            return self.fields[name]
        steps = [step.strip() for step in name.split(":")]
        if len(steps) < 2 or ":" not in _IN_BRACKETS.sub("", name):
            return name
        return (SPACED if " : " in name else "") + ":".join(steps)


def bare(text: str) -> str:
    """Without capitals, accents, byte order marks and doubled blanks."""
    decomposed = unicodedata.normalize("NFKD", text.replace("\ufeff", "").casefold())
    kept = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _BLANKS.sub(" ", kept.translate(_PLAIN)).strip()


@cache
def words() -> Words:
    """Those that come with the program."""
    text = files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    parts = {bare(word): name for name, part in said["parts"].items() for word in part["words"]}
    categories = {name: PayCategory(part["category"]) for name, part in said["parts"].items()}
    fields = {bare(word): name for name, known in said["fields"].items() for word in known}
    return Words(parts, categories, fields)


def is_path(column: str) -> bool:
    """Whether a canonical name is a money column below its root."""
    return ":" in _IN_BRACKETS.sub("", column)
