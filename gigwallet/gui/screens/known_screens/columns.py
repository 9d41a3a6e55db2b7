"""The columns of the table of known screens."""

from __future__ import annotations

from gigwallet.app.screens.list_known_screens import KnownScreen, Origin, Sureness
from gigwallet.gui.widgets import Column, Kind
from gigwallet.words import _, number, screen_words
from gigwallet.words.labels import platform

_TONES = {Sureness.CONFIRMED: "good", Sureness.SEEN: "", Sureness.UNVERIFIED: "warn"}


def columns() -> list[Column]:
    return [
        Column(lambda: _("Platform"), lambda row: platform(row.story.platform)),
        Column(lambda: _("Shows"), shows, grows=True),
        Column(
            lambda: _("Its words"),
            lambda row: screen_words.sureness(row.sureness.value),
            Kind.STATUS,
            tone=sureness_tone,
        ),
        Column(
            lambda: _("Pictures"),
            lambda row: number(row.pictures),
            Kind.FIGURE,
            sort_key=lambda row: row.pictures,
            spare=True,
        ),
        Column(lambda: _("Known by"), _heads, grows=True, spare=True),
        Column(lambda: _("Source"), _origin, spare=True),
    ]


def shows(row: KnownScreen) -> str:
    """What one such screen is about, and for which kind of work."""
    about = screen_words.about(row.story.kind)
    return f"{about} \N{MIDDLE DOT} {row.story.work}" if row.story.work else about


def sureness_tone(row: KnownScreen) -> str:
    return _TONES[row.sureness]


def _heads(row: KnownScreen) -> str:
    return " \N{MIDDLE DOT} ".join(row.story.heads)


def _origin(row: KnownScreen) -> str:
    if row.origin is Origin.PROGRAM and row.learnt:
        return _("GigWallet, with your labels")
    return screen_words.origin(row.origin.value)
