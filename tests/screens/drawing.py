"""Draws a screen's content in a look, and says what stands where."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from PIL import Image

from gigwallet.domain.paper import Box
from tests.screens.canvas import Canvas
from tests.screens.content import Content, Customer, Item, Section
from tests.screens.look import Look
from tests.screens.truth import EASY, TrueField, TrueMark, Truth


@dataclass
class _Drawing:
    canvas: Canvas
    currency: str
    lost: frozenset[str]
    fields: list[TrueField] = field(default_factory=list)
    marks: list[TrueMark] = field(default_factory=list)

    def item(self, item: Item, label_box: Box, box: Box) -> None:
        currency = self.currency if item.kind.value == "money" else ""
        if item.value:
            self.fields.append(
                TrueField(
                    item.label,
                    item.text,
                    item.value,
                    item.kind,
                    currency,
                    box,
                    item.label in self.lost,
                )
            )
        if item.more:
            kind, text, value = item.more
            self.fields.append(TrueField(item.label, text, value, kind, "", label_box))


def drawn(
    contents: Sequence[Content], look: Look, dice: random.Random, lost: frozenset[str] = frozenset()
) -> tuple[Image.Image, Truth]:
    """One picture of one screen, or of several joined as a long screenshot joins them. ``lost``
    names labels whose amount is drawn without its point."""
    canvas = Canvas(look, dice)
    first = contents[0]
    drawing = _Drawing(canvas, first.currency, lost)
    clock = _status_bar(canvas, first)
    _title(canvas, first)
    for place, content in enumerate(contents):
        if place and canvas.full:
            break
        _screen(drawing, content)
    image = canvas.finished()
    truth = Truth(
        "",
        first.template,
        EASY,
        (),
        image.width,
        image.height,
        clock,
        tuple(drawing.fields),
        tuple(drawing.marks),
    )
    return image, truth


def _status_bar(canvas: Canvas, content: Content) -> str:
    theme, dice = canvas.look.theme, canvas.dice
    clock = f"{content.at:%H:%M}"
    if dice.random() < 0.3:
        clock = clock.removeprefix("0")
    canvas.text(clock, 18, 14, 13, theme.ink, bold=True)
    percent = f"{dice.randint(9, 100)}"
    canvas.text(percent, 322, 14, 9, theme.ink, align="right")
    canvas.block(326, 9, 20, 10, theme.faint, 2)
    canvas.block(327, 10, 18 * int(percent) / 100, 8, theme.ink, 1)
    if dice.random() < 0.7:
        canvas.text(dice.choice(("5G", "4G", "LTE")), 296, 14, 9, theme.ink, align="right")
    for bar in range(4):
        canvas.block(262 + 4 * bar, 17 - 2 * bar, 3, 2 + 2 * bar, theme.ink)
    canvas.y = 28
    return clock


def _title(canvas: Canvas, content: Content) -> None:
    theme = canvas.look.theme
    canvas.line([(22, canvas.y + 16), (15, canvas.y + 22), (22, canvas.y + 28)], theme.ink, 1.6)
    canvas.text(content.title, 180, canvas.y + 22, 17, theme.ink, bold=True, align="centre")
    canvas.y += 44
    if canvas.look.pictured:
        canvas.map(150)
    if content.subtitle:
        canvas.text(content.subtitle, 16, canvas.y + 16, 13, theme.faint)
        canvas.y += 32


def _screen(drawing: _Drawing, content: Content) -> None:
    _headline(drawing, content.headline)
    for section in content.sections:
        _section(drawing, section)
    canvas = drawing.canvas
    if content.buttons:
        canvas.y += 8
        wide = 328 / len(content.buttons)
        for place, button in enumerate(content.buttons):
            canvas.block(
                16 + place * wide + 4, canvas.y, wide - 8, 40, canvas.look.theme.accent, 20
            )
            canvas.text(
                button,
                16 + (place + 0.5) * wide,
                canvas.y + 20,
                15,
                canvas.look.theme.on_accent,
                align="centre",
            )
        canvas.y += 56


def _headline(drawing: _Drawing, item: Item) -> None:
    canvas, look = drawing.canvas, drawing.canvas.look
    theme, hidden = look.theme, item.label in drawing.lost
    if look.headline == "row":
        _row(drawing, item, big=True)
        return
    size = canvas.dice.choice((28, 32, 36))
    colour, faint = theme.ink, theme.faint
    if look.headline == "band":
        canvas.block(0, canvas.y, 360, 108, theme.accent)
        colour = faint = theme.on_accent
    label_y, value_y = canvas.y + 26, canvas.y + 66
    if look.headline == "below":
        label_y, value_y = canvas.y + 82, canvas.y + 38
    label = canvas.text(item.label, 180, label_y, 14, faint, align="centre")
    value = canvas.text(
        item.text, 180, value_y, size, colour, bold=True, align="centre", hidden_point=hidden
    )
    drawing.item(item, label, value)
    canvas.y += 116


def _section(drawing: _Drawing, section: Section) -> None:
    canvas, look = drawing.canvas, drawing.canvas.look
    begun = canvas.y
    canvas.y += 10
    if look.cards:
        tall = _height(drawing, section)
        canvas.block(10, begun + 6, 340, tall + 8, look.theme.card, 8)
    if section.title:
        if look.icons:
            canvas.block(18, canvas.y + 9, 3, 14, look.theme.accent, 1)
        canvas.text(
            section.title, 26 if look.icons else 18, canvas.y + 16, 15, look.theme.ink, bold=True
        )
        canvas.y += 32
    items = section.items
    if section.grid and look.columns:
        _grid(drawing, [item for item in items if isinstance(item, Item)], look.columns)
    else:
        for item in items:
            if isinstance(item, Customer):
                _customer(drawing, item)
            else:
                _row(drawing, item)
    canvas.y += 12


def _height(drawing: _Drawing, section: Section) -> float:
    look = drawing.canvas.look
    head = 32 if section.title else 0
    if section.grid and look.columns:
        return head + 58 * -(-len(section.items) // look.columns)
    return head + _row_height(look) * len(section.items)


def _row_height(look: Look) -> float:
    return 36 * look.dense


def _row(drawing: _Drawing, item: Item, *, big: bool = False) -> None:
    canvas, look = drawing.canvas, drawing.canvas.look
    theme, tall = look.theme, _row_height(look) * (1.3 if big else 1)
    middle = canvas.y + tall / 2
    left = 30 if item.sub else 18
    right = 330.0 if look.chevrons and not big else 342.0
    label = canvas.text(
        item.label + _more(item),
        left,
        middle,
        17 if big else 14,
        theme.ink if big else theme.faint,
        bold=big,
    )
    value = canvas.text(
        item.text,
        right,
        middle,
        20 if big else 14,
        theme.ink,
        bold=big or look.bold_values,
        align="right",
        hidden_point=item.label in drawing.lost,
    )
    if look.chevrons and not big:
        canvas.line([(336, middle - 4), (340, middle), (336, middle + 4)], theme.faint)
    if look.rules:
        canvas.line(
            [(18, canvas.y + tall), (342, canvas.y + tall)], _between(theme.card, theme.faint), 0.5
        )
    drawing.item(item, label, value)
    canvas.y += tall


def _more(item: Item) -> str:
    if not item.more:
        return ""
    return f"({item.more[1]})" if item.label[-1] > "\u2e80" else f" ({item.more[1]})"


def _grid(drawing: _Drawing, items: list[Item], columns: int) -> None:
    canvas, theme = drawing.canvas, drawing.canvas.look.theme
    wide = 328 / columns
    for begin in range(0, len(items), columns):
        for place, item in enumerate(items[begin : begin + columns]):
            middle = 16 + (place + 0.5) * wide
            value = canvas.text(
                item.text, middle, canvas.y + 18, 17, theme.ink, bold=True, align="centre"
            )
            label = canvas.text(item.label, middle, canvas.y + 41, 12, theme.faint, align="centre")
            drawing.item(item, label, value)
        canvas.y += 58


def _customer(drawing: _Drawing, line: Customer) -> None:
    canvas, theme = drawing.canvas, drawing.canvas.look.theme
    tall = _row_height(canvas.look)
    middle = canvas.y + tall / 2
    canvas.text(line.before, 18, middle, 13, theme.faint)
    size = min(13.0, 13 * 240 / max(canvas.measure(line.text, 13), 1))
    box = canvas.text(line.text, 342, middle, size, theme.ink, align="right")
    drawing.marks.append(TrueMark(line.kind, line.text, box))
    canvas.y += tall


def _between(one: tuple[int, int, int], other: tuple[int, int, int]) -> tuple[int, int, int]:
    first, second, third = ((3 * a + b) // 4 for a, b in zip(one, other, strict=True))
    return first, second, third
