"""A folder around a bundle, made and judged on the command line."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.app.people import bill, bill_line, put
from tests.cli.conftest import Cli
from tests.cli.test_commands import WAGE, golden


def test_a_bundle_gets_its_folder_and_each_exhibit_its_grade(tmp_path: Path, cli: Cli) -> None:
    files, out, proof = tmp_path / "files", tmp_path / "out.pdf", tmp_path / "proof"
    files.mkdir()
    Image.new("RGB", (60, 90), "red").save(files / "a.jpg")
    Image.new("RGB", (60, 90), "green").save(files / "b.png")
    made = cli("bundle", "--from-folder", files, "--out", out, "--with-proof", proof, "--json")

    judged = cli("verify", proof, "--json")
    told = cli("verify", proof, "--lang", "en").out
    held = cli("verify", proof, "--digest", made.result["digest"], "--json")
    wrong = cli("verify", proof, "--digest", "ab" * 32, "--json")

    assert "SHA256SUMS" in made.result["proof"]["files"]
    assert (judged.code, judged.result["grade"]) == (0, "self_consistent")
    assert [each["number"] for each in judged.result["exhibits"]] == ["1", "2"]
    card = judged.result["exhibits"][0]["card"]
    assert (card["route"], card["corroboration"]) == ("folder", None)
    assert told.count("Independent corroboration: not looked for") == 2
    assert "Way in: file from a folder; device: not known; taken in by: no name given" in told
    assert "the submitter's word" in told
    assert (held.code, held.result["grade"]) == (0, "anchored")
    assert held.result["exhibits"][0]["anchors"][0]["code"] == "digest_came_apart"
    assert (wrong.code, wrong.result["grade"]) == (1, "altered")
    # A folder that is taken is refused before anything is made.
    again = cli("bundle", "--from-folder", files, "--out", tmp_path / "o.pdf",
                "--with-proof", proof, "--json")  # fmt: skip
    assert again.errors == ["proof_folder_not_empty"]
    assert not (tmp_path / "o.pdf").exists()


def test_what_a_folder_will_show_of_the_log_is_told_and_nothing_is_written_before_a_yes(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    golden(cli, vault, tmp_path)
    tiny = bill(bill_line("2025-08-15 20:00:00", "美团众包", "0.50"))
    cli("import", vault, put(tmp_path, "账单.csv", tiny), *WAGE)
    out, proof = tmp_path / "out.pdf", tmp_path / "proof"
    words = ("bundle", vault, "--out", out, "--with-proof", proof)

    unasked = cli(*words, "--lang", "en")
    told = cli(*words, "--json")

    assert (unasked.code, told.code, told.result["written"]) == (1, 1, False)
    assert "账单.csv" in unasked.err
    assert "this PDF is written out" in unasked.err
    assert [each["kind"] for each in told.result["shows"]] == ["exhibit.added"]
    assert not out.exists()
    assert not proof.exists()
    made = cli(*words, "--yes", "--json")
    assert made.code == 0
    shown = [each["kind"] for each in made.result["proof"]["shows"]]
    assert shown == ["exhibit.added", "export.written"]

    later = tmp_path / "later"
    again = ("prove", vault, "--bundle", out, "--out", later)
    assert [e["kind"] for e in cli(*again, "--json").result["shows"]] == shown
    assert not later.exists()
    assert cli(*again, "--yes").code == 0
    assert cli("verify", later).code == 0
