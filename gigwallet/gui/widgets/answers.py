"""Answers: what was typed into the fields of a form, read as values, and what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.words import _

T = TypeVar("T")

_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_PLAIN = re.compile(r"\d+(\.\d+)?|\.\d+")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
_AROUND_AMOUNTS = re.compile(r"^(CN¥|¥|￥|€|\$|£|CNY|RMB)\s*|\s*(元|块|CNY|RMB|EUR|USD|€)$", re.I)


def decimal_of(text: str) -> Decimal | None:
    """``4,921.00``, ``4921``, ``12,50`` and full-width digits as an exact number; else None."""
    plain = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    elif _DECIMAL_COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    elif not _PLAIN.fullmatch(plain):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def amount_of(text: str) -> Decimal | None:
    """A number as people write it, with or without the sign of a currency; never below zero."""
    bare = _AROUND_AMOUNTS.sub("", unicodedata.normalize("NFKC", text).strip())
    return decimal_of(_AROUND_AMOUNTS.sub("", bare))


def money_of(text: str, currency: str) -> Money | None:
    """An amount of this currency; None as well when it is finer than its smallest coin."""
    exact = amount_of(text)
    if exact is None:
        return None
    try:
        return Money.of(exact, currency)
    except ValueError:
        return None


def hours_of(text: str) -> timedelta | None:
    """``7:30`` and ``7.5`` are both seven and a half hours."""
    plain = unicodedata.normalize("NFKC", text).strip()
    clock = _CLOCK.fullmatch(plain)
    if clock:
        return timedelta(hours=int(clock[1]), minutes=int(clock[2]))
    exact = decimal_of(plain)
    return None if exact is None else timedelta(minutes=int((exact * 60).to_integral_value()))


class Answers:
    """The texts of a form by field. Reading a value that is not one notes an error at its field.

    An empty field is None, and an error only where the value is ``needed``.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = {field: text.strip() for field, text in texts.items()}
        self.errors: dict[str, str] = {}

    @property
    def texts(self) -> dict[str, str]:
        """A copy of what was typed."""
        return dict(self._texts)

    def object_to(self, field: str, sentence: str) -> None:
        """Note what is wrong; the first thing wrong at a field is the one that is said."""
        self.errors.setdefault(field, sentence)

    def text(self, field: str, needed: str = "") -> str:
        """``needed`` is the sentence for a field that may not stay empty."""
        text = self._texts.get(field, "")
        if needed and not text:
            self.object_to(field, needed)
        return text

    def lines(self, name: str) -> list[int]:
        """The numbers N of the fields ``name_N``, in order."""
        found = (re.fullmatch(rf"{name}_(\d+)", field) for field in self._texts)
        return sorted(int(each[1]) for each in found if each)

    def amount(self, field: str, currency: str, needed: str = "") -> Money | None:
        wrong = _("Write an amount with digits, such as 1,250.50. Leave out words and minus signs.")
        return self._read(field, lambda text: money_of(text, currency), needed, wrong)

    def count(self, field: str, needed: str = "") -> int | None:
        wrong = _("Write a whole number with digits, such as 922.")
        return self._read(field, _count_of, needed, wrong)

    def metres(self, field: str) -> int | None:
        """A field in kilometres, as whole metres."""
        wrong = _("Write kilometres with digits, such as 1,840.5.")
        return self._read(field, _metres_of, "", wrong)

    def hours(self, field: str) -> timedelta | None:
        wrong = _("Write hours as 7.5 or as 7:30.")
        return self._read(field, hours_of, "", wrong)

    def day(self, field: str, needed: str = "") -> date | None:
        wrong = _("Write the day as year-month-day, such as 2025-07-31.")
        return self._read(field, _day_of, needed, wrong)

    def period(self, first: str, last: str) -> Period | None:
        """Two day fields as a period; it may not end before it begins."""
        begin = self.day(first, _("Say on which day it begins."))
        end = self.day(last, _("Say on which day it ends."))
        if begin is None or end is None:
            return None
        if end < begin:
            self.object_to(last, _("The last day is before the first day."))
            return None
        return Period(begin, end)

    def clock(self, field: str, needed: str = "") -> timedelta | None:
        """A time of day, as what has passed since midnight."""
        wrong = _("Write the time with hours and minutes, such as 18:05.")
        return self._read(field, _clock_of, needed, wrong)

    def moment(self, day: str, time: str, zone: str, needed: str = "") -> Instant | None:
        """A day field and a ``HH:MM`` field on the clocks of ``zone``. Without a time only the day
        is known."""
        when, clock = self.day(day, needed), self.clock(time)
        text = self.text(time)
        if when is None or (text and clock is None):
            return None
        if clock is None:
            return Instant.from_day(when, zone, when.isoformat())
        wall = datetime(when.year, when.month, when.day) + clock  # noqa: DTZ001  a wall clock
        return Instant.from_local(wall, zone, f"{when.isoformat()} {text}")

    def _read(
        self, field: str, read: Callable[[str], T | None], needed: str, wrong: str
    ) -> T | None:
        text = self.text(field, needed)
        value = read(text) if text else None
        if text and value is None:
            self.object_to(field, wrong)
        return value


def _count_of(text: str) -> int | None:
    exact = decimal_of(text)
    return int(exact) if exact is not None and exact == exact.to_integral_value() else None


def _metres_of(text: str) -> int | None:
    exact = decimal_of(re.sub(r"\s*(km|公里)$", "", text, flags=re.I))
    return None if exact is None else int((exact * 1000).to_integral_value())


def _day_of(text: str) -> date | None:
    plain = re.sub(r"[/.年月]", "-", unicodedata.normalize("NFKC", text)).rstrip("日-")
    try:
        return datetime.strptime(plain, "%Y-%m-%d").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        return None


def _clock_of(text: str) -> timedelta | None:
    clock = _CLOCK.fullmatch(unicodedata.normalize("NFKC", text))
    if clock is None or int(clock[1]) > 23:
        return None
    return timedelta(hours=int(clock[1]), minutes=int(clock[2]))
