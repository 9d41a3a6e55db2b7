"""Where each key of a TOML text stands, so that a refusal can point at it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

Path = tuple[str | int, ...]
Position = tuple[int, int]

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)+")
_PLACE = re.compile(r"[A-Za-z0-9_-]+|\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_TEXT = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL
)
_BARE = re.compile(r"[^\s,\]}#]+")


def positions(text: str) -> Mapping[Path, Position]:
    """Line and column (1-based) of every table and key of ``text``, which tomllib accepts.

    A path holds the keys from the root; the n-th member of an array adds its number, from 0:
    ``("version", 0, "line", 2, "price")``.
    """
    return _Scanner(text).scan()


def has_comment(text: str) -> bool:
    return "#" in _TEXT.sub("", text)


class _Scanner:
    """Walks the text once. It trusts that the syntax was checked before."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._found: dict[Path, Position] = {}
        self._members: dict[Path, int] = {}

    def scan(self) -> Mapping[Path, Position]:
        table: Path = ()
        while self._skip():
            if self._text.startswith("[", self._at):
                table = self._header()
            else:
                self._pair(table)
        return self._found

    def _skip(self) -> bool:
        blank = _BLANK.match(self._text, self._at)
        if blank:
            self._at = blank.end()
        return self._at < len(self._text)

    def _here(self) -> Position:
        line = bisect_left(self._breaks, self._at)
        return line + 1, self._at - (self._breaks[line - 1] if line else -1)

    def _keys(self) -> list[tuple[str, Position]]:
        """A dotted key, each part with its place."""
        parts: list[tuple[str, Position]] = []
        while self._skip() and (match := _PLACE.match(self._text, self._at)):
            parts.append((match.group().strip("\"'"), self._here()))
            self._at = match.end()
            self._skip()
            if not self._text.startswith(".", self._at):
                break
            self._at += 1
        return parts

    def _header(self) -> Path:
        many = self._text.startswith("[[", self._at)
        self._at += 2 if many else 1
        path: Path = ()
        keys = self._keys()
        for index, (key, place) in enumerate(keys):
            path = (*path, key)
            self._found.setdefault(path, place)
            if many and index == len(keys) - 1:
                self._members[path] = self._members.get(path, -1) + 1
                self._found[(*path, self._members[path])] = place
            if path in self._members:
                path = (*path, self._members[path])
        self._skip()
        self._at += 2 if many else 1
        return path

    def _pair(self, table: Path) -> None:
        path = table
        for key, place in self._keys():
            path = (*path, key)
            self._found.setdefault(path, place)
        self._skip()
        self._at += 1  # the equals sign
        self._value(path)

    def _value(self, path: Path) -> None:
        self._skip()
        self._found.setdefault(path, self._here())
        if self._text.startswith(("[", "{"), self._at):
            self._members_of(path, closing="]" if self._text[self._at] == "[" else "}")
            return
        match = _TEXT.match(self._text, self._at) or _BARE.match(self._text, self._at)
        self._at = match.end() if match else self._at + 1

    def _members_of(self, path: Path, closing: str) -> None:
        self._at += 1
        index = 0
        while self._skip() and not self._text.startswith(closing, self._at):
            if self._text.startswith(",", self._at):
                self._at += 1
            elif closing == "]":
                self._value((*path, index))
                index += 1
            else:
                self._pair(path)
        self._at += 1
