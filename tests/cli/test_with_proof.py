"""A folder around a bundle, made and judged on the command line."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.cli.conftest import Cli


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
    assert again.errors == ["folder_not_empty"]
    assert not (tmp_path / "o.pdf").exists()
