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
        ("20:31", "20:31"), ("09:05", "09:05"), ("0:31", "00:31"), ("8:31 PM", "20:31"),
        ("12:05 AM", "00:05"), ("12:05 PM", "12:05"), ("9:41 p. m.", "21:41"), ("9:41PM", "21:41"),
        ("下午8:31", "20:31"), ("上午 12:05", "00:05"), ("下午9:41", "21:41"),
        ("下午21:41", "21:41"), ("凌晨1:20", "01:20"), ("早上9:41", "09:41"),
        ("中午12:10", "12:10"), ("中午1:10", "13:10"), ("中午11:50", "11:50"),
        ("晚上9:41", "21:41"), ("晚上12:10", "00:10"),
        ("20:31 ⏰", "20:31"), ("20:31:05", ""), ("25:31", ""), ("20:61", ""),
        ("2O31", ""),
    ],
)  # fmt: skip
def test_a_clock_is_read_as_hours_and_minutes(text: str, said: str) -> None:
    assert _clock([piece(text, 19, 13, height=36), piece("5G 76%", 593, 14, height=34)]) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9:41", "09:41/21:41"), ("12:05", "00:05/12:05"), ("1:00", "01:00/13:00"),
        ("11:59", "11:59/23:59"),
    ],
)  # fmt: skip
def test_a_clock_of_twelve_hours_without_its_half_may_be_either(text: str, said: str) -> None:
    assert _clock([piece(text, 19, 13, height=36), piece("5G 76%", 593, 14, height=34)]) == said


@pytest.mark.parametrize(("before", "after"), [("下午", ""), ("", "PM"), ("PM", "")])
def test_the_half_of_the_day_may_stand_beside_the_clock(before: str, after: str) -> None:
    bar = [piece("9:41", 90, 13, height=36), piece("5G 76%", 593, 14, height=34)]
    if before:
        bar.insert(0, piece(before, 19, 13, height=36))
    if after:
        bar.insert(1, piece(after, 190, 13, height=36))

    assert _clock(bar) == "21:41"


def test_a_carrier_may_stand_before_the_clock() -> None:
    assert _clock([piece("中国移动", 19, 13, height=30), piece("20:31", 330, 13, height=30)])


def test_an_unsure_clock_is_none() -> None:
    assert _clock([piece("20:31", 19, 13, sure=0.5, height=36)]) == ""


def test_the_first_row_of_a_cut_out_is_no_status_bar() -> None:
    row = [piece("Accepted", 19, 13, height=36), piece("6:48 PM", 583, 13, height=36)]

    assert status_bar(paper([*row, *pieces(ORDER)]).pages[0]) == ()


def test_a_time_further_down_is_no_status_bar() -> None:
    assert _clock([piece("18:10", 19, 140)]) == ""
