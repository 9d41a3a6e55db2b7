"""Pay rules on the command line, without a vault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli

SHAPES = Path(__file__).parents[2] / "resources" / "schemes"
LAW = Path(__file__).parents[2] / "resources" / "jurisdictions"


def test_a_rule_without_faults_is_named(cli: Cli) -> None:
    said = cli("rules", "check", SHAPES / "flat" / "per_order.toml", "--json", "--lang", "en")

    assert (said.code, said.json["errors"]) == (0, [])
    assert said.json["result"] == {
        "file": "per_order.toml",
        "kind": "scheme",
        "name": "Example: one price per order",
        "illustrative": True,
        "faults": 0,
    }


def test_a_fault_is_pointed_at(tmp_path: Path, cli: Cli) -> None:
    rule = (SHAPES / "flat" / "per_order.toml").read_text("utf-8")
    file = tmp_path / "rule.toml"
    file.write_text(rule.replace('price = "4.50"', "price = 4.50"), "utf-8")

    said = cli("rules", "check", file, "--json", "--lang", "en")

    (fault,) = said.json["errors"]
    line = rule[: rule.index("price = ")].count("\n") + 1
    assert said.code == 2
    assert (fault["code"], fault["facts"]["line"], fault["facts"]["column"]) == (
        "scheme_not_number",
        line,
        1,
    )


@pytest.mark.parametrize(
    ("file", "kind", "name"),
    [
        ("us_nyc/parameters/tlc_mile.toml", "parameter", "us.nyc.tlc.mile"),
        ("us_nyc/to_confirm/tlc_mile.toml", "parameter", "us.nyc.tlc.mile"),
        ("us_nyc/jurisdiction.toml", "jurisdiction", "us_nyc"),
        ("gb/floors/minimum_wage.toml", "scheme", "United Kingdom: National Living Wage"),
    ],
)
def test_files_of_public_law_are_checked_too(cli: Cli, file: str, kind: str, name: str) -> None:
    said = cli("rules", "check", LAW / file, "--json", "--lang", "en")

    assert (said.code, said.json["errors"]) == (0, [])
    assert said.json["result"]["kind"] == kind
    assert said.json["result"]["name"].startswith(name)


def test_every_fault_of_a_number_is_pointed_at(tmp_path: Path, cli: Cli) -> None:
    file = tmp_path / "mile.toml"
    text = (LAW / "us_nyc/parameters/tlc_mile.toml").read_text("utf-8")
    file.write_text(text.replace('"1.088"', "1.088").replace('"1.103"', '"a lot"'), "utf-8")

    said = cli("rules", "check", file, "--json", "--lang", "en")

    assert said.code == 2
    assert [fault["code"] for fault in said.json["errors"]] == ["scheme_not_number"] * 2
    assert [fault["facts"]["line"] for fault in said.json["errors"]] == [12, 25]


def test_a_guess_among_the_trusted_numbers_is_a_fault(tmp_path: Path, cli: Cli) -> None:
    waiting = LAW / "us_nyc/to_confirm/tlc_mile.toml"
    (tmp_path / "mile.toml").write_text(waiting.read_text("utf-8"), "utf-8")

    said = cli("rules", "check", tmp_path / "mile.toml", "--json")

    assert [fault["code"] for fault in said.json["errors"]] == ["parameter_grade"]


TRIPS = (
    "engagement,ref,kind,status,accepted_at,completed_at,trip_km,currency,zone,own_kg\n"
    "A,1,delivery,completed,2025-07-01 08:05,2025-07-01 08:35,2.4,CNY,Asia/Shanghai,7.2\n"
    "A,2,delivery,completed,2025-07-01 09:05,2025-07-01 09:35,,CNY,Asia/Shanghai,\n"
    "A,3,delivery,completed,2019-07-01 09:05,2019-07-01 09:35,3,CNY,Asia/Shanghai,1\n"
    "B,4,delivery,completed,2025-07-01 09:05,2025-07-01 09:35,3,EUR,Europe/Berlin,1\n"
)


def _evaluated(cli: Cli, tmp_path: Path, shape: str, *more: str) -> tuple[int, dict[str, Any]]:
    trips = tmp_path / "trips.csv"
    trips.write_text(TRIPS, "utf-8")
    said = cli("rules", "eval", SHAPES / shape, trips, *more, "--json", "--lang", "en")
    return said.code, said.json


def test_a_rule_is_reckoned_for_each_trip_with_its_arithmetic(tmp_path: Path, cli: Cli) -> None:
    code, said = _evaluated(cli, tmp_path, "weight/started_kilograms.toml")

    (account,) = said["result"]["accounts"]
    heavy, unknown, old = account["trips"]
    assert (code, said["result"]["other_currency"]) == (1, 1)
    assert (heavy["expected"]["low"], heavy["expected"]["high"]) == ("5.50", "5.50")
    assert [(each["quantity"], each["price"], each["amount"]) for each in heavy["expected"]["trace"]
    ] == [("1", "4", "4.00"), ("3", "0.5", "1.50")]  # fmt: skip
    assert (unknown["expected"]["low"], unknown["expected"]["high"]) == ("4.00", "11.50")
    assert unknown["expected"]["unknown"] == ["weight"]
    assert (old["expected"], old["reason"]) == (None, "no_rate_for_day")
    assert (account["total"]["low"], account["total"]["high"]) == ("9.50", "17.00")


def test_a_rule_is_reckoned_for_named_days_with_what_the_person_states(
    tmp_path: Path, cli: Cli
) -> None:
    month = ("--month", "2025-07")
    _, unknown = _evaluated(cli, tmp_path, "referral/per_invited.toml", *month)
    _, stated = _evaluated(
        cli, tmp_path, "referral/per_invited.toml", *month, "--given", "invited=2"
    )

    sums = [each["result"]["accounts"][0]["total"] for each in (unknown, stated)]
    assert [(each["low"], each["high"]) for each in sums] == [
        ("8.00", "258.00"),
        ("108.00", "108.00"),
    ]
    assert stated["result"]["accounts"][0]["measures"][0]["low"] == "2"


def test_what_the_tallies_state_counts_unless_it_is_said_otherwise(
    tmp_path: Path, cli: Cli
) -> None:
    tallies = tmp_path / "tallies.csv"
    tallies.write_text(
        "engagement,first_day,last_day,orders,own_invited\nA,2025-07-01,2025-07-31,,3\n", "utf-8"
    )
    asked = (cli, tmp_path, "referral/per_invited.toml", str(tallies), "--month", "2025-07")
    _, stated = _evaluated(*asked)
    _, otherwise = _evaluated(*asked, "--given", "invited=2")

    sums = [each["result"]["accounts"][0]["total"]["low"] for each in (stated, otherwise)]
    assert sums == ["158.00", "108.00"]


def test_a_file_that_is_given_twice_pays_once(tmp_path: Path, cli: Cli) -> None:
    _, once = _evaluated(cli, tmp_path, "flat/per_order.toml")
    _, twice = _evaluated(cli, tmp_path, "flat/per_order.toml", str(tmp_path / "trips.csv"))

    assert once["result"]["accounts"][0]["total"]["low"] != "0.00"
    assert twice["result"]["accounts"] == once["result"]["accounts"]


def test_a_tally_is_reckoned_too(tmp_path: Path, cli: Cli) -> None:
    tally = tmp_path / "tallies.csv"
    tally.write_text("engagement,first_day,last_day,orders\nA,2025-07-01,2025-07-31,922\n", "utf-8")
    rule = SHAPES / "marginal_tiers" / "orders_per_month.toml"

    said = cli("rules", "eval", rule, tally, "--json", "--lang", "en")
    words = cli("rules", "eval", rule, tally, "--lang", "zh")

    (account,) = said.json["result"]["accounts"]
    assert account["tallies"][0]["expected"]["low"] == account["total"]["high"] == "4921.00"
    assert "4,921.00" in words.out


def test_what_is_stated_needs_its_days_and_a_number(tmp_path: Path, cli: Cli) -> None:
    _, lone = _evaluated(cli, tmp_path, "referral/per_invited.toml", "--given", "invited=2")
    _, odd = _evaluated(cli, tmp_path, "referral/per_invited.toml", "--given", "invited=two")

    assert [each["errors"][0]["code"] for each in (lone, odd)] == ["usage", "bad_argument"]


def test_several_faults_are_named_in_one_run(tmp_path: Path, cli: Cli) -> None:
    rule = (SHAPES / "ride_fare" / "start_distance_time.toml").read_text("utf-8")
    file = tmp_path / "rule.toml"
    broken = rule.replace('price = "13.00"', "price = 13.00").replace("quantity", "quantitiy", 1)
    file.write_text(broken.replace("23:00-05:00", "23:00"), "utf-8")

    said = cli("rules", "check", file, "--json", "--lang", "en")

    faults = [(each["code"], each["facts"]["line"]) for each in said.json["errors"]]
    assert [code for code, _ in faults] == [
        "scheme_not_number",
        "scheme_unknown_key",
        "scheme_not_window",
    ]
    assert [line for _, line in faults] == sorted(line for _, line in faults)
