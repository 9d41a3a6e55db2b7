from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gigwallet.domain.instants import TimeQuality
from gigwallet.tabular import moments


def test_a_strict_time_is_read_with_and_without_its_z() -> None:
    at = datetime(2021, 2, 14, 21, 49, 16)  # noqa: DTZ001

    assert moments.wall("2021-02-14 21:49:16") == (at, False)
    assert moments.wall("2021-02-14T21:49:16.000Z") == (at, True)


@pytest.mark.parametrize(
    "text", ["2021-02-1 21:49:16", "2021-2-14 21:49:16", "2021-02-30 10:00:00", "14.2.2021", ""]
)
def test_a_lost_digit_never_becomes_another_day(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  whatever the calendar says of it
        moments.wall(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2025-07-01", date(2025, 7, 1)),
        ("2025/7/1", date(2025, 7, 1)),
        ("2025年7月1日", date(2025, 7, 1)),
        ("45839", date(2025, 7, 1)),
        ("2025/7/1 8:05", datetime(2025, 7, 1, 8, 5)),  # noqa: DTZ001
        ("2025-07-01 08:05", datetime(2025, 7, 1, 8, 5)),  # noqa: DTZ001
        ("45839.5", datetime(2025, 7, 1, 12)),  # noqa: DTZ001
        ("2025-07-01T08:05:00Z", datetime(2025, 7, 1, 8, 5, tzinfo=UTC)),
    ],
)
def test_what_people_and_spreadsheets_write_is_read(text: str, said: date) -> None:
    assert moments.written(text) == said


def test_an_offset_is_believed_and_a_bare_day_says_that_it_is_one() -> None:
    with_offset = moments.instant("2025-07-01T08:05:00+08:00", "Asia/Shanghai")
    day = moments.instant("2025-07-01", "Asia/Shanghai")

    assert with_offset.utc == datetime(2025, 7, 1, 0, 5, tzinfo=UTC)
    assert with_offset.quality is TimeQuality.OFFSET
    assert day.quality is TimeQuality.DATE_ONLY
