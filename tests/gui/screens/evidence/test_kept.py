"""What a person chose for the evidence outlives the lock, the window and half a second of haste."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from gigwallet.app.bundles import keep_arrangement
from gigwallet.app.bundles.keep_arrangement import Arranged
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.gui.screens.evidence.screen import EvidenceScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.window import MainWindow
from tests.gui.conftest import PASSPHRASE, visited
from tests.gui.screens.evidence.shown import add, png


@pytest.fixture
def screen(window: MainWindow, context: ShellContext, wallet: Wallet) -> EvidenceScreen:
    """In the real window, with two pictures on the board."""
    with wallet.vault.transaction():
        for n in range(2):
            add(wallet, f"shot-{n}.png", png(90 * n))
    context.unlock(wallet)
    made = visited(window, context, "evidence")
    assert isinstance(made, EvidenceScreen)
    return made


def _again(closed: Wallet) -> tuple[Arranged, int]:
    """As a person finds it who opens the vault the next day, and how many cases there are."""
    secret = bytearray(PASSPHRASE.encode())
    with open_vault(closed.vault.folder, passphrase=secret, around=closed.around) as wallet:
        engagement = wallet.vault.engagements.all()[0].id
        found = keep_arrangement.arranged(wallet, engagement, language="en")
        return found, len(wallet.vault.cases.all())


def _lock(window: MainWindow, context: ShellContext, qtbot: QtBot) -> None:
    with qtbot.waitSignal(context.locked, timeout=60_000):
        context.lock()


def _close(window: MainWindow, context: ShellContext, qtbot: QtBot) -> None:
    window.close()


@pytest.mark.parametrize("end", [_lock, _close], ids=["locked", "closed"])
def test_an_edit_of_this_very_moment_is_kept_when_the_vault_closes(
    screen: EvidenceScreen,
    window: MainWindow,
    context: ShellContext,
    wallet: Wallet,
    qtbot: QtBot,
    end: Callable[[MainWindow, ShellContext, QtBot], None],
) -> None:
    board, builder = screen.board, screen.builder
    board.list.select_first()
    QTest.keyClick(board.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    builder.choices.metadata.click()
    builder.form.chosen.emit("us_exhibits")
    builder.letter.chosen.emit("cn/service_address")
    QTest.keyClicks(builder.more.case_number, "2026-17")
    board.pane.findChildren(QLineEdit)[0].setText("聊天记录")  # and Enter was not pressed yet
    end(window, context, qtbot)

    again, _cases = _again(wallet)
    assert [each.name for each in again.draft.items] == ["shot-1.png", "shot-0.png"]
    assert again.draft.items[1].title == "聊天记录"
    assert again.draft.case_number == "2026-17"
    assert again.draft.choices.keep_metadata
    assert again.draft.profile == "us_exhibits"
    assert again.letter is not None
    assert again.letter.letter == "cn/service_address"


def test_what_is_typed_on_the_board_counts_as_said_and_is_kept_once(
    screen: EvidenceScreen, window: MainWindow, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    """Also where it was being kept when the vault closed, and nobody heard that it was."""
    rows = screen.board.list
    screen.builder.choices.metadata.click()
    screen.making.keep_now()
    rows.select_first()
    QTest.keyClick(rows, Qt.Key.Key_Return)
    (line,) = rows.viewport().findChildren(QLineEdit)
    line.setText("证明站长的承诺")
    _lock(window, context, qtbot)

    again, cases = _again(wallet)
    assert again.draft.items[0].purpose == "证明站长的承诺"
    assert again.draft.choices.keep_metadata
    assert cases == 1


def test_a_vault_that_can_keep_no_more_is_closed_all_the_same(
    screen: EvidenceScreen,
    window: MainWindow,
    context: ShellContext,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_given: object) -> None:
        raise GigWalletError("disk_full")

    monkeypatch.setattr(keep_arrangement, "keep", full)
    screen.builder.choices.metadata.click()
    with qtbot.waitSignal(context.noticed, timeout=60_000) as told:
        _lock(window, context, qtbot)

    assert "disk is full" in told.args[0]
    assert window.open_screen == "unlock"


def test_the_filter_is_the_one_that_was_left(
    screen: EvidenceScreen, window: MainWindow, context: ShellContext
) -> None:
    screen.board.filter.choose("in")
    screen.board.filter.chosen.emit("in")
    settle(context)
    window.forget_screens()
    again = visited(window, context, "evidence")

    assert isinstance(again, EvidenceScreen)
    assert again.board.filter.choice() == "in"


def test_what_is_edited_while_the_vault_is_asked_anew_stays(
    screen: EvidenceScreen, context: ShellContext
) -> None:
    """As when an import ends while somebody works on the board."""
    screen.refresh(frozenset({"exhibits"}))
    assert screen.making.draft is not None
    screen.making.edit(tuple(replace(each, included=False) for each in screen.making.draft.items))
    settle(context)

    assert screen.making.draft is not None
    assert [each.included for each in screen.making.draft.items] == [False, False]
