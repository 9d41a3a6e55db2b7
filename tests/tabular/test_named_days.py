from __future__ import annotations

import pytest

from gigwallet.tabular.named_days import days_of_name


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("Earnings per driver-2026-W32.csv", "2026-08-03/2026-08-09"),
        ("payout_2026-08-01_2026-08-15.csv", "2026-08-01/2026-08-15"),
        ("payout 20260816-20260831.csv", "2026-08-16/2026-08-31"),
        ("Zarobki na kierowcę-03_08_2026-09_08_2026-Flota.csv", "2026-08-03/2026-08-09"),
        ("Ganhos por motorista-30 dez 2025-31 mai 2026-X.csv", "2025-12-30/2026-05-31"),
        ("Zarobki 3 sie 2026-9 paź 2026.csv", "2026-08-03/2026-10-09"),
        ("report 2026-08-03.csv", "2026-08-03/2026-08-03"),
        ("archive 2025-01-01/week 2026-W01.csv", "2025-12-29/2026-01-04"),
    ],
)
def test_a_name_says_its_days(name: str, days: str) -> None:
    assert str(days_of_name(name)) == days


@pytest.mark.parametrize(
    "name",
    [
        "report.csv",
        "2026-08-09_2026-08-03.csv",
        "2026-13-01.csv",
        "2026-W60.csv",
        "31_02_2026-01_03_2026.csv",
        "2026-08-03 2026-08-09 2026-08-16.csv",
        "order 1202608031.csv",
        "3 foo 2026-9 bar 2026.csv",
    ],
)
def test_a_name_that_says_no_days_or_too_many_says_none(name: str) -> None:
    assert days_of_name(name) is None
