"""Sentences that follow one another, as their script sets them."""

from __future__ import annotations

from collections.abc import Iterable

# They fill the cell of a character, with the space behind them in it.
_WITH_SPACE = frozenset("。！？；：")


def paragraph(sentences: Iterable[str]) -> str:
    """One text of all that say something: a space behind ``.``, none behind ``。``."""
    text = ""
    for each in filter(None, sentences):
        text += each if not text or text[-1] in _WITH_SPACE else f" {each}"
    return text
