"""Which pay is for which orders: proposed, accepted, split, joined, undone; the rest stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.pay import decide_pay
from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.pay.tell_pairs import Pair, Side
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.pay_decision import Pairing
from gigwallet.gui.screens.pairing.screen import PairingScreen
from gigwallet.gui.screens.pairing.table import EVERY, LOOK, ORDERS, PAY, YOURS
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Label
from tests.cheap_keys import CHEAP
from tests.gui.conftest import PASSPHRASE, RIDER, Hand, shown_alone
from tests.kept_workers import surroundings

TRIPS = (
    "engagement,ref,status,accepted_at,completed_at,offered,currency\n"
    "甲,A1,completed,2025-08-03 12:00,2025-08-03 12:25,8.00,CNY\n"
    "甲,A2,completed,2025-08-03 13:00,2025-08-03 13:25,8.00,CNY\n"
    "甲,A3,completed,2025-08-04 18:00,2025-08-04 18:25,9.00,CNY\n"
    "甲,A4,cancelled_worker,2025-08-04 19:00,,9.00,CNY\n"
)
LINES = (
    "engagement,trip_ref,category,amount,currency,occurred_at\n"
    "甲,A1,base,6.50,CNY,2025-08-03 12:25\n"
    "甲,A2,base,8.00,CNY,2025-08-03 13:25\n"
    "甲,,incentive,30.00,CNY,2025-08-05 09:00\n"
)


@pytest.fixture
def wallet(tmp_path: Path, hand: Hand) -> Iterator[Wallet]:
    """Two orders whose pay names them, one without pay, one bonus that is for none of them."""
    passphrase = bytearray(PASSPHRASE.encode())
    around = surroundings(hand)
    made = create_vault(tmp_path / "vault", passphrase, kdf=CHEAP, around=around).wallet
    add_engagement(made, RIDER, "甲")
    files = [tmp_path / "trips.csv", tmp_path / "pay_lines.csv"]
    for file, text in zip(files, (TRIPS, LINES), strict=True):
        file.write_text(text)
    outcome = import_files(made, files, Job())
    assert [(each.error, each.rejected) for each in outcome.files] == [(None, ())] * 2
    yield made
    made.close()


@pytest.fixture
def screen(context: ShellContext, wallet: Wallet, qtbot: QtBot) -> Iterator[PairingScreen]:
    context.unlock(wallet)
    made = shown_alone(PairingScreen(context), context, qtbot)
    made.open()
    settle(context)
    yield made
    settle(context)


def show(screen: PairingScreen, which: str) -> list[Pair]:
    screen.table.which.choose(which)
    screen.table.narrow()
    return screen.table.shown_rows()


def choose(screen: PairingScreen, *wanted: Pair) -> None:
    """As with Ctrl and clicks."""
    rows = screen.table.shown_rows()
    view = screen.table.view
    view.selectionModel().clearSelection()
    for pair in wanted:
        index = view.model().index(rows.index(pair), 0)
        flags = QItemSelectionModel.SelectionFlag
        view.selectionModel().select(index, flags.Select | flags.Rows)


def refs(pairs: list[Pair], side: Side) -> list[list[str]]:
    return [[trip.fact.ref for trip in each.trips] for each in pairs if each.side is side]


def amounts(wallet: Wallet) -> dict[str, list[str]]:
    """What the pay check joins to each order."""
    trips = {each.id: each.fact.ref for each in wallet.vault.trips.all()}
    lines = {each.id: str(each.fact.amount) for each in wallet.vault.pay_lines.all()}
    return {
        "+".join(sorted(trips[trip] for trip in each.trips)): sorted(
            lines[line] for line in each.pay_lines
        )
        for each in reconcile_pay(wallet).matches
    }


def test_what_is_proposed_is_shown_with_how_sure_it_is_and_the_residue_stays_in_sight(
    screen: PairingScreen,
) -> None:
    every, look = show(screen, EVERY), show(screen, LOOK)

    assert refs(every, Side.PROPOSED) == [["A1"], ["A2"]]
    assert refs(every, Side.ORDER) == [["A3"]]
    assert [str(each.sums[0]) for each in every if each.side is Side.PAY] == ["30.00"]
    assert [each.side for each in look] == [Side.ORDER, Side.PAY]
    below = [label.text() for label in screen.header.findChildren(Label)]
    assert any(
        "Orders without pay: 1. Pay without an order: 1 (¥30.00)." in words for words in below
    )


def test_an_order_and_a_line_of_different_rows_are_joined_and_the_next_check_keeps_it(
    screen: PairingScreen, context: ShellContext, wallet: Wallet
) -> None:
    order, pay = show(screen, LOOK)
    choose(screen, order, pay)
    screen.pane.join.click()
    settle(context)

    assert amounts(wallet) == {"A1": ["6.50"], "A2": ["8.00"], "A3": ["30.00"]}
    assert show(screen, LOOK) == []
    assert refs(show(screen, YOURS), Side.SAID) == [["A3"]]


def test_a_proposal_is_accepted_and_becomes_the_persons_own(
    screen: PairingScreen, context: ShellContext, wallet: Wallet
) -> None:
    first = show(screen, EVERY)[0]
    choose(screen, first)
    screen.pane.join.click()
    settle(context)

    [said] = decide_pay.pairings(wallet)
    assert (said.trips, said.pay_lines, said.pairing) == (*first.facts, Pairing.JOINED)
    assert refs(show(screen, YOURS), Side.SAID) == [["A1"]]


def test_a_pair_is_split_by_taking_out_what_does_not_belong(
    screen: PairingScreen, context: ShellContext, wallet: Wallet
) -> None:
    choose(screen, *[each for each in show(screen, EVERY) if each.side is Side.PROPOSED])
    screen.pane.join.click()
    settle(context)
    together = amounts(wallet)
    [both] = show(screen, YOURS)
    choose(screen, both)
    for box in screen.pane.boxes():
        said = box.accessibleName()
        box.setChecked("A1" in said or "6.50" in said)
    screen.pane.join.click()
    settle(context)

    assert together == {"A1+A2": ["6.50", "8.00"]}
    assert amounts(wallet) == {"A1": ["6.50"], "A2": ["8.00"]}
    assert refs(show(screen, YOURS), Side.SAID) == [["A1"]]


def test_what_is_put_apart_is_never_joined_again_and_stays_without_pay(
    screen: PairingScreen, context: ShellContext, wallet: Wallet
) -> None:
    choose(screen, show(screen, EVERY)[0])
    screen.pane.part.click()
    settle(context)

    assert amounts(wallet) == {"A2": ["8.00"]}
    assert ["A1"] in refs(show(screen, ORDERS), Side.ORDER)
    assert len(show(screen, PAY)) == 2
    assert refs(show(screen, YOURS), Side.APART) == [["A1"]]


def test_what_was_said_is_undone_step_by_step_and_can_be_left_to_the_program(
    screen: PairingScreen, context: ShellContext, wallet: Wallet
) -> None:
    proposed = amounts(wallet)
    choose(screen, show(screen, EVERY)[0])
    screen.pane.part.click()
    settle(context)
    choose(screen, *show(screen, YOURS))
    screen.pane.open.click()
    settle(context)
    left_open = amounts(wallet)
    screen.undo.click()
    settle(context)
    apart_again = amounts(wallet)
    screen.undo.click()
    settle(context)

    assert left_open == proposed
    assert apart_again == {"A2": ["8.00"]}
    assert amounts(wallet) == proposed
    assert not screen.undo.isEnabled()


def test_a_pair_is_made_and_undone_by_keyboard_alone(
    screen: PairingScreen, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    show(screen, LOOK)
    screen.table.focus_rows()
    view = screen.table.view
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(context)
    made = amounts(wallet)
    QTest.keyClick(screen.table.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(context)

    assert made["A3"] == ["30.00"]
    assert "A3" not in amounts(wallet)


def test_one_side_alone_cannot_be_joined_and_the_page_says_what_is_lacking(
    screen: PairingScreen, wallet: Wallet
) -> None:
    order, _pay = show(screen, LOOK)
    choose(screen, order)

    assert not screen.pane.join.isEnabled()
    assert "Choose an order and a line" in screen.pane._advice.text()
    assert decide_pay.pairings(wallet) == []
