"""The seal as it stands in a file: its digest, its two spans and its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gigwallet.sealing.lying import Lying

_HEAD = b"%GigWallet seal, version "
_PART = re.compile(rb"%part (\d{1,18}) (\d{1,18}) ([0-9a-f]{64}) ([^\n]*)\n")
_SEAL = re.compile(rb"%seal ([0-9a-f]{64}) (\d{1,18}) (\d{1,18})\n")
# Any of these says that a seal was there, even where it cannot be read any more.
_SIGNS = (b"GigWallet seal", b"\n%part ", b"\n%seal ")
VERSION = 1
# A line for each part of the longest bundle is a hundredth of this.
_LONGEST = 64 << 20
_LINE = 128


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

    def holds(self, data: Lying) -> bool:
        """Whether every byte of ``data`` is as it was sealed."""
        if len(data) != self.size or self.at != self.before:
            return False
        return data.digest((0, self.before), (self.before + 64, self.after)) == self.sha256

    def changed_parts(self, data: Lying) -> Iterator[Part]:
        """The parts that no longer stand in ``data``, neither where they were nor moved as a whole
        by the bytes that came or went before them."""
        moved = self.at - self.before
        for part in self.parts:
            for shift in {0, moved}:
                first = part.first + shift
                if first < 0 or first + part.length > len(data):
                    continue
                if data.digest((first, part.length)) == part.sha256:
                    break
            else:
                yield part


def find(data: Lying) -> Seal | None:
    """The last seal in ``data``, or None where none can be read."""
    at = data.rfind(b"%seal ")
    line = _SEAL.match(data[at : at + _LINE]) if at >= 0 else None
    if line is None:
        return None
    top = data.rfind(_HEAD, max(0, at - _LONGEST), at)
    if top < 0:
        return None
    version, _, _ = data[top + len(_HEAD) : top + len(_HEAD) + 8].partition(b"\n")
    if not version.isdigit():
        return None
    parts = tuple(
        Part(int(first), int(length), sha256.decode(), label.decode("utf-8", "replace"))
        for first, length, sha256, label in _PART.findall(data[top:at])
    )
    return Seal(
        int(version),
        parts,
        line.group(1).decode(),
        int(line.group(2)),
        int(line.group(3)),
        at + line.start(1),
    )


def traces(data: Lying) -> bool:
    """Whether something in ``data`` says that it was sealed once."""
    return data.holds_any(_SIGNS)
