"""Reckons the seal of a PDF while it is written: docs/seal-format.md says what it is and how to
check it.

The checking is written apart, in ``gigwallet.sealing``, from the same page and not from this code.
"""

from __future__ import annotations

import hashlib


class Seal:
    """Is told each piece of a file, in order, with the label of what it belongs to: ``document``,
    ``page 5`` or ``exhibit 3-2``."""

    def __init__(self) -> None:
        self._lines = [b"%GigWallet seal, version 1\n"]
        self._whole, self._part = hashlib.sha256(), hashlib.sha256()
        self._label = ""
        self._first = self._at = 0

    def over(self, piece: bytes, label: str) -> None:
        if label != self._label:
            self._end_part()
            self._label = label
        self._whole.update(piece)
        self._part.update(piece)
        self._at += len(piece)

    def so_far(self) -> str:
        """The SHA-256 (hex) of all pieces."""
        return self._whole.hexdigest()

    def block(self, ending: bytes) -> bytes:
        """The seal with what stands behind it: ``ending``, from ``startxref`` on."""
        self._end_part()
        front = b"".join((*self._lines, b"%seal "))
        tail = b""
        # The last number counts its own digits too.
        while tail != (longer := f" {self._at + len(front)} {len(tail)}\n".encode() + ending):
            tail = longer
        whole = self._whole.copy()
        whole.update(front)
        whole.update(tail)
        return b"".join((front, whole.hexdigest().encode("ascii"), tail))

    def closed(self, last: bytes) -> str:
        """The SHA-256 (hex) of the file, ``last`` being its last piece."""
        whole = self._whole.copy()
        whole.update(last)
        return whole.hexdigest()

    def _end_part(self) -> None:
        size = self._at - self._first
        if size:
            digest = self._part.hexdigest()
            self._lines.append(f"%part {self._first} {size} {digest} {self._label}\n".encode())
        self._part = hashlib.sha256()
        self._first = self._at
