"""Locking in the middle of anything: work, a question, a vault that is being opened or made."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from gigwallet.app.intake import import_files
from gigwallet.app.vaults.check_vault import check_vault
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Cancelled
from gigwallet.gui import start
from gigwallet.gui.background import Lane
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.window import MainWindow
from gigwallet.gui.theme import ThemeChoice
from tests.cheap_keys import CHEAP
from tests.gui.conftest import PASSPHRASE
from tests.gui.shell.test_window import _screens


@pytest.fixture
def window(context: ShellContext, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(context, _screens())
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def _secret() -> bytearray:
    return bytearray(PASSPHRASE.encode())


def _wiped(wallet: Wallet) -> bool:
    return not any(wallet.vault._opened.keys._master._bytes)


def test_a_lock_ends_what_runs_in_another_process_and_closes_the_vault(
    window: MainWindow, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    ended: list[BaseException] = []

    def work(_job: object) -> None:
        try:
            wallet.isolation.run(time.sleep, 600, seconds=600)
        except BaseException as end:
            ended.append(end)
            raise

    context.run(work)
    qtbot.waitUntil(lambda: bool(wallet.around.isolation._running))  # type: ignore[attr-defined]  # the real one
    with qtbot.waitSignal(context.locked, timeout=10_000):
        context.lock()

    assert [type(each) for each in ended] == [Cancelled]
    assert _wiped(wallet)
    with pytest.raises(Cancelled):
        wallet.isolation.run(time.sleep, 0)


@pytest.mark.parametrize("lane", [Lane.VAULT, Lane.CPU])
def test_a_lock_in_the_middle_of_an_import_keeps_what_was_stored_and_writes_the_head(
    window: MainWindow,
    context: ShellContext,
    wallet: Wallet,
    qtbot: QtBot,
    tmp_path: Path,
    lane: Lane,
) -> None:
    context.unlock(wallet)
    for number in range(60):
        Image.effect_noise((60, 90), 90).convert("RGB").save(tmp_path / f"{number}.png")
    stored: list[str] = []

    def work(job: object) -> None:
        for path in sorted(tmp_path.glob("*.png")):
            import_files.import_files(wallet, [path], job)  # type: ignore[arg-type]  # a Job
            stored.append(path.name)

    context.run(work, lane=lane)
    qtbot.waitUntil(lambda: len(stored) >= 3, timeout=30_000)
    with qtbot.waitSignal(context.locked, timeout=20_000):
        context.lock()
    qtbot.waitUntil(lambda: not context.background.busy)
    acknowledged = set(stored)
    report = check_vault(wallet.vault.folder, passphrase=_secret())
    with open_vault(wallet.vault.folder, passphrase=_secret()) as again:
        there = {each.exhibit.name for each in again.vault.exhibits.all()}
        unanchored = again.vault.log.size - again.vault.log_head.size

    assert len(acknowledged) < 60
    assert acknowledged <= there
    assert report.grade == "sound"
    assert unanchored == 0
    assert _wiped(wallet)


def test_no_question_stays_open_over_a_locked_vault(
    window: MainWindow, context: ShellContext, wallet: Wallet
) -> None:
    context.unlock(wallet)
    left: list[str] = []

    def lock() -> None:
        context.lock()
        left.extend(_visible(window))

    QTimer.singleShot(0, lock)
    agreed = context.confirm("Remove what 王小明 typed?", "It is gone then.", "Remove")

    assert not agreed
    assert left == []
    assert context.wallet is None


@pytest.mark.parametrize("ask", ["choose_files", "choose_folder", "choose_target", "ask_secret"])
def test_every_kind_of_question_is_taken_back_unanswered(
    window: MainWindow, context: ShellContext, wallet: Wallet, ask: str
) -> None:
    context.unlock(wallet)
    QTimer.singleShot(0, context.lock)
    arguments = {"choose_target": ("Where?", "王小明.pdf"), "ask_secret": ("Zip?", "", "Open")}
    answer = getattr(context, ask)(*arguments.get(ask, ("Which?",)))

    assert not answer
    assert _visible(window) == []
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog)]


def test_help_reports_and_lists_that_hang_open_are_closed(
    window: MainWindow, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    window.show_help()
    window.show_crash(KeyError("x"))
    combo = QComboBox(window)
    combo.addItems(["王小明", "someone"])
    combo.show()
    combo.showPopup()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    context.lock()

    assert _visible(window) == []


def test_nothing_of_a_notice_is_left_in_the_window(
    window: MainWindow, context: ShellContext, wallet: Wallet
) -> None:
    context.unlock(wallet)
    context.notify("Saved: 王小明.pdf")
    context.lock()

    assert window.notice.sentence == ""
    assert window.notice.accessibleName() == ""
    assert not window.notice.isVisible()


def test_an_open_question_is_no_reason_to_leave_the_vault_open(
    window: MainWindow, context: ShellContext, wallet: Wallet
) -> None:
    context.unlock(wallet)
    window.idle.set_interval(30)
    agreed = context.confirm("Still there?", "", "Yes")

    assert not agreed
    assert context.wallet is None


def test_who_types_in_a_question_is_not_away(
    window: MainWindow, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    window.idle.set_interval(100_000)
    touched: list[bool] = []
    window.idle.touched.connect(lambda: touched.append(True))

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isActiveWindow():
            QTimer.singleShot(10, press)  # nobody types into a question that is not there yet
            return
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)
        dialog.close()

    QTimer.singleShot(0, press)
    context.confirm("Really?", "", "Yes")

    assert touched


def test_an_untouched_window_locks_soon_after_its_work_has_ended(
    window: MainWindow, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    looked: list[bool] = []
    window.idle._busy = lambda: len(looked) < 3 and not looked.append(True)  # type: ignore[func-returns-value]
    with qtbot.waitSignal(window.idle.idle, timeout=5_000):
        window.idle.set_interval(20)

    assert len(looked) == 3


def test_a_vault_that_was_being_opened_when_the_window_was_locked_is_closed_again(
    window: MainWindow, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    folder = wallet.vault.folder
    wallet.close()
    opened: list[Wallet] = []
    entered: list[object] = []
    done = threading.Event()

    def work(_job: object) -> Wallet:
        opened.append(open_vault(folder, passphrase=_secret()))
        done.set()
        return opened[0]

    context.run(work, entered.append, unclaimed=lambda late: late.close())
    assert done.wait(20)  # and nothing was delivered meanwhile: this thread did nothing else
    context.lock()
    qtbot.waitUntil(lambda: _wiped(opened[0]))

    assert entered == []
    with open_vault(folder, passphrase=_secret()) as again:
        assert not again.vault.read_only


def test_the_real_unlock_screen_gives_a_late_vault_back(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    create_vault(tmp_path / "vault", _secret(), kdf=CHEAP).wallet.close()
    window, context = start.build("en", ThemeChoice.LIGHT)
    qtbot.addWidget(window)
    window.show()
    context.navigate("unlock", folder=tmp_path / "vault")
    page = window.widget_of("unlock").open_page  # type: ignore[attr-defined]  # UnlockScreen
    page.passphrase.line.setText(PASSPHRASE)
    page.ask()
    context.lock()
    settle(context)
    unlocked = context.wallet
    again = window.widget_of("unlock").open_page  # type: ignore[attr-defined]  # as above
    usable = again.isEnabled()
    with open_vault(tmp_path / "vault", passphrase=_secret()) as wallet:
        read_only = wallet.vault.read_only
    window.close()

    assert unlocked is None
    assert usable
    assert not read_only


def test_a_code_that_nobody_wrote_down_does_not_stay_on_the_screen(
    window: MainWindow, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    context.hold(wallet)
    before = window.widget_of("unlock")
    with qtbot.waitSignal(context.locked):
        context.lock()

    assert window.widget_of("unlock") is not before
    assert "code" in window.notice.sentence
    assert _wiped(wallet)


def _visible(window: MainWindow) -> list[str]:
    return [
        type(each).__name__
        for each in QApplication.topLevelWidgets()
        if each is not window and each.isVisible()
    ]
