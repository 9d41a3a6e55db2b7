"""Seals a PDF anew, as somebody may who changed it: by the very code that seals."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf

from gigwallet.documents.drawing.seal_block import Seal


def sealed(pdf: bytes) -> bytes:
    """``pdf``, which has one classic table and no seal, with one."""
    front, begin, end = pdf.rpartition(b"startxref\n")
    seal = Seal()
    seal.over(front, "document")
    return front + seal.block(begin + end)


def edited(pdf: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """Changed by a library and sealed again."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return sealed(out.getvalue())
