"""``letters``, ``letter`` in its files, and ``recompute``."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path

import pikepdf

from tests.app.people import bill, bill_line, put
from tests.cli.conftest import Cli
from tests.cli.test_commands import WAGE, golden


def test_the_letters_are_listed_with_what_each_asks_and_who_read_it(cli: Cli) -> None:
    every = cli("letters", "--json")
    told = cli("letters", "cn/service_address", "--lang", "zh")

    assert every.code == 0
    names = [each["id"] for each in every.result["letters"]]
    assert names[0] == "cn/pay_shortfall"
    assert {"cn/arbitration_application", "cn/evidence_list", "eu/data_request"} <= set(names)
    assert all(each["called"] and each["about"] for each in every.result["letters"])
    assert "service_address*: 送达地址" in told.out


def test_a_letter_is_written_in_four_ways_and_its_figures_are_done_anew(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    golden(cli, vault, tmp_path)
    tiny = bill(bill_line("2025-08-15 20:00:00", "美团众包", "0.50"))
    cli("import", vault, put(tmp_path, "账单.csv", tiny), *WAGE)
    pdf, word = tmp_path / "letter.pdf", tmp_path / "letter.docx"

    for out, more in (
        (pdf, ()),
        (word, ()),
        (tmp_path / "letter.txt", ()),
        (tmp_path / "reading.pdf", ("--reading", "zh")),
    ):
        wrote = cli("letter", vault, "--out", out, "--letter-lang", "en", "--json", *more)
        assert wrote.code == 0
        assert out.stat().st_size > 1000
    assert word.read_bytes().startswith(b"PK")
    asked = f"{Decimal(wrote.result['at_least']):,.2f}"
    assert asked in (tmp_path / "letter.txt").read_text("utf-8")

    together = tmp_path / "evidence.pdf"
    put_in = ("--letter", "cn/pay_shortfall", "--letter-lang", "en")
    assert cli("bundle", vault, "--out", together, *put_in).code == 0
    proven = cli("recompute", together, "--json")
    assert proven.result["holds"]
    told = [each["text"] for each in proven.result["sentences"]]
    assert any(asked in each for each in told)
    assert any(each.startswith("A1: ") for each in told)

    anew = cli("recompute", pdf, "--json")
    assert anew.code == 0
    assert anew.result["holds"]
    assert cli("recompute", tmp_path / "reading.pdf", "--json").errors == ["letter_proof_missing"]

    altered = cli("recompute", put(tmp_path, "altered.pdf", _altered(pdf)), "--json")
    assert altered.code == 1
    assert {flag["fault"] for each in altered.result["sentences"] for flag in each["flags"]} >= {
        "differs"
    }
    assert proven.result["compared"] > 0
    path = put(tmp_path, "altered2.pdf", _altered(together))
    [against] = cli("recompute", path, "--json").result["contradicted"]
    assert (against["value"], against["how"]) == ("9.99", "value_differs")
    told = cli("recompute", path, "--lang", "en").out
    assert f"line {against['line']} of exhibit {against['exhibit']} states" in told


def test_the_lines_of_a_bundle_are_compared_with_the_file_that_they_are_of(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    golden(cli, vault, tmp_path)
    own = put(tmp_path, "账单.csv", bill(bill_line("2025-08-15 20:00:00", "美团众包", "0.50")))
    cli("import", vault, own, *WAGE)
    evidence = tmp_path / "evidence.pdf"
    assert cli("bundle", vault, "--out", evidence).code == 0

    same = cli("recompute", evidence, "--original", own, "--json")
    altered = put(tmp_path, "altered.pdf", _with_cell(evidence, "0.50", "0.90"))
    unlike = cli("recompute", altered, "--original", own, "--json")
    other = put(tmp_path, "other.csv", bill(bill_line("2025-08-15 20:00:00", "美团众包", "0.90")))

    assert same.result["holds"]
    assert same.result["compared_originals"] >= 1
    assert unlike.code == 1
    [told] = unlike.result["unlike_originals"]
    assert ("0.90" in told["listed"], "0.50" in told["original"]) == (True, True)
    assert "original_differs" in {each["how"] for each in unlike.result["contradicted"]}
    assert any(
        flag["fault"] == "not_shown"
        for each in unlike.result["sentences"]
        for flag in each["flags"]
    )
    refused = cli("recompute", evidence, "--original", other, "--json")
    assert refused.errors == ["recompute_original_not_listed"]


def _with_cell(pdf: Path, old: str, new: str) -> bytes:
    """With another text in its list of exhibits."""
    with pikepdf.open(pdf) as opened:
        stream = opened.attachments["manifest.json"].get_file().obj
        said = json.loads(stream.read_bytes())
        for each in said["exhibits"]:
            if "extract" in each:
                each["extract"]["lines"] = [
                    [line[0], *(cell.replace(old, new) for cell in line[1:])]
                    for line in each["extract"]["lines"]
                ]
        stream.write(json.dumps(said, ensure_ascii=False).encode("utf-8"))
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


def _altered(pdf: Path) -> bytes:
    """With another payment in its list of figures."""
    with pikepdf.open(pdf) as opened:
        listed = json.loads(opened.attachments["figures.json"].get_file().read_bytes())
        (arrived,) = [each for each in listed["nodes"] if each["id"] == "payout1"]
        arrived["value"] = "9.99"
        opened.attachments["figures.json"] = pikepdf.AttachedFileSpec(
            opened, json.dumps(listed).encode()
        )
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


def test_a_letter_that_is_none_is_refused_with_those_there_are(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    golden(cli, vault, tmp_path)

    refused = cli("letter", vault, "--letter", "love", "--out", tmp_path / "x.pdf", "--json")

    assert (refused.code, refused.errors) == (2, ["letter_unknown"])
