"""The row behind a figure: as its file has it, and the pixels where it was read."""

from __future__ import annotations

import io
from hashlib import sha256

from PIL import Image

from gigwallet.app.pay.rows_behind import rows_behind
from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit import Exhibit, Route
from gigwallet.domain.job import Job
from gigwallet.domain.paper import Box
from gigwallet.domain.recorded import EngagementId, ExhibitId, Locator, NewFact, Source
from gigwallet.domain.trip import Trip, TripKind, TripStatus

TRIP = Trip("meituan", TripKind.DELIVERY, TripStatus.COMPLETED, "CNY", "Asia/Shanghai", ref="1")


def _picture() -> bytes:
    """White, with one red field."""
    image = Image.new("RGB", (200, 300), "white")
    image.paste((255, 0, 0), (50, 100, 90, 120))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _kept(wallet: Wallet, name: str, media_type: str, data: bytes) -> ExhibitId:
    exhibit = Exhibit(
        name=name,
        media_type=media_type,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        added_at=wallet.clock.now(),
        route=Route.DROPPED,
    )
    with wallet.vault.transaction():
        return wallet.vault.exhibits.add(exhibit, data)


def _stored(wallet: Wallet, of: EngagementId, source: Source) -> tuple[bytes, str, int | None]:
    [fact] = wallet.vault.trips.add([NewFact(TRIP, of, "x", source.importer, 1, source)]).added
    [row] = rows_behind(wallet, [fact], Job())[fact]
    return row.pixels, f"{row.file} {dict(row.cells)}", row.line


def test_what_was_read_from_a_picture_shows_its_pixels(
    wallet: Wallet, meituan: EngagementId
) -> None:
    exhibit = _kept(wallet, "order.png", "image/png", _picture())
    place = Locator(page=1, pointer=Box(50, 100, 40, 20).pointer)
    pixels, words, line = _stored(wallet, meituan, Source(exhibit, place, "app_screen", "1", {}))

    with Image.open(io.BytesIO(pixels)) as cut:
        assert cut.convert("RGB").getpixel((cut.width // 2, cut.height // 2)) == (255, 0, 0)
        assert cut.convert("RGB").getpixel((1, 1)) == (255, 255, 255)
        assert cut.width < 100
    assert (words, line) == ("order.png {}", None)


def test_what_stands_in_a_table_shows_its_row(wallet: Wallet, meituan: EngagementId) -> None:
    exhibit = _kept(wallet, "trips.csv", "text/csv", b"order\n1\n")
    source = Source(exhibit, Locator(line=2), "gigwallet_tables", "1", {"order": "1"})

    assert _stored(wallet, meituan, source) == (b"", "trips.csv {'order': '1'}", 2)


def test_a_picture_that_is_gone_leaves_the_words(wallet: Wallet, meituan: EngagementId) -> None:
    place = Locator(page=1, pointer=Box(0, 0, 10, 10).pointer)
    gone = Source(ExhibitId("0" * 32), place, "app_screen", "1", {"total": "8.00"})

    assert _stored(wallet, meituan, gone) == (b"", " {'total': '8.00'}", None)
