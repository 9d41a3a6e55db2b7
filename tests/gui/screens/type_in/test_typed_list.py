"""What was typed stands below the choices, and a mistake can be taken back there."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from gigwallet.app.records.add_record import add_tally
from gigwallet.app.records.keep_engagement import engagements
from gigwallet.app.records.typed_records import typed_records
from gigwallet.app.wallet import Wallet
from gigwallet.domain.period import Period
from gigwallet.domain.tally import Tally
from gigwallet.gui.screens.type_in.screen import TypeInScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button


def test_a_mistake_is_listed_and_removed_after_a_question(
    context: ShellContext, wallet: Wallet, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    [work] = engagements(wallet)
    july = Period(date(2025, 7, 1), date(2025, 7, 31))
    add_tally(wallet, work.id, Tally("meituan", july, orders=9220))
    context.unlock(wallet)
    screen = TypeInScreen(context)
    qtbot.addWidget(screen)
    screen.retranslate()
    screen.refresh(screen.shows)
    settle(context)
    [button] = screen.typed.findChildren(Button)
    assert "9,220" in button.accessibleName()

    answers = iter((False, True))
    monkeypatch.setattr(ShellContext, "confirm", lambda *_a, **_k: next(answers))
    button.click()
    settle(context)
    assert len(typed_records(wallet)) == 1
    button.click()
    settle(context)

    assert typed_records(wallet) == []
