"""``screens`` and ``review``: read what waits, look at what is unsure, decide, with exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from gigwallet.app.screens.review_fields import Confirm, decide
from gigwallet.app.vaults.open_vault import open_vault
from tests.app import people
from tests.app.painted_screens import CASH
from tests.app.screens import test_learn_labels
from tests.app.screens.test_learn_labels import SPELT
from tests.cli.conftest import Cli

SHIPPED = Path(__file__).parents[2] / "resources" / "screens"


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


def test_a_screen_is_taken_in_listed_given_on_and_forgotten(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    text = (SHIPPED / "meituan" / "order.toml").read_text("utf-8")
    text = text.replace('platform = "meituan"', 'platform = "快狗打车"')
    given = people.put(tmp_path, "order.toml", f"# of a friend\n{text}")
    refused = cli("screens", vault, "--share", "快狗打车/order", "--json")
    assert refused.errors == ["screen_not_taught"]

    answer = cli("screens", vault, "--teach", given)
    assert (answer.code, "快狗打车/order is known from now on." in answer.out) == (0, True)
    shared = cli("screens", vault, "--share", "快狗打车/order", "--json").result
    assert "friend" not in shared["text"]
    (first, *own) = cli("screens", vault, "--known", "--json").result["known"]
    assert {key: first[key] for key in ("screen", "platform", "kind", "origin", "wording")} == {
        "screen": "快狗打车/order",
        "platform": "快狗打车",
        "kind": "order",
        "origin": "given",
        "wording": "unverified",
    }
    assert {each["origin"] for each in own} == {"program"}
    listed = cli("screens", vault, "--known").out
    assert "快狗打车/order  快狗打车, One order or delivery  From somebody else" in listed
    assert "meituan/order  Meituan, One order or delivery  Comes with GigWallet" in listed

    again = people.put(tmp_path, "again.toml", str(shared["text"]))
    assert "was known already" in cli("screens", vault, "--teach", again).out
    assert cli("screens", vault, "--forget", "快狗打车/order").code == 0
    gone = cli("screens", vault, "--forget", "快狗打车/order", "--json")
    assert gone.errors == ["screen_not_taught"]
    torn = people.put(tmp_path, "torn.toml", b"format = ")
    assert cli("screens", vault, "--teach", torn, "--json").errors == ["screen_template_syntax"]
    other = people.put(tmp_path, "other.toml", b"[tool]\n")
    assert cli("screens", vault, "--teach", other, "--json").errors == ["screen_file_other"]


def test_a_label_that_was_confirmed_is_learnt_given_on_declined_and_taken_back(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    secret = bytearray(people.PASSPHRASE)
    with open_vault(vault, passphrase=secret) as wallet:
        decide(wallet, test_learn_labels.add(wallet, 1), "tip", Confirm())
    told = cli("screens", vault, "--json").result["spellings"]
    assert told == [
        {
            "template": "meituan/order", "field": "tip", "label": SPELT, "paid_for": None,
            "adds_up": None, "times": 1,
        },
    ]  # fmt: skip
    assert f"{SPELT} was confirmed as 用户小费" in cli("screens", vault).out
    assert cli("screens", vault, "--learn", "--json").result["spellings"] == told  # once only

    learnt = cli("screens", vault, "--learn-label", SPELT)
    assert f"learnt: {SPELT} means tip (meituan/order)" in learnt.out
    assert cli("screens", vault, "--json").result["spellings"] == []
    assert f"learnt: {SPELT}" in cli("screens", vault, "--known").out
    shared = cli("screens", vault, "--share", "meituan/order", "--json").result["text"]
    assert f"{SPELT} is no longer known." in cli("screens", vault, "--unlearn", SPELT).out
    file = people.put(tmp_path, "label.toml", str(shared))
    assert SPELT in cli("screens", vault, "--teach", file).out
    cli("screens", vault, "--unlearn", SPELT)

    cli("screens", vault, "--not-label", SPELT)
    assert cli("screens", vault, "--json").result["spellings"] == []
    for option in ("--learn-label", "--not-label", "--unlearn"):
        assert cli("screens", vault, option, SPELT, "--json").errors == ["label_not_learnt"]


def test_an_amount_that_a_sum_lacks_is_learnt_as_what_it_is_paid_for(cli: Cli, vault: Path) -> None:
    secret = bytearray(people.PASSPHRASE)
    with open_vault(vault, passphrase=secret) as wallet:
        test_learn_labels.with_new_amount(wallet)
    (told,) = cli("screens", vault, "--json").result["spellings"]
    assert (told["label"], told["field"], told["adds_up"]) == ("跨城加价", None, "本单收入")
    assert "跨城加价 is what 本单收入 lacks" in cli("screens", vault).out

    with open_vault(vault, passphrase=bytearray(people.PASSPHRASE)) as wallet:
        test_learn_labels.with_renamed_total(wallet)
    total = next(
        each for each in cli("screens", vault, "--json").result["spellings"] if each["field"]
    )
    assert (total["field"], total["label"], total["adds_up"]) == ("total", "到手金额", "本单收入")
    assert "到手金额 stands beside just what the other amounts" in cli("screens", vault).out
    assert "learnt: 到手金额 means total" in cli("screens", vault, "--learn-label", "到手金额").out

    learn = ("screens", vault, "--learn-label", "跨城加价")
    assert cli(*learn, "--json").errors == ["usage"]
    assert "learnt: 跨城加价 means Surge" in cli(*learn, "--paid-for", "surge").out
    known = cli("screens", vault, "--known", "--json").result["known"]
    (learnt,) = next(each for each in known if each["screen"] == "meituan/order")["learnt"]
    assert (learnt["label"], learnt["paid_for"]) == ("跨城加价", "surge")
