"""An original that another screen points to is the one that Evidence shows."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import pytest
from pytestqt.qtbot import QtBot

from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit import Exhibit, Route
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.screens.evidence.screen import EvidenceScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext


@pytest.fixture
def kept(wallet: Wallet) -> list[ExhibitId]:
    """Three originals in the vault."""
    made = []
    with wallet.vault.transaction():
        for number in range(3):
            data = f"line {number}\n".encode()
            exhibit = Exhibit(
                name=f"bill-{number}.csv",
                media_type="text/csv",
                size=len(data),
                sha256=sha256(data).hexdigest(),
                added_at=wallet.clock.now(),
                route=Route.DROPPED,
            )
            made.append(wallet.vault.exhibits.add(exhibit, data))
    return made


@pytest.fixture
def screen(
    context: ShellContext, wallet: Wallet, kept: list[ExhibitId], qtbot: QtBot
) -> Iterator[EvidenceScreen]:
    context.unlock(wallet)
    made = EvidenceScreen(context)
    qtbot.addWidget(made)
    made.retranslate()
    made.refresh(made.shows)
    yield made
    settle(context)


def test_an_original_can_be_asked_for_before_the_list_is_there(
    screen: EvidenceScreen, context: ShellContext, kept: list[ExhibitId]
) -> None:
    screen.open(exhibit=kept[0])
    settle(context)

    assert screen.board.list.current().about.known.id == kept[0]


def test_an_original_is_shown_whatever_the_page_showed_before(
    screen: EvidenceScreen, context: ShellContext, kept: list[ExhibitId]
) -> None:
    settle(context)
    screen.open(mode="check")
    screen.open(exhibit=kept[1])
    settle(context)

    assert screen.board.list.current().about.known.id == kept[1]
    assert screen.board.isVisibleTo(screen)
