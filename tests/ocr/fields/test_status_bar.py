"""The clock of the status bar is told from times of the app."""

from __future__ import annotations

import pytest

from gigwallet.domain.paper import Piece
from gigwallet.ocr.fields.status_bar import clock, status_bar
from tests.ocr.fields.drawn import ORDER, paper, piece, pieces


def _clock(top: list[Piece]) -> str:
    return clock(status_bar(paper([*top, *pieces(ORDER)]).pages[0]))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("20:31", "20:31"), ("9:05", "09:05"), ("8:31 PM", "20:31"), ("12:05 AM", "00:05"),
        ("下午8:31", "20:31"), ("上午 12:05", "00:05"),
        ("20:31 ⏰", "20:31"), ("20:31:05", ""), ("25:31", ""), ("20:61", ""),
        ("2O31", ""),
    ],
)  # fmt: skip
def test_a_clock_is_read_as_hours_and_minutes(text: str, said: str) -> None:
    assert _clock([piece(text, 19, 13, height=36), piece("5G 76%", 593, 14, height=34)]) == said


def test_a_carrier_may_stand_before_the_clock() -> None:
    assert _clock([piece("中国移动", 19, 13, height=30), piece("20:31", 330, 13, height=30)])


def test_an_unsure_clock_is_none() -> None:
    assert _clock([piece("20:31", 19, 13, sure=0.5, height=36)]) == ""


def test_the_first_row_of_a_cut_out_is_no_status_bar() -> None:
    row = [piece("Accepted", 19, 13, height=36), piece("6:48 PM", 583, 13, height=36)]

    assert status_bar(paper([*row, *pieces(ORDER)]).pages[0]) == ()


def test_a_time_further_down_is_no_status_bar() -> None:
    assert _clock([piece("18:10", 19, 140)]) == ""
