"""Encodings from before Unicode, in which spreadsheets still save tables: told by what comes out.

No byte names them, and short tables are too short for statistics. So an encoding is offered only
where the text that it makes could have been written: Chinese characters of daily use, the letters
of Western or Central Europe inside words, Japanese, Chinese of Taiwan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# Two bytes of GB 2312: nearly all of any Chinese text, and of hardly anything else.
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_DAILY_CHINESE = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
_DAILY_TAIWANESE = re.compile(rb"[\xa1-\xc6][\x40-\x7e\xa1-\xfe]")
# A line of Japanese has kana, or kanji of the first level.
_DAILY_JAPANESE = re.compile(rb"\x81[\x40-\xac]|[\x82\x83][\x40-\xfc]|[\x88-\x97][\x40-\xfc]")
_JAPANESE_PAIR = re.compile(rb"[\x81-\x9f\xe0-\xfc][\x40-\xfc]")
_PLAIN = re.compile("[A-Za-z]")
_NEARLY_ALL, _MOSTLY = 0.9, 2 / 3
# Between two letters nothing else stands; at the edge of a word, a sign of quotation.
_INSIDE_WORDS = frozenset("’")
_AT_WORDS = frozenset("’‘“”„«»¿¡…–—‚‹›")
# Signs of money, blanks and dashes; a damaged point inside an amount is none of them.
_AT_NUMBERS = frozenset("€£¥\xa0–—")
# What is left of a letter of UTF-8 that lost a byte; no word of daily use begins with it.
_LEFT_OF_UTF8 = frozenset("ÂÃĂ")
_MOST_FOREIGN = 1 / 3


def likely(data: bytes) -> Iterator[str]:
    """Python's names of the encodings that ``data``, which is no UTF-8, could be in: best first.
    None of them is sure to decode the whole file."""
    line = data[: data.rfind(b"\n") + 1] or data
    chinese = _share(line, _PAIR, _DAILY_CHINESE)
    if chinese >= _NEARLY_ALL:
        yield "gb18030"
        return
    for name in ("cp1252", "cp1250"):
        if _could_be(name, line, _european):
            yield name
    japanese = _share(line, _JAPANESE_PAIR, _DAILY_JAPANESE) >= _NEARLY_ALL
    taiwanese = _share(line, _PAIR, _DAILY_TAIWANESE) >= _NEARLY_ALL
    for name, daily in (
        ("cp932", japanese), ("cp950", taiwanese), ("gb18030", chinese >= _MOSTLY)
    ):  # fmt: skip
        if daily and _could_be(name, line, _of_the_east):
            yield name


def _share(data: bytes, pair: re.Pattern[bytes], daily: re.Pattern[bytes]) -> float:
    """How many of the characters of two bytes are of daily use."""
    pairs = pair.findall(data)
    return sum(bool(daily.fullmatch(each)) for each in pairs) / len(pairs) if pairs else 0.0


def _could_be(name: str, data: bytes, written: Callable[[str], bool]) -> bool:
    try:
        return written(data.decode(name))
    except UnicodeDecodeError:
        return False


def _european(text: str) -> bool:
    """Whether each foreign sign is a letter inside words of plain ones, or stands apart as signs
    do."""
    letters = [sign.isascii() for sign in text if sign.isalpha()]
    if letters.count(False) > _MOST_FOREIGN * len(letters):
        return False
    return all(sign.isascii() or _stands_well(text, at) for at, sign in enumerate(text))


def _of_the_east(text: str) -> bool:
    """Whether most characters stand among their like, and not inside plain words."""
    own = [at for at, sign in enumerate(text) if not sign.isascii()]
    beside = sum(bool(_PLAIN.search(text[max(at - 1, 0) : at + 2])) for at in own)
    return beside <= _MOST_FOREIGN * len(own)


def _stands_well(text: str, at: int) -> bool:
    sign, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if sign.isalpha():
        return sign not in _LEFT_OF_UTF8
    if not sign.isprintable() and sign != "\xa0":
        return False
    if (before.isdigit() or after.isdigit()) and sign not in _AT_NUMBERS:
        return False
    touching = before.isalpha() + after.isalpha()
    return touching < (1 if sign not in _AT_WORDS else 2) or sign in _INSIDE_WORDS
