"""``screens`` and ``review``: read what waits, look at what is unsure, decide, with exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app import people
from tests.app.screens import CASH
from tests.cli.conftest import Cli


def test_what_waits_is_read_looked_at_corrected_and_taken_back(cli: Cli, vault: Path) -> None:
    """One journey, since reading a picture takes seconds: a day with one amount that no sum
    proves."""
    assert cli("import", vault, CASH).code == 0
    before = cli("screens", vault, "--json")
    assert (before.code, before.result["waiting"], before.result["screens"]) == (1, 1, [])
    answer = cli("screens", vault, "--read", "--json")
    assert answer.result["read"]["read"] == 1
    (told,) = answer.result["screens"]
    assert (told["template"], told["waiting"], told["trouble"]) == ("zomato/day", 1, None)
    assert (told["taken_from"], answer.code) == ("exif", 1)
    read = str(told["exhibit"])

    screens = cli("screens", vault).out
    assert f"{read[:12]}  zomato/day  {CASH.name}" in screens
    assert "7 proven; 0 decided by you; 1 to review" in screens
    review = cli("review", vault).out
    assert "1240.00 INR" in review
    assert "No sum on the screen proves this amount." in review
    assert "1 to review, 7 proven, 0 decided by you" in review
    answer = cli("review", vault, "--json")
    (item,) = answer.result["review"]
    assert answer.code == 1
    assert (item["exhibit"], item["field"], item["value"]) == (read, "cash", "1240.00")
    assert item["box"].startswith("xywh=")
    assert (item["currency"], item["reason"]) == ("INR", "screen_no_arithmetic")

    refused = cli("review", vault, read[:8], "--correct", "cash", "1,24O", "--json")
    assert refused.errors == ["field_not_its_form"]
    assert cli("review", vault, "ffff", "--confirm", "cash", "--json").errors == ["exhibit_unknown"]
    assert cli("review", vault, read, "--confirm", "pay", "--json").errors == ["field_unknown"]
    assert cli("screens", vault, "--place", read, "--json").errors == ["usage"]

    done = cli("review", vault, read[:8], "--correct", "cash", "1,204.00", "--json")
    assert (done.code, done.result["review"], done.result["confirmed"]) == (0, [], 1)
    assert cli("review", vault, "--undo", "--json").result["waiting"] == 1
    assert cli("review", vault, read[:8], "--confirm", "cash").code == 0
    assert cli("review", vault, read[:8], "--absent", "cash").code == 0
    for _ in range(2):
        cli("review", vault, "--undo")
    assert cli("review", vault, "--undo", "--json").errors == ["no_decision_left"]


@pytest.mark.parametrize(
    "words",
    [
        ("--confirm", "cash"),
        ("ID", "--confirm", "cash", "--absent", "cash"),
        ("ID", "--confirm", "cash", "--undo"),
    ],
)
def test_what_cannot_be_meant_is_refused(cli: Cli, vault: Path, words: tuple[str, ...]) -> None:
    assert cli("review", vault, *words, "--json").errors == ["usage"]


def test_a_screen_that_was_taught_is_given_on_and_taken_in(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    own = Path(__file__).parents[2] / "resources" / "screens" / "meituan" / "order.toml"
    given = people.put(tmp_path, "order.toml", own.read_bytes())
    assert cli("screens", vault, "--share", "meituan/order", "--json").errors == [
        "screen_not_taught"
    ]

    assert cli("screens", vault, "--teach", given).code == 0
    shared = cli("screens", vault, "--share", "meituan/order", "--json").result
    assert shared["text"] == own.read_text("utf-8")
    torn = people.put(tmp_path, "torn.toml", b"format = ")
    assert cli("screens", vault, "--teach", torn, "--json").errors == ["screen_template_syntax"]
