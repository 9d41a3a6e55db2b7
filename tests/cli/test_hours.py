"""``gigwallet hours``: engaged beside logged in, rest, and what an hour paid."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli

TABLES = {
    "trips.csv": """engagement,ref,status,accepted_at,completed_at,paid_km,currency,zone
meituan,1,completed,2025-07-01 12:00,2025-07-01 12:40,3,CNY,Asia/Shanghai
meituan,2,completed,2025-07-01 12:20,2025-07-01 13:00,5,CNY,Asia/Shanghai
meituan,3,completed,2025-07-02 12:00,2025-07-02 12:30,,CNY,Asia/Shanghai
""",
    "pay_lines.csv": """engagement,trip_ref,category,amount,currency,occurred_at,zone
meituan,1,base,12.00,CNY,2025-07-01 12:40,Asia/Shanghai
meituan,2,base,8.00,CNY,2025-07-01 13:00,Asia/Shanghai
meituan,2,tip,2.00,CNY,2025-07-01 13:00,Asia/Shanghai
meituan,3,base,5.00,CNY,2025-07-02 12:30,Asia/Shanghai
meituan,9,base,7.00,CNY,2025-07-09 12:30,Asia/Shanghai
""",
    "shifts.csv": """engagement,state,started_at,ended_at,zone
meituan,worked,2025-07-01 10:00,2025-07-01 14:30,Asia/Shanghai
meituan,worked,2025-07-02 12:00,2025-07-02 12:30,Asia/Shanghai
""",
}


@pytest.fixture
def worked(tmp_path: Path, cli: Cli, vault: Path) -> Path:
    paths = []
    for name, text in TABLES.items():
        path = tmp_path / name
        path.write_text(text, "utf-8")
        paths.append(path)
    assert cli("import", vault, *paths, "--engagement", "meituan", "--lang", "en").code == 0
    return vault


def test_both_times_stand_side_by_side_and_overlapping_orders_count_once(
    worked: Path, cli: Cli
) -> None:
    said = cli("hours", worked, "--month", "2025-07", "--json", "--lang", "en").result

    assert said["engaged_s"] == 90 * 60
    assert said["logged_in_s"] == 5 * 3600
    assert said["engaged_by_s"] == {"union": 5400, "in_turn": 5400, "alone": 110 * 60}


def test_an_hour_on_orders_an_hour_at_work_and_a_km(worked: Path, cli: Cli) -> None:
    said = cli(
        "hours", worked, "--month", "2025-07", "--cost", "charging=3.00",
        "--cost-per-km", "0.25", "--cost-source", "own book", "--json", "--lang", "en",
    ).result  # fmt: skip

    assert (said["pay"], said["tips"], said["costs"], said["metres"]) == (
        "25.00", "2.00", "5.00", 8000)  # fmt: skip
    assert {each["per"]: (each["gross"], each["net"]) for each in said["rates"]} == {
        "engaged_hour": ("16.67", "14.67"),
        "logged_in_hour": ("5.00", "4.40"),
        "km": ("3.13", "2.75"),
    }
    assert {each["code"] for each in said["cautions"]} == {
        "hours_pay_without_hours",
        "hours_unmeasured",
    }


def test_work_without_a_rest_is_held_against_figures_that_wait_to_be_confirmed(
    worked: Path, cli: Cli
) -> None:
    said = cli("hours", worked, "--month", "2025-07", "--json", "--lang", "en").result

    longest = said["longest_stretch"]
    assert (said["rest_of"], longest["day"], longest["length_s"]) == ("orders", "2025-07-01", 3600)
    assert said["long_stretches"] == []
    assert {each["name"] for each in said["limits"]} >= {"stretch", "pause"}
    assert all(each["to_confirm"] for each in said["limits"])


def test_without_orders_rest_is_told_from_shifts(tmp_path: Path, cli: Cli, vault: Path) -> None:
    shifts = tmp_path / "shifts.csv"
    shifts.write_text(TABLES["shifts.csv"], "utf-8")
    assert cli("import", vault, shifts, "--engagement", "meituan", "--lang", "en").code == 0

    said = cli("hours", vault, "--month", "2025-07", "--json", "--lang", "en").result

    (long,) = said["long_stretches"]
    assert (said["rest_of"], long["day"], long["length_s"]) == (
        "work", "2025-07-01", 4 * 3600 + 1800)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_is_said_in_words(language: str, worked: Path, cli: Cli) -> None:
    said = cli("hours", worked, "--month", "2025-07", "--lang", language)

    assert said.code == 0
    assert "2023" in said.out
    assert "16.67" in said.out


def test_a_cost_per_km_needs_its_source(worked: Path, cli: Cli) -> None:
    said = cli("hours", worked, "--cost-per-km", "0.25", "--json", "--lang", "en")

    assert (said.code, said.errors) == (2, ["usage"])


def test_an_empty_vault_has_no_hours(vault: Path, cli: Cli, secret: Path) -> None:
    key = ("--passphrase-file", secret)
    said = cli("hours", vault, *key, "--json", "--lang", "en")

    assert (said.code, said.errors) == (2, ["hours_nothing"])
