"""A table of a template file, read key by key and strictly; what nobody asked for is refused."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from gigwallet.domain.errors import GigWalletError

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SYNTAX = re.compile(r"\(at line (\d+), column (\d+)\)")
MOST_BYTES = 64 * 1024
_MOST_TEXT = 300
_NO_LETTERS = frozenset({"Cc", "Cs", "Zl", "Zp"})
_MOST_MEMBERS = 200

E = TypeVar("E", bound=StrEnum)


def parse(text: str, name: str) -> Table:
    """The root table. Refuses ``screen_template_too_large`` and ``screen_template_syntax``."""
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise GigWalletError("screen_template_too_large", name=name)
    text = text.removeprefix("\N{BYTE ORDER MARK}").replace("\r\n", "\n")
    try:
        return Table(tomllib.loads(text), name, "")
    except (ValueError, RecursionError) as cause:  # too deep, or a number of thousands of digits
        found = _SYNTAX.search(str(cause))
        line = int(found[1]) if found else text.count("\n") + 1
        raise GigWalletError("screen_template_syntax", name=name, line=line) from cause


class Table:
    """Reads each key once; ``finish`` refuses the others."""

    def __init__(self, values: Mapping[str, Any], name: str, path: str) -> None:  # Any: tomllib's
        self._values = values
        self._name = name
        self._path = path
        self._asked: set[str] = set()

    def refuse(self, key: str, code: str = "screen_template_value", **facts: str) -> NoReturn:
        """Point at ``key`` and say ``code``."""
        raise GigWalletError(code, name=self._name, key=self._at(key), **facts)

    def _at(self, key: str) -> str:
        return f"{self._path}{key}"

    def finish(self) -> None:
        for key in self._values:
            if key not in self._asked:
                known = ", ".join(sorted(self._asked))
                self.refuse(key[:40], "screen_template_unknown_key", known=known)

    def _take(self, key: str) -> Any:  # Any: the caller checks the kind
        self._asked.add(key)
        return self._values.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        value = self._take(key)
        if value is None:
            if default is None:
                self.refuse(key, "screen_template_missing_key")
            return default
        return self._checked(key, value)

    def _checked(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > _MOST_TEXT:
            self.refuse(key)
        if not value.isprintable():
            self.refuse(key)
        return value.strip()

    def identifier(self, key: str, default: str | None = None) -> str:
        name = self.text(key, default)
        if name and not _ID.fullmatch(name):
            self.refuse(key)
        return name

    def name(self, key: str) -> str:
        """What a person calls something, sign by sign, since it is compared with what they wrote
        elsewhere: any letters of any script, with blanks of any kind; no line ends, no control
        signs."""
        value = self._take(key)
        if value is None:
            self.refuse(key, "screen_template_missing_key")
        if not isinstance(value, str) or not value.strip() or len(value) > _MOST_TEXT:
            self.refuse(key)
        if any(unicodedata.category(each) in _NO_LETTERS for each in value):
            self.refuse(key)
        return value

    def choice(self, key: str, kind: type[E], default: E | None = None) -> E:
        value = self.text(key, default.value if default is not None else None)
        try:
            return kind(value)
        except ValueError as cause:
            raise GigWalletError(
                "screen_template_value", name=self._name, key=self._at(key)
            ) from cause

    def flag(self, key: str) -> bool:
        value = self._take(key)
        if value is not None and not isinstance(value, bool):
            self.refuse(key)
        return bool(value)

    def whole(self, key: str, most: int) -> int | None:
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            self.refuse(key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._take(key)
        if value is None:
            return ()
        return self._list(key, value)

    def _list(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not 0 < len(value) <= _MOST_MEMBERS:
            self.refuse(key)
        return tuple(self._checked(key, each) for each in value)

    def groups(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of texts and of lists of texts."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not 0 < len(value) <= _MOST_MEMBERS:
            self.refuse(key)
        return tuple(
            self._list(key, each) if isinstance(each, list) else (self._checked(key, each),)
            for each in value
        )

    def table(self, key: str) -> Table | None:
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.refuse(key)
        return Table(value, self._name, f"{self._path}{key}.")

    def tables(self, key: str) -> Iterator[Table]:
        value = self._take(key)
        if value is None:
            return
        if not isinstance(value, list) or len(value) > _MOST_MEMBERS:
            self.refuse(key)
        for number, each in enumerate(value, start=1):
            if not isinstance(each, dict):
                self.refuse(key)
            yield Table(each, self._name, f"{self._path}{key} {number}: ")

    def names(self, key: str, known: Sequence[str]) -> tuple[str, ...]:
        """Texts that are all among ``known``."""
        told = self.texts(key)
        for each in told:
            if each not in known:
                self.refuse(key, "screen_template_no_such_field", field=each)
        return told
