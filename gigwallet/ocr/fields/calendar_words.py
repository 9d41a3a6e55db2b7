"""Days as apps print them, in figures and in the months of several languages."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ene enero", "feb february febrero", "mar march marzo",
            "apr april abr abril", "may mayo", "jun june junio", "jul july julio",
            "aug august ago agosto",
            "sep sept september septiembre set", "oct october octubre", "nov november noviembre",
            "dec december dic diciembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAY = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"tues|thur|thurs|lun|mié|mie|jue|vie|sáb|sab|dom|lunes|martes|miércoles|jueves|viernes|sábado|"
    r"domingo|mar)\.?,? ?|(?:周|星期)[一二三四五六日天],? ?)?"
)
_ENDING = r"(?: ?(?:周|星期)[一二三四五六日天])?"
_FIGURES = re.compile(
    r"(?:(20\d\d)(?:([-/.])(\d{1,2})\2(\d{1,2})|年 ?(\d{1,2})月 ?(\d{1,2})日)"
    r"|(\d{2})-(\d{2})|(\d{1,2})月 ?(\d{1,2})日)" + _ENDING,
    re.ASCII,
)
_DAY_FIRST = re.compile(
    _WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th)? ?(?:de ?)?([a-z]{3,10})\.?,? ?(?:de ?)?(20\d\d)?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    _WEEKDAY + r"([a-z]{3,10})\.? ?(\d{1,2})(?:st|nd|rd|th)?(?:,? ?(20\d\d))?", re.IGNORECASE
)
_CLOCK_AT_END = re.compile(
    r"(.+?)(?:,| at| ·)?[ T]?((?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.? ?m\.?)?)", re.IGNORECASE
)
# A day of four figures with a clock right behind it: OCR drops the blank between them.
_GLUED = re.compile(r"((?:20\d\d[-/.])?\d{2}[-/.]\d{2}) ?(\d{2}:\d{2}(?::\d{2})?)", re.ASCII)


def day(text: str) -> date | str:
    """The day; ``--08-03`` where no year stands; empty where the text is not a day."""
    text = text.strip()
    if match := _FIGURES.fullmatch(text):
        year = match[1]
        month = match[3] or match[5] or match[7] or match[9]
        number = match[4] or match[6] or match[8] or match[10]
        return _made(year, int(month), int(number))
    if match := _DAY_FIRST.fullmatch(text):
        return _made(match[3], _MONTHS.get(match[2].casefold(), 0), int(match[1]))
    if match := _MONTH_FIRST.fullmatch(text):
        return _made(match[3], _MONTHS.get(match[1].casefold(), 0), int(match[2]))
    return ""


def _made(year: str | None, month: int, number: int) -> date | str:
    try:
        made = date(int(year or 2000), month, number)  # 2000 has all days
    except ValueError:
        return ""
    return made if year else f"--{month:02}-{number:02}"


def day_and_clock(text: str) -> tuple[str, str] | None:
    """A text of both, taken apart."""
    match = _GLUED.fullmatch(text) or _CLOCK_AT_END.fullmatch(text)
    return (match[1].strip(" ,·"), match[2]) if match else None
