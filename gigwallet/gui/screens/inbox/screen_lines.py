"""The fields of a screen as lines of a card: what is printed, what is read, whether it waits."""

from __future__ import annotations

from collections.abc import Iterator

from gigwallet.domain.money import Money
from gigwallet.domain.screen import FieldKind, ScreenField, ScreenReading
from gigwallet.words import _, money


def screen_lines(screen: ScreenReading) -> Iterator[tuple[str, str]]:
    """(label as printed, value) of each field; an unproven one says that it waits."""
    for field in screen.fields:
        value = _value(field)
        yield field.label, value if field.usable else _("{value} (to check)").format(value=value)


def _value(field: ScreenField) -> str:
    """Amounts in our form; everything else as the screen prints it."""
    if field.kind is FieldKind.MONEY and field.value and field.currency:
        try:
            return money(Money.of(field.value, field.currency))
        except ValueError:
            return field.text
    return field.text
