"""How an app may look: colours, sizes, and how it sets labels and amounts."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.screens.fonts import SHIPPED, Family, families

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Theme:
    dark: bool
    ground: Colour
    card: Colour
    ink: Colour
    faint: Colour
    accent: Colour
    on_accent: Colour


_ACCENTS: tuple[Colour, ...] = (
    (255, 195, 0),
    (0, 134, 255),
    (255, 102, 0),
    (0, 177, 79),
    (6, 193, 103),
    (0, 204, 188),
    (204, 51, 51),
    (120, 80, 220),
)


@dataclass(frozen=True, slots=True)
class Look:
    """``headline``: row, above, below (where its label stands), or band (on colour).
    ``columns`` of a grid, or 0 to set grids as rows. ``unit``: pixels of one 360th of the width."""

    theme: Theme
    family: Family
    figures: Family
    width: int
    headline: str
    columns: int
    cards: bool
    rules: bool
    icons: bool
    chevrons: bool
    dense: float
    bold_values: bool
    pictured: bool

    @property
    def unit(self) -> float:
        return self.width / 360


def _theme(dice: random.Random, *, dark: bool) -> Theme:
    accent = dice.choice(_ACCENTS)
    bright = 0.299 * accent[0] + 0.587 * accent[1] + 0.114 * accent[2] > 150
    on_accent = (30, 30, 30) if bright else (255, 255, 255)
    if dark:
        grey = dice.choice((0, 12, 18, 24))
        card = dice.choice((grey + 14, grey + 20))
        ink = dice.choice((222, 235, 250))
        return Theme(True, (grey,) * 3, (card,) * 3, (ink,) * 3, (150,) * 3, accent, on_accent)
    ground = dice.choice(((245, 245, 245), (242, 243, 247), (255, 255, 255), (250, 248, 243)))
    ink = dice.choice(((0, 0, 0), (34, 34, 34), (51, 51, 51)))
    faint = dice.choice(((102, 102, 102), (130, 130, 130), (153, 153, 153)))
    return Theme(False, ground, (255, 255, 255), ink, faint, accent, on_accent)


def any_look(dice: random.Random, *, chinese: bool, own_fonts: bool = False) -> Look:
    """``own_fonts``: with nothing but the shipped font, for pictures that any machine must draw
    alike."""
    family = SHIPPED if own_fonts else dice.choice(families(chinese=chinese))
    figures = family
    if chinese and not own_fonts and dice.random() < 0.4:
        figures = dice.choice(families(chinese=False))
    return Look(
        theme=_theme(dice, dark=dice.random() < 0.35),
        family=family,
        figures=figures,
        width=dice.choice((720, 750, 828, 1080, 1080, 1080, 1170, 1284, 1440)),
        headline=dice.choice(("row", "above", "below", "band")),
        columns=dice.choice((0, 2, 2, 3)),
        cards=dice.random() < 0.6,
        rules=dice.random() < 0.4,
        icons=dice.random() < 0.5,
        chevrons=dice.random() < 0.3,
        dense=dice.choice((0.85, 1.0, 1.0, 1.2)),
        bold_values=dice.random() < 0.3,
        pictured=dice.random() < 0.3,
    )
