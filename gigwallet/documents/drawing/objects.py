"""Objects of a PDF as they are spelt in the file."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import pikepdf
from pikepdf import Name

_ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})
_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-_.")


@dataclass(frozen=True, slots=True)
class Thing:
    """One object of a ``Things``: ``texts`` with a reference between each two of them. A reference
    of n leads to the n-th of the things, one of -n to the n-th that they share with others.
    ``stream`` is where its bytes lie among theirs: the first, and how many."""

    texts: tuple[bytes, ...]
    references: tuple[int, ...] = ()
    stream: tuple[int, int] | None = None

    def spelt(self, number: Callable[[int], int]) -> bytes:
        """With the numbers that the file gives to what it refers to."""
        if not self.references:
            return self.texts[0]
        parts = [self.texts[0]]
        for reference, text in zip(self.references, self.texts[1:], strict=True):
            parts.append(b"%d 0 R" % number(reference))
            parts.append(text)
        return b"".join(parts)


class Streams:
    """The bytes of streams, joined."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    @property
    def content(self) -> bytes:
        return b"".join(self._pieces)

    def put(self, data: bytes) -> tuple[int, int]:
        """Where it lies: the first byte, and how many."""
        self._pieces.append(data)
        self._size += len(data)
        return self._size - len(data), len(data)


class Things:
    """Objects in the order in which they were put or taken over, behind those that are there
    ``already``. What ``shared`` holds is referred to and not taken over once more."""

    def __init__(
        self, streams: Streams, shared: Things | None = None, already: Sequence[Thing] = ()
    ) -> None:
        self._streams, self._shared = streams, shared
        self._things: list[Thing | None] = [*already]
        self._known: dict[tuple[int, int], int] = {}
        self._waiting: list[tuple[int, pikepdf.Object]] = []

    @property
    def all(self) -> tuple[Thing, ...]:
        return tuple(thing for thing in self._things if thing is not None)

    def put(self, keys: str, data: bytes, mask: int = 0) -> int:
        """A stream of ours with these ``keys``, a picture perhaps that the picture ``mask`` belongs
        to; its number (from 1)."""
        texts = (f"<< {keys} /Length {len(data)}".encode("ascii"), b" >>")
        where = self._streams.put(data)
        if mask:
            self._things.append(Thing((texts[0] + b" /SMask ", texts[1]), (mask,), where))
        else:
            self._things.append(Thing((b"".join(texts),), (), where))
        return len(self._things)

    def take(self, thing: pikepdf.Object) -> int:
        """An indirect object of the one file that the library has read for these, with all that it
        refers to; its number. A page that something leads back to stays away."""
        number = self._reference(thing)
        while self._waiting:
            place, each = self._waiting.pop()
            self._things[place - 1] = self._spelt(each)
        return number

    def _reference(self, thing: pikepdf.Object) -> int:
        key = thing.objgen
        if self._shared is not None and key in self._shared._known:
            return -self._shared._known[key]
        if key not in self._known:
            self._things.append(None)
            self._known[key] = len(self._things)
            self._waiting.append((len(self._things), thing))
        return self._known[key]

    def _spelt(self, thing: pikepdf.Object) -> Thing:
        out = _Spelling(self._reference)
        if not isinstance(thing, pikepdf.Stream):
            out.content(thing)
            return Thing(*out.parts())
        data, packed = thing.read_raw_bytes(), b""
        if "/Filter" not in thing and thing.get("/Type") != Name.Metadata:
            data, packed = zlib.compress(data), b" /Filter /FlateDecode"
        out.text(b"<<")
        for key, value in thing.items():
            if key != "/Length":
                out.entry(key, value)
        out.text(b"%s /Length %d >>" % (packed, len(data)))
        return Thing(*out.parts(), self._streams.put(data))


class _Spelling:
    """Spells what the library holds; ``reference`` says which number an object of its own has."""

    def __init__(self, reference: Callable[[pikepdf.Object], int]) -> None:
        self._reference = reference
        self._texts: list[bytes] = []
        self._references: list[int] = []
        self._now: list[bytes] = []

    def parts(self) -> tuple[tuple[bytes, ...], tuple[int, ...]]:
        return (*self._texts, b"".join(self._now)), tuple(self._references)

    def text(self, text: bytes) -> None:
        self._now.append(text)

    def entry(self, key: str, value: object) -> None:
        self._now.append(f" {name(key[1:])} ".encode("ascii"))
        self.value(value)

    def value(self, value: object) -> None:
        if isinstance(value, pikepdf.Object) and value.is_indirect:
            self._lead_to(value)
        else:
            self.content(value)

    def content(self, value: object) -> None:
        """Of an object itself. What it holds is nested no deeper than the library reads."""
        if isinstance(value, pikepdf.Dictionary):
            self._now.append(b"<<")
            for key, each in value.items():
                self.entry(key, each)
            self._now.append(b" >>")
        elif isinstance(value, pikepdf.Array):
            self._now.append(b"[")
            for each in value:
                self._now.append(b" ")
                self.value(each)
            self._now.append(b" ]")
        elif isinstance(value, pikepdf.Object):
            self._now.append(value.unparse())
        else:
            self._now.append(_scalar(value))

    def _lead_to(self, value: pikepdf.Object) -> None:
        if isinstance(value, pikepdf.Dictionary) and value.get("/Type") == Name.Page:
            self._now.append(b"null")
            return
        self._references.append(self._reference(value))
        self._texts.append(b"".join(self._now))
        self._now = []


def _scalar(value: object) -> bytes:
    if value is None:
        return b"null"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    return f"{value:f}".encode("ascii") if isinstance(value, Decimal) else str(value).encode()


def reference(number: int) -> str:
    return f"{number} 0 R"


def references(numbers: Iterable[int]) -> str:
    return " ".join(map(reference, numbers))


def text(said: str) -> str:
    """A string that people read."""
    if said.isascii() and said.isprintable():
        return f"({said.translate(_ESCAPED)})"
    return f"<{(chr(0xFEFF) + said).encode('utf-16-be').hex()}>"


@lru_cache(maxsize=512)  # the keys of dictionaries are the same few
def name(said: str) -> str:
    """A name, of any characters."""
    raw = said.encode("utf-8", "surrogateescape")
    return "/" + "".join(chr(each) if each in _PLAIN else f"#{each:02X}" for each in raw)
