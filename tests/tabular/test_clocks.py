"""Times of the day as people write them."""

from __future__ import annotations

from datetime import time

import pytest

from gigwallet.tabular.clocks import clock, is_clock


@pytest.mark.parametrize(
    "text",
    [
        "17:30", "17:30:00", "5:30 PM", "5:30pm", "5:30 p.m.", "5:30 p. m.", "17h30", "17 h 30",
        "17:30 Uhr", "17:30 h", "下午5:30", "午後 5:30", "17時30分", "17时30分", "１７：３０",
    ],
)  # fmt: skip
def test_a_time_is_read_in_every_spelling(text: str) -> None:
    assert is_clock(text)
    assert clock(text) == time(17, 30)


@pytest.mark.parametrize(
    ("text", "hour"), [("12:05 AM", 0), ("12:05 pm", 12), ("上午0:05", 0), ("9時5分", 9)]
)
def test_noon_and_midnight_are_where_they_are(text: str, hour: int) -> None:
    assert clock(text) == time(hour, 5)


@pytest.mark.parametrize("text", ["25:00", "17:60", "13:00 pm", "8 h", "8", "17.30", "5 pm x", ""])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        clock(text)
