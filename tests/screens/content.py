"""What a screen of an app is about, before anything of it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gigwallet.domain.screen import FieldKind, MarkKind


@dataclass(frozen=True, slots=True)
class Item:
    """A label with its text; ``value`` empty means that no reading is expected of it. ``more`` is a
    quantity inside the label, such as ``3.2公里``."""

    label: str
    text: str = ""
    value: str = ""
    kind: FieldKind = FieldKind.TEXT
    more: tuple[FieldKind, str, str] | None = None
    sub: bool = False


@dataclass(frozen=True, slots=True)
class Customer:
    """A line about a customer, of which ``text`` must be found and marked."""

    kind: MarkKind
    before: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """``grid``: it may be laid out in columns, each value above its label."""

    title: str
    items: tuple[Item | Customer, ...]
    grid: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """One screen. ``subtitle`` is a printed line below the title (a day, a week, a product), with
    what must be read of it."""

    template: str
    currency: str
    language: str
    title: str
    headline: Item
    sections: tuple[Section, ...]
    at: datetime
    buttons: tuple[str, ...] = ()
    subtitle: str = ""
    subtitle_fields: tuple[tuple[FieldKind, str, str], ...] = ()


def plain(cents: int) -> str:
    """As ``ScreenField.value`` writes money of two decimals."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"
