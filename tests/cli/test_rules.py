"""Pay rules on the command line, without a vault."""

from __future__ import annotations

from pathlib import Path

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
