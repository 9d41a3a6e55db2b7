"""What searching means: how text and words are compared, and where the words stand in a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

Span = tuple[int, int]  # from, and up to but without

_ELLIPSIS = "…"


class FoundKind(StrEnum):
    """What can be found. Shifts and points of a track hold no words."""

    EXHIBIT = "exhibit"
    TRIP = "trip"
    PAY_LINE = "pay_line"
    PAYOUT = "payout"
    STATEMENT = "statement"
    TALLY = "tally"
    ENGAGEMENT = "engagement"
    SCHEME = "scheme"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Match:
    """One document that holds every word.

    ``object`` is the id of what it is about. ``page`` is 0 for what the vault itself says of it and
    counts from 1 for text read from an exhibit. ``day`` is None where none is known.
    """

    kind: FoundKind
    object: str
    page: int
    day: date | None
    title: str
    text: str


def normalised(text: str) -> str:
    """As texts are compared: NFKC, then case folded; full-width letters are letters, ``ß`` is
    ``ss``. A lone surrogate, which no file can hold, becomes a question mark."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFKC", whole).casefold()


def words_of(query: str) -> tuple[str, ...]:
    """The words that a text must hold, every one of them, anywhere and in any order.

    Spaces part them; nothing else does, so that every other sign can be looked for.
    """
    return tuple(dict.fromkeys(normalised(query).split()))


def holds(text: str, words: Sequence[str]) -> bool:
    plain = normalised(text)
    return all(word in plain for word in words)


def spans(text: str, words: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """The text to show and the places in it where a word stands, in order, never overlapping.

    It is the text as given; only where signs change places on being normalised (rare scripts with
    several marks on one letter) the normalised text is shown, since places in the given one would
    be wrong.
    """
    plain = normalised(text)
    starts = _starts(text, plain)
    if starts is None:
        text, starts = plain, list(range(len(plain) + 1))
    found: list[Span] = []
    for first, last in _merged(plain, words):
        begin, end = starts[first], starts[last - 1]
        while last < len(starts) and starts[last] == end:
            last += 1  # a sign that became several is marked whole
        found.append((begin, starts[last] if last < len(starts) else len(text)))
    return text, tuple(_joined(found))


def excerpt(text: str, words: Sequence[str], width: int) -> tuple[str, tuple[Span, ...]]:
    """One line of about ``width`` signs around the first place, and the places within it.

    Line ends and other control signs become spaces: a terminal would obey them.
    """
    shown, places = spans(text, words)
    line = "".join(" " if unicodedata.category(sign) in _UNSHOWN else sign for sign in shown)
    first = places[0][0] if places else 0
    start = max(0, min(first - width // 4, len(line) - width))
    end = min(len(line), start + width)
    before, after = _ELLIPSIS * (start > 0), _ELLIPSIS * (end < len(line))
    shift = len(before) - start
    within = tuple(
        (max(begin, start) + shift, min(last, end) + shift)
        for begin, last in places
        if begin < end and last > start
    )
    return f"{before}{line[start:end]}{after}", within


_UNSHOWN = frozenset({"Cc", "Zl", "Zp", "Cs"})


def _merged(plain: str, words: Sequence[str]) -> list[Span]:
    places: list[Span] = []
    for word in words:
        at = plain.find(word)
        while at >= 0:
            places.append((at, at + len(word)))
            at = plain.find(word, at + 1)
    return list(_joined(sorted(places)))


def _joined(places: Sequence[Span]) -> Iterator[Span]:
    """Places that overlap or touch, as one."""
    held: Span | None = None
    for begin, end in places:
        if held is not None and begin <= held[1]:
            held = (held[0], max(held[1], end))
            continue
        if held is not None:
            yield held
        held = (begin, end)
    if held is not None:
        yield held


def _starts(text: str, plain: str) -> list[int] | None:
    """For each sign of ``plain``, where the sign of ``text`` begins that it came from."""
    starts: list[int] = []
    rebuilt: list[str] = []
    for begin, cluster in _clusters(text):
        part = normalised(cluster)
        rebuilt.append(part)
        starts += [begin] * len(part)
    return starts if "".join(rebuilt) == plain else None


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Runs of signs that are normalised together: a letter with its marks."""
    begin = 0
    for place in range(1, len(text)):
        if not _joins(text[place - 1], text[place]):
            yield begin, text[begin:place]
            begin = place
    if text:
        yield begin, text[begin:]


@lru_cache(maxsize=4096)
def _joins(before: str, sign: str) -> bool:
    if unicodedata.combining(sign):
        return True
    apart = unicodedata.normalize("NFKC", before) + unicodedata.normalize("NFKC", sign)
    return unicodedata.normalize("NFKC", before + sign) != apart
