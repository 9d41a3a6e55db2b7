"""Pictures that PDF cannot hold as they are: shown, and what was done to them is said."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from PIL import Image

from gigwallet.documents.exhibits.showing import show
from gigwallet.domain.paper import Box, Page, Paper, Piece

_SAMPLES = Path(__file__).parents[2] / "pages" / "samples"


def test_a_photograph_of_an_iphone_is_shown_as_a_jpeg_that_comes_out_again() -> None:
    read = Paper((Page(240, 160, (Piece("收据", Box(20, 20, 60, 30)),)),), "an engine 1")

    shown = show((_SAMPLES / "turned.heic").read_bytes(), "image/heic", read=read)

    ((layer, alpha),) = (each for each in shown.layers if each is not None)
    assert (layer.filter, layer.width, layer.height, alpha) == ("DCTDecode", 240, 160, None)
    assert hashlib.sha256(layer.data).hexdigest() == shown.copy_sha256 == shown.stored_sha256
    assert shown.changes == ("metadata_removed", "converted_to_jpeg")
    assert (shown.worded, shown.read_by, shown.orientation) == (True, "an engine 1", 1)


def test_a_broken_photograph_says_so() -> None:
    assert show(b"\0\0\0\x18ftypheic", "image/heic").refused == "picture_unreadable"


def test_a_webp_keeps_its_pixels_and_says_that_they_were_packed_anew() -> None:
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(out, "WEBP", lossless=True)

    shown = show(out.getvalue(), "image/webp")

    assert "packed_anew" in shown.changes
    assert shown.pixels_sha256


def test_a_plain_png_passes_untouched_and_says_nothing() -> None:
    out = io.BytesIO()
    Image.linear_gradient("L").save(out, "PNG")

    shown = show(out.getvalue(), "image/png")

    assert (shown.changes, shown.pixels_sha256) == ((), "")
