"""What happens to a screen on its way: recompression, blur, watermarks, crops, a photographed
monitor."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from tests.screens.fonts import SHIPPED
from tests.screens.truth import Truth

Worn = tuple[Image.Image, Truth]


def _jpeg(image: Image.Image, quality: int) -> Image.Image:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    with Image.open(io.BytesIO(out.getvalue())) as again:
        again.load()
        return again.convert("RGB")


def _resized(image: Image.Image, truth: Truth, width: int) -> Worn:
    height = round(image.height * width / image.width)
    return image.resize((width, height), Image.Resampling.LANCZOS), truth.resized(width, height)


def messenger(image: Image.Image, truth: Truth, dice: random.Random) -> Worn:
    """Sent once: shrunk to 1080 or 720 where it was wider, JPEG of 65 to 80."""
    width = min(image.width, dice.choice((720, 1080)))
    image, truth = _resized(image, truth, width)
    return _jpeg(image, dice.randint(65, 80)), truth


def messenger_twice(image: Image.Image, truth: Truth, dice: random.Random) -> Worn:
    """Sent on and on: shrunk again, JPEG of 55, then of 40."""
    image, truth = _resized(image, truth, min(image.width, 820))
    image = _jpeg(image, 55)
    image, truth = _resized(image, truth, round(image.width * dice.uniform(0.75, 0.85)))
    return _jpeg(image, 40), truth


def coarse(image: Image.Image, truth: Truth, dice: random.Random) -> Worn:
    """JPEG of 35 at two thirds of the size."""
    image, truth = _resized(image, truth, max(round(image.width * 0.67), 540))
    return _jpeg(image, dice.randint(33, 38)), truth


def tiny(image: Image.Image, truth: Truth, dice: random.Random) -> Worn:
    """A thumbnail, at which small print is just readable."""
    image, truth = _resized(image, truth, dice.choice((360, 400, 450)))
    return _jpeg(image, 85), truth


def blurred(image: Image.Image, truth: Truth, dice: random.Random) -> Worn:
    """Out of focus: a radius of about a tenth of the height of small letters."""
    return image.filter(
        ImageFilter.GaussianBlur(image.width / 1080 * dice.uniform(2.2, 3.4))
    ), truth


def watermarked(image: Image.Image, truth: Truth, dice: random.Random) -> Worn:
    """A name and a number, aslant, again and again, over everything."""
    size = image.width // dice.choice((16, 20, 24))
    font = SHIPPED.at(size)
    layer = Image.new("L", (image.width * 2, image.width * 2))
    pen = ImageDraw.Draw(layer)
    text = dice.choice(("骑手 0427", "仅供核对使用", "COPY 2026", "内部资料 8812"))
    for row, y in enumerate(range(0, layer.height, size * 5)):
        for x in range(-(row % 2) * size * 4, layer.width, size * 9):
            pen.text((x, y), text, fill=255, font=font)
    layer = layer.rotate(dice.choice((20, 30, -25)), resample=Image.Resampling.BICUBIC)
    half = image.width // 2
    patch = layer.crop((half, half, half + image.width, half + image.width))
    mask = Image.new("L", image.size)
    for top in range(0, image.height, patch.height):
        mask.paste(patch, (0, top))
    strength = dice.uniform(0.16, 0.3)
    grey = dice.choice(((128, 128, 128), (200, 80, 80), (80, 110, 200)))
    mask = mask.point(lambda value: round(value * strength))
    return Image.composite(Image.new("RGB", image.size, grey), image, mask), truth


def pale(image: Image.Image, truth: Truth, dice: random.Random) -> Worn:
    """A quarter to two fifths of the contrast."""
    return ImageEnhance.Contrast(image).enhance(dice.uniform(0.25, 0.4)), truth


def moire(image: Image.Image, truth: Truth, dice: random.Random) -> Worn:
    """Photographed off a monitor: stripes of two near frequencies, uneven light, a little noise."""
    across, down = dice.uniform(0.45, 0.62), dice.uniform(0.45, 0.62)
    strip = Image.new("L", (image.width, 1))
    strip.putdata([round(255 - 22 * (1 + math.sin(x * across))) for x in range(image.width)])
    column = Image.new("L", (1, image.height))
    column.putdata(
        [round(255 - 22 * (1 + math.sin(y * down + y * y / 90_000))) for y in range(image.height)]
    )
    stripes = ImageChops.multiply(strip.resize(image.size), column.resize(image.size)).convert(
        "RGB"
    )
    shade = (
        Image.linear_gradient("L").resize(image.size).point(lambda value: 195 + value * 60 // 255)
    )
    worn = ImageChops.multiply(ImageChops.multiply(image, stripes), shade.convert("RGB"))
    noise = Image.effect_noise((256, 256), 18)
    sheet = Image.new("L", image.size)
    for left in range(0, image.width, 256):
        for top in range(0, image.height, 256):
            sheet.paste(noise, (left, top))
    worn = ImageChops.add(worn, sheet.convert("RGB"), scale=1, offset=-128)
    return worn.filter(ImageFilter.GaussianBlur(image.width / 1080 * 0.9)), truth


def scrolled(image: Image.Image, truth: Truth, dice: random.Random) -> Worn:
    """The status bar and the title are cut off, as a part of a screen that somebody cut out."""
    top = round(image.width / 360 * dice.uniform(26, 34))
    return image.crop((0, top, image.width, image.height)), truth.cropped(top, image.height)


Wear = Callable[[Image.Image, Truth, random.Random], Worn]
GENTLE: tuple[Wear, ...] = (messenger, scrolled)
ROUGH: tuple[Wear, ...] = (messenger_twice, coarse, tiny, blurred, watermarked, pale, moire)
