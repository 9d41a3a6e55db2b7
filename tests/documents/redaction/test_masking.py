"""Nothing inside a mask is left, nothing outside is changed, and both can be checked."""

from __future__ import annotations

import hashlib
import io
import zlib

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gigwallet.documents.redaction.checking import compare
from gigwallet.documents.redaction.masking import redact
from gigwallet.documents.redaction.plain_files import pictures_of
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box
from gigwallet.domain.redaction import Mask, MaskReason
from tests.documents.redaction import papers
from tests.examples import examples

PNG, JPEG, WEBP, PDF = "image/png", "image/jpeg", "image/webp", "application/pdf"
SIDE = 24

boxes = st.builds(
    Box,
    st.integers(0, SIDE - 1),
    st.integers(0, SIDE - 1),
    st.integers(1, SIDE),
    st.integers(1, SIDE),
)


def saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)  # type: ignore[arg-type]  # as Pillow takes them
    return out.getvalue()


def noise(seed: int, mode: str = "RGB") -> Image.Image:
    channels = len(mode)
    needed = SIDE * SIDE * channels
    pixels = b"".join(
        hashlib.sha256(f"{seed}/{part}".encode()).digest() for part in range(needed // 32 + 1)
    )
    return Image.frombytes(mode, (SIDE, SIDE), pixels[:needed])


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        return picture


@settings(max_examples=examples(40))
@given(
    seed=st.integers(0, 99),
    wanted=st.lists(boxes, min_size=1, max_size=4),
    kind=st.sampled_from(["PNG", "JPEG", "WEBP"]),
)
def test_outside_the_masks_every_pixel_is_the_decoded_original_and_inside_it_is_black(
    seed: int, wanted: list[Box], kind: str
) -> None:
    original = saved(noise(seed), kind)
    media = {"PNG": PNG, "JPEG": JPEG, "WEBP": WEBP}[kind]

    made = redact(original, media, [Mask(1, box) for box in wanted])

    was, now = opened(original).convert("RGB"), opened(made.data)
    assert now.mode == "RGB"
    for x in range(SIDE):
        for y in range(SIDE):
            hidden = any(box.left <= x < box.right and box.top <= y < box.bottom for box in wanted)
            assert now.getpixel((x, y)) == ((0, 0, 0) if hidden else was.getpixel((x, y)))
    assert compare(original, media, made.data, made.media_type, made.masks).holds


def test_a_picture_is_redacted_as_it_is_shown_whatever_way_it_is_stored() -> None:
    lying = papers.screenshot("JPEG", orientation=6)
    mask = Mask(1, papers.line_box(2), MaskReason.PHONE)

    made = redact(lying, JPEG, [mask])

    shown = opened(made.data)
    assert shown.size == (400, 240)
    box = mask.box
    inside = shown.crop((box.left, box.top, box.right, box.bottom))
    assert inside.getextrema() == ((0, 0), (0, 0), (0, 0))
    assert shown.getpixel((2, 2)) == (255, 255, 255)


def test_what_is_transparent_is_shown_on_white_and_no_colour_stays_hidden_behind_it() -> None:
    picture = noise(7, "RGBA")
    picture.putalpha(Image.new("L", picture.size, 0))
    made = redact(saved(picture, "PNG"), PNG, [Mask(1, Box(0, 0, 2, 2))])

    now = opened(made.data)

    assert now.mode == "RGB"
    assert now.getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_copy_is_three_chunks_of_pixels_without_a_word(kind: str) -> None:
    original = papers.screenshot(kind)
    assert papers.PHONE.encode() in original

    made = redact(original, {"PNG": PNG, "JPEG": JPEG}[kind], papers.CUSTOMER)

    chunks, at = [], 8
    while at < len(made.data):
        length = int.from_bytes(made.data[at : at + 4], "big")
        chunks.append(made.data[at + 4 : at + 8])
        at += 12 + length
    assert chunks == [b"IHDR", b"IDAT", b"IEND"]
    assert opened(made.data).info == {}


def test_the_outside_digest_is_that_of_the_copy_as_a_ppm_file() -> None:
    made = redact(papers.screenshot(), PNG, papers.CUSTOMER)

    picture = opened(made.data)
    ppm = io.BytesIO()
    picture.save(ppm, "PPM")

    assert made.outside_sha256 == hashlib.sha256(ppm.getvalue()).hexdigest()


def test_the_outside_digest_of_a_pdf_is_that_of_its_pages_one_behind_the_other() -> None:
    made = redact(papers.paper(), PDF, papers.paper_masks())
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        for page in pdf.pages:
            (picture,) = page.get_images().values()
            wide, tall = int(picture.Width), int(picture.Height)
            written.write(b"P6\n%d %d\n255\n" % (wide, tall) + picture.read_bytes())

    assert made.outside_sha256 == hashlib.sha256(written.getvalue()).hexdigest()
    assert (made.pages, made.resolution) == (2, 200)
    assert made.drawn_by.startswith("pdfium ")


def test_a_redacted_pdf_holds_pictures_and_nothing_else() -> None:
    made = redact(papers.paper(), PDF, papers.paper_masks())

    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert not list(pdf.docinfo.keys())
        assert not pdf.attachments
        assert set(pdf.Root.keys()) == {"/Pages", "/Type"}
        for page in pdf.pages:
            assert "/Annots" not in page
            assert b"BT" not in page.Contents.read_bytes()
        sizes = [tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages]
    assert sizes == [(300, 120), (300, 120)]


def test_the_same_masks_make_the_same_bytes() -> None:
    assert redact(papers.paper(), PDF, papers.paper_masks()) == redact(
        papers.paper(), PDF, papers.paper_masks()
    )
    assert redact(papers.screenshot(), PNG, papers.CUSTOMER) == redact(
        papers.screenshot(), PNG, papers.CUSTOMER
    )


def test_a_mask_that_reaches_over_the_edge_is_cut_and_one_beyond_it_is_refused() -> None:
    picture = saved(noise(1), "PNG")
    made = redact(picture, PNG, [Mask(1, Box(20, 20, 50, 50))])
    assert made.masks[0].box == Box(20, 20, 4, 4)

    for wrong in (Mask(1, Box(SIDE, 0, 5, 5)), Mask(2, Box(0, 0, 5, 5)), Mask(0, Box(0, 0, 5, 5))):
        with pytest.raises(GigWalletError) as refused:
            redact(picture, PNG, [wrong])
        assert (refused.value.code, refused.value.facts["page"]) == (
            "redaction_mask_outside",
            wrong.page,
        )
    with pytest.raises(GigWalletError) as refused:
        redact(picture, PNG, [])
    assert refused.value.code == "redaction_without_masks"


def _altered_png(data: bytes, at: tuple[int, int]) -> bytes:
    picture = opened(data)
    red, *others = picture.getpixel(at)  # type: ignore[misc]  # RGB
    picture.putpixel(at, (red ^ 1, *others))
    return saved(picture, "PNG")


def test_one_pixel_altered_outside_the_masks_is_found() -> None:
    original = papers.screenshot()
    made = redact(original, PNG, papers.CUSTOMER)
    altered = _altered_png(made.data, (399, 239))

    found = compare(original, PNG, altered, PNG, made.masks)

    assert not found.holds
    assert found.differing == 1
    assert found.original_outside == made.outside_sha256 != found.redacted_outside


def test_a_mask_that_is_not_wholly_black_is_found() -> None:
    original = papers.screenshot()
    made = redact(original, PNG, papers.CUSTOMER)
    box = made.masks[1].box

    found = compare(original, PNG, _altered_png(made.data, (box.left, box.top)), PNG, made.masks)

    assert found.uncovered == (2,)
    assert not found.holds


def test_a_mask_that_the_record_keeps_quiet_about_shows_as_a_difference() -> None:
    original = papers.screenshot()
    made = redact(original, PNG, papers.CUSTOMER)

    found = compare(original, PNG, made.data, PNG, made.masks[:2])

    assert found.differing > 0
    assert not found.holds


def test_a_page_left_out_is_found() -> None:
    made = redact(papers.paper(), PDF, papers.paper_masks())
    assert compare(papers.paper(), PDF, made.data, PDF, made.masks).holds
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        del pdf.pages[1]
        short = io.BytesIO()
        pdf.save(short)

    found = compare(papers.paper(), PDF, short.getvalue(), PDF, made.masks)

    assert not found.same_sheets
    assert not found.holds


def test_a_copy_of_another_kind_or_of_drawn_text_is_refused() -> None:
    for copy, kind in ((papers.screenshot(), PNG), (papers.paper(), PDF)):
        with pytest.raises(GigWalletError) as refused:
            compare(papers.paper(), PDF, copy, kind, papers.paper_masks())
        assert refused.value.code == "redaction_other_kind"


def test_the_pixels_of_a_copy_are_taken_out_of_its_pdf_exactly() -> None:
    made = redact(papers.paper(), PDF, papers.paper_masks())

    first, second = pictures_of(made.data)

    assert first.getpixel((400, 150)) == (0, 0, 0)
    assert second.size == first.size
    assert zlib.crc32(first.tobytes()) != zlib.crc32(second.tobytes())
