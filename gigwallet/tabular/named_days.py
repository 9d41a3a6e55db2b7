"""Which days the name of a report is about, for files whose lines do not say it."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from gigwallet.domain.period import Period
from gigwallet.tabular.moments import written

_WEEK = re.compile(r"(?<!\d)(20\d\d)[-_ ]?W(\d{2})(?!\d)", re.IGNORECASE)
_YEAR_FIRST = r"(?P<y1>20\d\d)(?P<s1>[-_.]?)(?P<m1>\d{2})(?P=s1)(?P<d1>\d{2})"
_DAY_FIRST = r"(?P<d2>\d{2})(?P<s2>[-_.])(?P<m2>\d{2})(?P=s2)(?P<y2>20\d\d)"
_IN_WORDS = r"(?P<d3>\d{1,2})[ _](?P<m3>[a-z]{3,12})\.?[ _](?P<y3>20\d\d)"
_DAY = re.compile(rf"(?<!\d)(?:{_YEAR_FIRST}|{_DAY_FIRST}|{_IN_WORDS})(?!\d)")
# The first three letters of a month in English, Portuguese, Polish, German, French and Romanian.
_MONTHS = (
    ("jan", "sty", "ian"), ("feb", "fev", "lut"), ("mar", "mrz"), ("apr", "abr", "kwi", "avr"),
    ("may", "mai", "maj"), ("jun", "cze", "iun"), ("jul", "lip", "iul"),
    ("aug", "ago", "sie", "aou"), ("sep", "set", "wrz"), ("oct", "out", "paz", "okt"),
    ("nov", "lis", "noi"), ("dec", "dez", "gru"),
)  # fmt: skip


def days_of_name(name: str) -> Period | None:
    """``2026-W32``, ``2026-08-03_2026-08-09``, ``20260803-20260809``, ``03_08_2026-09_08_2026``,
    ``3 ago 2026-9 ago 2026``: from the first to the second day named, both included, or one day.
    None where the name says none, or more than two."""
    text = _plain(posixpath.basename(name))
    if match := _WEEK.search(text):
        try:
            return Period.of_week(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        except ValueError:
            return None
    try:
        found = list(_days(text))
    except ValueError:
        return None
    if not found or len(found) > 2 or found[-1] < found[0]:
        return None
    return Period(found[0], found[-1])


def _days(text: str) -> Iterator[date]:
    for match in _DAY.finditer(text):
        if match["y1"]:
            parts = (match["y1"], match["m1"], match["d1"])
        elif match["y2"]:
            parts = (match["y2"], match["m2"], match["d2"])
        else:
            parts = (match["y3"], f"{_month(match['m3']):02d}", match["d3"])
        said = written(f"{parts[0]}-{parts[1]}-{int(parts[2]):02d}")
        yield date(said.year, said.month, said.day)


def _month(word: str) -> int:
    for number, beginnings in enumerate(_MONTHS, start=1):
        if word[:3] in beginnings:
            return number
    raise ValueError("not a month")


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
