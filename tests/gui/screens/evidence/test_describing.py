"""An original is given a name and a note where it is shown; nothing typed is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import pytest
from pytestqt.qtbot import QtBot

from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit import Exhibit, Route
from gigwallet.gui.screens.evidence.describing import Describing
from gigwallet.gui.screens.evidence.screen import EvidenceScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext


@pytest.fixture
def screen(context: ShellContext, wallet: Wallet, qtbot: QtBot) -> Iterator[EvidenceScreen]:
    for number in range(2):
        data = f"line {number}".encode()
        exhibit = Exhibit(
            name=f"bill-{number}.csv",
            media_type="text/csv",
            size=len(data),
            sha256=sha256(data).hexdigest(),
            added_at=wallet.clock.now(),
            route=Route.DROPPED,
        )
        wallet.vault.exhibits.add(exhibit, data)
    context.unlock(wallet)
    made = EvidenceScreen(context)
    qtbot.addWidget(made)
    context.facts_changed.connect(made.refresh)
    made.retranslate()
    made.refresh(made.shows)
    settle(context)
    yield made
    settle(context)


def _form(screen: EvidenceScreen) -> Describing:
    return screen.board.pane.findChildren(Describing)[-1]


def test_a_name_and_a_note_are_kept_and_shown(
    screen: EvidenceScreen, context: ShellContext, wallet: Wallet
) -> None:
    chosen = screen.board.list.current().about.known
    assert not _form(screen).keep.isEnabled()
    _form(screen).label.setText("七月工资条")
    _form(screen).note.setPlainText("站长说下月补")
    _form(screen).keep.click()
    settle(context)

    said = wallet.vault.exhibits.get(chosen.id).exhibit
    assert (said.label, said.note) == ("七月工资条", "站长说下月补")
    assert screen.board.list.rows.shown[0].about.known.exhibit.label == "七月工资条"
    assert _form(screen).said() == ("七月工资条", "站长说下月补")
    assert not _form(screen).keep.isEnabled()


def test_what_was_typed_and_not_kept_is_there_after_a_look_at_another_original(
    screen: EvidenceScreen, context: ShellContext
) -> None:
    first, second = (row.about.known for row in screen.board.list.rows.shown)
    _form(screen).note.setPlainText("halb geschrieben")
    screen.board.show_one(second.id)
    settle(context)
    assert _form(screen).said() == ("", "")

    screen.board.show_one(first.id)
    settle(context)

    assert _form(screen).said() == ("", "halb geschrieben")
    assert _form(screen).keep.isEnabled()
