"""A real vault whose recovery code is known, and the page of it as the window holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.gui.screens.safekeeping.screen import SafekeepingScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button
from tests.cheap_keys import CHEAP
from tests.gui.conftest import PASSPHRASE, Hand
from tests.kept_workers import surroundings


@dataclass
class Kept:
    """An open wallet and the code that was shown when it was made."""

    wallet: Wallet
    code: str

    @property
    def folder(self) -> Path:
        return self.wallet.vault.folder


@pytest.fixture
def kept(tmp_path: Path, hand: Hand) -> Iterator[Kept]:
    around = surroundings(hand)
    secret = bytearray(PASSPHRASE.encode())
    made = create_vault(tmp_path / "vault", secret, kdf=CHEAP, around=around)
    add_engagement(made.wallet, Engagement("meituan", "武汉", "Asia/Shanghai", "CNY"))
    yield Kept(made.wallet, made.recovery_code)
    made.wallet.close()


@pytest.fixture
def screen(context: ShellContext, kept: Kept, qtbot: QtBot) -> Iterator[SafekeepingScreen]:
    context.unlock(kept.wallet)
    bugs: list[BaseException] = []
    context.crashed.connect(bugs.append)
    made = SafekeepingScreen(context)
    context.language_changed.connect(made.retranslate)
    context.facts_changed.connect(lambda changed: made.refresh(changed & made.shows))
    qtbot.addWidget(made)
    made.resize(780, 600)
    made.retranslate()
    made.refresh(made.shows)
    made.show()
    settle(context)
    yield made
    settle(context)
    assert bugs == []


Press = Callable[[str], None]


@pytest.fixture
def press(screen: SafekeepingScreen, context: ShellContext) -> Press:
    """Press the button of these words that is in sight, and wait until everything rests."""

    def run(text: str) -> None:
        [button] = [
            each
            for each in screen.findChildren(Button)
            if text in (each.text(), each.accessibleName()) and each.isVisibleTo(screen)
        ]
        assert button.isEnabled()
        button.click()
        settle(context)

    return run


@pytest.fixture
def notices(context: ShellContext) -> list[str]:
    said: list[str] = []
    context.noticed.connect(lambda sentence, _tone: said.append(sentence))
    return said
