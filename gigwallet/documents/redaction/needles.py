"""Looks for masked text, whole and in parts, in texts and in bytes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from gigwallet.documents.redaction.masked_words import Masked, bare
from gigwallet.ocr.fields.customers import LABEL_WORDS
from gigwallet.ocr.fields.spelling import is_ideographic

# How long a part must be to say something: four ideographs are a street, four figures of twelve
# stand in any amount; beside the mask they are what it left.
_IDEOGRAPHS, _FIGURES, _LETTERS = 4, 6, 8
_BESIDE = 4
_SHORTEST_WORD = 4
_SHORTEST_BYTES = 8
_ENCODINGS = ("utf-8", "utf-16-be", "utf-16-le", "gb18030")
_GAP = r"[\s\-()+./]*"  # what people put between the figures of a number
_LABELS = tuple(bare(each) for each in LABEL_WORDS)


class Needles:
    """All that must not be found. ``harmless`` are words that the person said are no secret."""

    def __init__(self, masked: Iterable[Masked], harmless: Iterable[str] = ()) -> None:
        spared = {bare(each) for each in harmless}
        said = [*masked]
        self._all = {each.mask for each in said}
        self._masked = [each for each in said if each.text not in spared]
        self._parts = {
            part: each.mask
            for each in self._masked
            for part in _parts(each.text)
            if part not in spared and not _of_a_label(part)
        }
        self._short = {
            each.text: each.mask
            for each in self._masked
            if _is_short(each.text) and not _of_a_label(each.text)
        }
        self._beside = [
            (each.text[at : at + _BESIDE], each.mask)
            for each in self._masked
            for at in range(len(each.text) - _BESIDE + 1)
            if each.text not in spared and not _of_a_label(each.text[at : at + _BESIDE])
        ]

    @property
    def texts(self) -> tuple[str, ...]:
        """What is looked for, each once."""
        return tuple(sorted({each.text for each in self._masked}))

    @property
    def spared(self) -> frozenset[int]:
        """The masks of which nothing is a secret."""
        return frozenset(self._all) - {each.mask for each in self._masked}

    def __bool__(self) -> bool:
        return bool(self._parts or self._short)

    def of(self, text: str) -> int:
        """The mask (from 1) whose text, or a part of it, stands in ``text``; 0 for none."""
        said = bare(text)
        for part, mask in self._parts.items():
            if part in said:
                return mask
        if self._short:
            words = _tokens(text)
            for short, mask in self._short.items():
                if short in words:
                    return mask
        return 0

    def ideographs_in(self, text: str) -> int:
        """As ``of``, of what is written in ideographs alone: figures on end stand in any file of
        a machine."""
        if text.isascii():
            return 0
        words = _tokens(text)
        said = bare(text)
        for part, mask in self._parts.items():
            if is_ideographic(part[0]) and part in said:
                return mask
        return next((mask for short, mask in self._short.items()
                     if is_ideographic(short[0]) and short in words), 0)  # fmt: skip

    def beside(self, text: str, mask: int) -> bool:
        """Whether ``text``, which stands next to ``mask``, says four signs on end of what it
        hides."""
        said = bare(text)
        return any(part in said for part, own in self._beside if own == mask)

    def rest_of(self, text: str, mask: int, *, right: bool) -> bool:
        """Whether ``text``, right (else left) of ``mask``, goes on with the end (else closes with
        the beginning) of a short name or number that it hides: 明 beside 王小, hn beside Jo."""
        words = _words(text)
        if not words:
            return False
        near = words[0] if right else words[-1]
        # Any word may begin with the last letter of a name; it is its rest where it is no more.
        letters = re.search(r"^[a-z0-9]+" if right else r"[a-z0-9]+$", near)
        for short, own in self._short.items():
            rests = (short[at:] if right else short[:at] for at in range(1, len(short)))
            for rest in rests if own == mask else ():
                if is_ideographic(rest[0 if right else -1]):
                    if near.startswith(rest) if right else near.endswith(rest):
                        return True
                elif letters and letters[0] == rest:
                    return True
        return False

    def in_bytes(self, data: bytes) -> int:
        """As ``of``, of bytes of any kind: as they are in four encodings, and as text with blanks
        and marks between the signs. What is short in bytes would be found in any picture."""
        for part, mask in self._parts.items():
            if any(len(form) >= _SHORTEST_BYTES and form in data for form in _encoded(part)):
                return mask
        return self._spaced(data)

    def _spaced(self, data: bytes) -> int:
        for each in self._masked:
            if len(each.text) < _SHORTEST_BYTES or not each.text.isascii():
                continue
            spaced = _GAP.join(map(re.escape, each.text)).encode()
            if re.search(spaced, data, re.IGNORECASE):
                return each.mask
        return 0


def _encoded(part: str) -> Iterator[bytes]:
    for encoding in _ENCODINGS:
        yield part.encode(encoding)
        if part.upper() != part:
            yield part.upper().encode(encoding)


def _parts(text: str) -> Iterator[str]:
    """The windows of ``text`` that are long enough for what they are made of; the whole where it
    is of one window's length or shorter, but long enough to be known again."""
    found = False
    for at in range(len(text)):
        length = _length(text[at:])
        if at + length <= len(text):
            found = True
            yield text[at : at + length]
    if not found and len(text) >= _SHORTEST_WORD and not _is_short(text):
        yield text


def _length(text: str) -> int:
    """Of the shortest part that says something, by the signs that it begins with."""
    if any(is_ideographic(each) for each in text[:_IDEOGRAPHS]):
        return _IDEOGRAPHS
    return _FIGURES if text[:_FIGURES].isdigit() else _LETTERS


def _is_short(text: str) -> bool:
    """Too short to be looked for inside of other words: only where it stands alone."""
    if any(is_ideographic(each) for each in text):
        return 2 <= len(text) < _IDEOGRAPHS
    return 3 <= len(text) < (_FIGURES if text.isdigit() else _LETTERS)


def _tokens(text: str) -> set[str]:
    """Words as they stand by themselves; every run of up to three ideographs too."""
    words = set(_words(text))
    for word in list(words):
        for at in range(len(word)):
            words |= {word[at : at + size] for size in (2, 3) if is_ideographic(word[at])}
    return words


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())


def _of_a_label(part: str) -> bool:
    return any(part in label for label in _LABELS)
