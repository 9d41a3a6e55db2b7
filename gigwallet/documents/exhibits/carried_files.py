"""Files that a PDF carries inside."""

from __future__ import annotations

import io

import pikepdf

from gigwallet.domain.errors import GigWalletError
from gigwallet.pages.attached import attached_once

# A list of figures is a few hundred bytes for each order; more than this is not one of ours.
_LARGEST = 64 * 1024 * 1024


def carried(pdf: bytes, name: str) -> tuple[bytes | None, int]:
    """The attached file ``name``, None where there is none, and how many pages the PDF has.

    Call it in a worker process: the PDF may be anybody's. Refusal: ``pdf_unreadable``, also where
    several files go by that name: which one is meant, readers would not agree.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            pages = len(opened.pages)
            held = attached_once(opened, name)
            if held is None:
                return None, pages
            data = held.read_bytes()
    except (pikepdf.PdfError, KeyError, AttributeError, TypeError, ValueError) as wrong:
        raise GigWalletError("pdf_unreadable") from wrong
    return (data if len(data) <= _LARGEST else None), pages
