"""``gigwallet scheme floor``: the floor of law that holds for an account."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cli


def test_a_floor_is_chosen_told_and_taken_back(cli: Cli, vault: Path) -> None:
    before = cli("scheme", "floor", vault, "--json")
    assert before.result["floor"] == ""
    assert "us_nyc/tlc" in before.result["known"]

    assert cli("scheme", "floor", vault, "cn", "--json").result["floor"] == "cn/hourly"
    assert cli("scheme", "floor", vault, "--json").result["floor"] == "cn/hourly"
    assert "cn/hourly" in cli("scheme", "floor", vault).out
    assert cli("scheme", "floor", vault, "--none", "--json").result["floor"] == ""


def test_a_floor_that_cannot_be_is_refused(cli: Cli, vault: Path) -> None:
    for words, code in (
        (("us_nyc/tlc",), "floor_other_currency"),
        (("sg/net_earnings",), "floor_not_compared"),
        (("nowhere",), "floor_unknown"),
        (("cn", "--none"), "usage"),
    ):
        answer = cli("scheme", "floor", vault, *words, "--json")
        assert (answer.code, answer.errors) == (2, [code])
