"""A new recovery code reaches its person: in a file, on a sheet, or printed; never nowhere."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from gigwallet.app.vaults.open_vault import open_vault
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
    assert answer.json["errors"][0]["code"] == "file_in_the_way"
    assert not (tmp_path / "new").exists()


def test_a_code_that_cannot_be_written_is_printed_instead_of_lost(cli: Cli, tmp_path: Path) -> None:
    people.put(tmp_path, "file", b"")
    sheet = tmp_path / "file" / "sheet.pdf"  # a folder cannot be made below a file
    answer = cli("create", tmp_path / "new", "--sheet", sheet, "--json")
    code = answer.json["result"]["recovery_code"]

    assert answer.code == 1
    assert answer.json["errors"][0]["code"] == "folder_not_writable"
    open_vault(tmp_path / "new", recovery_code=code, read_only=True).close()


def test_a_vault_is_made_in_a_folder_of_its_own(cli: Cli, tmp_path: Path) -> None:
    people.put(tmp_path / "desk", "letter.txt", b"other things")
    people.put(tmp_path / "new", ".DS_Store", b"left by a system")

    assert cli("create", tmp_path / "desk", "--json").errors == ["folder_not_empty"]
    assert cli("create", tmp_path / "new").code == 0
    assert cli("create", tmp_path / "new", "--json").errors == ["vault_exists"]


def test_a_sheet_is_kept_and_a_printed_code_is_written_down(cli: Cli, tmp_path: Path) -> None:
    sheet = cli("create", tmp_path / "one", "--sheet", tmp_path / "sheet.pdf")
    code = cli("create", tmp_path / "two")

    assert "Keep the printed sheet" in sheet.out
    assert "Write it on paper" not in sheet.out
    assert "Write it on paper" in code.out


def test_a_new_vault_in_a_synced_folder_says_so(cli: Cli, tmp_path: Path) -> None:
    answer = cli("create", tmp_path / "Dropbox" / "new")

    assert answer.code == 0
    assert "Dropbox" in answer.err.replace(str(tmp_path), "")


def test_a_new_passphrase_that_nobody_can_type_names_its_option(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    for command in (
        ("passphrase", vault),
        ("rekey", vault),
        ("slots", "add-passphrase", vault),
        ("rebuild", tmp_path, "--to", tmp_path / "new"),
    ):
        said = cli(*command, "--json")
        assert (said.code, said.errors) == (2, ["new_passphrase_needed"])


def test_the_renewed_code_is_not_called_a_passphrase_in_any_language(cli: Cli, vault: Path) -> None:
    said = cli("recovery", "renew", vault, "--lang", "zh")

    assert "\u53e3\u4ee4" not in said.out.splitlines()[-1]
