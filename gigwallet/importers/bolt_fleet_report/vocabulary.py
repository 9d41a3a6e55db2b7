"""The words of Bolt's columns, without capitals, accents and units, and how each column counts."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from gigwallet.domain.pay_line import PayCategory

_BLANKS = re.compile(r"\s+")
_PLAIN = str.maketrans({"ł": "l", "’": "'"})
# Told apart by its first occurrence: a person may be listed by number and by telephone.
UNIT = "|"


class Kind(StrEnum):
    PART = "part"
    GROSS = "gross"
    FEE = "fee"
    WITHIN = "within"
    TOTAL = "total"
    CASH = "cash"


@dataclass(frozen=True, slots=True)
class Column:
    kind: Kind
    category: PayCategory


@dataclass(frozen=True, slots=True)
class Words:
    """``named``: a bare word -> our name of the column; ``everyone``: the line of all drivers."""

    columns: dict[str, Column]
    named: dict[str, str]
    everyone: frozenset[str]


def bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("\ufeff", "").casefold())
    kept = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _BLANKS.sub(" ", kept.translate(_PLAIN)).strip()


@cache
def words() -> Words:
    text = files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    columns = {
        name: Column(Kind(each["kind"]), PayCategory(each["category"]))
        for name, each in said["columns"].items()
    }
    named = {bare(word): name for name, each in said["columns"].items() for word in each["words"]}
    named |= {bare(word): name for name, known in said["fields"].items() for word in known}
    return Words(columns, named, frozenset(bare(each) for each in said["everyone"]["words"]))


def canonical(header: str) -> str:
    """Our name of a column; a money column that nobody knows keeps its unit behind the bare word,
    so that it is seen to be money."""
    word, _, unit = header.partition(UNIT)
    known = words().named.get(bare(word))
    if known:
        return known
    return bare(word) + (UNIT + unit.strip() if unit else "")
