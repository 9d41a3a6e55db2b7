"""The seal as it stands in a file: its digest, its two spans and its parts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEAD = b"%GigWallet seal, version "
_PART = re.compile(rb"%part (\d{1,18}) (\d{1,18}) ([0-9a-f]{64}) ([^\n]*)\n")
_SEAL = re.compile(rb"%seal ([0-9a-f]{64}) (\d{1,18}) (\d{1,18})\n")
# Any of these says that a seal was there, even where it cannot be read any more.
_SIGNS = (b"GigWallet seal", b"\n%part ", b"\n%seal ")
VERSION = 1


@dataclass(frozen=True, slots=True)
class Part:
    """``length`` bytes from ``first`` that belong to ``label``: ``exhibit 3-2``, ``page 5`` or
    ``document``."""

    first: int
    length: int
    sha256: str
    label: str


@dataclass(frozen=True, slots=True)
class Seal:
    """``sha256`` is of the first ``before`` bytes of the file and its last ``after``; between them
    lie only the 64 characters of the digest itself, at ``at``."""

    version: int
    parts: tuple[Part, ...]
    sha256: str
    before: int
    after: int
    at: int

    @property
    def size(self) -> int:
        """How long the sealed file was."""
        return self.before + 64 + self.after

    def holds(self, data: bytes) -> bool:
        """Whether every byte of ``data`` is as it was sealed."""
        if len(data) != self.size or self.at != self.before:
            return False
        view = memoryview(data)
        digest = hashlib.sha256(view[: self.before])
        digest.update(view[self.before + 64 :])
        return digest.hexdigest() == self.sha256

    def changed_parts(self, data: bytes) -> Iterator[Part]:
        """The parts that no longer stand in ``data``, neither where they were nor moved as a whole
        by the bytes that came or went before them."""
        view = memoryview(data)
        moved = self.at - self.before
        for part in self.parts:
            for shift in {0, moved}:
                first = part.first + shift
                if first < 0 or first + part.length > len(data):
                    continue
                piece = view[first : first + part.length]
                if hashlib.sha256(piece).hexdigest() == part.sha256:
                    break
            else:
                yield part


def find(data: bytes) -> Seal | None:
    """The last seal in ``data``, or None where none can be read."""
    matches = list(_SEAL.finditer(data, max(data.rfind(b"%seal "), 0)))
    if not matches:
        return None
    line = matches[-1]
    top = data.rfind(_HEAD, 0, line.start())
    if top < 0:
        return None
    version, _, _ = data[top + len(_HEAD) : top + len(_HEAD) + 8].partition(b"\n")
    if not version.isdigit():
        return None
    parts = tuple(
        Part(int(first), int(length), sha256.decode(), label.decode("utf-8", "replace"))
        for first, length, sha256, label in _PART.findall(data, top, line.start())
    )
    return Seal(
        int(version),
        parts,
        line.group(1).decode(),
        int(line.group(2)),
        int(line.group(3)),
        line.start(1),
    )


def traces(data: bytes) -> bool:
    """Whether something in ``data`` says that it was sealed once."""
    return any(sign in data for sign in _SIGNS)
