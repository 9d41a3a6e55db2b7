"""``gigwallet scheme state``: numbers that a pay rule asks the person for."""

from __future__ import annotations

from pathlib import Path

from tests.app.pay.test_state_measure import RULE
from tests.cli.conftest import Cli


def test_a_number_is_asked_for_stated_and_told(cli: Cli, vault: Path, tmp_path: Path) -> None:
    rule = tmp_path / "rule.toml"
    rule.write_text(RULE, encoding="utf-8")
    assert cli("scheme", "add", vault, rule).code == 0
    assert cli("add", "tally", vault, "--week", "2025-07-09", "--orders", "200").code == 0
    before = cli("scheme", "state", vault, "--week", "2025-07-09", "--json").result["asked"]
    after = cli(
        "scheme", "state", vault, "acceptance", "96.5", "--week", "2025-07-09", "--json"
    ).result["asked"]

    assert [(each["name"], each["first"], each["said"]) for each in before] == [
        ("acceptance", "2025-07-07", None)
    ]
    assert [each["said"] for each in after] == ["96.5"]
    assert "96.5" in cli("scheme", "state", vault, "--week", "2025-07-09").out


def test_what_is_not_asked_is_refused(cli: Cli, vault: Path) -> None:
    for words, code in (
        (("acceptance", "95"), "measure_not_asked"),
        (("acceptance",), "usage"),
    ):
        answer = cli("scheme", "state", vault, *words, "--month", "2025-07", "--json")
        assert (answer.code, answer.errors) == (2, [code])
