"""``gigwallet decide`` and ``gigwallet pair``: what a person says holds in the next pay check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.app import people
from tests.cli.conftest import Cli
from tests.journeys.command_line import Home

ENGAGEMENTS = "engagement,platform,zone,currency\n甲,meituan,Asia/Shanghai,CNY\n"
TRIPS = (
    "engagement,ref,status,accepted_at,completed_at,offered,currency\n"
    "甲,A1,completed,2026-08-03 12:00,2026-08-03 12:25,8.00,CNY\n"
    "甲,A2,completed,2026-08-03 13:00,2026-08-03 13:25,8.00,CNY\n"
)
LINES = (
    "engagement,trip_ref,category,amount,currency,occurred_at\n"
    "甲,A1,base,6.50,CNY,2026-08-03 12:25\n"
    "甲,A2,base,8.00,CNY,2026-08-03 13:25\n"
)


@pytest.fixture
def filled(cli: Cli, vault: Path, tmp_path: Path) -> Path:
    """A1 was paid 1.50 less than was offered for it."""
    files = [
        people.put(tmp_path, name, text)
        for name, text in (
            ("engagements.csv", ENGAGEMENTS), ("trips.csv", TRIPS), ("pay_lines.csv", LINES),
        )
    ]  # fmt: skip
    assert cli("import", vault, *files).code == 0
    return vault


def shown(cli: Cli, vault: Path) -> dict[str, Any]:
    result: dict[str, Any] = cli("reconcile", vault, "--json").result
    return result


def short(result: dict[str, Any]) -> str:
    shortfall: str = result["totals"]["CNY"]["shortfall"]
    return shortfall


def item(result: dict[str, Any], ref: str) -> dict[str, Any]:
    return next(each for each in result["discrepancies"] if each["ref"] == ref)


def test_what_is_accepted_is_in_no_claim_until_it_is_taken_back(filled: Path, cli: Cli) -> None:
    before = shown(cli, filled)

    said = cli("decide", filled, "A1", "--accept", "--note", "补了现金", "--json")
    after = shown(cli, filled)
    cli("decide", filled, "A1", "--open")

    assert (said.code, said.result["item"]["opinion"]) == (0, "accepted")
    assert (short(before), short(after), short(shown(cli, filled))) == ("1.50", "0.00", "1.50")
    assert item(after, "A1")["opinion"] == "accepted"


def test_a_figure_is_chosen_within_what_is_shown_and_not_outside(filled: Path, cli: Cli) -> None:
    inside = cli("decide", filled, "A1", "--dispute", "--claim", "1.50", "--json")
    outside = cli("decide", filled, "A1", "--dispute", "--claim", "9.00", "--json")
    no_amount = cli("decide", filled, "A1", "--dispute", "--claim", "much", "--json")
    not_disputed = cli("decide", filled, "A1", "--accept", "--claim", "1.50", "--json")

    assert (inside.code, inside.result["item"]["claimed"]) == (0, "1.50")
    assert (outside.code, outside.errors) == (2, ["claim_outside"])
    assert (no_amount.code, no_amount.errors) == (2, ["usage"])
    assert (not_disputed.code, not_disputed.errors) == (2, ["claim_outside"])
    assert item(shown(cli, filled), "A1")["claimed"] == "1.50"


def test_what_the_pay_check_does_not_show_cannot_be_decided(filled: Path, cli: Cli) -> None:
    missing = cli("decide", filled, "Z9", "--accept", "--json")
    other_kind = cli("decide", filled, "A1", "--kind", "late", "--accept", "--json")
    nothing_said = cli("decide", filled, "A1", "--json")

    assert [each.errors for each in (missing, other_kind, nothing_said)] == [
        ["item_missing"], ["item_missing"], ["usage"],
    ]  # fmt: skip
    assert [each.code for each in (missing, other_kind, nothing_said)] == [2, 2, 2]


def test_a_line_is_put_to_another_order_and_back(filled: Path, cli: Cli) -> None:
    before = shown(cli, filled)
    of_a1 = next(
        match for match in before["matches"] if item(before, "A1")["facts"][0] in match["trips"]
    )
    (line,) = of_a1["pay_lines"]

    apart = cli("pair", filled, "--trip", "A1", "--line", line, "--as", "apart", "--json")
    parted = shown(cli, filled)
    cli("pair", filled, "--trip", "A1", "--line", line, "--as", "open")

    assert (apart.code, [each["pairing"] for each in apart.result["pairings"]]) == (0, ["apart"])
    assert not any(
        line in match["pay_lines"] and set(of_a1["trips"]) & set(match["trips"])
        for match in parted["matches"]
    )
    assert cli("pair", filled, "--json").result["pairings"] == []
    assert short(shown(cli, filled)) == "1.50"


def test_a_pairing_of_nothing_or_of_what_is_not_there_is_refused(filled: Path, cli: Cli) -> None:
    nothing = cli("pair", filled, "--trip", "A1", "--as", "joined", "--json")
    no_line = cli("pair", filled, "--trip", "A1", "--line", "none", "--as", "joined", "--json")
    no_trip = cli("pair", filled, "--trip", "Z9", "--line", "none", "--as", "joined", "--json")

    assert [each.errors for each in (nothing, no_line, no_trip)] == [
        ["pairing_empty"], ["pairing_unknown"], ["pairing_unknown"],
    ]  # fmt: skip
    assert cli("pair", filled, "--json").result["pairings"] == []


def test_both_hold_from_one_process_to_the_next(filled: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    people.put(home.work, "passphrase.txt", people.PASSPHRASE + b"\n")

    decided = home.run("decide", filled, "A1", "--accept", "--lang", "en")
    checked = home.run("reconcile", filled, "--json")
    match = checked.json["result"]["matches"][0]
    paired = home.run(
        "pair", filled, "--trip", match["trips"][0], "--line", match["pay_lines"][0],
        "--as", "joined", "--lang", "en",
    )  # fmt: skip
    again = home.run("reconcile", filled, "--json")

    assert [decided.code, checked.code, paired.code, again.code] == [0, 0, 0, 0]
    assert decided.out.startswith("A1, ")
    assert paired.out == "You put 1 pairing in order.\n"
    assert checked.json["result"]["totals"]["CNY"]["shortfall"] == "0.00"
    kept = next(each for each in again.json["result"]["matches"] if each["trips"] == match["trips"])
    assert kept["method"] == "person"
