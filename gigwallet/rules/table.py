"""A table of a scheme file that says where it stands when something in it is refused."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, NoReturn

from gigwallet.domain.errors import GigWalletError
from gigwallet.rules.numbers import NO_VALUE, Numbers
from gigwallet.rules.positions import Path, Position, positions

_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,8})?")
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SYNTAX = re.compile(r"\(at line (\d+), column (\d+)\)")


def parse(text: str) -> Table:
    """The root table; ``GigWalletError("scheme_syntax")`` where the text is not TOML."""
    text = text.removeprefix("\N{BYTE ORDER MARK}").replace("\r\n", "\n")
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as cause:  # too deep, or a number of thousands of digits
        found = _SYNTAX.search(str(cause))
        line, column = (int(found[1]), int(found[2])) if found else (text.count("\n") + 1, 1)
        raise GigWalletError("scheme_syntax", line=line, column=column) from cause
    return Table(values, (), Reading(positions(text)))


@dataclass(slots=True)
class Reading:
    """What the tables of one text share: places, the numbers of public law, the faults so far."""

    places: Mapping[Path, Position]
    numbers: Numbers | None = None
    faults: list[GigWalletError] = field(default_factory=list)

    def all_faults(self) -> tuple[GigWalletError, ...]:
        """In the order of their places, each once."""
        found = {(*place_of(each), each.code): each for each in self.faults}
        return tuple(found[key] for key in sorted(found))


def place_of(fault: GigWalletError) -> tuple[int, int]:
    """Line and column, for sorting."""
    return int(fault.facts.get("line", 0)), int(fault.facts.get("column", 0))


class Table:
    """Reads each key once, by kind; ``finish`` refuses the keys that nobody asked for."""

    def __init__(
        self,
        values: Mapping[str, Any],  # Any: tomllib's own values
        path: Path,
        reading: Reading,
    ) -> None:
        self._values = values
        self._path = path
        self._places = reading.places
        self.reading = reading
        self._asked: set[str] = set()

    @contextmanager
    def forgiving(self) -> Iterator[None]:
        """What is refused within is kept with the other faults, so that one run names them all. A
        day without a value is no fault of the text, and passes through."""
        try:
            yield
        except GigWalletError as fault:
            if fault.code == NO_VALUE:
                raise
            self.reading.faults.append(fault)

    def raw_id(self) -> str:
        """Its ``id``, whatever stands there; nothing is refused."""
        return str(self._values.get("id", ""))

    def refuse(
        self,
        code: str,
        key: str = "",
        member: int | None = None,
        cause: Exception | None = None,
        **facts: str,
    ) -> NoReturn:
        """Point at ``key`` (or at the table) and say ``code``."""
        path: Path = (*self._path, key) if key else self._path
        spot = (*path, member) if member is not None else path
        while spot not in self._places and spot:
            spot = spot[:-1]
        line, column = self._places.get(spot, (1, 1))
        name = ".".join(str(part) for part in path if isinstance(part, str))
        raise GigWalletError(code, line=line, column=column, key=name, **facts) from cause

    def finish(self) -> None:
        """Refuse the first key that was not read: a misplaced key is never silently ignored."""
        unknown = [key for key in self._values if key not in self._asked]
        if unknown:
            first = min(unknown, key=lambda key: self._places.get((*self._path, key), (0, 0)))
            self.refuse("scheme_unknown_key", first, known=", ".join(sorted(self._asked)))

    def has(self, key: str) -> bool:
        return key in self._values

    @property
    def names(self) -> tuple[str, ...]:
        """All of its keys: of a table whose keys are words of the rule's own."""
        return tuple(self._values)

    def is_list(self, key: str) -> bool:
        return isinstance(self._values.get(key), list)

    def _take(self, key: str) -> Any:  # Any: the caller checks the kind
        self._asked.add(key)
        return self._values.get(key)

    def _need(self, key: str) -> Any:  # Any: the caller checks the kind
        if key not in self._values:
            self._asked.add(key)
            self.misspelt((key,))
            self.refuse("scheme_missing_key", missing=key)
        return self._take(key)

    def misspelt(self, keys: Sequence[str]) -> None:
        """Refuse an unread key that looks like one of ``keys``: better than saying these miss."""
        unread = [name for name in self._values if name not in self._asked]
        for key in keys:
            for name in get_close_matches(key, unread, n=1, cutoff=0.75):
                if name not in keys:
                    self.refuse("scheme_unknown_key", name, known=key)

    def text(self, key: str, default: str | None = None) -> str:
        value = self._need(key) if default is None else self._take(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value.strip():
            self.refuse("scheme_not_text", key)
        return str(value).strip()

    def choice(self, key: str, choices: Sequence[str], default: str | None = None) -> str:
        value = self.text(key, default)
        if value not in choices:
            self.refuse("scheme_not_choice", key, value=value, choices=", ".join(choices))
        return value

    def flag(self, key: str) -> bool:
        value = self._take(key)
        if value is not None and not isinstance(value, bool):
            self.refuse("scheme_not_flag", key)
        return bool(value)

    def number(self, key: str) -> Fraction | None:
        """An exact number: in quotes, or a whole number. A bare 4.5 would be a float: refused."""
        value = self._take(key)
        return None if value is None else self._exact(key, value)

    def needed_number(self, key: str) -> Fraction:
        return self._exact(key, self._need(key))

    def _exact(self, key: str, value: object) -> Fraction:
        if isinstance(value, dict):
            return self._looked_up(Table(value, (*self._path, key), self.reading))
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**12:
            return Fraction(value)
        if not isinstance(value, str) or not _NUMBER.fullmatch(value):
            self.refuse("scheme_not_number", key)
        return Fraction(value)

    @staticmethod
    def _looked_up(reference: Table) -> Fraction:
        """A number of public law, as it was on the day that is being read."""
        name, times = reference.text("parameter"), reference.number("times")
        reference.finish()
        numbers = reference.reading.numbers
        if numbers is None or name not in numbers.known:
            reference.refuse("scheme_unknown_parameter", "parameter", value=name)
        return numbers.at(name) * (1 if times is None else times)

    def whole(self, key: str, most: int = 1_000_000_000) -> int | None:
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            self.refuse("scheme_not_whole", key)
        return int(value)

    def in_base(self, key: str, base: int) -> int | None:
        """The number at ``key`` in base units (metres, seconds, orders) of a unit that is ``base``
        of them; nothing finer than one."""
        number = self.number(key)
        if number is None:
            return None
        scaled = number * base
        if scaled.denominator != 1 or scaled < 0:
            self.refuse("scheme_too_fine", key)
        return int(scaled)

    def identifier(self) -> str:
        name = self.text("id")
        if not _ID.fullmatch(name):
            self.refuse("scheme_not_id", "id")
        return name

    def day(self, key: str) -> date:
        return self._day(key, self._need(key))

    def optional_day(self, key: str) -> date | None:
        value = self._take(key)
        return None if value is None else self._day(key, value)

    def _day(self, key: str, value: object) -> date:
        if not isinstance(value, date) or isinstance(value, datetime):
            self.refuse("scheme_not_day", key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """One text or a list of texts; empty where the key is absent."""
        value = self._take(key)
        if value is None:
            return ()
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not values:
            self.refuse("scheme_not_text", key)
        for index, each in enumerate(values):
            if not isinstance(each, str) or not each.strip():
                self.refuse("scheme_not_text", key, index)
        return tuple(str(each).strip() for each in values)

    def table(self, key: str) -> Table | None:
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.refuse("scheme_not_table", key)
        return Table(value, (*self._path, key), self.reading)

    def tables(self, key: str) -> Iterator[Table]:
        """The members of a list of tables, in their order."""
        value = self._take(key)
        if value is None:
            return
        if not isinstance(value, list):
            self.refuse("scheme_not_tables", key)
        for index, each in enumerate(value):
            if not isinstance(each, dict):
                self.refuse("scheme_not_tables", key, index)
            yield Table(each, (*self._path, key, index), self.reading)
