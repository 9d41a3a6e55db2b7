"""A set of drawn screens with their truth, the same for the same seed and fonts.

EASY: as a phone writes it, in any look, light or dark, or sent once through a messenger, or with
its head cut off. HARD: sent again and again, coarse, tiny, blurred, under a watermark, pale, or
photographed off a monitor. Both hold long joined screens, and amounts whose point cannot be seen
(``TrueField.lost``).
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PIL import Image

from gigwallet.domain.screen import FieldKind
from tests.screens import wear
from tests.screens.content import Content, Item
from tests.screens.didi import didi_day, didi_trip
from tests.screens.drawing import drawn
from tests.screens.eleme import eleme_day, eleme_order
from tests.screens.look import any_look
from tests.screens.meituan import meituan_day, meituan_month, meituan_order
from tests.screens.truth import EASY, HARD, Truth
from tests.screens.western import WESTERN, deliveroo_day

_CHINESE = (
    meituan_order, meituan_order, meituan_order, meituan_day, meituan_day, meituan_month,
    eleme_order, eleme_day, didi_trip, didi_trip, didi_day,
)  # fmt: skip
_FIRST = datetime(2026, 3, 1, 7)  # noqa: DTZ001  wall time of a screen
_LONG_ORDERS = 40


@dataclass(frozen=True, slots=True)
class Made:
    """A file as it would be dropped in, with what it says."""

    name: str
    media_type: str
    data: bytes
    truth: Truth


@dataclass(frozen=True, slots=True)
class Plan:
    grade: str
    contents: tuple[Content, ...]
    wear: wear.Wear | None
    lost: frozenset[str]

    @property
    def worn(self) -> tuple[str, ...]:
        ways = (self.wear.__name__,) if self.wear else ()
        return (*ways, "lost point") if self.lost else ways


def screens(count: int, seed: int = 4, *, own_fonts: bool = False) -> Iterator[Made]:
    """``count`` screens; each is made from ``seed`` and its place alone."""
    return (screen(place, seed, own_fonts=own_fonts) for place in range(count))


def screen(place: int, seed: int = 4, *, own_fonts: bool = False) -> Made:
    """Two in five are hard, one in 24 is long, one in 10 has lost points."""
    dice = random.Random(f"{seed}/{place}")  # noqa: S311  invented screens
    plan = planned(place, dice)
    first = plan.contents[0]
    look = any_look(dice, chinese=first.language == "zh", own_fonts=own_fonts)
    if len(plan.contents) > 1:
        look = replace(look, pictured=False, width=min(look.width, 1080))
    image, truth = drawn(plan.contents, look, dice, plan.lost)
    if plan.wear:
        image, truth = plan.wear(image, truth, dice)
    media, data = _file(image, dice)
    suffix = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}[media]
    name = f"{place:03d}-{first.template.replace('/', '-')}.{suffix}"
    truth = replace(truth, name=name, grade=plan.grade, worn=plan.worn)
    return Made(name, media, data, truth)


def planned(place: int, dice: random.Random) -> Plan:
    """What the screen at ``place`` is to be, before anything is drawn."""
    hard = place % 5 in (1, 3)
    at = _FIRST + timedelta(minutes=dice.randint(0, 300 * 24 * 60), seconds=dice.randint(0, 59))
    contents = _long(dice, at, place) if place % 24 == 7 else [_one(dice, at, place)]
    lost = _lost(dice, contents) if place % 10 == 9 else frozenset()
    way: wear.Wear | None = None
    if hard:
        way = wear.ROUGH[(place // 5 * 2 + place % 5 // 3) % len(wear.ROUGH)]
    elif dice.random() < 0.5:
        way = dice.choice(wear.GENTLE)
    return Plan(HARD if hard else EASY, tuple(contents), way, lost)


def _one(dice: random.Random, at: datetime, place: int) -> Content:
    kinds = _CHINESE if place % 8 < 5 else WESTERN
    return kinds[(place // 8 + place) % len(kinds)](dice, at)


def _long(dice: random.Random, at: datetime, place: int) -> list[Content]:
    """One long day list, or many orders scrolled into one picture."""
    if place // 24 % 3 == 2:
        return [deliveroo_day(dice, at.replace(hour=23), _LONG_ORDERS)]
    orders = [meituan_order(dice, at - timedelta(minutes=50 * n)) for n in range(14)]
    return [replace(order, at=at, buttons=()) for order in orders]


def _lost(dice: random.Random, contents: list[Content]) -> frozenset[str]:
    """The labels of one to three amounts."""
    labels = [
        item.label
        for content in contents
        for item in (content.headline, *(each for part in content.sections for each in part.items))
        if isinstance(item, Item) and item.kind is FieldKind.MONEY
    ]
    return frozenset(dice.sample(labels, min(len(labels), dice.randint(1, 3))))


def _file(image: Image.Image, dice: random.Random) -> tuple[str, bytes]:
    out = io.BytesIO()
    way = dice.random()
    if way < 0.35:
        if dice.random() < 0.3:
            image = image.convert("RGBA")
        image.save(out, "PNG")
        return "image/png", out.getvalue()
    if way < 0.92:
        exif = Image.Exif()
        if dice.random() < 0.1:
            # Stored lying, and said to be so.
            image = image.transpose(Image.Transpose.ROTATE_90)
            exif[0x0112] = 6
        image.save(out, "JPEG", quality=dice.randint(60, 95), exif=exif)
        return "image/jpeg", out.getvalue()
    image.save(out, "WEBP", quality=dice.randint(70, 92))
    return "image/webp", out.getvalue()
