"""From one client's vault to another: by keyboard, and without a list of clients anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gigwallet.app import keep_settings
from gigwallet.app.records.keep_worker import put_worker
from gigwallet.app.vaults import known_vaults
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.domain.worker import Worker
from gigwallet.gui import start
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.switcher import Switcher
from gigwallet.gui.shell.window import MainWindow
from gigwallet.gui.theme import ThemeChoice
from gigwallet.gui.widgets import Label
from tests.cheap_keys import CHEAP
from tests.gui.conftest import PASSPHRASE

_SWITCH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
CLIENTS = {"2025-041": "王小明", "2025-057": "Ana Silva", "2025-063": ""}


@pytest.fixture
def vaults(tmp_path: Path) -> dict[str, Path]:
    """Three clients' vaults in the home folder; HOME is the test's own."""
    home = Path.home() / "GigWallet"
    for sign, name in CLIENTS.items():
        made = create_vault(home / sign, bytearray(PASSPHRASE.encode()), kdf=CHEAP).wallet
        put_worker(made, Worker(name=name))
        made.close()
    return {sign: home / sign for sign in CLIENTS}


@pytest.fixture
def shell(
    vaults: dict[str, Path], qapp: QApplication, qtbot: QtBot
) -> Iterator[tuple[MainWindow, ShellContext]]:
    window, context = start.build("en", ThemeChoice.LIGHT)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window, context
    window.close()


def _enter(context: ShellContext, folder: Path) -> None:
    context.unlock(open_vault(folder, passphrase=bytearray(PASSPHRASE.encode())))
    settle(context)


def _ask(window: MainWindow, context: ShellContext) -> Switcher:
    window.activateWindow()
    settle(context)
    QTest.keyClick(window, Qt.Key.Key_O, _SWITCH)
    settle(context)
    [found] = [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, Switcher) and each.isVisible()
    ]
    return found


def _names(dialog: Switcher) -> list[str]:
    rows = (dialog.list.item(row) for row in range(dialog.list.count()))
    return [str(row.data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows]


def test_another_vault_is_reached_by_keyboard_alone(
    shell: tuple[MainWindow, ShellContext], vaults: dict[str, Path], qtbot: QtBot
) -> None:
    window, context = shell
    _enter(context, vaults["2025-041"])
    first = context.opened
    dialog = _ask(window, context)
    QTest.keyClicks(dialog.filter, "57")
    left = dialog.shown()
    with qtbot.waitSignal(context.locked):
        QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    settle(context)
    page = window.widget_of("unlock").open_page  # type: ignore[attr-defined]  # UnlockScreen
    window.activateWindow()  # a desktop does so when a dialog closes; without one nobody does
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    QTest.keyClicks(QApplication.focusWidget(), PASSPHRASE)
    with qtbot.waitSignal(context.wallet_changed, timeout=20_000):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert left == ["2025-057"]
    assert page.folder.folder() == vaults["2025-057"]
    assert not any(first.vault._opened.keys._master._bytes)
    assert context.opened.vault.folder == vaults["2025-057"]


def test_arrows_move_in_the_list_and_the_open_vault_is_not_offered(
    shell: tuple[MainWindow, ShellContext], vaults: dict[str, Path]
) -> None:
    window, context = shell
    _enter(context, vaults["2025-041"])
    dialog = _ask(window, context)
    QTest.keyClick(dialog.filter, Qt.Key.Key_Down)
    chosen: list[Path] = []
    dialog.chosen.connect(chosen.append)
    reachable = {dialog.list.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)}
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert any("open now" in each for each in _names(dialog))
    assert not any("open now" in str(each) for each in reachable)
    assert not dialog.isVisible()
    assert chosen == []
    assert context.wallet is not None


def test_names_are_shown_of_vaults_that_were_open_and_forgotten_at_a_lock(
    shell: tuple[MainWindow, ShellContext], vaults: dict[str, Path], qtbot: QtBot
) -> None:
    window, context = shell
    before = _names(_ask(window, context))
    _enter(context, vaults["2025-041"])
    with qtbot.waitSignal(context.locked):
        context.switch(vaults["2025-057"])
    _enter(context, vaults["2025-057"])
    during = _names(_ask(window, context))
    with qtbot.waitSignal(context.locked):
        context.lock()
    settle(context)
    after = _names(_ask(window, context))

    assert not any(name in text for text in before for name in ("王小明", "Ana Silva"))
    assert [text.split(", ")[1] for text in sorted(during)][:2] == ["王小明", "Ana Silva"]
    assert not any(name in text for text in after for name in ("王小明", "Ana Silva"))
    assert keep_settings.settings().vaults == ()


def test_the_sidebar_says_whose_vault_is_open(
    shell: tuple[MainWindow, ShellContext], vaults: dict[str, Path]
) -> None:
    window, context = shell

    def shown() -> str:
        words = [each.text() for each in window.sidebar.findChildren(Label) if each.isVisible()]
        return " ".join(words)

    _enter(context, vaults["2025-041"])
    named = shown()
    put_worker(context.opened, Worker(name="李四"))
    context.tell_changed(frozenset({"worker"}))
    settle(context)
    renamed = shown()
    context.switch(vaults["2025-063"])
    _enter(context, vaults["2025-063"])

    assert "王小明" in named
    assert "李四" in renamed
    assert "2025-063" in shown()


def test_a_new_vault_is_made_from_the_switcher_in_a_folder_with_a_neutral_name(
    shell: tuple[MainWindow, ShellContext], vaults: dict[str, Path]
) -> None:
    window, context = shell
    _enter(context, vaults["2025-041"])
    dialog = _ask(window, context)
    dialog.new.emit()
    settle(context)
    screen = window.widget_of("unlock")
    page = screen.create_page  # type: ignore[attr-defined]  # UnlockScreen

    assert screen.page is page  # type: ignore[attr-defined]  # as above
    assert page.folder.folder() == Path.home() / "GigWallet" / "vault-1"
    assert context.wallet is None


def test_a_vault_elsewhere_is_remembered_only_when_its_folder_names_nobody(
    shell: tuple[MainWindow, ShellContext], tmp_path: Path, qtbot: QtBot
) -> None:
    window, context = shell
    for folder in (tmp_path / "stick" / "Ana Silva", tmp_path / "stick" / "2025-099"):
        folder.parent.mkdir(exist_ok=True)
        made = create_vault(folder, bytearray(PASSPHRASE.encode()), kdf=CHEAP).wallet
        put_worker(made, Worker(name="Ana Silva"))
        made.close()
        context.switch(folder)
        page = window.widget_of("unlock").open_page  # type: ignore[attr-defined]  # UnlockScreen
        offered = page.remember.isVisible()
        page.remember.setChecked(True)
        page.passphrase.line.setText(PASSPHRASE)
        with qtbot.waitSignal(context.wallet_changed, timeout=20_000):
            page.ask()
        settle(context)
        said = window.notice.sentence
        assert offered
        assert ("sign of your own" in said) is (folder.name == "Ana Silva")

    assert keep_settings.settings().vaults == (str(tmp_path / "stick" / "2025-099"),)
    assert "2025-099" in [each.sign for each in known_vaults.known()]
