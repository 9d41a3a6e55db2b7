"""A bundle of plain files on the command line, without a vault."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from gigwallet.domain.verdict import Grade
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
    assert said.result["pages"] == 3 + 3
    assert [note["code"] for note in said.result["notes"]] == ["exhibit_not_shown"]
    assert verify(out.read_bytes()).grade is Grade.SELF_CONSISTENT


def test_a_vault_and_a_folder_are_not_mixed(folder: Path, tmp_path: Path, cli: Cli) -> None:
    out = tmp_path / "out.pdf"

    for argv in (
        ("bundle", tmp_path, "--from-folder", folder, "--out", out),
        ("bundle", "--out", out),
        ("bundle", "--from-folder", folder, "--leave-out", "x", "--out", out),
        ("bundle", tmp_path, "--index", out, "--out", out),
    ):
        assert cli(*argv, "--json").code == 2
    assert not out.exists()
