"""The real engine reads every make of picture, offline and quietly; what is too much is refused."""

from __future__ import annotations

import io
import socket
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Page
from gigwallet.host.isolation import WorkerProcess
from gigwallet.ocr import models, pixels, read_picture, read_twice, reading
from gigwallet.pages import limits
from tests.ocr.recorded import Recorded, recorded
from tests.screens.fonts import SHIPPED

PNG, JPEG = "image/png", "image/jpeg"


def _line(text: str = "¥128.50", *, dark: bool = False) -> Image.Image:
    ground, ink = ((16, 16, 16), (235, 235, 235)) if dark else ((255, 255, 255), (20, 20, 20))
    picture = Image.new("RGB", (300, 96), ground)
    ImageDraw.Draw(picture).text((60, 24), text, fill=ink, font=SHIPPED.at(36))
    return picture


def _saved(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def _texts(page: Page) -> list[str]:
    return [piece.text for piece in page.pieces]


def _some() -> list[Recorded]:
    names = ("meituan-day-coarse", "deliveroo-day", "didi-trip-messenger-twice")
    return [each for each in recorded() if each.file.stem in names]


@pytest.mark.parametrize("sample", _some(), ids=lambda each: each.file.stem)
def test_a_committed_screen_is_read_as_it_was_recorded(sample: Recorded) -> None:
    page = read_picture(sample.data, sample.media_type).pages[0]

    assert (page.width, page.height) == (sample.truth.width, sample.truth.height)
    again, before = set(_texts(page)), set(_texts(sample.first.pages[0]))
    assert len(again & before) >= 0.9 * len(before)


@pytest.mark.parametrize(
    "make",
    [
        lambda line: (_saved(line), PNG),
        lambda line: (_saved(line, "JPEG", quality=70), JPEG),
        lambda line: (_saved(line, "WEBP", quality=80), "image/webp"),
        lambda line: (_saved(line.convert("P")), PNG),
        lambda line: (_saved(line.convert("L")), PNG),
        lambda line: (_saved(line.convert("1")), PNG),
        lambda line: (_saved(line.convert("RGBA")), PNG),
        lambda line: (_saved(line.convert("CMYK"), "JPEG", quality=90), JPEG),
        lambda line: (_saved(_sixteen_bits(line)), PNG),
        lambda line: (_saved(_letters_alone(line)), PNG),
        lambda line: (_saved(_line(dark=True)), PNG),
    ],
    ids=[
        "png",
        "jpeg",
        "webp",
        "palette",
        "grey",
        "bits",
        "alpha",
        "cmyk",
        "deep",
        "clear",
        "dark",
    ],
)
def test_every_make_of_picture_is_read(make: Callable[[Image.Image], tuple[bytes, str]]) -> None:
    page = read_picture(*make(_line())).pages[0]

    assert [text.lstrip("¥￥") for text in _texts(page)] == ["128.50"]


def _sixteen_bits(line: Image.Image) -> Image.Image:
    return Image.fromarray(np.asarray(line.convert("L")).astype(np.uint16) * 257)


def _letters_alone(line: Image.Image) -> Image.Image:
    """Black everywhere, and clear where no letter is."""
    clear = Image.new("RGBA", line.size, (0, 0, 0, 0))
    clear.putalpha(line.convert("L").point(lambda value: 255 - value))
    return clear


def test_boxes_lie_in_the_picture_as_it_is_shown() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = _line().transpose(Image.Transpose.ROTATE_90)

    page = read_picture(_saved(lying, "JPEG", quality=90, exif=exif), JPEG).pages[0]

    (piece,) = page.pieces
    assert (page.width, page.height) == (300, 96)
    assert 40 <= piece.box.left <= 64
    assert piece.box.right <= 260
    assert piece.box.height < 60


def test_a_picture_of_a_camera_is_read_smaller_with_boxes_in_its_own_pixels() -> None:
    wide = Image.new("RGB", (2 * pixels.MAX_WIDTH, 800), "white")
    wide.paste(_line().resize((1200, 384)), (2400, 200))

    (piece,) = read_picture(_saved(wide, "JPEG", quality=90), JPEG).pages[0].pieces

    assert piece.box.left in range(2550, 2680)
    assert piece.box.right in range(3080, 3260)


def test_a_long_scroll_is_read_line_by_line_each_once() -> None:
    tall = Image.new("RGB", (400, 2_900), "white")
    pen = ImageDraw.Draw(tall)
    said = [f"Order {1000 + number}" for number in range(24)]
    for number, text in enumerate(said):
        pen.text((40, 60 + number * 117), text, fill="black", font=SHIPPED.at(28))

    page = read_picture(_saved(tall), PNG).pages[0]

    assert [text.replace(" ", "") for text in _texts(page)] == [
        text.replace(" ", "") for text in said
    ]


def test_a_second_look_reads_what_is_pale_and_marked() -> None:
    faint = Image.blend(Image.new("RGB", (300, 96), (205, 205, 205)), _line(), 0.25)
    ImageDraw.Draw(faint).line([(40, 80), (280, 10)], fill=(190, 200, 190), width=3)

    _, second = read_twice(_saved(faint), PNG)

    assert [text.lstrip("¥￥") for text in _texts(second.pages[0])] == ["128.50"]


def test_nothing_is_fetched_and_nothing_is_printed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    reading._reader.cache_clear()

    paper = read_picture(_saved(_line()), PNG)

    assert paper.pages[0].pieces
    assert paper.engine == (
        "rapidocr 3.10.0 PP-OCRv6_det_small:090f04ab PP-OCRv6_rec_small:6f327246"
    )
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", [models.DETECTION, models.RECOGNITION])
def test_another_model_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(models.DIGESTS, name, "0" * 64)

    with pytest.raises(GigWalletError, match="picture_reader_altered"):
        models.model(name)


def test_an_absent_model_is_refused_and_not_fetched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(models.resources, "files", lambda _: tmp_path)

    with pytest.raises(GigWalletError, match="picture_reader_altered"):
        models.model(models.DETECTION)


def test_what_is_no_picture_or_another_kind_is_refused() -> None:
    with pytest.raises(GigWalletError, match="picture_unreadable"):
        read_picture(b"\x89PNG\r\n\x1a\n torn", PNG)
    with pytest.raises(GigWalletError, match="picture_unreadable"):
        read_picture(_saved(_line(), "JPEG"), PNG)
    with pytest.raises(GigWalletError, match="picture_unreadable"):
        read_picture(_saved(_line(), "JPEG")[:700], JPEG)
    with pytest.raises(GigWalletError, match="picture_kind_not_shown"):
        read_picture(b"GIF89a", "image/gif")


def test_a_picture_beyond_the_limit_is_refused_before_it_is_decoded() -> None:
    assert (pixels.MAX_BYTES, pixels.MAX_PIXELS) == (limits.MAX_BYTES, limits.MAX_PIXELS)

    with pytest.raises(GigWalletError, match="image_too_large"):
        read_picture(_saved(Image.new("1", (8_000, 7_600))), PNG)


def test_an_empty_picture_says_nothing() -> None:
    assert read_picture(_saved(Image.new("RGB", (40, 30), "white")), PNG).pages[0].pieces == ()


def test_the_process_that_reads_stays_within_its_memory_and_keeps_the_models() -> None:
    aside = WorkerProcess()
    try:
        papers = [
            aside.run(read_picture, _saved(_line(text)), PNG, seconds=240)
            for text in ("12.40", "35.60")
        ]
    finally:
        aside.close()

    assert [_texts(paper.pages[0]) for paper in papers] == [["12.40"], ["35.60"]]
