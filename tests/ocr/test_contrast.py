"""The second look: letters stay, a watermark fades, and long pictures cost no more memory."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from gigwallet.ocr.contrast import drawn_out
from tests.screens.fonts import SHIPPED


def _marked(ground: int, ink: int, mark: int, height: int = 200) -> np.ndarray:
    picture = Image.new("L", (400, height), ground)
    pen = ImageDraw.Draw(picture)
    pen.text((20, 20), "8888", fill=mark, font=SHIPPED.at(60))
    pen.text((20, height - 90), "1234", fill=ink, font=SHIPPED.at(60))
    return np.asarray(picture.convert("RGB"))


@pytest.mark.parametrize(
    ("ground", "ink", "mark"), [(255, 30, 200), (20, 235, 70), (180, 110, 160)]
)
def test_letters_become_dark_on_white_and_what_is_fainter_goes(
    ground: int, ink: int, mark: int
) -> None:
    seen = drawn_out(_marked(ground, ink, mark))

    assert seen.shape == (200, 400, 3)
    assert seen[110:180].min() < 60
    assert seen[:100].min() > 200
    assert np.median(seen) > 250


def test_a_long_picture_is_drawn_out_as_its_parts_are() -> None:
    part = _marked(255, 30, 255)
    tall = np.concatenate([part] * 24)

    seen = drawn_out(tall)

    assert seen.shape == tall.shape
    for number in range(24):
        assert seen[number * 200 + 110 : number * 200 + 180].min() < 60
