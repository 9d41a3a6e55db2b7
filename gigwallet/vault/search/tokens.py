"""How a text becomes the tokens of the index: pairs of neighbouring signs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from gigwallet.domain.searching import normalised

# Another version makes other tokens: the index is then made anew. The tables of Unicode decide how
# signs are normalised, so they are part of the version.
TOKENISER = f"pairs-1/unicode-{unicodedata.unidata_version}"

# SQLite's tokenizer parts at ASCII signs and folds ASCII letters; moved into the private use area,
# they are signs like all others.
_MOVED = {code: 0xE000 + code for code in range(128)}

_MOST_SIGNS = 32  # of a word, and words of a query, that the index is asked for; the text decides
_MOST_WORDS = 16


def tokens(text: str) -> str:
    """The pairs of each run of the text, and its last sign alone, parted by spaces.

    The last sign is what a single sign at the end of a run is found by; it also keeps pairs of two
    runs from being neighbours.
    """
    return " ".join(token for run in normalised(text).split() for token in _pairs(run))


def expression(words: Sequence[str]) -> str:
    """The question to FTS5 for texts that hold each of ``words`` (see ``searching.words_of``).

    Each is a phrase of its pairs, or every pair that begins with it where it is one sign. A very
    long question is asked for by its beginning: who asks must look at the texts in any case.
    """
    return " AND ".join(_phrase(word[:_MOST_SIGNS]) for word in words[:_MOST_WORDS])


def _phrase(word: str) -> str:
    if len(word) == 1:
        return f'"{word.translate(_MOVED)}" *'
    return '"' + " ".join(list(_pairs(word))[:-1]) + '"'


def _pairs(run: str) -> Iterator[str]:
    moved = run.translate(_MOVED)
    for place in range(len(moved) - 1):
        yield moved[place : place + 2]
    yield moved[-1]
