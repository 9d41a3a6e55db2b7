"""A long sheet that is drawn on from top to bottom, and remembers where each text came to lie."""

from __future__ import annotations

import random
import re

from PIL import Image, ImageDraw

from gigwallet.domain.paper import Box
from tests.screens.look import Colour, Look

_TALLEST = 12_000
_WIDE = re.compile(r"[^\u2E80-\u9FFF\uFF00-\uFFEF]+|[\u2E80-\u9FFF\uFF00-\uFFEF]+")


class Canvas:
    """``y`` is the row that the next thing begins at; all sizes are in 360ths of the width."""

    def __init__(self, look: Look, dice: random.Random) -> None:
        self.look = look
        self.dice = dice
        self.y = 0.0
        self._image = Image.new("RGB", (look.width, _TALLEST), look.theme.ground)
        self._draw = ImageDraw.Draw(self._image)

    @property
    def full(self) -> bool:
        return self.pixels(self.y) > _TALLEST - 2_600

    def pixels(self, units: float) -> int:
        return round(units * self.look.unit)

    def finished(self) -> Image.Image:
        return self._image.crop((0, 0, self.look.width, min(self.pixels(self.y), _TALLEST)))

    def measure(self, text: str, size: float, *, bold: bool = False) -> float:
        """In 360ths."""
        return (
            sum(font.getlength(run) for run, font in self._runs(text, size, bold)) / self.look.unit
        )

    def text(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        colour: Colour,
        *,
        bold: bool = False,
        align: str = "left",
        hidden_point: bool = False,
    ) -> Box:
        """Where it came to lie. ``y`` is the middle. ``hidden_point``: the last full stop leaves
        its room and no mark."""
        wide = self.measure(text, size, bold=bold)
        left = {"left": x, "centre": x - wide / 2, "right": x - wide}[align]
        pen, middle = float(self.pixels(left)), self.pixels(y)
        edges: list[tuple[float, float, float, float]] = []
        before, dot, after = text.rpartition(".") if hidden_point else (text, "", "")
        for part, seen in ((before, True), (dot, False), (after, True)):
            for run, font in self._runs(part, size, bold):
                if seen:
                    self._draw.text((pen, middle), run, fill=colour, font=font, anchor="lm")
                    edges.append(self._draw.textbbox((pen, middle), run, font=font, anchor="lm"))
                pen += font.getlength(run)
        if not edges:
            return Box(round(pen), middle, 1, 1)
        first, top = min(each[0] for each in edges), min(each[1] for each in edges)
        last, bottom = max(each[2] for each in edges), max(each[3] for each in edges)
        return Box(int(first), int(top), max(int(last - first), 1), max(int(bottom - top), 1))

    def _runs(self, text: str, size: float, bold: bool):  # type: ignore[no-untyped-def]  # pairs of text and Pillow font
        pixels = max(self.pixels(size), 8)
        for run in _WIDE.findall(text):
            family = self.look.family if ord(run[0]) >= 0x2E80 else self.look.figures
            yield run, family.at(pixels, bold=bold)

    def block(
        self, x: float, y: float, wide: float, tall: float, colour: Colour, round_: float = 0
    ) -> None:
        edges = [self.pixels(x), self.pixels(y), self.pixels(x + wide), self.pixels(y + tall)]
        self._draw.rounded_rectangle(edges, self.pixels(round_), fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        edges = [
            self.pixels(x - radius),
            self.pixels(y - radius),
            self.pixels(x + radius),
            self.pixels(y + radius),
        ]
        self._draw.ellipse(edges, fill=colour)

    def line(self, points: list[tuple[float, float]], colour: Colour, thick: float = 1) -> None:
        self._draw.line(
            [(self.pixels(x), self.pixels(y)) for x, y in points],
            fill=colour,
            width=max(self.pixels(thick), 1),
        )

    def map(self, tall: float) -> None:
        """Streets, a route and two pins, as an order's page shows them above its figures."""
        theme, dice = self.look.theme, self.dice
        ground: Colour = (40, 44, 50) if theme.dark else (234, 238, 232)
        street: Colour = (62, 66, 74) if theme.dark else (255, 255, 255)
        self.block(0, self.y, 360, tall, ground)
        for _ in range(9):
            slope = dice.uniform(-60, 60)
            at = self.y + dice.uniform(0, tall)
            self.line(
                [(0, max(self.y, at)), (360, min(max(at + slope, self.y), self.y + tall))],
                street,
                5,
            )
        route = [(dice.uniform(30, 330), self.y + dice.uniform(20, tall - 20)) for _ in range(5)]
        self.line(route, theme.accent, 3)
        for x, y in (route[0], route[-1]):
            self.disc(x, y, 8, theme.accent)
            self.disc(x, y, 3, (255, 255, 255))
        self.y += tall
