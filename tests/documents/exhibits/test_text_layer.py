"""Words behind pixels are found and copied where they stand, and change nothing that is seen."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from gigwallet.documents.bundles.composing import (
    BundleExhibit,
    BundleSpec,
    Composed,
    ExhibitGroup,
    compose,
    files,
    write_part,
)
from gigwallet.documents.drawing.blank_font import Letters
from gigwallet.documents.exhibits.text_layer import part_of
from gigwallet.domain.paper import Box, Page, Paper, Piece
from gigwallet.pages import rasterise

_SIZE = (600, 1200)
# What stands on the screen, and where: Chinese, English, both, figures, a letter beyond two bytes.
_LINES = {
    "订单收入": (40, 60, 200, 48),
    "Order 20250702-118": (40, 160, 380, 40),
    "基础配送费": (40, 300, 240, 44),
    "¥5.60": (470, 300, 90, 44),
    "今日完成 42 单 ¥186.30": (40, 1080, 420, 44),
    "𠮷野家": (40, 700, 150, 50),
}
_PAGE = Page(*_SIZE, tuple(Piece(text, Box(*box), 0.99) for text, box in _LINES.items()))
_READ = Paper((_PAGE,), "an engine 1.0")


def _screen(size: tuple[int, int] = _SIZE) -> bytes:
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    for left, top, wide, tall in _LINES.values():
        draw.rectangle((left, top, left + wide - 1, top + tall - 1), fill=(20, 60, 120))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


Made = Callable[..., tuple[Composed, Composed]]


@pytest.fixture(scope="module")
def bundled(
    make_spec: Callable[..., BundleSpec],
    make_exhibit: Callable[..., BundleExhibit],
    resources: Path,
) -> Made:
    """The bundle of one picture with the words that were read of it, and the same without."""

    def bundle(data: bytes, read: Paper) -> tuple[Composed, Composed]:
        one = make_exhibit("1-1", "image/png", "screen.png", data)
        spec = replace(make_spec(), groups=(ExhibitGroup("", (one,)),), computations=())
        (file,) = files(spec)
        return (
            compose(spec, resources, [write_part([replace(file, read=read)])]),
            compose(spec, resources, [write_part([file])]),
        )

    return bundle


@pytest.fixture(scope="module")
def made(bundled: Made) -> tuple[Composed, Composed]:
    return bundled(_screen(), _READ)


@pytest.fixture
def file(made: tuple[Composed, Composed], tmp_path: Path) -> Path:
    path = tmp_path / "bundle.pdf"
    path.write_bytes(made[0].pdf)
    return path


def _inked(pdf: bytes, page: int, width: int) -> tuple[float, float, float, float]:
    """Where the screen's dark boxes begin and end on the page, in points."""
    with Image.open(io.BytesIO(rasterise(pdf, page, width))) as drawn:
        scale = 595.28 / drawn.width
        dark = drawn.convert("RGB").split()[0].point(lambda value: 255 * (value < 60))
        # The running head above and the page number below are ink too.
        box = dark.crop((0, round(76 / scale), drawn.width, drawn.height - round(60 / scale)))
        left, top, right, bottom = box.getbbox() or (0, 0, 0, 0)
    return left * scale, top * scale + 76, right * scale, bottom * scale + 76


def _words(file: Path, page: int) -> Iterator[tuple[str, tuple[float, ...]]]:
    """As poppler finds them: text, and left, top, right, bottom in points."""
    found = shutil.which("pdftotext")
    if found is None:
        pytest.skip("pdftotext is not installed")
    said = subprocess.run(
        [found, "-bbox", "-f", str(page), "-l", str(page), file, "-"],
        capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    for word in re.finditer(
        r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', said
    ):
        yield unescape(word[5]), tuple(map(float, word.groups()[:4]))


def test_poppler_finds_each_word_on_its_pixels(made: tuple[Composed, Composed], file: Path) -> None:
    page = made[0].exhibit_pages["1-1"][0]
    left, top, right, bottom = _inked(made[0].pdf, page, 1190)
    # The outermost boxes are known in pixels: so is the scale, and where the picture begins.
    scale = (right - left) / (560 - 40)
    x, y = left - 40 * scale, top - 60 * scale
    assert bottom - top == pytest.approx((1124 - 60) * scale, abs=1.5)

    found = dict(_words(file, page))

    for text, (at, above, wide, tall) in _LINES.items():
        if " " in text:
            continue  # words of a line are met one by one below
        box = [
            x + at * scale,
            y + above * scale,
            x + (at + wide) * scale,
            y + (above + tall) * scale,
        ]
        assert found[text] == pytest.approx(box, abs=1.5), text
    first, last = found["今日完成"], found["¥186.30"]
    assert first[0] == pytest.approx(x + 40 * scale, abs=1.5)
    assert last[2] == pytest.approx(x + 460 * scale, abs=1.5)
    # Squares are wider than figures: the share of each in the line is about what it is drawn with.
    assert first[2] < x + 220 * scale < last[0]


def test_poppler_pdfium_and_pypdf_copy_the_lines_whole(
    made: tuple[Composed, Composed], file: Path
) -> None:
    page = made[0].exhibit_pages["1-1"][0]
    poppler = " ".join(word for word, _ in _words(file, page))
    with pypdfium2.PdfDocument(made[0].pdf) as document:
        pdfium = document[page - 1].get_textpage().get_text_bounded()
    reader = pypdf.PdfReader(io.BytesIO(made[0].pdf))

    for said in (poppler, pdfium, reader.pages[page - 1].extract_text()):
        for text in _LINES:
            assert text in said, (text, said)


def test_no_pixel_of_any_page_changes_below_its_head(made: tuple[Composed, Composed]) -> None:
    behind, without = made

    assert behind.pages == without.pages
    for page in range(1, behind.pages):  # the last one lists what was done
        assert _below_head(behind, page) == _below_head(without, page)


def _below_head(composed: Composed, page: int) -> bytes:
    """The head of an exhibit's page says where no words were read of it."""
    with Image.open(io.BytesIO(rasterise(composed.pdf, page, 600))) as sheet:
        return sheet.crop((0, sheet.height // 12, *sheet.size)).tobytes()


def test_what_read_the_words_is_said_in_the_manifest_and_in_print(
    made: tuple[Composed, Composed], file: Path
) -> None:
    with pikepdf.open(io.BytesIO(made[0].pdf)) as pdf:
        listing = pdf.attachments["manifest.json"].get_file().read_bytes().decode()
    printed = "".join(word for word, _ in _words(file, made[0].pages))

    assert '"words_read_by":"an engine 1.0"' in listing
    assert "由程序" in printed


def test_a_long_screen_has_each_word_on_the_page_that_shows_it(bundled: Made) -> None:
    tall = 4000
    lines = tuple(Piece(f"line{top}", Box(20, top, 200, 30)) for top in range(10, tall - 40, 97))
    behind, _ = bundled(_screen((600, tall)), Paper((Page(600, tall, lines),), "an engine"))
    first, last = behind.exhibit_pages["1-1"]
    reader = pypdf.PdfReader(io.BytesIO(behind.pdf))
    said = [reader.pages[page - 1].extract_text() for page in range(first, last + 1)]

    assert last > first
    for line in lines:
        assert 1 <= sum(line.text in page for page in said) <= 2, line.text
    assert f"line{lines[0].box.top}" in said[0]
    assert f"line{lines[-1].box.top}" not in said[0]


def test_a_word_in_the_overlap_of_two_pages_is_on_both() -> None:
    page = Page(100, 1000, (Piece("a", Box(0, 480, 10, 20)),))

    assert part_of(page, 0.0, 0.5).pieces[0].box.top == 480
    assert part_of(page, 0.48, 1.0).pieces[0].box.top == 0
    assert part_of(page, 0.5, 1.0).pieces == ()


def test_words_that_lean_are_one_line_in_the_middle_of_their_box(bundled: Made) -> None:
    leaning = Paper((Page(*_SIZE, (Piece("SPECIMEN 样张", Box(50, 400, 450, 240)),)),), "an engine")
    behind, _ = bundled(_screen(), leaning)
    page = pypdf.PdfReader(io.BytesIO(behind.pdf)).pages[behind.exhibit_pages["1-1"][0] - 1]

    assert "SPECIMEN 样张" in page.extract_text()


def test_what_nobody_can_print_is_left_out() -> None:
    assert Letters().spelt("a\u0007b\u200f") == Letters().spelt("ab")


def test_boxes_outside_the_picture_and_empty_ones_harm_nothing(bundled: Made) -> None:
    odd = (
        Piece("", Box(1, 1, 5, 5)),
        Piece("flat", Box(10, 10, 0, 0)),
        Piece("far", Box(9000, 9000, 50, 50)),
        Piece("below\none another", Box(40, 60, 20, 300)),
    )
    behind, _ = bundled(_screen(), Paper((Page(*_SIZE, odd),), "an engine"))
    said = pypdf.PdfReader(io.BytesIO(behind.pdf)).pages[behind.exhibit_pages["1-1"][0] - 1]

    assert "belowone another" in said.extract_text()
    assert "far" not in said.extract_text()
