"""Which formats are read here: what people call each, and how a worker gets such a file."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.importers import all_formats
from gigwallet.words import _


@dataclass(frozen=True, slots=True)
class KnownFormat:
    """``title`` and ``where`` in the person's language; ``where`` may be empty."""

    name: str
    title: str
    where: str


def known_formats() -> tuple[KnownFormat, ...]:
    """Every format on the shelf, by name."""
    return tuple(
        KnownFormat(
            each.name, _(each.title) if each.title else "", _(each.where) if each.where else ""
        )
        for each in all_formats()
    )


def format_title(name: str) -> str:
    """What people call the format; one that is no longer on the shelf shows its name."""
    title = next((each.title for each in known_formats() if each.name == name), "")
    return title or name.replace("_", " ")
