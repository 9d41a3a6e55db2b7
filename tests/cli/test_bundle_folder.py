"""A bundle of plain files on the command line, without a vault."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from gigwallet.domain.verdict import Grade
from gigwallet.pages import page_text
from gigwallet.sealing import verify
from tests.cli.conftest import Cli


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "evidence"
    made.mkdir()
    for name in ("a.png", "b.jpg"):
        Image.new("RGB", (60, 90), "red").save(made / name)
    (made / "notes.txt").write_text("kept as it is")
    return made


def test_foreign_files_are_read_in_a_process_of_their_own(
    folder: Path, tmp_path: Path, cli: Cli
) -> None:
    out = tmp_path / "out.pdf"

    said = cli("bundle", "--from-folder", folder, "--out", out, "--json")

    assert said.code == 0
    assert said.result["pages"] == 4 + 3  # cover, index, statement, digests
    assert [note["code"] for note in said.result["notes"]] == ["bundle_files_whole"]
    assert verify(out.read_bytes()).grade is Grade.SELF_CONSISTENT


def test_a_vault_and_a_folder_are_not_mixed(folder: Path, tmp_path: Path, cli: Cli) -> None:
    out = tmp_path / "out.pdf"

    for argv in (
        ("bundle", tmp_path, "--from-folder", folder, "--out", out),
        ("bundle", "--out", out),
        ("bundle", "--from-folder", folder, "--leave-out", "x", "--out", out),
        ("bundle", tmp_path, "--index", out, "--out", out),
        ("bundle", tmp_path, "--opponent", "A firm", "--out", out),
    ):
        assert cli(*argv, "--json").code == 2
    assert not out.exists()


def test_a_form_is_chosen_with_its_language_and_told_how_many_to_print(
    folder: Path, tmp_path: Path, cli: Cli
) -> None:
    out = tmp_path / "out.pdf"

    said = cli(
        "bundle", "--from-folder", folder, "--out", out, "--profile", "cn_arbitration",
        "--opponent", "甲公司", "--opponent", "乙公司", "--submitted-by", "林某", "--json",
    )  # fmt: skip

    notes = {note["code"]: note for note in said.result["notes"]}
    assert notes["bundle_copies"]["facts"] == {"all": "4", "handed_in": "3", "kept": "1"}
    cover = page_text(out.read_bytes(), 1)
    copies = "提交 3 份（仲裁委员会 1 份，被申请人 2 份）"
    for words in ("证据册", "林某", "甲公司", "乙公司", copies):
        assert words in cover


def test_volumes_are_files_of_their_own(folder: Path, tmp_path: Path, cli: Cli) -> None:
    out = tmp_path / "out.pdf"

    said = cli("bundle", "--from-folder", folder, "--out", out, "--volume-pages", 6, "--json")

    names = [Path(each["file"]).name for each in said.result["volumes"]]
    assert names == ["out-1.pdf", "out-2.pdf"]
    assert sum(each["pages"] for each in said.result["volumes"]) == said.result["pages"]
    for name in names:
        assert verify((tmp_path / name).read_bytes()).grade is Grade.SELF_CONSISTENT
    assert not out.exists()


def test_an_unknown_form_is_refused_with_those_that_are_known(
    folder: Path, tmp_path: Path, cli: Cli
) -> None:
    out = tmp_path / "out.pdf"

    said = cli("bundle", "--from-folder", folder, "--out", out, "--profile", "mars", "--json")

    assert said.errors == ["bundle_profile_missing"]
    assert not out.exists()
