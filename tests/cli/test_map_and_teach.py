"""Explaining a table and showing a payslip, from the command line to the import after it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.importers.own_paper_slips import FIELDS, NEXT, english

_LOG = "Date,Miles,Amount\n08/13/2026,12.4,$18.20\n08/14/2026,8.0,$11.00\nTotal,,$29.20\n"
_SAID = (
    "--set", "currency=USD", "--set", "platform=lyft", "--set", "rows=pay_line",
    "--column", "amount=money:upfront",
)  # fmt: skip


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "rides.csv"
    path.write_text(_LOG, "utf-8")
    return path


def test_what_the_table_does_not_tell_is_asked(cli: Cli, log: Path) -> None:
    answer = cli("map", log, "--json")

    assert answer.code == 1
    assert [each["what"] for each in answer.result["questions"]] == [
        "currency", "category", "platform",
    ]  # fmt: skip
    assert answer.result["columns"][2]["samples"] == ["$18.20", "$11.00"]
    assert answer.result["profile"] is None


def test_the_questions_say_how_to_answer_them(cli: Cli, log: Path) -> None:
    answer = cli("map", log)

    assert "--set currency=...    USD, CAD" in answer.out
    # All that may stand there, and a sign of quotation that closes again.
    assert '--column "amount=money:..."    base, distance' in answer.out
    assert "other" in answer.out.partition('"amount=money:..."')[2].splitlines()[0]


def test_a_profile_is_shown_kept_and_used(cli: Cli, log: Path, vault: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine.json"
    shown = cli("map", log, *_SAID, "--out", out, "--json")
    refused = cli("import", vault, log, "--json")
    saved = cli("map", log, "--profile", out, "--vault", vault, "--save", "my rides", "--json")
    imported = cli("import", vault, log, "--json")

    assert (shown.code, shown.result["sums"]) == (0, {"USD": {"upfront": "29.20"}})
    assert [each["reason"] for each in shown.result["lines"]] == ["", "", "total_row"]
    assert refused.errors == ["table_can_be_mapped"]
    assert saved.result["saved"]
    assert imported.result["files"][0]["added"]["pay_lines"] == 2
    assert "18.20" not in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--set", "colour=red"), "bad_argument"),
        (("--column", "amount=fortune"), "bad_argument"),
        (("--column", "nowhere=day"), "bad_argument"),
        (("--set", "currency=dollars"), "taught_file_wrong"),
        (("--column", "date="), "table_needs_a_day"),
        (("--save", "x"), "usage"),
    ],
)
def test_an_answer_that_makes_no_sense_is_refused(
    cli: Cli, log: Path, more: tuple[str, ...], code: str
) -> None:
    answer = cli("map", log, *_SAID, *more, "--json")

    assert (answer.code, answer.errors) == (2, [code])


def test_a_payslip_is_shown_once_and_the_next_is_imported(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    first, following = tmp_path / "1.pdf", tmp_path / "2.pdf"
    first.write_bytes(english())
    following.write_bytes(english(*NEXT))
    fields, out = tmp_path / "fields.json", tmp_path / "template.json"
    fields.write_text(json.dumps(FIELDS), "utf-8")

    taught = cli("teach", first, "--fields", fields, "--out", out, "--vault", vault, "--json")
    tried = cli("teach", following, "--template", out, "--json")
    imported = cli("import", vault, following, "--json")
    listed = cli("teach", "--list", "--vault", vault, "--json")

    assert (taught.code, taught.result["saved"]) == (0, True)
    assert [each["net"] for each in tried.result["statements"]] == ["885.50"]
    assert imported.result["files"][0]["added"]["statements"] == 1
    assert [each["name"] for each in listed.result["papers"]] == ["Northside payslip"]


def test_what_was_taught_is_handed_on_and_forgotten(cli: Cli, vault: Path, tmp_path: Path) -> None:
    slip, fields = tmp_path / "1.pdf", tmp_path / "fields.json"
    slip.write_bytes(english())
    fields.write_text(json.dumps(FIELDS), "utf-8")
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    name = "Northside payslip"

    cli("teach", slip, "--fields", fields, "--out", one)
    kept = cli("teach", "--import", one, "--vault", vault, "--json")
    cli("teach", "--export", name, "--out", two, "--vault", vault)
    removed = cli("teach", "--remove", name, "--vault", vault, "--json")
    again = cli("teach", "--remove", name, "--vault", vault, "--json")

    assert kept.result == {"kept": name}
    assert two.read_text("utf-8") == one.read_text("utf-8")
    assert removed.result == {"removed": name}
    assert again.errors == ["taught_unknown"]


def test_a_value_that_is_not_on_the_payslip_is_refused(cli: Cli, tmp_path: Path) -> None:
    slip, fields = tmp_path / "1.pdf", tmp_path / "fields.json"
    slip.write_bytes(english(net="1,100.01"))
    fields.write_text(json.dumps(FIELDS), "utf-8")

    answer = cli("teach", slip, "--fields", fields, "--json")

    assert (answer.code, answer.errors) == (2, ["paper_value_not_beside"])


def test_what_is_printed_is_listed_with_the_words_that_name_it(cli: Cli, tmp_path: Path) -> None:
    slip = tmp_path / "1.pdf"
    slip.write_bytes(english())

    told = cli("teach", slip, "--json").result
    said = cli("teach", slip).out

    net = next(each for each in told["printed"] if each["value"] == "1,100.00")
    assert (net["page"], net["labels"]) == (1, ["Net pay", "This period"])
    assert {"gross", "deduction", "net"} <= set(net["roles"])
    assert "Northside Couriers Ltd" in told["texts"]
    assert "page 1: 1,100.00    Net pay, This period" in said


def test_what_was_taught_is_renamed_and_listed_with_what_it_read(
    cli: Cli, log: Path, vault: Path, tmp_path: Path
) -> None:
    slip, fields = tmp_path / "1.pdf", tmp_path / "fields.json"
    slip.write_bytes(english())
    fields.write_text(json.dumps(FIELDS), "utf-8")
    cli("teach", slip, "--fields", fields, "--vault", vault)
    cli("map", log, *_SAID, "--vault", vault, "--save", "Northside payslip")
    cli("import", vault, slip)

    renamed = cli("map", "--rename", "Northside payslip", "--to", "my rides", "--vault", vault)
    taken = cli("map", "--rename", "my rides", "--to", "my rides", "--vault", vault, "--json")
    both = cli("teach", "--list", "--vault", vault, "--json").result
    tables = cli("map", "--list", "--vault", vault, "--json").result

    assert renamed.code == taken.code == 0
    assert [(each["name"], each["files"]) for each in both["papers"]] == [("Northside payslip", 1)]
    assert [(each["name"], each["files"]) for each in both["tables"]] == [("my rides", 0)]
    assert (tables["papers"], len(tables["tables"])) == ([], 1)


def test_a_file_of_the_same_name_is_taken_in_only_if_it_may_replace(
    cli: Cli, log: Path, vault: Path, tmp_path: Path
) -> None:
    one = tmp_path / "one.json"
    cli("map", log, *_SAID, "--out", one, "--vault", vault, "--save", "rides")
    said = json.loads(one.read_text("utf-8"))
    one.write_text(json.dumps({**said, "platform": "uber"}), "utf-8")

    refused = cli("map", "--import", one, "--vault", vault, "--json")
    replaced = cli("map", "--import", one, "--vault", vault, "--replace", "--json")
    not_a_paper = cli("map", "--remove", "elsewhere", "--vault", vault, "--json")

    assert (refused.code, refused.errors) == (2, ["taught_name_taken"])
    assert replaced.result == {"kept": "rides"}
    assert not_a_paper.errors == ["taught_unknown"]


@pytest.mark.parametrize("command", ["teach", "map"])
@pytest.mark.parametrize(
    "argv",
    [(), ("--list",), ("--list", "--remove", "x"), ("slip.pdf", "--list"),
     ("--rename", "x", "--vault", "somewhere")],
)  # fmt: skip
def test_what_to_do_must_be_clear(cli: Cli, command: str, argv: tuple[str, ...]) -> None:
    answer = cli(command, *argv, "--json")

    assert (answer.code, answer.errors) == (2, ["usage"])
