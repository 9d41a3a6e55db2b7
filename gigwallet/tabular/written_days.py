"""Days and months as people write them, with the month as a word or as a number."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from gigwallet.domain.period import Period
from gigwallet.tabular.day_column import DayColumn, DayOrder

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_WORD = r"([A-Za-z]{3,9})\.?"
_NUMBERED = (
    r"\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})"
    r"|\d{4}年\d{1,2}月\d{1,2}日"
)
_DAY_FIRST = rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -]{_WORD},?[ -](\d{{4}})"
_MONTH_FIRST = rf"{_WORD} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})"
_ANY = re.compile(
    rf"(?<![\d./-])(?:(?P<numbered>{_NUMBERED})|(?P<first>{_DAY_FIRST})|(?P<second>{_MONTH_FIRST}))(?!\d)"
)
_MONTH_ALONE = re.compile(
    rf"{_WORD},? (\d{{4}})|(\d{{4}})年(\d{{1,2}})月(?!\d)"
    r"|(?<!\d)(\d{4})[-/](\d{2})(?![\d/-])|(?<![\d/])(\d{2})/(\d{4})(?!\d)"
)
_YEARS = range(1990, 2101)


def month_number(word: str) -> int:
    """1 to 12 for ``Aug`` or ``August``; ``ValueError`` for any other word."""
    said = word.casefold()
    if said in _FULL:
        return _FULL.index(said) + 1
    return _MONTHS.index("sep" if said == "sept" else said) + 1


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
    match = _ANY.fullmatch(_plain(text))
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
    """In one spelling; the parts of a Chinese day may stand apart (``2026 年 7 月``)."""
    said = " ".join(unicodedata.normalize("NFKC", text).split())
    return re.sub(r" ?([年月日]) ?", r"\1", said)


def _day(match: re.Match[str], order: DayOrder) -> date:
    if match["numbered"]:
        said = match["numbered"]
        year_first = said[:4].isdigit()
        return DayColumn(DayOrder.YMD if year_first else order).day(said)
    if match["first"]:
        day_, word, year = match.group(3, 4, 5)
    else:
        word, day_, year = match.group(7, 8, 9)
    return _within(int(year), month_number(word), int(day_))


def _month(year: str, month: str) -> Period:
    first = _within(int(year), int(month), 1)
    return Period.of_month(first.year, first.month)


def _within(year: int, month: int, day_: int) -> date:
    if year not in _YEARS:
        raise ValueError("not a year of gig work")
    return date(year, month, day_)
