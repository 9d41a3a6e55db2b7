"""Writes the head of the log once nothing was noted for a while, off the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from gigwallet.app.vaults.settle_vault import settle, unsettled
from gigwallet.gui.shell.context import ShellContext

if TYPE_CHECKING:
    from gigwallet.app.wallet import Wallet

_REST_MS = 30_000


class Settling(QObject):
    """Looks every ``interval`` milliseconds; what stands unchanged from one look to the next is at
    rest. Where nothing is waiting for a head, a look costs nothing and touches no disk."""

    settled = Signal()

    def __init__(self, context: ShellContext, interval: int = _REST_MS) -> None:
        super().__init__(context)
        self._context = context
        self._seen: tuple[Wallet, int] | None = None
        self._timer = QTimer(self, interval=interval)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        wallet = self._context.wallet
        waiting = unsettled(wallet) if wallet is not None else None
        if wallet is None or waiting is None:
            self._seen = None
            return
        rested, self._seen = self._seen == (wallet, waiting), (wallet, waiting)
        if not rested or self._context.background.busy:
            return
        ticket = self._context.background.start(lambda _job: settle(wallet))
        ticket.succeeded.connect(self.settled)
        ticket.crashed.connect(self._context.crashed)
