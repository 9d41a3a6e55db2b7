"""Today: a shift is started, paused and ended; hours, gaps and the shortfall are shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gigwallet.app.records import keep_shift
from gigwallet.app.wallet import Wallet
from gigwallet.domain.shift import ShiftState
from gigwallet.gui.screens.today.screen import TodayScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button, FigureCard, Pill
from tests.gui.conftest import Hand, shown_alone


@pytest.fixture
def today(context: ShellContext, wallet: Wallet, qtbot: QtBot) -> Iterator[TodayScreen]:
    context.unlock(wallet)
    made = shown_alone(TodayScreen(context), context, qtbot)
    yield made
    settle(context)


def _press(today: TodayScreen, context: ShellContext, text: str) -> None:
    [button] = [each for each in today.findChildren(Button) if each.text() == text]
    button.click()
    settle(context)


def _figures(today: TodayScreen) -> dict[str, str]:
    named = [card.accessibleName().split(": ", 1) for card in today.findChildren(FigureCard)]
    return {label: figure for label, figure in named}


def test_a_shift_is_started_paused_and_ended_and_its_hours_are_counted(
    today: TodayScreen, context: ShellContext, wallet: Wallet, hand: Hand
) -> None:
    _press(today, context, "Start a shift")
    hand.pass_by(timedelta(hours=2))
    _press(today, context, "Pause")
    hand.pass_by(timedelta(minutes=30))
    _press(today, context, "Go on")
    hand.pass_by(timedelta(hours=1, minutes=15))
    _press(today, context, "End the shift")

    spans = [(each.fact.state, each.fact.ended_at is None) for each in wallet.vault.shifts.all()]
    assert sorted(spans) == [
        (ShiftState.BREAK, False),
        (ShiftState.WORKED, False),
        (ShiftState.WORKED, False),
    ]
    assert _figures(today)["Logged in today"] == "3 h 15 min"
    assert _figures(today)["Engaged today"] == "0 h 00 min"


def test_a_shift_that_ran_when_the_program_died_still_runs(
    today: TodayScreen, context: ShellContext, wallet: Wallet, hand: Hand
) -> None:
    [known] = wallet.vault.engagements.all()
    keep_shift.start(wallet, known.id)
    hand.pass_by(timedelta(minutes=42))
    today.refresh(frozenset({"shifts"}))
    settle(context)

    assert [pill.accessibleName() for pill in today.findChildren(Pill)] == ["On shift"]
    assert any("0 h 42 min" in label.text() for label in today.findChildren(QLabel))
    assert any("17:30" in label.text() for label in today.findChildren(QLabel))


def test_what_is_missing_is_listed_with_the_way_to_add_it(
    today: TodayScreen, context: ShellContext
) -> None:
    went: list[str] = []
    context.navigated.connect(lambda screen, _arguments: went.append(screen))
    adding = [each for each in today.findChildren(Button) if each.text() == "Add"]
    for each in adding:
        each.click()

    assert went == ["inbox", "pay_rules", "inbox", "inbox"]
    assert all(each.accessibleDescription() for each in adding)


def test_the_shortfall_opens_the_pay_check(today: TodayScreen, context: ShellContext) -> None:
    went: list[str] = []
    context.navigated.connect(lambda screen, _arguments: went.append(screen))
    for card in today.findChildren(FigureCard):
        card.clicked.emit()

    assert set(went) == {"pay_check"}


def test_the_whole_page_speaks_the_other_language(
    today: TodayScreen, context: ShellContext
) -> None:
    context.set_language("zh")
    today.retranslate()

    assert today.header.title
    assert "2025" in today.header.findChildren(QLabel)[1].text()
