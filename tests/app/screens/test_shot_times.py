"""When a shot was taken, where its status bar shows a clock of twelve hours."""

from __future__ import annotations

from pathlib import Path

import pytest

from gigwallet.app.screens.read_screens import read_waiting
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.exhibit import Exhibit, TakenFrom
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Isolation
from gigwallet.domain.recorded import EngagementId
from tests.app import people
from tests.app.shots import Letters, Shown, take_in
from tests.ocr.fields.drawn import ORDER, screen

# A running day that prints no day of its own.
_TODAY = (
    ("今日收入", "¥135.29"), ("完成单量", "23单"), ("配送费收入", "123.79"), ("活动奖励", "11.50"),
)  # fmt: skip
_RECEIVED = "IMG-20260803-WA0009.jpg"  # on that day, at whatever time
_SAVED = "mmexport1785768651000.jpg"  # 2026-08-03 22:50:51 in China


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def around(isolation: Isolation, clock: people.SetClock, letters: Letters) -> Surroundings:
    return Surroundings(clock=clock, isolation=isolation, aside=letters)


def _read(
    wallet: Wallet, letters: Letters, folder: Path, name: str, shown: Shown, clock: str
) -> Exhibit:
    take_in(wallet, letters, folder, {name: screen(shown, clock)})
    read_waiting(wallet, Job())
    (known,) = wallet.vault.exhibits.all()
    return known.exhibit


def _clock(exhibit: Exhibit) -> str:
    assert exhibit.taken_at is not None
    return exhibit.taken_at.local.isoformat()[:16]


def test_the_times_of_an_order_tell_which_half_of_the_day_it_was(
    wallet: Wallet, letters: Letters, tmp_path: Path, meituan: EngagementId
) -> None:
    exhibit = _read(wallet, letters, tmp_path, _RECEIVED, ORDER, "9:41")

    assert (_clock(exhibit), exhibit.taken_from) == ("2026-08-03T21:41", TakenFrom.STATUS_BAR)


def test_where_nothing_tells_it_both_are_kept_beside_what_was_known(
    wallet: Wallet, letters: Letters, tmp_path: Path, meituan: EngagementId
) -> None:
    exhibit = _read(wallet, letters, tmp_path, _RECEIVED, _TODAY, "9:41")

    assert exhibit.taken_from is TakenFrom.NAME
    assert exhibit.taken_at is not None
    assert exhibit.taken_at.text == "09:41/21:41"
    (statement,) = wallet.vault.statements.all()
    assert str(statement.fact.period.first) == "2026-08-03"


def test_a_running_day_is_not_stated_where_the_halves_are_of_two_days(
    wallet: Wallet, letters: Letters, tmp_path: Path, meituan: EngagementId
) -> None:
    exhibit = _read(wallet, letters, tmp_path, _SAVED, _TODAY, "11:05")

    assert (_clock(exhibit), exhibit.taken_from) == ("2026-08-03T22:50", TakenFrom.NAME)
    assert wallet.vault.statements.all() == []


def test_a_half_that_is_printed_is_taken(
    wallet: Wallet, letters: Letters, tmp_path: Path, meituan: EngagementId
) -> None:
    exhibit = _read(wallet, letters, tmp_path, _SAVED, _TODAY, "上午11:05")

    assert (_clock(exhibit), exhibit.taken_from) == ("2026-08-03T11:05", TakenFrom.STATUS_BAR)
    assert len(wallet.vault.statements.all()) == 1
