"""Where the rows of the computations stand in the text of a bundle's pages."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from gigwallet.documents.letters.figures_file import Sentence

_FIRST_WORD = re.compile(r"^\S+", re.MULTILINE)


def row_of(sentence: Sentence) -> str:
    """The name of the row that a sentence is (``A3``); empty for one of a letter."""
    named = {each.row for each in sentence.figures}
    [row] = named if len(named) == 1 else [""]
    return row if row and sentence.text.startswith(f"{row}: ") else ""


def printed_rows(names: Sequence[str], pages: str) -> tuple[dict[str, str], str]:
    """Each row with its text, and the text before all of them. A row begins a line with its name;
    what follows up to the next row is its own. Rows are looked for from the last to the first:
    a letter stands before them, and may begin a line with a name too. One that is not found is left
    out."""
    begins: dict[str, list[int]] = {}
    for line in _FIRST_WORD.finditer(pages):
        begins.setdefault(line[0], []).append(line.start())
    found: dict[str, str] = {}
    end = len(pages)
    for name in reversed(names):
        places = begins.get(name, [])
        before = bisect_left(places, end)
        if before:
            found[name] = pages[places[before - 1] : end]
            end = places[before - 1]
    return found, pages[:end]
