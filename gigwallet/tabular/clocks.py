"""Times of the day as people and spreadsheets write them: ``17:30``, ``5:30 p.m.``, ``17h30``,
``17:30 Uhr``, ``下午5:30``, ``17時30分``."""

from __future__ import annotations

import re
import unicodedata
from datetime import time

# Without minutes "8 h" is a length of time; an hour of the day alone has its own sign in Chinese
# and Japanese.
PATTERN = (
    r"(?:(上午|午前|下午|午後|午后) ?)?(\d{1,2})"
    r"(?::(\d{2})(?::(\d{2}))?| ?h ?(\d{2})|[时時點点](?:(\d{1,2})分)?)"
    r"(?: ?([ap])\.? ?m\.?| uhr| ?h)?"
)
_CLOCK = re.compile(PATTERN, re.I)
_AFTERNOON = frozenset({"下午", "午後", "午后"})


def is_clock(text: str) -> bool:
    """Whether a cell has the form of a time of the day."""
    return bool(_CLOCK.fullmatch(_plain(text)))


def clock(text: str) -> time:
    """The time of the day that ``text`` is; ``ValueError`` otherwise."""
    found = _CLOCK.fullmatch(_plain(text))
    if found is None:
        raise ValueError("not a time of the day")
    half, hours = found[1] or found[7], int(found[2])
    if half:
        if not 1 <= hours <= 12 and not (found[1] and hours == 0):
            raise ValueError("not an hour of half a day")
        hours = hours % 12 + (12 if half in _AFTERNOON or half in "pP" else 0)
    return time(hours, int(found[3] or found[5] or found[6] or 0), int(found[4] or 0))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())
