"""The sheet of a real vault: whose it is stays unsaid, and the file is its owner's alone."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.records.keep_worker import put_worker
from gigwallet.app.vaults.print_recovery_sheet import (
    recovery_sheet,
    vault_sign,
    write_recovery_sheet,
)
from gigwallet.app.wallet import Wallet
from gigwallet.crypto import recovery_code
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.worker import Worker
from gigwallet.pages import page_text
from tests.app import people

CODE = recovery_code.written(bytes(range(7, 27)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_found_sheet_tells_no_name(wallet: Wallet, language: str) -> None:
    put_worker(wallet, Worker(name="样例骑手", phone="13800000000", address="长江路12号"))
    add_engagement(wallet, people.MEITUAN)
    words = "".join(page_text(recovery_sheet(wallet, CODE, language), 1).split())

    assert vault_sign(wallet) in words
    for private in ("样例骑手", "13800000000", "长江路", "美团", "武汉", "eituan"):
        assert private not in words
    assert str(wallet.vault.folder) not in words


def test_the_file_is_readable_by_its_owner_alone(wallet: Wallet, tmp_path: Path) -> None:
    path = write_recovery_sheet(wallet, CODE, "en", tmp_path / "sheet.pdf")

    assert path.read_bytes().startswith(b"%PDF")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_sheet_that_lies_there_is_not_written_over_unasked(
    wallet: Wallet, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(b"other")
    path.chmod(0o644)
    with pytest.raises(GigWalletError) as refusal:
        write_recovery_sheet(wallet, CODE, "en", path)
    kept = path.read_bytes()
    write_recovery_sheet(wallet, CODE, "en", path, replace=True)

    assert refusal.value.code == "file_exists"
    assert kept == b"other"
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["sheet.pdf"]


def test_neither_the_log_nor_any_file_of_the_vault_holds_the_code(
    wallet: Wallet, tmp_path: Path
) -> None:
    before = wallet.vault.log.size
    write_recovery_sheet(wallet, CODE, "zh", tmp_path / "sheet.pdf")
    files = [each for each in wallet.vault.folder.rglob("*") if each.is_file()]

    assert wallet.vault.log.size == before
    assert files
    for each in files:
        assert CODE.split("-")[0].encode() not in each.read_bytes()
