"""How tests look at the pay check."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from gigwallet.app.pay.tell_items import PayItem
from gigwallet.domain.reconciled import Discrepancy
from gigwallet.gui.screens.pay_check.screen import PayCheckScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext


def everything(screen: PayCheckScreen, context: ShellContext) -> None:
    screen.period.chosen.emit("everything")
    settle(context)


def pane_words(screen: PayCheckScreen) -> str:
    texts = (label.text() for label in screen.pane.findChildren(QLabel))
    return "\n".join(text.replace("\u2066", "").replace("\u2069", "") for text in texts)


def whole(screen: PayCheckScreen, item: PayItem) -> Discrepancy:
    assert screen.check is not None
    return screen.check.outcome.discrepancies[item.place]


def figure(screen: PayCheckScreen, key: str) -> str:
    return screen.cards[key].figure.text().strip("\u2066\u2069")
