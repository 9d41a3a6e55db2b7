"""When a picture was taken is read from its EXIF first, then from its name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time

import pytest

from gigwallet.domain.exhibit import TakenFrom
from gigwallet.domain.instants import TimeQuality
from gigwallet.pages import Media, by_clock, day_is_open, taken_at

ZONE = "Asia/Shanghai"
EVENING = datetime(2025, 7, 2, 10, 20, 31, tzinfo=UTC)


def test_exif_comes_first(make: Callable[..., bytes]) -> None:
    moment, sign = taken_at(make("JPEG"), "IMG_20240101_000000.jpg", Media.JPEG, ZONE)

    assert moment is not None
    assert (moment.utc, moment.quality, sign) == (EVENING, TimeQuality.OFFSET, TakenFrom.EXIF)


@pytest.mark.parametrize(
    "name",
    [
        "Screenshot_2025-07-02-18-20-31-000_com.rider.app.jpg",
        "Screenshot_2025-07-02-18-20-31-12_e2d5a9b1c3f40718e2d5a9b1c3f40718.jpg",
        "Screenshot_20250702-182031.png",
        "Screenshot_20250702_182031_com.ubercab.driver.jpg",
        "Screenshot_20250702_182031_Meituan.jpg",
        "IMG_20250702_182031.jpg",
        "IMG_20250702_182031_1.jpg",
        "IMG20250702182031.jpg",
        "20250702_182031.jpg",
        "微信截图_20250702182031.png",
        "Screenshot 2025-07-02 at 18.20.31.png",
        "Screenshot 2025-07-02 at 6.20.31\u202fPM.png",
        "Screen Shot 2025-07-02 at 6.20.31 PM.png",
        "Screenshot 2025-07-02 182031.png",
        "截屏2025-07-02 18.20.31.png",
        "截屏 2025-07-02 下午6.20.31.png",
        "截圖 2025-07-02 下午6.20.31.png",
        "屏幕截图 2025-07-02 182031.png",
        "扫描_2025年07月02日 18.20.31.jpg",
    ],
)
def test_the_names_that_phones_and_computers_write_are_read(name: str) -> None:
    moment, sign = taken_at(b"", name, Media.PNG, ZONE)

    assert moment is not None
    assert (moment.utc, moment.quality, sign) == (EVENING, TimeQuality.LOCAL_TZ, TakenFrom.NAME)


@pytest.mark.parametrize(
    "name",
    [
        "WhatsApp Image 2025-07-02 at 6.20.31 PM.jpeg",
        "WhatsApp Image 2025-07-02 at 18.20.31 (1).jpeg",
        "微信图片_20250702182031.png",
        "signal-2025-07-02-18-20-31-000.jpg",
        "signal-2025-07-02-182031.jpeg",
        "photo_2025-07-02_18-20-31.jpg",
        "mmexport1751451631000.jpg",
        "1751451631000.jpg",
    ],
)
def test_when_a_messenger_saved_it_is_no_more_than_a_hint(name: str) -> None:
    moment, sign = taken_at(b"", name, Media.JPEG, ZONE)

    assert moment is not None
    assert (moment.utc, moment.quality, sign) == (EVENING, TimeQuality.INFERRED, TakenFrom.NAME)


@pytest.mark.parametrize("name", ["wx_camera_1751451631123.jpg", "PXL_20250702_102031123.jpg"])
def test_cameras_that_count_in_utc_are_read_so(name: str) -> None:
    moment, _ = taken_at(b"", name, Media.JPEG, ZONE)

    assert moment is not None
    assert (moment.utc, moment.quality) == (EVENING.replace(microsecond=123000), TimeQuality.UTC)


def test_the_milliseconds_of_a_name_are_kept() -> None:
    name = "Screenshot_2025-07-02-18-20-31-123_com.sankuai.meituan.dispatch.crowdsource.jpg"
    moment, _ = taken_at(b"", name, Media.PNG, ZONE)

    assert moment is not None
    assert moment.utc == EVENING.replace(microsecond=123000)


@pytest.mark.parametrize("name", ["IMG-20250702-WA0001.jpg", "IMG_20250702.jpg", "2025.07.02.png"])
def test_a_name_with_a_day_alone_is_known_to_the_day(name: str) -> None:
    moment, _ = taken_at(b"", name, Media.JPEG, ZONE)

    assert moment is not None
    assert (moment.day, moment.quality) == (EVENING.date(), TimeQuality.DATE_ONLY)


@pytest.mark.parametrize(
    "name", ["payslip.pdf", "IMG_20251399_999999.jpg", "订单 922.png", "IMG_1234.PNG", ""]
)
def test_a_name_that_says_nothing_gives_nothing(name: str) -> None:
    assert taken_at(b"", name, Media.PDF, ZONE) == (None, TakenFrom.UNKNOWN)


def test_the_time_of_the_file_is_the_last_resort_and_no_more_than_a_hint() -> None:
    saved = EVENING.replace(microsecond=987654)

    moment, sign = taken_at(b"", "IMG_1234.PNG", Media.PNG, ZONE, saved)
    by_name, _ = taken_at(b"", "IMG-20250101-WA0001.jpg", Media.PNG, ZONE, saved)

    assert moment is not None
    assert (moment.utc, moment.quality, sign) == (
        EVENING,
        TimeQuality.INFERRED,
        TakenFrom.FILE_TIME,
    )
    assert by_name is not None
    assert by_name.day.isoformat() == "2025-01-01"


# The clock of the status bar ---------------------------------------------------------------------


def told(name: str, clock: str, saved: datetime | None = None) -> tuple[str, TakenFrom]:
    known, sign = taken_at(b"", name, Media.PNG, ZONE, saved)
    moment, sign = by_clock(known, sign, clock)
    return (moment.local.strftime("%m-%d %H:%M:%S") if moment else ""), sign


def test_a_clock_tells_the_time_of_a_day_that_was_known() -> None:
    assert told("IMG-20250702-WA0001.jpg", "20:31") == ("07-02 20:31:00", TakenFrom.STATUS_BAR)
    assert told("IMG_1234.PNG", "18:05", EVENING) == ("07-02 18:05:00", TakenFrom.STATUS_BAR)
    assert told("mmexport1751451631000.jpg", "9:05") == ("07-02 09:05:00", TakenFrom.STATUS_BAR)


def test_a_clock_later_than_the_file_was_of_the_day_before() -> None:
    assert told("IMG_1234.PNG", "23:50", EVENING) == ("07-01 23:50:00", TakenFrom.STATUS_BAR)
    assert told("IMG_1234.PNG", "18:20", EVENING) == ("07-02 18:20:00", TakenFrom.STATUS_BAR)
    assert told("IMG_1234.PNG", "18:21", EVENING) == ("07-02 18:21:00", TakenFrom.STATUS_BAR)


def test_a_whole_time_in_the_name_stays_whatever_the_clock_says() -> None:
    assert told("Screenshot_20250702-182031.png", "20:31") == ("07-02 18:20:31", TakenFrom.NAME)


@pytest.mark.parametrize("clock", ["", "25:00", "20:61", "20.31", "２０:31"])
def test_what_is_no_clock_tells_nothing(clock: str) -> None:
    assert told("IMG_1234.PNG", clock, EVENING) == ("07-02 18:20:31", TakenFrom.FILE_TIME)


def test_a_clock_without_a_day_tells_nothing() -> None:
    assert by_clock(None, TakenFrom.UNKNOWN, "20:31") == (None, TakenFrom.UNKNOWN)
    assert told("no time.png", "20:31") == ("", TakenFrom.UNKNOWN)


def test_exif_stays_whatever_the_clock_says(make: Callable[..., bytes]) -> None:
    known, sign = taken_at(make("JPEG"), "a.jpg", Media.JPEG, ZONE)

    assert by_clock(known, sign, "03:00") == (known, TakenFrom.EXIF)


# A clock of twelve hours -------------------------------------------------------------------------

_WHATSAPP = "IMG-20250702-WA0001.jpg"  # the day of receipt alone
_SAVED = "mmexport1751451631000.jpg"  # saved at 18:20:31


def halved(
    name: str, clock: str, printed: list[datetime] | None = None, clocks: list[time] | None = None
) -> tuple[str, TakenFrom, bool]:
    known, sign = taken_at(b"", name, Media.PNG, ZONE)
    moment, sign = by_clock(known, sign, clock, printed or (), clocks or ())
    assert moment is not None
    return moment.local.strftime("%m-%d %H:%M"), sign, day_is_open(moment)


def on_the_day(clock: str) -> datetime:
    return datetime.fromisoformat(f"2025-07-02T{clock}")


def test_a_clock_that_may_be_of_either_half_leaves_what_was_known_and_says_so() -> None:
    known, sign = taken_at(b"", _WHATSAPP, Media.PNG, ZONE)

    moment, sign = by_clock(known, sign, "09:41/21:41")

    assert moment is not None
    assert (moment.quality, sign, moment.text) == (
        TimeQuality.DATE_ONLY, TakenFrom.NAME, "09:41/21:41",
    )  # fmt: skip


def test_a_time_on_the_screen_tells_which_half_it_is() -> None:
    later = [on_the_day("20:11:57")]

    assert halved(_WHATSAPP, "09:41/21:41", later) == ("07-02 21:41", TakenFrom.STATUS_BAR, False)
    assert halved(_WHATSAPP, "09:41/21:41", clocks=[time(12, 30)])[0] == "07-02 21:41"
    assert halved(_WHATSAPP, "09:41/21:41", [on_the_day("09:12")])[1] is TakenFrom.NAME


def test_the_half_that_the_file_allows_alone_may_lie_on_the_day_before() -> None:
    # Saved at 18:20: in the morning of that day, or at night of the day before.
    assert halved(_SAVED, "09:41/21:41") == ("07-02 18:20", TakenFrom.NAME, True)
    assert halved(_SAVED, "09:41/21:41", [on_the_day("08:50")]) == (
        "07-02 09:41", TakenFrom.STATUS_BAR, False,
    )  # fmt: skip
    assert halved(_SAVED, "05:41/17:41") == ("07-02 18:20", TakenFrom.NAME, False)


def test_a_time_on_the_screen_that_contradicts_both_halves_settles_nothing() -> None:
    assert halved(_WHATSAPP, "09:41/21:41", [on_the_day("23:10")]) == (
        "07-02 00:00", TakenFrom.NAME, False,
    )  # fmt: skip


def test_what_was_settled_stays_settled() -> None:
    known, sign = taken_at(b"", _WHATSAPP, Media.PNG, ZONE)
    settled = by_clock(known, sign, "09:41/21:41", [on_the_day("20:11")])

    assert by_clock(*settled, "09:41/21:41") == settled
    assert by_clock(*settled, "09:41/21:41", [on_the_day("20:11")]) == settled
