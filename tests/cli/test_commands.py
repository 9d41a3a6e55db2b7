"""Every command answers in the envelope, with the right exit code, in the person's language."""

from __future__ import annotations

import json
import shlex
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from gigwallet.cli import start
from gigwallet.words import language
from tests.app.people import bill, bill_line, plain_bill, put
from tests.cli.conftest import Cli

RULE = """
format = 1
name = "三档单价"
currency = "CNY"
zone = "Asia/Shanghai"
illustrative = false
rate_date = "completed"
rounding = "half_up"
[[version]]
from = 2020-01-01
[[version.line]]
id = "orders"
label = "单量提成"
category = "base"
tiers = "marginal"
over = "month"
steps = [{ to = 300, price = "5.00" }, { to = 1000, price = "5.50" }, { price = "6.00" }]
"""
WAGE = ("--payer", "美团众包")


def golden(cli: Cli, vault: Path, tmp_path: Path) -> None:
    """The reported case: 922 and 1,260 orders, deductions of 50 and 30, 5,534 received."""
    rule = put(tmp_path, "rule.toml", RULE)
    for words in (
        ("scheme", "add", vault, rule),
        ("add", "tally", vault, "--month", "2025-07", "--orders", "922"),
        ("add", "tally", vault, "--month", "2025-08", "--orders", "1260"),
        ("add", "statement", vault, "--from", "2025-07-01", "--to", "2025-08-31",
         "--gross", "11,831.00", "--net", "10751", "--deduction", "差评=50",
         "--deduction", "迟到上线=-30.00"),
        ("add", "payout", vault, "--on", "2025-09-15", "--amount", "5534", "--payer", "样张",
         "--from", "2025-07-01", "--to", "2025-08-31"),
        ("add", "worker", vault, "--name", "样例骑手"),
    ):  # fmt: skip
        assert cli(*words).code == 0


def test_the_reported_case_adds_up_to_the_cent(cli: Cli, vault: Path, tmp_path: Path) -> None:
    golden(cli, vault, tmp_path)

    answer = cli("reconcile", vault, "--json")

    assert answer.code == 0
    assert answer.json["schema"] == "gigwallet.reconcile"
    assert answer.json["version"] == 1
    assert answer.json["errors"] == []
    result = answer.result
    totals = result["totals"]["CNY"]
    assert totals["expected"] == "11831.00"
    assert totals["received"] == "5534.00"
    assert totals["by_kind"]["unreconciled"] == "1000.00"
    (residue,) = [each for each in result["discrepancies"] if each["kind"] == "unreconciled"]
    assert (residue["amount"], residue["currency"]) == ("1000.00", "CNY")
    assert all(each["text"] and each["code"] != each["text"] for each in residue["steps"])
    judged = {"matches", "discrepancies", "totals", "not_judged", "missing"}
    documented = judged | {"coverage", "tracked"}
    assert set(result) == documented
    assert {"kind", "ref", "amount", "low", "high", "currency", "confidence", "steps",
            "exhibits"} <= set(residue)  # fmt: skip
    (paid,) = [each for each in result["discrepancies"] if each["kind"] == "paid"]
    assert {("300", "5"), ("622", "5.5"), ("700", "5.5"), ("260", "6")} <= {
        (each["quantity"], each["price"]) for each in paid["trace"]
    }
    assert sum(Decimal(each["amount"]) for each in paid["trace"]) == Decimal("11831.00")


def test_a_pay_check_of_nothing_says_what_is_missing(cli: Cli, vault: Path, tmp_path: Path) -> None:
    told, answer = cli("reconcile", vault), cli("reconcile", vault, "--json")

    assert (told.code, answer.code) == (0, 0)
    assert "No orders yet" in told.out
    assert "gigwallet add tally VAULT" in told.out
    codes = ["missing_work", "missing_rule", "missing_statement", "missing_payout"]
    assert [each["code"] for each in answer.result["missing"]] == codes
    assert all(each["text"] for each in answer.result["missing"])

    golden(cli, vault, tmp_path)
    assert "missing" not in cli("reconcile", vault).out
    assert "nothing to check" in cli("reconcile", vault, "--month", "2024-01").out


def test_letter_and_bundle_are_written_and_verified(cli: Cli, vault: Path, tmp_path: Path) -> None:
    golden(cli, vault, tmp_path)
    tiny = bill(bill_line("2025-08-15 20:00:00", "美团众包", "0.50"))
    cli("import", vault, put(tmp_path, "账单.csv", tiny), *WAGE)
    letter, bundle = tmp_path / "out" / "letter.pdf", tmp_path / "out" / "evidence.pdf"

    wrote = cli("letter", vault, "--out", letter, "--json")
    assert wrote.code == 0
    assert wrote.result["pages"] > 1
    assert cli("bundle", vault, "--out", bundle, "--letter-lang", "zh", "--json").code == 0
    for file in (letter, bundle):
        verdict = cli("verify", file, "--json")
        assert (verdict.code, verdict.result["grade"]) == (0, "self_consistent")

    assert cli("letter", vault, "--out", letter, "--json").errors == ["file_exists"]
    assert cli("letter", vault, "--out", letter, "--replace").code == 0
    torn = put(tmp_path, "torn.pdf", letter.read_bytes().replace(b"obj", b"obk", 1))
    assert cli("verify", torn, "--json").code == 1
    assert cli("verify", put(tmp_path, "no.pdf", b"hello"), "--json").code == 2


def test_a_letter_without_a_name_is_refused_and_says_how_to_give_one(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    golden(cli, vault, tmp_path)
    letter = ("letter", vault, "--out", tmp_path / "letter.pdf")

    refused = cli(*letter, "--field", "applicant_name=")

    assert refused.code == 2
    assert "gigwallet add worker VAULT --name" in refused.err
    assert "--field applicant_name=" in refused.err
    assert cli(*letter, "--field", "applicant_name= ", "--json").errors == ["letter_blocked"]
    assert not (tmp_path / "letter.pdf").exists()


def test_import_answers_with_the_documented_fields(cli: Cli, vault: Path, tmp_path: Path) -> None:
    lines = (
        bill_line("2025-08-15 20:00:00", "美团众包", "3000.00"),
        bill_line("2025-08-16 20:00:00", "美团众包", "lots"),
        bill_line("2025-08-20 10:00:00", "某某", "88.00"),
        bill_line("2025-08-21 10:00:00", "夜市", "66.66", out=True),
    )
    answer = cli("import", vault, put(tmp_path, "bill.csv", bill(*lines)), *WAGE, "--json")

    assert answer.code == 1
    (file,) = answer.result["files"]
    assert file["file"] == "bill.csv"
    assert file["importer"] == "wechat_bill"
    assert file["added"] == {
        "trips": 0, "pay_lines": 0, "statements": 0, "payouts": 1,
        "shifts": 0, "tallies": 0, "track_points": 0, "exhibits": 1,
    }  # fmt: skip
    assert (file["engagements"], file["known"]) == (0, 0)
    assert file["rejected"] == [
        {"line": 7, "page": None, "reason": "bad_amount", "column": "金额(元)", "sheet": ""}
    ]
    assert {"reason": "other_spending", "count": 1} in file["skipped"]
    assert file["sums"] == {"CNY": {"payout_received": "3000.00"}}
    assert file["source_sums"]["CNY"]["收/支"]["支出"] == "66.66"
    assert file["statuses"] == {}
    assert file["first"] == file["last"] == "2025-08-15T20:00:00+08:00"
    assert file["payers"] == []


def test_a_rejected_line_of_a_workbook_names_its_sheet(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, label in (("七月", "nobody"), ("八月", "甲")):
        sheet = book.create_sheet(name)
        sheet.append(["engagement", "first_day", "last_day", "orders"])
        sheet.append([label, "2025-07-01", "2025-07-31", "many" if label == "甲" else 3])
    book.save(tmp_path / "counts.xlsx")

    answer = cli("import", vault, tmp_path / "counts.xlsx", "--json")
    told = cli("import", vault, tmp_path / "counts.xlsx")

    (file,) = answer.result["files"]
    assert [(each["sheet"], each["line"], each["reason"]) for each in file["rejected"]] == [
        ("七月", 2, "unknown_engagement"),
        ("八月", 2, "bad_number"),
    ]
    assert "七月 › line 2 (engagement)" in told.out


def test_a_suggested_payer_is_named_and_exits_with_one(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    file = put(tmp_path, "bill.csv", plain_bill())
    told = cli("import", vault, file)
    asked = cli("import", vault, file, "--payers", "--json")

    assert told.code == 1
    assert "2 payments" in told.out
    assert "--payer 美团众包" in told.out.replace("'", "")
    assert "FRIENDCANARY" not in told.out
    assert [each["name"] for each in asked.result["files"][0]["payers"]] == [
        "美团众包",
        "FRIENDCANARY",
    ]
    assert cli("import", vault, file, *WAGE).code == 0


def test_a_payer_is_written_as_a_shell_takes_it(cli: Cli, vault: Path, tmp_path: Path) -> None:
    name = "Rider's $HOME `pay`"
    one = bill(bill_line("2025-08-15 20:00:00", name, "3000.00"))

    told = cli("import", vault, put(tmp_path, "bill.csv", one), "--payers").out

    assert "1 payment," in told
    (hint,) = (line.split("To store it: ")[1] for line in told.splitlines() if "--payer" in line)
    assert shlex.split(hint) == ["--payer", name]


def test_a_payer_that_no_file_names_is_said(cli: Cli, vault: Path, tmp_path: Path) -> None:
    file = put(tmp_path, "bill.csv", plain_bill())
    answer = cli("import", vault, file, *WAGE, "--payer", "美团从包", "--json")

    assert (answer.code, answer.result["payers_not_seen"]) == (1, ["美团从包"])


def test_the_worst_file_sets_the_exit_code_and_good_ones_are_stored(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    good = put(tmp_path, "bill.csv", plain_bill())
    answer = cli("import", vault, good, put(tmp_path, "x.bin", b"\x00\x01what"), *WAGE, "--json")

    assert answer.code == 2
    assert answer.errors == ["format_unknown"]
    assert answer.json["errors"][0]["facts"]["name"] == "x.bin"
    assert "x.bin" in answer.json["errors"][0]["text"]
    assert [each["file"] for each in answer.result["files"]] == ["bill.csv"]


def test_a_refusal_among_many_files_names_its_file(cli: Cli, vault: Path, tmp_path: Path) -> None:
    cli("add", "engagement", vault, "--platform", "uber", "--zone", "Europe/London",
        "--currency", "GBP")  # fmt: skip
    samples = Path(__file__).parents[1] / "importers" / "uber_weekly_statement" / "samples"
    dollars = next(samples.glob("*.pdf"))

    answer = cli("import", vault, put(tmp_path, "bill.csv", plain_bill()), dollars, "--lang", "en")

    assert answer.err.startswith(f"{dollars.name}: This file writes its amounts with $")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("reconcile",), "usage"),
        (("dance",), "usage"),
        (("add", "tally", "VAULT", "--orders", "3"), "usage"),
        (("add", "tally", "VAULT", "--month", "2025-13", "--orders", "3"), "bad_argument"),
        (("add", "tally", "VAULT", "--month", "2025-07"), "nothing_counted"),
        (("add", "tally", "VAULT", "--month", "2025-07", "--orders", "-3"), "below_zero"),
        (("add", "tally", "VAULT", "--day", "2025-07-01", "--hours", "x"), "bad_argument"),
        (("add", "statement", "VAULT", "--month", "2025-07"), "statement_empty"),
        (("add", "statement", "VAULT", "--month", "2025-07", "--net", "1.005"), "bad_argument"),
        (("add", "statement", "VAULT", "--month", "2025-07", "--net", "NaN"), "bad_argument"),
        (("add", "payout", "VAULT", "--on", "soon", "--amount", "3"), "bad_argument"),
        (("add", "shift", "VAULT", "--start", "2025-07-01T12:00", "--end", "2025-07-01T11:00"),
         "shift_backwards"),
        (("add", "engagement", "VAULT", "--platform", "x", "--zone", "Mars/Base"),
         "bad_engagement"),
        (("add", "engagement", "VAULT", "--platform", "x", "--currency", "yuan"),
         "bad_engagement"),
        (("add", "tally", "VAULT", "--month", "2025-07", "--orders", "3", "--engagement", "no"),
         "engagement_unknown"),
        (("shift", "end", "VAULT"), "shift_none"),
        (("shift", "resume", "VAULT"), "shift_none"),
        (("scheme", "show", "VAULT", "abc"), "scheme_unknown"),
        (("letter", "VAULT", "--out", "OUT/letter.pdf"), "letter_blocked"),
        (("bundle", "VAULT", "--out", "OUT/bundle.pdf"), "bundle_empty"),
        (("verify", "OUT/none.pdf"), "file_missing"),
        (("summary", "contribute", "VAULT", "--campaign", "Not good"), "campaign_bad_name"),
        (("summary", "contribute", "VAULT", "--campaign", "wuhan"), "contribution_empty"),
        (("summary", "aggregate", "OUT/none", "--out", "OUT/t"), "contributions_missing"),
        (("import", "OUT/no-vault", "OUT/x.csv"), "vault_missing"),
    ],
)  # fmt: skip
def test_a_refusal_is_one_sentence_a_code_and_exit_two(
    cli: Cli, vault: Path, tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    given = [
        each.replace("VAULT", str(vault)).replace("OUT", str(tmp_path / "out")) for each in words
    ]

    for_program = cli(*given, "--json")
    for_person = cli(*given)

    assert (for_program.code, for_program.errors) == (2, [code])
    assert for_program.result is None
    assert for_program.err == ""
    assert (for_person.code, for_person.out) == (2, "")
    sentence = for_person.err.strip()
    assert sentence == for_program.json["errors"][0]["text"]
    assert sentence != code
    assert sentence.endswith((".", ")"))
    assert not (tmp_path / "out").exists()


def test_secrets_come_from_a_file_the_environment_or_nowhere(
    cli: Cli, vault: Path, tmp_path: Path, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("scheme", "list", vault).code == 0
    wrong = put(tmp_path, "wrong.txt", "not this one\n")
    refused = cli("scheme", "list", vault, "--passphrase-file", wrong, "--json")
    assert refused.errors == ["wrong_passphrase"]
    monkeypatch.delenv("GIGWALLET_PASSPHRASE_FILE")
    assert cli("scheme", "list", vault, "--json").errors == ["passphrase_needed"]
    assert cli("scheme", "list", vault, "--passphrase-file", secret).code == 0
    with_return = put(tmp_path, "dos.txt", b"\xef\xbb\xbf" + secret.read_bytes()[:-1] + b"\r\nx")
    assert cli("scheme", "list", vault, "--passphrase-file", with_return).code == 0
    empty = put(tmp_path, "empty.txt", "\n")
    assert cli("scheme", "list", vault, "--passphrase-file", empty, "--json").errors == [
        "secret_file_empty"
    ]
    assert cli("scheme", "list", vault, "--passphrase-file", tmp_path, "--json").errors == [
        "secret_file_missing"
    ]


def test_no_command_takes_a_passphrase_as_an_argument() -> None:
    texts = [start.build_parser(start.discovered()).format_help()]

    assert not [text for text in texts if "--passphrase " in text]
    assert start.discovered().keys() >= {
        "create", "import", "add", "scheme", "shift", "reconcile", "letter", "bundle", "verify",
        "check", "summary", "self-test", "demo", "passphrase",
    }  # fmt: skip


def test_a_secret_on_the_command_line_is_not_said_back(cli: Cli, vault: Path) -> None:
    answer = cli("check", vault, "--passphrase", "four words of mine")
    joined = cli("check", vault, "--passphrase=four words of mine")

    assert (answer.code, joined.code) == (2, 2)
    assert "--passphrase" in answer.err
    assert "four words" not in answer.err + joined.err


def test_a_shift_survives_between_commands(cli: Cli, vault: Path) -> None:
    assert cli("shift", "start", vault).code == 0
    assert cli("shift", "start", vault, "--json").errors == ["shift_running"]
    assert cli("shift", "status", vault, "--json").result["running"]["state"] == "worked"
    assert cli("shift", "pause", vault, "--json").result["on_break"] is True
    assert cli("shift", "pause", vault, "--json").errors == ["shift_paused"]
    assert cli("shift", "resume", vault, "--json").result["on_break"] is False
    assert cli("shift", "resume", vault, "--json").errors == ["shift_not_paused"]
    assert cli("shift", "end", vault, "--json").result["running"] is None
    past = ("--start", "2025-07-01T12:00", "--end", "2025-07-01T12:40")
    assert cli("shift", "add", vault, *past, "--json").result["known"] is False
    assert cli("add", "shift", vault, *past, "--json").result["known"] is True


def test_what_is_typed_twice_is_stored_once(cli: Cli, vault: Path) -> None:
    july = ("add", "tally", vault, "--month", "2025-07", "--orders")
    first = cli(*july, "922", "--json").result

    assert cli(*july, "922", "--json").result == {**first, "known": True}
    assert cli(*july, "923", "--json").errors == ["tally_exists"]


def test_a_rule_is_kept_once_listed_and_shown(cli: Cli, vault: Path, tmp_path: Path) -> None:
    rule = put(tmp_path, "rule.toml", RULE)
    made = cli("scheme", "add", vault, rule, "--json").result
    again = cli("scheme", "add", vault, rule, "--json").result

    assert made["id"] == again["id"]
    assert cli("scheme", "list", vault, "--json").result["schemes"] == [again]
    assert cli("scheme", "show", vault, made["id"][:6], "--json").result["toml"] == RULE
    shapes = cli("scheme", "shapes", "--json").result["shapes"]
    assert len(shapes) >= 6
    text = cli("scheme", "shapes", shapes[0]["key"], "--json").result["toml"]
    assert "illustrative = true" in text


def test_a_rule_may_come_with_its_proof(cli: Cli, vault: Path, tmp_path: Path) -> None:
    picture = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
        "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )
    proof = put(tmp_path, "rule.png", picture)
    rule = put(tmp_path, "rule.toml", RULE)

    assert cli("scheme", "add", vault, rule, "--proof", proof, "--json").result["proof"]


def test_a_broken_rule_is_refused_with_its_line(cli: Cli, vault: Path, tmp_path: Path) -> None:
    answer = cli(
        "scheme", "add", vault, put(tmp_path, "rule.toml", RULE + "colour = 3\n"), "--json"
    )

    assert answer.code == 2
    assert answer.json["errors"][0]["code"].startswith("scheme_")
    assert answer.json["errors"][0]["facts"]["line"] == RULE.count("\n") + 1


def test_a_summary_shows_every_byte_before_it_is_written(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    golden(cli, vault, tmp_path)
    out = tmp_path / "mine.json"
    words = ("summary", "contribute", vault, "--campaign", "nanjing-2025")

    shown = cli(*words, "--json").result
    assert shown["file"] is None
    assert not out.exists()
    written = cli(*words, "--out", out, "--json").result
    again = cli(*words, "--out", out, "--replace", "--json").result

    stored = json.loads(out.read_bytes())
    assert stored == again["contribution"]
    assert (stored["token"], stored["edition"]) == (written["contribution"]["token"], 2)
    july = stored["cells"][0]
    assert (july["month"], july["orders"], july["expected"]) == ("2025-07", 920, 4920)
    assert out.read_text() in cli(*words).out.replace('"edition": 3', '"edition": 2')
    assert {each["code"] for each in shown["recognisable"]} >= {"recognise_platform"}
    assert "样例骑手" not in out.read_text()


def test_many_summaries_become_one_table(cli: Cli, tmp_path: Path) -> None:
    for n in range(12):
        said = {
            "schema": "gigwallet.contribution", "version": 1, "campaign": "c-1",
            "token": f"{n:032x}", "edition": 1,
            "cells": [{"month": "2025-07", "platform": "meituan", "city": "武汉",
                       "currency": "CNY", "orders": 900 + 10 * n}],
        }  # fmt: skip
        put(tmp_path, f"in/{n}.json", json.dumps(said))
    put(tmp_path, "in/broken.json", "{")

    answer = cli("summary", "aggregate", tmp_path / "in", "--out", tmp_path / "t", "--json")

    assert answer.code == 1
    assert answer.result["refused"] == [
        {"file": "broken.json", "reason": "contribution_unreadable"}
    ]
    assert answer.result["cells"][0]["contributors"] == 10
    assert answer.result["cells"][0]["orders"] == 11460
    assert "11460" in (tmp_path / "t" / "summary.csv").read_text("utf-8-sig")
    again = cli("summary", "aggregate", tmp_path / "in", "--out", tmp_path / "t", "--json")
    assert again.errors == ["file_exists"]


def test_a_vault_is_checked(cli: Cli, vault: Path, tmp_path: Path) -> None:
    cli("import", vault, put(tmp_path, "bill.csv", plain_bill()), *WAGE)
    assert cli("check", vault, "--json").result["grade"] == "sound"
    for file in vault.glob("attachments/*/*"):
        file.unlink()
    missing = cli("check", vault, "--json")
    assert (missing.code, missing.result["grade"]) == (1, "attention")


@pytest.mark.parametrize(
    ("torn", "code", "step"),
    [
        (("vault.gwh", "vault.gwh.bak"), "header_damaged", "put back vault.gwh or vault.gwh.bak"),
        (("vault.db",), "database_damaged", "restore your last sealed backup into a new folder"),
        ((), "database_missing", "restore your last sealed backup into a new folder"),
    ],
)
def test_damage_is_found_with_what_to_do_next(
    cli: Cli, vault: Path, torn: tuple[str, ...], code: str, step: str
) -> None:
    for name in torn:
        (vault / name).write_bytes(b"torn")
    if not torn:
        (vault / "vault.db").unlink()

    told, answer = cli("check", vault), cli("check", vault, "--json")

    assert (told.code, answer.code, answer.result["grade"]) == (2, 2, "damaged")
    assert step in told.out
    assert [each["code"] for each in answer.result["findings"]] == [code]
    assert answer.errors == []


def test_damage_inside_is_found_with_what_to_do_next(cli: Cli, vault: Path, tmp_path: Path) -> None:
    cli("import", vault, put(tmp_path, "bill.csv", plain_bill()), *WAGE)
    for file in vault.glob("attachments/*/*"):
        file.write_bytes(b"torn")

    told = cli("check", vault)

    assert told.code == 2
    assert "restore your last sealed backup" in told.out


def test_a_header_taken_from_its_copy_is_said(cli: Cli, vault: Path) -> None:
    (vault / "vault.gwh").write_bytes(b"torn")
    restored = cli("reconcile", vault, "--json")

    assert restored.code == 0
    assert "vault.gwh.bak" in restored.err


def test_the_passphrase_changes(cli: Cli, vault: Path, tmp_path: Path) -> None:
    new = put(tmp_path, "new.txt", "another four words here\n")
    assert cli("passphrase", vault, "--new-passphrase-file", new).code == 0
    assert cli("check", vault, "--json").errors == ["wrong_passphrase"]
    assert cli("check", vault, "--passphrase-file", new).code == 0
    short = put(tmp_path, "short.txt", "short\n")
    words = ("passphrase", vault, "--passphrase-file", new, "--new-passphrase-file", short)
    assert cli(*words, "--json").errors == ["passphrase_too_short"]


def test_a_vault_that_is_open_elsewhere_is_not_waited_for(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    from gigwallet.app.vaults.open_vault import open_vault
    from tests.app.people import PASSPHRASE

    with open_vault(vault, passphrase=bytearray(PASSPHRASE)):
        refused = cli("import", vault, put(tmp_path, "b.csv", plain_bill()), "--json")
        assert refused.errors == ["vault_in_use"]
        assert cli("reconcile", vault).code == 0


def test_the_language_is_that_of_the_argument(cli: Cli, vault: Path) -> None:
    cli("shift", "status", vault, "--lang", "zh")
    assert language() == "zh"
    cli("shift", "status", vault, "--lang=en")
    assert language() == "en"


def test_help_and_version_need_no_vault(cli: Cli) -> None:
    assert cli("--version").out.strip()
    assert "reconcile" in cli("--help").out
    assert "--payer" in cli("import", "--help").out
    assert cli().code == 2


def test_the_self_test_passes(cli: Cli) -> None:
    answer = cli("self-test", "--json")

    assert answer.code == 0
    assert all(each["ok"] for each in answer.result["checks"])
