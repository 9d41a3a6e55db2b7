"""Days and months as people write them, with the month as a word or as a number."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from gigwallet.domain.period import Period
from gigwallet.tabular.calendar_words import is_weekday, month_number
from gigwallet.tabular.day_column import DayColumn, DayOrder

_WORD = r"([^\W\d_]{3,12})\.?"
_NUMBERED = (
    r"\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})"
    r"|\d{4}年\d{1,2}月\d{1,2}日"
)
# 3rd August, 3. August, 1er août, 3 de agosto de 2026, 3-Aug-26.
_DAY_FIRST = (
    rf"(\d{{1,2}})(?:st|nd|rd|th|\.|er|º|°)?(?: de)?[ -]{_WORD},?(?: del?)?"
    r"(?:[ -](\d{4})|-(\d{2}))"
)
_MONTH_FIRST = rf"{_WORD} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})"
_ANY = re.compile(
    rf"(?<![\d./-])(?:(?P<numbered>{_NUMBERED})|(?P<first>{_DAY_FIRST})|(?P<second>{_MONTH_FIRST}))(?!\d)"
)
_MONTH_ALONE = re.compile(
    rf"{_WORD},?(?: del?)? (\d{{4}})|(\d{{4}})年(\d{{1,2}})月(?!\d)"
    r"|(?<!\d)(\d{4})[-/](\d{2})(?![\d/-])|(?<![\d/])(\d{2})/(\d{4})(?!\d)"
)
_WEEKDAY_FIRST = re.compile(r"([^\W\d_]{2,13})\.?,? (?=\d)")
_WEEKDAY_LAST = re.compile(
    r" ?(?:\([月火水木金土日一二三四五六]\)|(?:星期|周|週)[一二三四五六日天])$"
)
# Years counted from 2019 in Japan, and from 1912 in Taiwan.
_ERAS = (
    (re.compile(r"令和 ?(\d{1,2}|元)年"), 2018),
    (re.compile(r"民[國国] ?(\d{2,3}|元)年"), 1911),
)
_YEARS = range(1990, 2101)


def days_in(text: str, order: DayOrder) -> list[date]:
    """Every day that ``text`` names, in its order. One that cannot be is left out."""
    found = []
    for match in _ANY.finditer(_plain(text)):
        try:
            found.append(_day(match, order))
        except ValueError:
            continue
    return found


def day(text: str, order: DayOrder) -> date:
    """The day that ``text`` is, and nothing else; ``ValueError`` otherwise."""
    match = _ANY.fullmatch(_without_weekday(_plain(text)))
    if match is None:
        raise ValueError("not a day")
    return _day(match, order)


def month_in(text: str) -> Period | None:
    """The first month that ``text`` names (``July 2026``, ``2026年7月``, ``2026-07``)."""
    for match in _MONTH_ALONE.finditer(_plain(text)):
        try:
            if match[1]:
                return _month(match[2], str(month_number(match[1])))
            if match[3]:
                return _month(match[3], match[4])
            return _month(*((match[5], match[6]) if match[5] else (match[8], match[7])))
        except ValueError:
            continue
    return None


def numbered(text: str) -> list[str]:
    """The days of ``text`` whose month is a number: those whose order may be unclear."""
    return [match["numbered"] for match in _ANY.finditer(_plain(text)) if match["numbered"]]


def _plain(text: str) -> str:
    """In one spelling; the parts of a Chinese day may stand apart (``2026 年 7 月``), and its year
    may be one of an era (``令和8年``)."""
    said = " ".join(unicodedata.normalize("NFKC", text).split())
    said = re.sub(r" ?([年月日]) ?", r"\1", said)
    for era, before in _ERAS:
        said = era.sub(lambda found: f"{before + _year(found[1])}年", said)  # noqa: B023  at once
    return said


def _year(text: str) -> int:
    return 1 if text == "元" else int(text)


def _without_weekday(text: str) -> str:
    """The same without the day of the week that stands before or behind it."""
    first = _WEEKDAY_FIRST.match(text)
    if first and is_weekday(first[1]):
        text = text[first.end() :]
    return _WEEKDAY_LAST.sub("", text)


def _day(match: re.Match[str], order: DayOrder) -> date:
    if match["numbered"]:
        said = match["numbered"]
        year_first = said[:4].isdigit()
        return DayColumn(DayOrder.YMD if year_first else order).day(said)
    if match["first"]:
        day_, word, long, short = match.group(3, 4, 5, 6)
        year = long or f"20{short}"
    else:
        word, day_, year = match.group(8, 9, 10)
    return _within(int(year), month_number(word), int(day_))


def _month(year: str, month: str) -> Period:
    first = _within(int(year), int(month), 1)
    return Period.of_month(first.year, first.month)


def _within(year: int, month: int, day_: int) -> date:
    if year not in _YEARS:
        raise ValueError("not a year of gig work")
    return date(year, month, day_)
