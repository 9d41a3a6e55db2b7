"""The pages of the inbox, and what its title and buttons say on each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from gigwallet.words import _


class Turn(IntEnum):
    """The pages, in the order of their stack."""

    WAITING = 0
    PREVIEW = 1
    STORED = 2
    SOURCES = 3


@dataclass(frozen=True, slots=True)
class TurnWords:
    """Title and quiet line, the primary action and the other one with their icons."""

    title: str
    below: str
    primary: str
    primary_icon: str
    other: str
    other_icon: str


def turn_words(turn: Turn, summary: str, *, in_part: bool, reads_next: bool) -> TurnWords:
    """``summary`` is what the files of the page come to; ``in_part``: some of them are stored, and
    the others are not; ``reads_next``: pictures wait to be read, which comes before the pay
    check."""
    match turn:
        case Turn.WAITING:
            below = _("Everything that proves your work and your pay comes in here")
            choose = _("Choose files...")
            folder = _("Choose a folder...")
            return TurnWords(_("Inbox"), below, choose, "upload", folder, "folder-open")
        case Turn.PREVIEW:
            parts = (summary, _("Stored in part") if in_part else _("Nothing is stored yet"))
            below = " \N{MIDDLE DOT} ".join(part for part in parts if part)
            store, away = _("Store in the vault"), _("Put away")
            return TurnWords(_("What these files hold"), below, store, "shield-check", away, "x")
        case Turn.STORED:
            then = _("Read the pictures") if reads_next else _("Open the pay check")
            icon = "image" if reads_next else "scale"
            title = _("Stored in the vault")
            return TurnWords(title, summary, then, icon, _("More files"), "inbox")
        case Turn.SOURCES:
            title = _("Where to find your records")
            below = _("What each platform, bank and app can give you")
            choose = _("Choose files...")
            return TurnWords(title, below, choose, "upload", _("Back"), "chevron-left")
