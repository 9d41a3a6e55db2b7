"""Reading files on the command line without a vault."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

from tests.app import people
from tests.app.people import bill, bill_line, plain_bill, put
from tests.cli.conftest import Cli

Json = dict[str, Any]  # Any: what JSON has, of any depth
_IMPORTERS = Path(__file__).parents[1] / "importers"
_SCREENS = _IMPORTERS / "app_screen" / "samples"


def _read(cli: Cli, *argv: object) -> tuple[int, Json]:
    said = cli("read", *argv, "--json", "--lang", "en")
    return said.code, said.json


def test_a_bill_is_told_row_by_row_with_what_waits_and_what_is_left_out(
    tmp_path: Path, cli: Cli
) -> None:
    code, said = _read(cli, put(tmp_path, "bill.csv", plain_bill()))

    (file,) = said["result"]["files"]
    assert (said["schema"], code) == ("gigwallet.read", 1)
    assert file["importer"] == "wechat_bill"
    first = file["rows"][0]
    assert (first["kind"], first["locator"]["line"]) == ("payout", 6)
    assert first["fields"]["amount"] == {"value": first["amount"], "unit": "CNY"}
    assert (first["accepted"], first["review"]) == (False, "payer_not_confirmed")
    assert {each["reason"] for each in file["skipped"]} >= {"other_spending", "payer_not_chosen"}
    assert file["first"] <= file["last"]


def test_other_spending_is_shown_to_nobody_who_does_not_ask(tmp_path: Path, cli: Cli) -> None:
    file = put(tmp_path, "bill.csv", plain_bill())

    quiet = cli("read", file, "--json").out + cli("read", file).out

    assert people.FRIEND not in quiet
    assert people.SPENDING not in quiet
    _, said = _read(cli, file, "--payers")
    assert people.FRIEND in json.dumps(said, ensure_ascii=False)


def test_numbers_carry_their_unit(tmp_path: Path, cli: Cli) -> None:
    table = (
        "engagement,kind,status,accepted_at,completed_at,trip_km,wait_min,currency,zone,offered\n"
        "甲,ride,completed,2025-07-01 08:05,2025-07-01 08:35,3.2,4,CNY,Asia/Shanghai,12.5\n"
    )

    code, said = _read(cli, put(tmp_path, "trips.csv", table))

    fields = said["result"]["files"][0]["rows"][0]["fields"]
    assert code == 0
    assert fields["trip_m"] == {"value": 3200, "unit": "m"}
    assert fields["wait_s"] == {"value": 240, "unit": "s"}
    assert fields["offered"] == {"value": "12.50", "unit": "CNY"}
    assert fields["accepted_at"]["value"] == "2025-07-01T08:05:00+08:00"


def test_files_stand_alone_and_the_worst_decides_the_exit_code(tmp_path: Path, cli: Cli) -> None:
    good = put(tmp_path, "bill.csv", bill(bill_line("2025-07-05 20:00:00", "美团众包", "12.00")))
    unknown = put(tmp_path, "x.txt", "hello\n")

    code, said = _read(cli, unknown, good)

    assert code == 2
    assert [each["file"] for each in said["result"]["files"]] == ["x.txt", "bill.csv"]
    assert said["result"]["files"][0]["error"]["code"] == "format_unknown"
    assert [each["code"] for each in said["errors"]] == ["format_unknown"]
    assert said["errors"][0]["facts"]["name"] == "x.txt"


def test_a_file_that_is_damaged_says_so_after_its_rows(tmp_path: Path, cli: Cli) -> None:
    lines = [bill_line(f"2025-07-{n:02} 20:00:00", "美团众包", "12.00") for n in range(1, 20)]
    broken = [line.replace("¥12.00", "¥12..") for line in lines[:12]]

    code, said = _read(cli, put(tmp_path, "bill.csv", bill(*broken, *lines[12:])))

    assert code == 2
    assert said["result"]["files"][0]["error"]["code"] == "file_damaged"


def test_people_see_lines_and_only_the_first_rows(tmp_path: Path, cli: Cli) -> None:
    lines = [bill_line(f"2025-07-05 20:00:{n:02}", "美团众包", "12.00") for n in range(50)]

    said = cli("read", put(tmp_path, "bill.csv", bill(*lines)), "--lang", "en")

    assert said.code == 1
    assert said.out.count("美团众包") == 40
    assert "10 more rows" in said.out
    assert "50 payments" in said.out


def test_nothing_is_written_beside_the_files(tmp_path: Path, cli: Cli) -> None:
    folder = tmp_path / "files"
    put(folder, "bill.csv", plain_bill())
    before = sorted(tmp_path.rglob("*"))

    _read(cli, folder)

    assert sorted(tmp_path.rglob("*")) == before


def test_people_see_the_values_of_a_screen_with_their_units(cli: Cli) -> None:
    said = cli("read", _SCREENS / "Screenshot_20260803-203015_美团众包.png").out
    assert "本单收入: ¥7.58" in said
    assert "距离加价(3.2公里): 3,200 m" in said


def test_a_rejection_says_where_it_stands_also_in_what_has_no_lines(
    tmp_path: Path, cli: Cli
) -> None:
    torn = _IMPORTERS / "fit_track" / "samples" / "torn.fit"
    damaged = put(tmp_path, "bill.csv", bill(bill_line("2025-07-05 20:00:00", "美团众包", "lots")))

    said = cli("read", torn, damaged, "--lang", "en").out

    assert "None" not in said
    assert re.search(r"^  record\[\d+\]: The file breaks off", said, re.MULTILINE)
    assert "  line 6 (金额(元)): The amount cannot be read." in said


def test_every_file_is_told_in_one_shape_also_one_that_was_refused(
    tmp_path: Path, cli: Cli
) -> None:
    good = put(tmp_path, "a.csv", plain_bill())
    damaged = bill(*(bill_line("x", "美团众包", "1.00") for _ in range(9)))
    torn = put(tmp_path, "b.csv", damaged)
    unknown = put(tmp_path, "c.txt", "hello\n")
    packed = tmp_path / "d.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("e.csv", damaged)

    _, said = _read(cli, good, torn, unknown, packed)

    whole, *refused = said["result"]["files"]
    assert all(each.keys() == whole.keys() for each in refused)
    member = refused[2]
    assert (member["member"], member["importer"]) == ("e.csv", "wechat_bill")
    assert [each["error"]["code"] for each in refused[:3]] == [
        "file_damaged", "format_unknown", "file_damaged"
    ]  # fmt: skip
    assert all(each["rows"] == [] for each in refused)
    assert all(each["found"] == each["totals"] == {} for each in refused)


def test_totals_that_a_bank_prints_are_named_in_the_language_of_the_answer(
    tmp_path: Path, cli: Cli
) -> None:
    file = _IMPORTERS / "camt_statement" / "samples" / "camt053_v08.xml"

    assert "closing balance" in cli("read", file, "--lang", "en").out
    assert "closing balance" not in cli("read", file, "--lang", "zh").out


def test_a_picture_or_pdf_that_cannot_be_read_says_so(tmp_path: Path, cli: Cli) -> None:
    paper = _IMPORTERS / "deliveroo_invoice" / "samples" / "deliveroo_invoice.pdf"
    put(tmp_path, "a.pdf", paper.read_bytes()[:900])
    put(tmp_path, "b.png", next(_SCREENS.glob("*.png")).read_bytes()[:9_000])

    code, said = _read(cli, tmp_path)
    words = cli("read", tmp_path, "--lang", "en").out

    assert (code, said["errors"]) == (1, [])
    files = said["result"]["files"]
    assert [each["trouble"] for each in files] == ["pdf_unreadable", "picture_unreadable"]
    assert [each["found"] for each in files] == [{"exhibits": 1}] * 2
    assert "The PDF is incomplete or damaged." in words
    assert "The picture is incomplete or damaged." in words
    assert words.count("found: 1 original") == 2


def test_a_folder_without_files_is_said_to_have_none(tmp_path: Path, cli: Cli, vault: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()

    told = [cli("read", empty, "--lang", "en"), cli("import", vault, empty, "--lang", "en")]

    assert [(each.code, each.out) for each in told] == [(0, "There are no files there.\n")] * 2
    assert _read(cli, empty)[1]["result"] == {"files": []}


def test_a_report_of_several_drivers_says_whose_sums_it_tells(tmp_path: Path, cli: Cli) -> None:
    name = "Earnings per driver-2026-W32.csv"
    one = _IMPORTERS / "bolt_fleet_report" / "samples" / name
    head, line = one.read_text("utf-8-sig").splitlines()[:2]
    who = line.split(",")[0]
    other = line.replace(who, "Somebody Else").replace("demo@", "other@").replace("000,", "111,")
    two = put(tmp_path, name, "\n".join((head, line, other, "")))

    code, said = _read(cli, two)
    words = cli("read", two, "--lang", "en").out

    (file,) = said["result"]["files"]
    assert [each["name"] for each in file["drivers"]] == [who, "Somebody Else"]
    assert "The file lists 2 drivers: its sums are of all of them" in words
    assert code == 1
    assert _read(cli, one)[1]["result"]["files"][0]["drivers"] == []
