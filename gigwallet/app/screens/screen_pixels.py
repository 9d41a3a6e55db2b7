"""The pixels that a reading was made of: of one field, or of a whole picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gigwallet import pages
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Exhibit
from gigwallet.domain.paper import Box
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import ScreenField

# Why a field waits that has no place on the picture.
NOT_FOUND = "screen_field_not_found"
_SECONDS = 60.0
_WIDEST = 900  # pixels of a whole picture


@dataclass(frozen=True, slots=True)
class ScreenPicture:
    """One page as a PNG, and the size that boxes on it are measured in."""

    png: bytes
    width: int
    height: int


def screen_picture(wallet: Wallet, exhibit: ExhibitId, page: int = 1) -> ScreenPicture:
    """The whole picture that was read, however long, wide enough for its smallest print. Refusals:
    ``screen_not_read``, ``exhibit_missing``, ``exhibit_damaged``, ``file_unreadable``."""
    stored = wallet.vault.screens.get(exhibit)
    if stored is None:
        raise GigWalletError("screen_not_read")
    paper = stored.reading.paper
    if not 1 <= page <= len(paper.pages):
        raise GigWalletError("screen_not_read")
    sheet = paper.pages[page - 1]
    said = wallet.vault.exhibits.get(exhibit).exhibit
    whole = [(page, Box(0, 0, sheet.width, sheet.height))]
    data = wallet.vault.exhibits.data(exhibit)
    (png,) = wallet.isolation.run(
        pages.cut, data, said.media_type, whole, _WIDEST, seconds=_SECONDS
    )
    return ScreenPicture(png, sheet.width, sheet.height)


def crops_of(
    wallet: Wallet, exhibit: ExhibitId, said: Exhibit, fields: Sequence[ScreenField]
) -> Sequence[bytes]:
    """The row of each field with a margin, as PNG; empty where the original is gone, or where the
    field was not found and has no place."""
    placed = [each for each in fields if each.why != NOT_FOUND]
    boxes = [(each.page, _with_margin(each.box)) for each in placed]
    try:
        data = wallet.vault.exhibits.data(exhibit) if boxes else b""
        cut = wallet.isolation.run(pages.cut, data, said.media_type, boxes, seconds=_SECONDS)
    except GigWalletError:
        cut = (b"",) * len(placed)
    by_field = dict(zip(placed, cut, strict=True))
    return [by_field.get(each, b"") for each in fields]


def cut_out(wallet: Wallet, exhibit: ExhibitId, page: int, box: Box) -> bytes:
    """What stands in ``box`` with a margin, as PNG; empty where the original is gone or shows
    nothing there."""
    try:
        said = wallet.vault.exhibits.get(exhibit).exhibit
        data = wallet.vault.exhibits.data(exhibit)
        placed = [(page, _with_margin(box))]
        (png,) = wallet.isolation.run(pages.cut, data, said.media_type, placed, seconds=_SECONDS)
    except GigWalletError:
        return b""
    return bytes(png)


def _with_margin(box: Box) -> Box:
    margin = max(6, box.height // 2)
    left, top = max(0, box.left - margin), max(0, box.top - margin)
    return Box(left, top, box.right + margin - left, box.bottom + margin - top)
