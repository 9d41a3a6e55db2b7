"""How a text is compared with a word of a template: what OCR mixes up counts as equal."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Little pictures that apps print beside a label or behind a value.
_ICONS = str.maketrans("", "", "ⓘ①❶›〉»▸▶▾▼⌄＞>▲△√✓●○★☆")
# Letters that OCR takes for one another. In a label nothing hangs on which of them it was.
_CONFUSED = str.maketrans(
    {
        "0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "5": "s", "8": "b", "2": "z",
        "á": "a", "é": "e", "í": "l", "ó": "o", "ú": "u", "ü": "u", "ñ": "n", "ç": "c",
        "ã": "a", "â": "a", "à": "a", "è": "e", "ê": "e", "ô": "o", "õ": "o",
        "収": "收", "费": "费", "送": "送", "曰": "日", "末": "未", "己": "已",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """NFKC without pictures, every run of white space one blank."""
    text = unicodedata.normalize("NFKC", text.translate(_ICONS))
    return " ".join(text.replace("\u2212", "-").replace("–", "-").split())


@lru_cache(maxsize=20_000)
def skeleton(text: str) -> str:
    """What remains of a label when blanks, marks and confusable letters do not count."""
    bare = plain(text).casefold().translate(_CONFUSED)
    return "".join(each for each in bare if each.isalnum())


def is_ideographic(text: str) -> bool:
    """Whether one letter is a whole word here, so that another letter is another word."""
    return any("\u2e80" <= each <= "\u9fff" for each in text)


def distance(one: str, other: str, most: int) -> int:
    """How many letters to change, add or drop (at most ``most``, else ``most + 1``)."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before = list(range(len(other) + 1))
    for row, left in enumerate(one, start=1):
        now = [row]
        for column, right in enumerate(other, start=1):
            cheapest = min(before[column] + 1, now[column - 1] + 1)
            now.append(min(cheapest, before[column - 1] + (left != right)))
        if min(now) > most:
            return most + 1
        before = now
    return min(before[-1], most + 1)
