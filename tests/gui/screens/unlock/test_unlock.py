"""Unlocking: a vault is made, its code asked back, and opened again by passphrase and by code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from gigwallet.app.records.keep_engagement import engagements
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.wallet import Wallet
from gigwallet.domain.worker import Worker
from gigwallet.gui.screens.unlock.screen import UnlockScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button, Label
from tests.cheap_keys import CHEAP
from tests.gui.conftest import PASSPHRASE


@pytest.fixture
def screen(context: ShellContext, qtbot: QtBot) -> UnlockScreen:
    made = UnlockScreen(context)
    qtbot.addWidget(made)
    made.retranslate()
    made.open()
    made.show()
    return made


@pytest.fixture
def vault(tmp_path: Path) -> tuple[Path, str]:
    """A closed vault and its recovery code."""
    folder = tmp_path / "closed"
    made = create_vault(folder, bytearray(PASSPHRASE.encode()), kdf=CHEAP)
    made.wallet.close()
    return folder, made.recovery_code


def _shown_code(screen: UnlockScreen) -> str:
    labels = screen.code_page.findChildren(Label)
    return "-".join(label.text() for label in labels if label.property("role") == "code")


def test_a_vault_is_made_and_entered_only_after_its_code_was_asked_back(
    screen: UnlockScreen, context: ShellContext, qtbot: QtBot, tmp_path: Path
) -> None:
    screen.open_page.wants_new.emit()
    page = screen.create_page
    page.folder.set_folder(tmp_path / "mine")
    page.passphrase.line.setText(PASSPHRASE)
    page.again.line.setText(PASSPHRASE)
    page.ask()
    qtbot.waitUntil(lambda: screen.page is screen.code_page, timeout=20_000)
    code = _shown_code(screen)
    screen.code_page.written_down.emit()
    confirm = screen.confirm_page
    for line in confirm.lines:
        line.setText("ZZZZ")
    confirm.check()
    refused = screen.page is confirm
    groups = code.split("-")
    for number, line in zip(confirm.asked_groups, confirm.lines, strict=True):
        line.setText(groups[number - 1].lower())
    confirm.check()
    entered_too_early = context.wallet is not None
    screen.work_page.firm.setText("某某科技有限公司")
    screen.work_page.city.setText("武汉")
    with qtbot.waitSignal(context.wallet_changed, timeout=20_000):
        screen.work_page.ask()

    assert refused
    assert not entered_too_early
    assert _shown_code(screen) == ""
    [known] = engagements(context.opened)
    assert (known.engagement.platform, known.engagement.city) == ("meituan", "武汉")
    assert known.engagement.contracting_firm == "某某科技有限公司"
    assert (known.engagement.zone, known.engagement.currency) == ("Asia/Shanghai", "CNY")


def test_two_different_passphrases_make_no_vault(
    screen: UnlockScreen, context: ShellContext, tmp_path: Path
) -> None:
    page = screen.create_page
    page.folder.set_folder(tmp_path / "mine")
    page.passphrase.line.setText(PASSPHRASE)
    page.again.line.setText(PASSPHRASE + "x")
    page.ask()

    assert page.error
    assert not context.background.busy
    assert not (tmp_path / "mine").exists()


def test_a_vault_opens_with_its_passphrase(
    screen: UnlockScreen, context: ShellContext, qtbot: QtBot, vault: tuple[Path, str]
) -> None:
    screen.open_page.folder.set_folder(vault[0])
    screen.open_page.passphrase.line.setText(PASSPHRASE)
    with qtbot.waitSignal(context.wallet_changed):
        screen.open_page.ask()

    assert context.opened.vault.folder == vault[0]
    assert screen.open_page.passphrase.is_empty()


def test_a_vault_opens_with_its_recovery_code(
    screen: UnlockScreen, context: ShellContext, qtbot: QtBot, vault: tuple[Path, str]
) -> None:
    screen.open_page.folder.set_folder(vault[0])
    screen.open_page._other.click()
    screen.open_page.code.setText(vault[1].lower())
    with qtbot.waitSignal(context.wallet_changed):
        screen.open_page.ask()

    assert context.wallet is not None


def test_a_wrong_passphrase_is_one_sentence_at_its_field(
    screen: UnlockScreen, context: ShellContext, qtbot: QtBot, vault: tuple[Path, str]
) -> None:
    screen.open_page.folder.set_folder(vault[0])
    screen.open_page.passphrase.line.setText("wrong")
    screen.open_page.ask()
    qtbot.waitUntil(lambda: screen.open_page.error != "")

    assert context.wallet is None
    assert screen.open_page.error != "wrong_passphrase"
    assert screen.open_page.isEnabled()


def test_a_folder_without_a_vault_is_said_at_the_folder(
    screen: UnlockScreen, context: ShellContext, qtbot: QtBot, tmp_path: Path
) -> None:
    screen.open_page.folder.set_folder(tmp_path)
    screen.open_page.passphrase.line.setText(PASSPHRASE)
    screen.open_page.ask()
    qtbot.waitUntil(lambda: screen.open_page.error != "")

    assert screen.open_page.field_of("vault_missing").error == screen.open_page.error


@pytest.mark.parametrize("remember", [True, False])
def test_a_folder_is_remembered_only_when_asked(
    screen: UnlockScreen,
    context: ShellContext,
    qtbot: QtBot,
    vault: tuple[Path, str],
    remember: bool,
) -> None:
    from gigwallet.app import keep_settings

    screen.open_page.folder.set_folder(vault[0])
    screen.open_page.remember.setChecked(remember)
    screen.open_page.passphrase.line.setText(PASSPHRASE)
    with qtbot.waitSignal(context.wallet_changed):
        screen.open_page.ask()
    qtbot.waitUntil(lambda: not context.background.busy)

    assert keep_settings.settings().vaults == ((str(vault[0]),) if remember else ())


def test_the_language_is_switched_before_any_vault_is_open(
    screen: UnlockScreen, context: ShellContext
) -> None:
    context.language_changed.connect(screen.retranslate)
    context.set_language("zh")

    assert context.language == "zh"


def test_a_locked_vault_waits_for_its_passphrase_only(
    context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    context.lock()
    screen = UnlockScreen(context)
    qtbot.addWidget(screen)
    screen.retranslate()
    screen.open_page.passphrase.line.setText(PASSPHRASE)
    with qtbot.waitSignal(context.wallet_changed):
        screen.open_page.ask()

    assert screen.page is screen.open_page
    assert context.opened.vault.folder == wallet.vault.folder


def test_the_sheet_of_a_new_vault_is_saved_before_the_vault_is_entered(
    screen: UnlockScreen,
    context: ShellContext,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "sheet.pdf"
    monkeypatch.setattr(context, "choose_target", lambda *_words: target)
    screen.create_page.folder.set_folder(tmp_path / "mine")
    screen.create_page.passphrase.line.setText(PASSPHRASE)
    screen.create_page.again.line.setText(PASSPHRASE)
    screen.create_page.ask()
    qtbot.waitUntil(lambda: screen.page is screen.code_page, timeout=20_000)
    screen.code_page.sheet.ask()
    settle(context)

    assert target.read_bytes().startswith(b"%PDF")
    assert screen.code_page.sheet.title == "Print it now, then delete the file"
    assert context.wallet is None


def test_who_has_only_a_backup_is_led_to_where_it_is_restored(
    screen: UnlockScreen, context: ShellContext
) -> None:
    gone: list[str] = []
    context.navigated.connect(lambda name, _arguments: gone.append(name))
    for page in (screen.open_page, screen.create_page):
        [way] = [each for each in page.findChildren(Button) if each.text() == "Restore a backup"]
        way.click()

    assert gone == ["restore", "restore"]


def test_a_look_at_the_folder_that_comes_after_the_window_went_asks_nothing(
    screen: UnlockScreen, context: ShellContext, qtbot: QtBot, vault: tuple[Path, str]
) -> None:
    """The path was typed last, then the window was closed: the look is still to come."""
    screen.open_page.folder.set_folder(vault[0])
    looks = [timer for timer in screen.findChildren(QTimer) if timer.isActive()]
    context.shut_down()
    with qtbot.waitSignals([timer.timeout for timer in looks]):
        pass

    assert looks
    assert not context.background.busy


def test_the_button_says_that_the_vault_is_being_opened(screen: UnlockScreen) -> None:
    page = screen.open_page
    page.wait(True)
    meanwhile = [each.text() for each in page.findChildren(Button)]
    page.wait(False)
    after = [each.text() for each in page.findChildren(Button)]

    assert "Opening..." in meanwhile
    assert "Opening..." not in after


def _with_an_older_database(folder: Path) -> None:
    """A folder whose vault.db was put back from before the last thing that was noted."""
    shutil.copy(folder / "vault.db", folder / "older")
    with open_vault(folder, passphrase=bytearray(PASSPHRASE.encode())) as wallet:
        wallet.vault.worker.put(Worker("样例骑手"))
    (folder / "older").replace(folder / "vault.db")


def test_a_vault_that_lost_entries_can_be_looked_at_or_gone_on_with(
    screen: UnlockScreen, context: ShellContext, qtbot: QtBot, vault: tuple[Path, str]
) -> None:
    _with_an_older_database(vault[0])
    page = screen.open_page
    page.folder.set_folder(vault[0])
    offered_before = page._without_lost.isVisibleTo(page)
    page.passphrase.line.setText(PASSPHRASE)
    page.ask()
    qtbot.waitUntil(lambda: page._without_lost.isVisibleTo(page) and page.isEnabled())
    page._without_lost.setChecked(True)
    page.passphrase.line.setText(PASSPHRASE)
    with qtbot.waitSignal(context.wallet_changed):
        page.ask()

    assert not offered_before
    assert not context.opened.vault.read_only
    assert list(context.opened.vault.log.entries())[-1].kind == "head.accepted"


def test_to_accept_a_loss_is_offered_for_that_folder_only(
    screen: UnlockScreen, qtbot: QtBot, vault: tuple[Path, str], tmp_path: Path
) -> None:
    page = screen.open_page
    page.folder.set_folder(vault[0])
    page.offer_to_go_on()
    page._without_lost.setChecked(True)
    page.folder.set_folder(tmp_path)

    assert not page.accepts_loss
    assert not page.for_reading
