"""The drawn screens are what their truth says, so that a reading can be judged by it."""

from __future__ import annotations

import io
import random
from decimal import Decimal

import pytest
from PIL import Image, ImageOps

from gigwallet.domain.screen import FieldKind
from tests.screens.making import Made, planned, screen, screens
from tests.screens.truth import HARD, Truth

_SOME = 12


@pytest.fixture(scope="module")
def some() -> list[Made]:
    return list(screens(_SOME, own_fonts=True))


def test_the_same_seed_makes_the_same_screens() -> None:
    assert screen(3, own_fonts=True) == screen(3, own_fonts=True)
    assert screen(3, own_fonts=True) != screen(3, seed=5, own_fonts=True)


def test_every_box_of_the_truth_holds_ink(some: list[Made]) -> None:
    for made in some:
        with Image.open(io.BytesIO(made.data)) as picture:
            shown = ImageOps.exif_transpose(picture).convert("L")
        assert shown.size == (made.truth.width, made.truth.height)

        for each in (*made.truth.fields, *made.truth.marks):
            box = each.box
            darkest, brightest = shown.crop((box.left, box.top, box.right, box.bottom)).getextrema()
            assert brightest - darkest > 25, (made.name, each)


def test_amounts_have_two_decimals_and_a_point_only_where_it_is_not_lost(some: list[Made]) -> None:
    lost = 0
    for made in some:
        for each in made.truth.fields:
            if each.kind is FieldKind.MONEY:
                assert Decimal(each.value) == round(Decimal(each.value), 2)
                lost += each.lost

    assert lost > 0


def test_the_set_has_every_kind_of_screen_and_wear() -> None:
    plans = [planned(place, random.Random(place)) for place in range(300)]  # noqa: S311

    assert len({plan.contents[0].template for plan in plans}) == 13
    assert {way for plan in plans for way in plan.worn} == {
        "messenger_twice", "coarse", "tiny", "blurred", "watermarked", "pale", "moire",
        "messenger", "scrolled", "lost point",
    }  # fmt: skip
    assert sum(plan.grade == HARD for plan in plans) == 120


def test_a_truth_survives_being_written_down(some: list[Made]) -> None:
    for made in some:
        assert Truth.of_json(made.truth.as_json()) == made.truth
