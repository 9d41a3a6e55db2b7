"""The pay check of loose tables on the command line, against the same tables in a vault."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from tests.app.floors.test_floors_in_pay import LINES, STATEMENT, TRIPS
from tests.app.people import put
from tests.cli.conftest import Cli

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "resources" / "demo"


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """The demo's own tables and rule, without its bill and pictures."""
    folder = tmp_path / "tables"
    folder.mkdir()
    for file in DEMO.iterdir():
        if file.suffix in (".csv", ".toml") and not file.name.startswith("wechat"):
            shutil.copy(file, folder)
    return folder


def test_tables_alone_are_checked_and_each_row_says_where_it_stands(tables: Path, cli: Cli) -> None:
    said = cli("reconcile", "--tables", tables, "--json", "--lang", "en")

    found = {each["ref"]: each for each in said.json["result"]["discrepancies"]}
    short = found["SP25080502"]
    assert (said.code, short["kind"], short["amount"]) == (0, "underpaid", "1.50")
    file, line = next(each for each in short["facts"] if each.startswith("trips")).split(":")
    assert "SP25080502" in (tables / file).read_text("utf-8-sig").splitlines()[int(line) - 1]
    assert {"trips.csv", "pay_lines.csv", "scheme.toml"} <= set(short["exhibits"])
    # The same sum as the demo plants, order by order.
    total = said.json["result"]["totals"]["CNY"]
    assert Decimal(total["shortfall"]) == Decimal("56.10")


def test_a_note_in_the_folder_is_named_and_changes_nothing(tables: Path, cli: Cli) -> None:
    once = cli("reconcile", "--tables", tables, "--json").json["result"]["totals"]
    (tables / "README.txt").write_text("what I still have to ask", "utf-8")

    said = cli("reconcile", "--tables", tables, "--json")

    (note,) = said.json["result"]["unknown_files"]
    assert (said.code, note["code"], note["facts"]["name"]) == (1, "format_unknown", "README.txt")
    assert said.json["result"]["totals"] == once
    assert "README.txt" in cli("reconcile", "--tables", tables).out


def test_a_damaged_file_in_the_folder_refuses_the_whole(tables: Path, cli: Cli) -> None:
    shutil.copy(next(DEMO.glob("wechat*")), tables / "bill.csv")
    whole = (tables / "bill.csv").read_text("utf-8-sig")
    (tables / "bill.csv").write_text(whole.replace(",/,", ","), "utf-8-sig")

    said = cli("reconcile", "--tables", tables, "--json")

    assert said.code == 2
    assert said.errors


def test_the_same_file_twice_says_the_same(tables: Path, cli: Cli) -> None:
    once = cli("reconcile", "--tables", tables, "--json").json["result"]["totals"]
    shutil.copy(tables / "pay_lines.csv", tables / "pay_lines (1).csv")
    shutil.copy(tables / "trips.csv", tables / "trips (1).csv")

    assert cli("reconcile", "--tables", tables, "--json").json["result"]["totals"] == once


def test_a_rule_may_name_a_number_of_public_law(tmp_path: Path, cli: Cli) -> None:
    trips = (
        "engagement,ref,status,accepted_at,completed_at,zone,currency\n"
        "mine,1,completed,2025-11-03 12:00,2025-11-03 12:30,Europe/Berlin,EUR\n"
    )
    lines = "engagement,trip_ref,category,amount,currency\nmine,1,base,10.00,EUR\n"
    rule = (
        'format = 1\nname = "mine"\ncurrency = "EUR"\nzone = "Europe/Berlin"\n'
        'rate_date = "accepted"\nrounding = "half_up"\n[[version]]\nfrom = 2025-01-01\n'
        '[[version.line]]\nid = "orders"\ncategory = "base"\n'
        'price = { parameter = "de.mindestlohn" }\n'
    )
    for name, text in (("trips.csv", trips), ("pay_lines.csv", lines), ("rule.toml", rule)):
        (tmp_path / name).write_text(text, "utf-8")

    said = cli("reconcile", "--tables", tmp_path, "--json")

    assert said.json["result"]["totals"]["EUR"]["shortfall"] == "2.82"


def test_a_line_that_is_not_understood_is_told_and_the_rest_is_checked(
    tables: Path, cli: Cli
) -> None:
    file = tables / "trips.csv"
    text = file.read_text("utf-8-sig").splitlines()
    text[5] = text[5].replace("completed", "finished-ish")
    file.write_text("\n".join(text) + "\n", "utf-8")

    said = cli("reconcile", "--tables", tables, "--json")

    (lost,) = said.json["result"]["rejected"]
    assert (said.code, lost["file"], lost["line"]) == (1, "trips.csv", 6)


def test_a_wrong_rule_and_a_missing_choice_are_refused(tables: Path, cli: Cli) -> None:
    (tables / "scheme.toml").write_text("format = 1\nnam = 'x'\n", "utf-8")

    assert cli("reconcile", "--tables", tables).code == 2
    assert cli("reconcile").code == 2
    assert cli("reconcile", tables, "--tables", tables).code == 2


def test_pay_is_held_against_a_floor_of_law_as_in_a_vault(tmp_path: Path, cli: Cli) -> None:
    """Ten hours at 18.00 against the hourly minimum of the place, as tests/app/floors has it."""
    put(tmp_path, "trips.csv", TRIPS)
    put(tmp_path, "pay_lines.csv", LINES)
    put(tmp_path, "statements.csv", STATEMENT)
    place = "engagement,platform,city,zone,currency\n甲,meituan,武汉,Asia/Shanghai,CNY\n"
    put(tmp_path, "engagements.csv", place)
    bare = cli("reconcile", "--tables", tmp_path, "--json").json["result"]["discrepancies"]
    held = cli("reconcile", "--tables", tmp_path, "--floor", "cn", "--json").json["result"]
    below = [each for each in held["discrepancies"] if each["kind"] == "below_floor"]

    assert "below_floor" not in {each["kind"] for each in bare}
    assert [(each["amount"], each["expected"]) for each in below] == [("40.00", "220.00")]

    wrong = cli("reconcile", "--tables", tmp_path, "--floor", "us_nyc/tlc", "--json")
    assert (wrong.code, wrong.errors) == (2, ["floor_other_currency"])
    for words in (("--tables", tmp_path, "--floor", "x"), (tmp_path, "--floor", "cn")):
        assert cli("reconcile", *words, "--json").errors in (["floor_unknown"], ["usage"])
