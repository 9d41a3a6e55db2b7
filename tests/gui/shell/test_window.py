"""The window: keyboard, languages, dropped files, locking, and who is asked again when."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.gui.errors import CrashDialog
from gigwallet.gui.shell import Screen, ScreenWidget, ShellContext
from gigwallet.gui.shell.window import MainWindow
from gigwallet.gui.widgets import Label
from tests.cheap_keys import CHEAP
from tests.gui.conftest import PASSPHRASE

NAME_OF_A_PERSON = "王小明"


class _Page(ScreenWidget):
    """Writes down what the shell asks of it."""

    shows: ClassVar[frozenset[str]] = frozenset({"trips"})

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self.calls: list[object] = []
        self.field = QLineEdit(self)
        self.body.addWidget(self.field)

    def retranslate(self) -> None:
        self.calls.append(("retranslate", self.context.language))

    def refresh(self, changed: frozenset[str]) -> None:
        self.calls.append(("refresh", changed))

    def open(self, **arguments: object) -> None:
        self.calls.append(("open", arguments))


def _screens() -> list[Screen]:
    def title(name: str) -> Callable[[], str]:
        return lambda: name

    listed = [
        Screen(name, title(name), "sun", order, _Page)
        for order, name in enumerate(("today", "inbox", "trips"), start=1)
    ]
    locked = Screen(
        "unlock", title("unlock"), "lock", 0, _Page, in_sidebar=False, needs_vault=False
    )
    return [locked, *listed]


@pytest.fixture
def window(context: ShellContext, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(context, _screens())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def _page(window: MainWindow, name: str) -> _Page:
    page = window.widget_of(name)
    assert isinstance(page, _Page)
    return page


def test_the_title_names_the_program_and_nobody(
    window: MainWindow, context: ShellContext, wallet: Wallet
) -> None:
    context.unlock(wallet)
    context.notify(NAME_OF_A_PERSON)

    assert window.windowTitle() == "GigWallet"


def test_a_demo_vault_says_all_the_time_that_it_is_invented(
    window: MainWindow, context: ShellContext, tmp_path: Path
) -> None:
    made = create_vault(tmp_path / "demo", bytearray(PASSPHRASE.encode()), specimen=True, kdf=CHEAP)
    context.unlock(made.wallet)
    words = [label.text() for label in window.sidebar.findChildren(Label) if label.isVisible()]

    assert "Demo: all data are invented" in words


def test_a_header_taken_from_its_copy_is_said_after_opening(
    window: MainWindow, context: ShellContext, wallet: Wallet
) -> None:
    folder = wallet.vault.folder
    wallet.close()
    (folder / "vault.gwh").write_bytes(b"torn")
    context.unlock(open_vault(folder, passphrase=bytearray(PASSPHRASE.encode())))

    assert window.notice.isVisible()
    assert "vault.gwh.bak" in window.notice.sentence
    spoken = window.notice.sentence
    context.set_language("zh")
    assert window.notice.sentence != spoken
    assert "vault.gwh.bak" in window.notice.sentence
    assert "This" not in window.notice.sentence


def test_nothing_but_unlocking_is_reached_while_no_vault_is_open(
    window: MainWindow, context: ShellContext
) -> None:
    context.navigate("trips")

    assert window.open_screen == "unlock"
    assert window.sidebar.isHidden()


def test_a_screen_is_made_worded_filled_and_opened_in_this_order(
    window: MainWindow, context: ShellContext, wallet: Wallet
) -> None:
    context.unlock(wallet)
    context.navigate("trips", fact="42")

    assert _page(window, "trips").calls == [
        ("retranslate", "en"),
        ("refresh", frozenset({"trips"})),
        ("open", {"fact": "42"}),
    ]


def test_only_screens_that_show_what_changed_ask_again(
    window: MainWindow, context: ShellContext, wallet: Wallet
) -> None:
    context.unlock(wallet)
    page = _page(window, "today")
    page.calls.clear()

    context.tell_changed(frozenset({"payouts"}))
    context.tell_changed(frozenset({"trips", "payouts"}))

    assert page.calls == [("refresh", frozenset({"trips"}))]


def test_a_screen_out_of_sight_asks_again_at_its_next_visit(
    window: MainWindow, context: ShellContext, wallet: Wallet
) -> None:
    context.unlock(wallet)
    context.navigate("trips")
    context.navigate("today")
    page = _page(window, "trips")
    page.calls.clear()
    context.tell_changed(frozenset({"trips"}))
    before = list(page.calls)
    context.navigate("trips")

    assert before == []
    assert page.calls == [("refresh", frozenset({"trips"})), ("open", {})]


def test_the_language_changes_on_every_screen_at_run_time(
    window: MainWindow, context: ShellContext, wallet: Wallet
) -> None:
    context.unlock(wallet)
    context.navigate("trips")
    context.set_language("zh")

    assert ("retranslate", "zh") in _page(window, "trips").calls
    assert ("retranslate", "zh") in _page(window, "today").calls


def test_screens_are_reached_by_keyboard(
    window: MainWindow, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    third = window.open_screen
    qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)

    assert third == "trips"
    assert _page(window, "inbox").calls[-1] == ("open", {"choose": True})


def test_the_pressed_button_of_the_sidebar_is_the_open_screen(
    window: MainWindow, context: ShellContext, wallet: Wallet
) -> None:
    context.unlock(wallet)
    context.navigate("inbox")

    pressed = [
        name for name in ("today", "inbox", "trips") if window.sidebar.button(name).isChecked()
    ]
    assert pressed == ["inbox"]


def _drop(window: MainWindow, path: Path) -> None:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            content,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_files_dropped_anywhere_go_to_the_inbox(
    window: MainWindow, context: ShellContext, wallet: Wallet, tmp_path: Path
) -> None:
    context.unlock(wallet)
    _drop(window, tmp_path / "bill.csv")

    assert window.open_screen == "inbox"
    assert _page(window, "inbox").calls[-1] == ("open", {"files": [tmp_path / "bill.csv"]})


def test_files_dropped_on_a_locked_window_are_not_taken(window: MainWindow, tmp_path: Path) -> None:
    _drop(window, tmp_path / "bill.csv")

    assert window.open_screen == "unlock"
    assert "vault" in window.notice.sentence


def test_locking_drops_the_screens_and_closes_the_vault(
    window: MainWindow, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    context.navigate("trips")
    page = _page(window, "trips")
    with qtbot.waitSignal(page.destroyed):
        context.lock()
    qtbot.waitUntil(lambda: not context.background.busy)

    assert window.open_screen == "unlock"
    assert context.wallet is None
    with pytest.raises(RuntimeError):
        _ = context.opened


def test_work_that_ends_after_locking_reaches_nobody(
    window: MainWindow, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    go_on = threading.Event()
    told: list[object] = []
    context.run(lambda _job: go_on.wait(5), told.append)
    context.lock()
    go_on.set()
    qtbot.waitUntil(lambda: not context.background.busy)

    assert told == []


def test_a_refusal_becomes_a_notice_and_a_bug_a_report(
    window: MainWindow, context: ShellContext, qtbot: QtBot
) -> None:
    def refuse(_job: object) -> None:
        raise GigWalletError("vault_in_use", name="x")

    def break_down(_job: object) -> None:
        raise KeyError(NAME_OF_A_PERSON)

    with qtbot.waitSignal(context.run(refuse).ended):
        pass
    sentence = window.notice.sentence
    with qtbot.waitSignal(context.run(break_down).ended):
        pass
    [dialog] = window.findChildren(CrashDialog)

    assert sentence not in ("", "vault_in_use")
    assert NAME_OF_A_PERSON not in dialog.report.toPlainText()
    dialog.close()


def test_an_outcome_that_names_what_changed_refreshes_before_it_is_shown(
    window: MainWindow, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    page = _page(window, "today")
    page.calls.clear()
    ticket = context.run(
        lambda _job: "outcome", page.calls.append, changes=frozenset({"trips", "shifts"})
    )
    with qtbot.waitSignal(ticket.ended):
        pass

    assert page.calls == [("refresh", frozenset({"trips"})), "outcome"]


def test_an_untouched_window_locks_its_vault(
    window: MainWindow, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    with qtbot.waitSignal(window.idle.idle):
        window.idle.set_interval(20)

    assert context.wallet is None


def test_a_window_that_works_or_is_touched_stays_open(
    window: MainWindow, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    go_on = threading.Event()
    ticket = context.run(lambda _job: go_on.wait(10))
    window.idle.set_interval(20)
    for _key in range(10):
        with qtbot.waitSignal(window.idle._timer.timeout):
            pass
    still_open = context.wallet is not None
    window.idle.set_interval(0)
    go_on.set()
    with qtbot.waitSignal(ticket.ended):
        pass

    assert still_open


def test_a_key_begins_the_count_anew(window: MainWindow, qtbot: QtBot) -> None:
    window.idle.set_interval(100_000)
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(window.idle.touched):
        QApplication.sendEvent(window.windowHandle(), event)
