"""Months and days of the week in the languages in which people keep logs and firms print slips."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from babel import Locale

_LANGUAGES = (
    "en", "de", "fr", "es", "it", "nl", "pt", "pl", "ro", "cs", "sk", "sl", "hr", "hu", "bg", "el",
    "et", "lv", "lt", "sv", "da", "nb", "fi",
)  # fmt: skip
_WIDTHS = ("wide", "abbreviated")


def month_number(word: str) -> int:
    """1 to 12 for ``Aug``, ``août``, ``sierpnia``; ``ValueError`` for any other word, and for one
    that means two months in two languages (``listopad``)."""
    found = _months().get(_bare(word), frozenset())
    if len(found) != 1:
        raise ValueError("not the name of a month")
    return next(iter(found))


def is_weekday(word: str) -> bool:
    """Whether this is the name of a day of the week, or short for one."""
    return _bare(word) in _weekdays()


@cache
def _months() -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, name in _named("months"):
        found[_bare(name)].add(number)
    found["sept"].add(9)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(_bare(name) for _number, name in _named("days"))


def _named(what: str) -> Iterator[tuple[int, str]]:
    for language in _LANGUAGES:
        contexts = getattr(Locale(language), what)
        for context in ("format", "stand-alone"):
            for width in _WIDTHS:
                yield from contexts[context][width].items()


def _bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(each for each in decomposed if not unicodedata.combining(each)).strip(". ")
