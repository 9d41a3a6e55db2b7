"""Without any engagement the first question is for whom one rides; then it goes on by itself."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.domain.ports import Clock
from gigwallet.gui.screens.type_in.screen import TypeInScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from tests.cheap_keys import CHEAP
from tests.kept_workers import surroundings


def test_the_form_that_was_asked_for_follows_the_engagement(
    context: ShellContext, tmp_path: Path, hand: Clock, qtbot: QtBot
) -> None:
    made = create_vault(
        tmp_path / "empty", bytearray(b"long enough"), kdf=CHEAP, around=surroundings(hand)
    )
    with made.wallet as wallet:
        context.unlock(wallet)
        screen = TypeInScreen(context)
        qtbot.addWidget(screen)
        screen.retranslate()
        context.facts_changed.connect(lambda changed: screen.refresh(changed & screen.shows))
        screen.refresh(screen.shows)
        settle(context)
        screen.open(what="tally")
        asked_first = screen.page
        screen.engagement.line("city").setText("武汉")
        screen.engagement.send.click()
        settle(context)

        assert asked_first is screen.engagement
        assert screen.page is screen.forms["tally"]
        context.lock()
        settle(context)
