"""Pay rules on the command line, without a vault."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cli

SHAPES = Path(__file__).parents[2] / "resources" / "schemes"


def test_a_rule_without_faults_is_named(cli: Cli) -> None:
    said = cli("rules", "check", SHAPES / "flat" / "per_order.toml", "--json", "--lang", "en")

    assert (said.code, said.json["errors"]) == (0, [])
    assert said.json["result"] == {
        "file": "per_order.toml",
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
