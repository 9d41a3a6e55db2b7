"""When a picture was taken is read from its EXIF first, then from its name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from gigwallet.domain.exhibit import TakenFrom
from gigwallet.domain.instants import TimeQuality
from gigwallet.pages import Media, taken_at

ZONE = "Asia/Shanghai"
EVENING = datetime(2025, 7, 2, 10, 20, 31, tzinfo=UTC)


def test_exif_comes_first(make: Callable[..., bytes]) -> None:
    moment, sign = taken_at(make("JPEG"), "IMG_20240101_000000.jpg", Media.JPEG, ZONE)

    assert moment is not None
    assert (moment.utc, moment.quality, sign) == (EVENING, TimeQuality.OFFSET, TakenFrom.EXIF)


@pytest.mark.parametrize(
    "name",
    [
        "Screenshot_2025-07-02-18-20-31-123_com.rider.app.jpg",
        "Screenshot_20250702-182031.png",
        "IMG_20250702_182031.jpg",
        "微信图片_20250702182031.png",
        "Screenshot 2025-07-02 at 18.20.31.png",
    ],
)
def test_the_names_that_phones_write_are_read(name: str) -> None:
    moment, sign = taken_at(b"", name, Media.PNG, ZONE)

    assert moment is not None
    assert (moment.utc, sign) == (EVENING, TakenFrom.NAME)


def test_a_name_with_milliseconds_since_1970_is_read() -> None:
    moment, sign = taken_at(b"", "mmexport1751451631123.jpg", Media.JPEG, ZONE)

    assert moment is not None
    assert moment.utc.replace(microsecond=0) == EVENING
    assert sign is TakenFrom.NAME


def test_a_name_with_a_day_alone_is_known_to_the_day() -> None:
    moment, _ = taken_at(b"", "IMG-20250702-WA0001.jpg", Media.JPEG, ZONE)

    assert moment is not None
    assert moment.quality is TimeQuality.DATE_ONLY


@pytest.mark.parametrize("name", ["payslip.pdf", "IMG_20251399_999999.jpg", "订单 922.png", ""])
def test_a_name_that_says_nothing_gives_nothing(name: str) -> None:
    assert taken_at(b"", name, Media.PDF, ZONE) == (None, TakenFrom.UNKNOWN)
