"""Where a line may end, in Chinese and in Latin script, and how a text fills a width.

The prohibitions (which signs never begin or end a line) are those of the Chinese layout
requirements (GB/T 15834 for punctuation); amounts, numbers and ids stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

L = TypeVar("L")

_NEVER_FIRST = set("，。、；：？！）》」』】〕〉”’…—·～％‰℃,.;:?!)]}%»")
_NEVER_LAST = set("（《「『【〔〈“‘￥¥$€£№([{«")
# A run that never breaks unless it is wider than the line: words, numbers, amounts, ids, dates.
_WHOLE = re.compile(
    r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|"
    r"[−+\-]?(?:[A-Z]{0,3}[￥¥$€£])?[−+\-]?"
    r"[0-9A-Za-zÀ-ɏ_#@&'’]+(?:[.,:/\-_@·+~=–][0-9A-Za-zÀ-ɏ_#@&'’]+)*[%‰]?"
)


# Between two characters it keeps them on one line, and is not drawn.
JOINER = "\N{WORD JOINER}"
# A line may end behind it, and it is not drawn.
PARTER = "\N{ZERO WIDTH SPACE}"
_UNDRAWN = {ord(JOINER): None, ord(PARTER): None}
_AFTER_YEAR = re.compile(r"(\d{4}年)(?=\d{1,2}月)")


@dataclass(frozen=True, slots=True)
class Piece(Generic[L]):
    """Text of one look. ``look`` is opaque here; the caller measures by it."""

    text: str
    look: L


@dataclass(frozen=True, slots=True)
class Line(Generic[L]):
    """``pieces`` to draw from left to right, ``natural`` points wide. ``ends_paragraph`` is set on
    a last line and before a forced break; ``spaced`` where the line has word spaces to stretch."""

    pieces: tuple[Piece[L], ...]
    natural: float
    ends_paragraph: bool


Measure = Callable[[str, L], float]


def with_loose_dates(text: str) -> str:
    """The same, where a date may go on in the next line behind its year."""
    return _AFTER_YEAR.sub(rf"\1{PARTER}", text)


def atoms(text: str) -> Iterator[str]:
    """The smallest parts of ``text`` that a line may end after, forced breaks (``\\n``) alone.

    Joined, they are ``text`` again.
    """
    held = ""
    for part in _parts(text):
        if part == "\n":
            if held:
                yield held
            yield part
            held = ""
            continue
        if held and not _may_part(held, part):
            held += part
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _parts(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        whole = _WHOLE.match(text, at)
        part = whole.group() if whole and whole.group() else text[at]
        yield part
        at += len(part)


def _may_part(before: str, after: str) -> bool:
    if after.isspace() and after != "\N{NO-BREAK SPACE}":
        return False  # a space hangs on the word before it
    last, first = before[-1], after[0]
    if PARTER in (last, first):
        return last == PARTER
    if {"\N{NO-BREAK SPACE}", JOINER} & {last, first}:
        return False
    if last in _NEVER_LAST or first in _NEVER_FIRST:
        return False
    if last.isspace() or first in "¥$€£":
        return True
    # Latin letters and signs hold together; a Chinese character parts from all but its signs.
    return _is_wide(last) or _is_wide(first)


def _is_wide(character: str) -> bool:
    return character >= "\u2e80"


def lines(
    pieces: Sequence[Piece[L]], width: float, measure: Measure[L], indent: float = 0.0
) -> list[Line[L]]:
    """``pieces`` set into ``width`` points; the first line begins ``indent`` points in.

    An atom wider than the whole line is cut where it must be.
    """
    if not any("\n" in piece.text for piece in pieces):
        # Most cells of a table are one line, and need not be taken apart to learn it.
        row = _without_last_spaces(
            [Piece(piece.text.translate(_UNDRAWN), piece.look) for piece in pieces]
        )
        natural = sum(measure(piece.text, piece.look) for piece in row)
        if natural <= width - indent:
            return [Line(tuple(_joined(row)), natural, True)]
    return _broken(pieces, width, measure, indent)


def _broken(
    pieces: Sequence[Piece[L]], width: float, measure: Measure[L], indent: float
) -> list[Line[L]]:
    done: list[Line[L]] = []
    row: list[Piece[L]] = []
    filled = 0.0
    room = width - indent

    def end(last: bool) -> None:
        nonlocal row, filled, room
        trimmed = _without_last_spaces(row)
        natural = sum(measure(piece.text, piece.look) for piece in trimmed)
        done.append(Line(tuple(_joined(trimmed)), natural, last))
        row, filled, room = [], 0.0, width

    for group in _groups(pieces):
        if group[0].text == "\n":
            end(last=True)
            continue
        size = sum(measure(piece.text, piece.look) for piece in group)
        bare = sum(measure(piece.text, piece.look) for piece in _without_last_spaces(group))
        if row and filled + bare > room + 0.01:
            end(last=False)
        if bare > room + 0.01:
            for piece in _cut(group):
                part = measure(piece.text, piece.look)
                if row and filled + part > room + 0.01:
                    end(last=False)
                row.append(piece)
                filled += part
            continue
        row.extend(group)
        filled += size
    if row or not done:
        end(last=True)
    return done


def _groups(pieces: Sequence[Piece[L]]) -> Iterator[list[Piece[L]]]:
    """Atoms of the whole text, each as pieces of one look."""
    whole = "".join(piece.text for piece in pieces)
    at, used = 0, 0
    for atom in atoms(whole):
        group: list[Piece[L]] = []
        left = atom
        while left:
            while used == len(pieces[at].text):
                at, used = at + 1, 0
            part = left[: len(pieces[at].text) - used]
            group.append(Piece(part.translate(_UNDRAWN), pieces[at].look))
            used += len(part)
            left = left[len(part) :]
        yield group


def _cut(group: Sequence[Piece[L]]) -> Iterator[Piece[L]]:
    for piece in group:
        for character in piece.text:
            yield Piece(character, piece.look)


def _without_last_spaces(row: Sequence[Piece[L]]) -> list[Piece[L]]:
    kept = list(row)
    while kept:
        text = kept[-1].text.rstrip(" \N{IDEOGRAPHIC SPACE}")
        if text:
            kept[-1] = Piece(text, kept[-1].look)
            return kept
        kept.pop()
    return kept


def _joined(row: Sequence[Piece[L]]) -> Iterator[Piece[L]]:
    held: Piece[L] | None = None
    for piece in row:
        if held is not None and held.look == piece.look:
            held = Piece(held.text + piece.text, held.look)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held
