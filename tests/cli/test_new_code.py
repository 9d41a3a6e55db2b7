"""A new recovery code reaches its person: in a file, on a sheet, or printed; never nowhere."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from gigwallet.app.open_vault import open_vault
from gigwallet.pages import page_text
from tests.app import people
from tests.cheap_keys import CHEAP
from tests.cli.conftest import Cli


@pytest.fixture(autouse=True)
def _quick(cli: Cli, monkeypatch: pytest.MonkeyPatch, secret: Path) -> None:
    monkeypatch.setattr("gigwallet.vault.vault.calibrated", lambda: CHEAP)
    monkeypatch.setenv("GIGWALLET_PASSPHRASE_FILE", str(secret))


def test_the_sheet_is_written_for_its_owner_and_the_code_is_not_printed(
    cli: Cli, tmp_path: Path
) -> None:
    sheet, file = tmp_path / "sheet.pdf", tmp_path / "code.txt"
    answer = cli("create", tmp_path / "new", "--sheet", sheet, "--recovery-out", file)
    code = file.read_text().strip()

    assert answer.code == 0
    assert code not in answer.out
    assert "sheet.pdf" in answer.out
    assert code.replace("-", "")[:4] in "".join(page_text(sheet.read_bytes(), 1).split())
    open_vault(tmp_path / "new", recovery_code=code, read_only=True).close()
    if sys.platform != "win32":
        assert {stat.S_IMODE(each.stat().st_mode) for each in (sheet, file)} == {0o600}


def test_a_sheet_that_lies_there_stops_it_before_a_vault_is_made(cli: Cli, tmp_path: Path) -> None:
    sheet = people.put(tmp_path, "sheet.pdf", b"other")
    answer = cli("create", tmp_path / "new", "--sheet", sheet, "--json")

    assert answer.code == 2
    assert answer.json["errors"][0]["code"] == "file_exists"
    assert not (tmp_path / "new").exists()


def test_a_code_that_cannot_be_written_is_printed_instead_of_lost(cli: Cli, tmp_path: Path) -> None:
    people.put(tmp_path, "file", b"")
    sheet = tmp_path / "file" / "sheet.pdf"  # a folder cannot be made below a file
    answer = cli("create", tmp_path / "new", "--sheet", sheet, "--json")
    code = answer.json["result"]["recovery_code"]

    assert answer.code == 1
    assert answer.json["errors"][0]["code"] == "folder_not_writable"
    open_vault(tmp_path / "new", recovery_code=code, read_only=True).close()
