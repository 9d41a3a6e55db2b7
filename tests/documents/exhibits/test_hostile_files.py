"""Foreign files, broken or wicked, become pages or a page that says why not; nothing else."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from gigwallet.documents.bundles.composing import BundleExhibit, BundleSpec, ExhibitGroup, compose
from gigwallet.documents.exhibits.showing import show
from gigwallet.domain.verdict import Grade
from gigwallet.pages import rasterise
from gigwallet.sealing import verify


@pytest.fixture(scope="module")
def bundled(
    make_spec: Callable[..., BundleSpec],
    make_exhibit: Callable[..., BundleExhibit],
    resources: Path,
) -> Callable[[str, bytes], bytes]:
    def bundle(media_type: str, data: bytes) -> bytes:
        one = make_exhibit("1-1", media_type, "file", data)
        spec = replace(make_spec(), groups=(ExhibitGroup("", (one,)),), computations=())
        return compose(spec, resources).pdf

    return bundle


@pytest.mark.parametrize("number", range(60))
def test_a_damaged_pdf_is_shown_or_refused(
    make_spec: Callable[..., BundleSpec], number: int
) -> None:
    dice = random.Random(number)  # noqa: S311  positions to damage
    data = bytearray(make_spec().exhibits[0].data)
    for _ in range(dice.randrange(1, 40)):
        data[dice.randrange(len(data))] = dice.randrange(256)

    shown = show(bytes(data), "application/pdf")

    assert shown.views or shown.refused


def test_damaged_pdfs_still_make_sound_bundles(
    make_spec: Callable[..., BundleSpec], bundled: Callable[[str, bytes], bytes]
) -> None:
    for number in range(6):
        dice = random.Random(900 + number)  # noqa: S311  positions to damage
        data = bytearray(make_spec().exhibits[0].data)
        for _ in range(12):
            data[dice.randrange(len(data))] = dice.randrange(256)
        assert verify(bundled("application/pdf", bytes(data))).grade is Grade.SELF_CONSISTENT


def _pdf_with(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 400))
        page.Contents = pdf.make_stream(b"0.2 0.4 0.9 rg 50 50 200 300 re f")
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_layers_that_are_switched_off_stay_off(
    bundled: Callable[[str, bytes], bytes], unpacked: Callable[[bytes], bytes]
) -> None:
    def hide(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("hidden"))
        )
        pdf.Root.OCProperties = pikepdf.Dictionary(
            OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], Order=[])
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(Properties=pikepdf.Dictionary(L=layer))
        pdf.pages[0].Contents = pdf.make_stream(b"/OC /L BDC (HIDDENCANARY) pop EMC 9 9 9 9 re f")

    assert b"HIDDENCANARY" not in unpacked(bundled("application/pdf", _pdf_with(hide)))


def test_what_a_page_does_not_use_does_not_come_along(
    bundled: Callable[[str, bytes], bytes], unpacked: Callable[[bytes], bytes]
) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        secret = pdf.make_stream(
            b"(UNUSEDCANARY) pop",
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 9, 9],
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Secret=secret))

    assert b"UNUSEDCANARY" not in unpacked(bundled("application/pdf", _pdf_with(plant)))


def test_an_encrypted_pdf_becomes_a_page_that_says_so() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_pdf_with(lambda pdf: None))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))

    assert show(out.getvalue(), "application/pdf").refused == "pdf_encrypted"


@pytest.mark.parametrize(("wide", "tall"), [(3, 3), (14_400, 20), (20, 14_400), (200_000, 200_000)])
def test_pages_of_odd_sizes_find_a_place(
    bundled: Callable[[str, bytes], bytes], wide: int, tall: int
) -> None:
    def resize(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].MediaBox = pikepdf.Array([0, 0, wide, tall])

    assert verify(bundled("application/pdf", _pdf_with(resize))).grade is Grade.SELF_CONSISTENT


def test_a_picture_one_pixel_wide_and_very_long_finds_a_place(
    bundled: Callable[[str, bytes], bytes],
) -> None:
    rows = zlib.compress(b"\0\x80" * 20_000)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
        )

    head = (1).to_bytes(4, "big") + (20_000).to_bytes(4, "big") + b"\x08\0\0\0\0"
    thin = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")

    assert verify(bundled("image/png", thin)).grade is Grade.SELF_CONSISTENT


def test_every_sample_picture_and_paper_goes_into_one_sound_bundle(
    samples: Path,
    make_spec: Callable[..., BundleSpec],
    make_exhibit: Callable[..., BundleExhibit],
    resources: Path,
) -> None:
    kinds = {
        ".jpg": "image/jpeg",
        ".jpeg": "image/jpeg",
        ".png": "image/png",
        ".webp": "image/webp",
    }
    kinds[".pdf"] = "application/pdf"
    files = sorted(path for path in samples.rglob("*") if path.suffix.lower() in kinds)
    if not files:
        pytest.skip("no pictures or papers among the samples")
    exhibits = tuple(
        make_exhibit(f"1-{n}", kinds[path.suffix.lower()], path.name, path.read_bytes())
        for n, path in enumerate(files, 1)
    )

    composed = compose(
        replace(make_spec(), groups=(ExhibitGroup("", exhibits),), computations=()), resources
    )

    assert "exhibit_not_shown" not in {note.code for note in composed.notes}
    assert verify(composed.pdf).grade is Grade.SELF_CONSISTENT


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_and_cropped_page_looks_as_in_the_original(
    make_spec: Callable[..., BundleSpec],
    make_exhibit: Callable[..., BundleExhibit],
    resources: Path,
    turn: int,
) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.obj.Rotate = turn
        page.obj.CropBox = pikepdf.Array([40, 30, 280, 390])
        page.Contents = pdf.make_stream(
            b"0.9 0.1 0.1 rg 60 60 40 300 re f 0.1 0.1 0.9 rg 150 320 100 40 re f"
        )

    original = _pdf_with(change)
    one = make_exhibit("1-1", "application/pdf", "turned.pdf", original)
    composed = compose(
        replace(make_spec(), groups=(ExhibitGroup("", (one,)),), computations=()), resources
    )

    def coloured(pdf: bytes, page: int) -> Image.Image:
        with Image.open(io.BytesIO(rasterise(pdf, page, 800))) as picture:
            rgb = picture.convert("RGB")
        colours = rgb.split()
        mask = ImageChops.difference(colours[0], colours[2]).point(
            lambda value: 255 * (value > 160)
        )
        return rgb.crop(mask.getbbox()).resize((40, 40))

    here = coloured(composed.pdf, composed.exhibit_pages["1-1"][0])
    there = coloured(original, 1)
    difference = ImageChops.difference(here, there).convert("L")
    assert sum(difference.tobytes()) / 1600 < 8
