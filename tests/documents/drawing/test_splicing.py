"""Long streams come back into a file whole, and nobody else's bytes pass for a mark."""

from __future__ import annotations

import hashlib
import io
import random

import pikepdf
import pytest

from gigwallet.documents.drawing.splicing import Beside, Bytes, spliced

_SAVED = {"static_id": True, "object_stream_mode": pikepdf.ObjectStreamMode.disable}
_AS_IT_IS = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}


def _pdf(*raw: bytes, **keys: object) -> pikepdf.Pdf:
    """Pages with a stream each, whose filter nobody runs."""
    pdf = pikepdf.new()
    for one in raw:
        page = pdf.add_blank_page()
        stream = pikepdf.Stream(pdf, one)
        stream["/Filter"] = pikepdf.Name.DCTDecode
        for key, value in keys.items():
            stream[f"/{key}"] = value
        page.obj.Thing = pdf.make_indirect(stream)
    return pdf


def _through(pdf: pikepdf.Pdf) -> list[bytes]:
    beside = Beside()
    beside.take_out(pdf)
    small = io.BytesIO()
    pdf.save(small, **_SAVED, **_AS_IT_IS)  # type: ignore[arg-type]
    streams = {
        mark: Bytes(one.first, one.length, beside.content) for mark, one in beside.where.items()
    }
    whole = b"".join(spliced(small.getvalue(), streams))
    with pikepdf.open(io.BytesIO(whole)) as read:
        assert not read.get_warnings()
        return [page.obj.Thing.read_raw_bytes() for page in read.pages]


@pytest.mark.parametrize("seed", range(12))
def test_what_was_taken_out_comes_back(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  invented bytes
    raw = [dice.randbytes(dice.choice((0, 1, 80, 81, 82, 4095, 4096, 70_000))) for _ in range(9)]
    raw.append(raw[0])

    assert _through(_pdf(*raw)) == raw


def test_a_mark_that_a_stranger_made_stays_what_it_is() -> None:
    other = random.Random(1).randbytes(9000)  # noqa: S311  invented bytes
    mark = b"gigwallet stream " + hashlib.sha256(other).hexdigest().encode()
    inside = b"x" * 30 + b"\nstream\n" + mark + b"\nendstream"

    assert _through(_pdf(other, mark, inside, mark + b"\n")) == [other, mark, inside, mark + b"\n"]


def test_keys_that_look_like_a_length_are_left_alone() -> None:
    raw = bytes(5000)
    asked = pikepdf.Dictionary(Length=81, A=pikepdf.String("/Length 81\nstream\n"))

    assert _through(_pdf(raw, DecodeParms=asked)) == [raw]
