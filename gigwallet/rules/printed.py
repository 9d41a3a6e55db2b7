"""What a printed pay rule seems to say, line by line: a proposal for a person, never a rule.

Only lines that say a number with its meaning beside it are taken; a line that could mean two things
is left out. Lines come from a picture that was read by a machine, so each keeps its words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

_NUMBER = r"(\d{1,4}(?:\.\d{1,2})?)"
_MONEY = rf"[¥￥]?{_NUMBER}(?:元|块)"
_TO = r"(?:-|~|—|–|至|到)"
_KM = r"(?:公里|千米|km|KM)"
_CLOCK = r"(\d{1,2}):(\d{2})"

_DAY = re.compile(r"(20\d\d)[年/.-](\d{1,2})[月/.-](\d{1,2})日?(?:起|开始|执行|生效)")
_STEP_TO = re.compile(rf"(?:^|\D)\d{{1,5}}{_TO}(\d{{1,5}})单\D*{_MONEY}")
_STEP_FIRST = re.compile(rf"(\d{{1,5}})单(?:以内|以下|及以下|内)\D*{_MONEY}")
_STEP_LAST = re.compile(rf"(\d{{1,5}})单(?:以上|及以上)\D*{_MONEY}")
_BAND_MORE = re.compile(
    rf"(?:超过|超出|每增加|每超)\D*(?:{_NUMBER}{_KM})?.*?每(?:增加|超)?{_NUMBER}?{_KM}\D*{_MONEY}"
)
_BAND_TO = re.compile(rf"{_NUMBER}{_TO}{_NUMBER}{_KM}\D*{_MONEY}(/{_KM}|每{_KM})?")
# What is paid for each further kilometre is not what the starting price holds for.
_START = re.compile(rf"起步(?:价|费)?[^\d每]*{_MONEY}[^\d元每]*{_NUMBER}{_KM}")
_START_FIRST = re.compile(rf"起步(?:价|费)?[^\d每]*{_NUMBER}{_KM}[^\d每超加]*{_MONEY}")
_BAND_ON = re.compile(rf"(?:里程|续程|续里)(?:费|价)?[^\d元]*{_MONEY}(?:/|每){_KM}")
_BAND_FIRST = re.compile(rf"{_NUMBER}{_KM}(?:以内|以下|内|\(含\)|含)\D*{_MONEY}")
_WINDOW = re.compile(rf"{_CLOCK}{_TO}(?:次日)?{_CLOCK}(?P<between>\D*)(?:{_MONEY}|{_NUMBER}倍)")
_FLAT = re.compile(rf"每单\D{{0,6}}{_MONEY}|{_MONEY}/单")


class Meaning(StrEnum):
    DAY = "day"
    STEP = "step"
    BAND = "band"
    WINDOW = "window"
    FLAT = "flat"


@dataclass(frozen=True, slots=True)
class Printed:
    """``line`` are the words as read. ``to``: up to and including so many orders or kilometres,
    None without end. ``each_km``: what is added per so many kilometres; None: the order's price.
    ``times``: the amount is a multiple of the order's price."""

    line: str
    meaning: Meaning
    amount: Decimal = Decimal(0)
    to: Decimal | None = None
    each_km: Decimal | None = None
    start: str = ""
    end: str = ""
    times: bool = False
    day: date | None = None


def printed(lines: Iterable[str]) -> tuple[Printed, ...]:
    """In the order of the lines; a line says one thing at most, but for a starting price, which may
    say in one line what comes after it."""
    return tuple(found for each in lines for found in _line(each.strip()))


def _line(words: str) -> Iterator[Printed]:
    plain = re.sub(r"[\s,，。;；:：]+(?!\d)", "", unicodedata.normalize("NFKC", words))
    plain = re.sub(r"\s+", "", plain)
    start = next(_start(words, plain), None)
    if start is None:
        yield from _meanings(words, plain)
        return
    yield start
    if found := _BAND_MORE.search(plain):
        yield _more(words, found)


def _start(words: str, plain: str) -> Iterator[Printed]:
    """A starting price is nothing without the kilometres that are in it."""
    if found := _START_FIRST.search(plain):
        yield Printed(words, Meaning.BAND, Decimal(found[2]), Decimal(found[1]))
    elif found := _START.search(plain):
        yield Printed(words, Meaning.BAND, Decimal(found[1]), Decimal(found[2]))


def _more(words: str, found: re.Match[str]) -> Printed:
    each = Decimal(found[2]) if found[2] else Decimal(1)
    return Printed(words, Meaning.BAND, Decimal(found[3]), None, each)


def _meanings(words: str, plain: str) -> Iterator[Printed]:
    """The most particular reading first."""
    if found := _WINDOW.search(plain):
        yield from _window(words, found)
    elif found := _STEP_TO.search(plain) or _STEP_FIRST.search(plain):
        yield Printed(words, Meaning.STEP, Decimal(found[2]), Decimal(found[1]))
    elif found := _STEP_LAST.search(plain):
        yield Printed(words, Meaning.STEP, Decimal(found[2]))
    elif found := _BAND_MORE.search(plain):
        yield _more(words, found)
    elif found := _BAND_ON.search(plain):
        yield Printed(words, Meaning.BAND, Decimal(found[1]), None, Decimal(1))
    elif found := _BAND_TO.search(plain):
        each_km = Decimal(1) if found[4] else None
        yield Printed(words, Meaning.BAND, Decimal(found[3]), Decimal(found[2]), each_km)
    elif found := _BAND_FIRST.search(plain):
        yield Printed(words, Meaning.BAND, Decimal(found[2]), Decimal(found[1]))
    elif found := _DAY.search(plain):
        yield from _day(words, found)
    elif found := _FLAT.search(plain):
        yield Printed(words, Meaning.FLAT, Decimal(found[1] or found[2]))


def _window(words: str, found: re.Match[str]) -> Iterator[Printed]:
    start, end = (f"{int(found[n]):02d}:{found[n + 1]}" for n in (1, 3))
    real = all(int(found[n]) < 24 and int(found[n + 1]) < 60 for n in (1, 3))
    amount = found[6] or found[7]
    if real and start != end:
        times = found[7] is not None
        yield Printed(words, Meaning.WINDOW, Decimal(amount), start=start, end=end, times=times)


def _day(words: str, found: re.Match[str]) -> Iterator[Printed]:
    try:
        yield Printed(words, Meaning.DAY, day=date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:  # no such day
        return
