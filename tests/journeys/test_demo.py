"""The demo by the real command line: killed at any moment, run again, and nothing leaks."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.documents.judges.verapdf import verapdf
from tests.journeys.command_line import ROOT, Home
from tests.journeys.leaks import files_with

PLANTED = ROOT / "tests" / "demo" / "planted.json"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def planted() -> dict[str, object]:
    loaded: dict[str, object] = json.loads(PLANTED.read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def out(home: Home) -> Path:
    """Killed three times at different moments, then run to its end."""
    out = home.work / "demo"
    vault = out / "demo-vault"
    demo = ("demo", "--headless", "--out", out)
    moments = (
        lambda: (out / "demo-vault.new").exists(),
        lambda: len(list(vault.glob("attachments/*/*"))) >= 3,
        lambda: (out / "letter-zh.pdf").exists(),
    )
    for moment in moments:
        assert home.kill_when(moment, *demo), "the demo was done before it could be killed"
    finished = home.run(*demo, "--json")
    assert (finished.code, finished.err) == (0, "")
    (home.work / "answer.json").write_text(finished.out, "utf-8")
    return out


@pytest.fixture(scope="module")
def answer(home: Home, out: Path) -> dict[str, dict[str, object]]:
    loaded: dict[str, dict[str, object]] = json.loads(
        (home.work / "answer.json").read_text("utf-8")
    )["result"]
    return loaded


def test_being_killed_loses_nothing_and_doubles_nothing(
    home: Home, out: Path, answer: dict[str, dict[str, object]], planted: dict[str, object]
) -> None:
    totals = answer["reconciliation"]["totals"]["CNY"]  # type: ignore[index]  # JSON
    assert totals["received"] == planted["received"]
    assert totals["shortfall"] == planted["short_on_orders"]

    again = home.run("demo", "--headless", "--out", out, "--json")
    assert json.loads(again.out)["result"]["reconciliation"]["totals"]["CNY"] == totals
    check = home.run(
        "check", out / "demo-vault", "--passphrase-file", out / "demo-passphrase.txt", "--json"
    )
    assert check.json["result"]["grade"] == "sound"
    assert not (out / "demo-vault.new").exists()


def test_what_is_planted_is_found_and_nothing_else(
    answer: dict[str, dict[str, object]], planted: dict[str, object]
) -> None:
    items = answer["reconciliation"]["discrepancies"]
    by_rule = [
        Decimal(item["expected"])
        for item in items  # type: ignore[attr-defined]  # JSON
        if item["expected"] and item["trace"] and not item["kind"].startswith("deduction")
    ]
    assert str(sum(by_rule)) == planted["expected"]
    found: dict[str, dict[str, str]] = {}
    for item in items:  # type: ignore[attr-defined]  # JSON
        found.setdefault(item["kind"], {})[item["ref"]] = item["amount"]

    assert found["underpaid"] == planted["underpaid"]
    assert found["missing_bonus"] == planted["missing_bonus"]
    assert found["unpaid"] == planted["unpaid"]
    assert list(found["not_covered"]) == list(planted["not_covered"])  # type: ignore[call-overload]  # JSON
    assert list(found["overpaid"]) == list(planted["overpaid"])  # type: ignore[call-overload]  # JSON
    assert list(found["deduction_no_rule"].values()) == ["120.00"]
    assert len(found["late"]) == 1
    assert "unreconciled" not in found
    assert found.keys().isdisjoint({"missing_payout", "short_payout"})


def test_letters_and_evidence_are_sealed_and_read_by_others(home: Home, out: Path) -> None:
    files = sorted(out.glob("*.pdf"))

    assert [file.name for file in files] == ["evidence.pdf", "letter-en.pdf", "letter-zh.pdf"]
    for file in files:
        verdict = home.run("verify", file, "--json").json["result"]
        assert verdict["grade"] == "self_consistent"
    if not shutil.which("pdftotext"):
        pytest.skip("poppler is not installed here")
    for file in files:
        read = subprocess.run(
            ["pdftotext", str(file), "-"], capture_output=True, check=True, encoding="utf-8"
        )
        assert read.stderr == ""
        pages = read.stdout.split("\f")[:-1]
        assert all("SPECIMEN" in page for page in pages)


def test_letters_and_evidence_are_made_to_be_kept(out: Path) -> None:
    files = sorted(out.glob("*.pdf"))

    judged = verapdf(*files)

    assert judged.stdout.count("PASS") == len(files) == 3, judged.stdout


def test_private_words_leave_the_vault_nowhere(
    home: Home, out: Path, planted: dict[str, object]
) -> None:
    """Not in an exported byte, not in what was printed, not in a file outside the vault; and in
    the vault only encrypted."""
    canaries = [str(each) for each in planted["canaries"]]  # type: ignore[attr-defined]  # JSON
    passphrase = (out / "demo-passphrase.txt").read_text().strip()

    assert files_with(canaries, home.folder) == []
    assert files_with([passphrase], home.folder, but=[out / "demo-passphrase.txt"]) == []
    printed = "".join(home.said)
    assert [each for each in (*canaries, passphrase) if each in printed] == []


def test_only_the_demo_folder_was_written_to(home: Home, out: Path) -> None:
    assert list((home.folder / "home").rglob("*")) == []
    assert list((home.folder / "tmp").rglob("*")) == []
    assert {each.name for each in out.iterdir()} == {
        "demo-vault", "demo-passphrase.txt", "evidence.pdf", "letter-en.pdf", "letter-zh.pdf",
    }  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
def test_ctrl_c_stops_between_files_and_says_so(home: Home, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = home.start("demo", "--headless", "--out", out)
    while process.poll() is None and not list(out.glob("demo-vault/attachments/*/*")):
        try:
            process.wait(0.005)
        except subprocess.TimeoutExpired:
            continue
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()

    assert process.returncode == 130
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1
    key = out / "demo-passphrase.txt"
    check = home.run("check", out / "demo-vault", "--passphrase-file", key, "--json")
    assert check.json["result"]["grade"] == "sound"


def test_a_folder_with_another_vault_is_left_alone(home: Home, tmp_path: Path) -> None:
    (tmp_path / "demo-vault").mkdir()
    (tmp_path / "demo-vault" / "vault.db").write_bytes(b"someone else's")

    answer = home.run("demo", "--headless", "--out", tmp_path, "--json")

    assert answer.code == 2
    assert answer.json["errors"][0]["code"] == "demo_folder_taken"
    assert (tmp_path / "demo-vault" / "vault.db").read_bytes() == b"someone else's"
