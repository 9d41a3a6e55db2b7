"""A backup becomes a vault again, on a computer that has none yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from gigwallet.app.vaults.back_up import back_up
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.wallet import Wallet
from gigwallet.gui.screens.restore.screen import RestoreScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button
from tests.gui.conftest import PASSPHRASE


@pytest.fixture
def backup(wallet: Wallet, tmp_path: Path) -> Path:
    made = back_up(wallet, tmp_path / "stick" / "all.gwbackup").path
    wallet.close()
    return made


@pytest.fixture
def screen(context: ShellContext, qtbot: QtBot) -> Iterator[RestoreScreen]:
    """No vault is open."""
    made = RestoreScreen(context)
    qtbot.addWidget(made)
    made.retranslate()
    made.show()
    made.open()
    yield made
    settle(context)


def _restore(
    screen: RestoreScreen, context: ShellContext, file: Path, folder: Path, words: str
) -> None:
    page = screen.page
    page.file.set_path(file)
    page.folder.set_path(folder)
    page.secret.line.line.setText(words)
    page.send.click()
    settle(context)


def test_a_backup_is_restored_and_leads_into_its_vault(
    screen: RestoreScreen, context: ShellContext, backup: Path, tmp_path: Path
) -> None:
    gone: list[tuple[str, object]] = []
    context.navigated.connect(lambda name, arguments: gone.append((name, arguments)))
    folder = tmp_path / "restored"
    _restore(screen, context, backup, folder, PASSPHRASE)
    told = screen.page.outcome.text()
    opened = open_vault(folder, passphrase=bytearray(PASSPHRASE.encode()), read_only=True)
    entries = opened.vault.log.size
    opened.close()
    screen.page.enter.click()

    assert str(folder) in told
    assert entries > 0
    assert screen.page.secret.is_empty()
    assert gone == [("unlock", {"folder": str(folder)})]


def test_a_wrong_secret_is_told_at_its_field_and_leaves_no_folder(
    screen: RestoreScreen, context: ShellContext, backup: Path, tmp_path: Path
) -> None:
    _restore(screen, context, backup, tmp_path / "restored", "none of these words")

    assert screen.page.secret.error
    assert not (tmp_path / "restored").exists()
    assert not screen.page.enter.isVisibleTo(screen.page)


def test_a_file_that_is_no_backup_and_a_full_folder_are_told_at_their_fields(
    screen: RestoreScreen, context: ShellContext, backup: Path, tmp_path: Path
) -> None:
    other = tmp_path / "photo.jpg"
    other.write_bytes(b"no backup")
    _restore(screen, context, other, tmp_path / "restored", PASSPHRASE)
    of_file = screen.page._file_field.error
    _restore(screen, context, backup, backup.parent, PASSPHRASE)

    assert of_file
    assert screen.page._folder_field.error


def test_the_way_back_is_to_where_a_vault_is_opened(
    screen: RestoreScreen, context: ShellContext
) -> None:
    gone: list[str] = []
    context.navigated.connect(lambda name, _arguments: gone.append(name))
    screen.page.back.click()

    assert gone == ["unlock"]


def test_a_code_is_seen_while_it_is_typed_and_a_passphrase_is_not(screen: RestoreScreen) -> None:
    secret = screen.page.secret
    hidden = secret.line.line.echoMode()
    [by_code] = [each for each in secret.findChildren(Button) if each.text() == "Recovery code"]
    by_code.click()
    shown = secret.line.line.echoMode()

    assert (hidden, shown) == (QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal)


def test_without_a_vault_the_language_can_be_chosen_and_a_folder_is_proposed(
    screen: RestoreScreen, context: ShellContext
) -> None:
    proposed = screen.page.folder.path()
    [chinese] = [each for each in screen.findChildren(Button) if each.text() == "中文"]
    chinese.click()

    assert proposed is not None
    assert not proposed.exists()
    assert context.language == "zh"
