from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from gigwallet.tabular.running_balance import RunningBalance

Line = tuple[int, int]

_AMOUNTS = st.lists(st.integers(-50_000, 50_000).filter(bool), min_size=12, max_size=30)


def _booked(amounts: Sequence[int], opening: int = 100_000) -> list[Line]:
    lines, balance = [], opening
    for amount in amounts:
        balance += amount
        lines.append((amount, balance))
    return lines


def _contradictions(lines: Sequence[Line]) -> list[Line]:
    running = RunningBalance()
    for amount, balance in lines:
        running.add("account", amount, balance)
    return [each for each in lines if running.contradicts("account", *each)]


@given(amounts=_AMOUNTS, data=st.data())
def test_a_sound_account_holds_in_any_order(amounts: list[int], data: st.DataObject) -> None:
    lines = _booked(amounts)

    assert not _contradictions(lines)
    assert not _contradictions(lines[::-1])
    middle = data.draw(st.permutations(lines[1:-1]))
    assert not _contradictions([lines[0], *middle, lines[-1]])


def test_a_changed_amount_contradicts_its_own_line_only() -> None:
    lines = _booked([1_000 * n + n for n in range(1, 20)])
    lines[7] = (lines[7][0] // 10, lines[7][1])

    assert _contradictions(lines) == [lines[7]]
    assert _contradictions(lines[::-1]) == [lines[7]]


def test_a_changed_balance_contradicts_its_own_line_and_the_next() -> None:
    lines = _booked([1_000 * n + n for n in range(1, 10)])
    lines[4] = (lines[4][0], lines[4][1] + 7)

    assert _contradictions(lines) == [lines[4], lines[5]]


def test_the_line_after_a_missing_one_contradicts() -> None:
    lines = _booked([1_000 * n + n for n in range(1, 20)])
    after = lines[8]
    del lines[7]

    assert _contradictions(lines) == [after]


def test_a_column_that_is_no_running_balance_contradicts_nothing() -> None:
    assert not _contradictions([(30_678, 90_000), (21_957, 90_100), (21_796, 90_200), (1, 90_300)])


def test_an_account_that_is_emptied_after_each_payment_holds() -> None:
    lines = _booked([100, -100] * 8, opening=0)

    assert not _contradictions(lines)
