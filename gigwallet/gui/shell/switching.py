"""From one vault to another: who is told whose vault is open, and the dialog that asks where to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gigwallet.app.records import keep_worker
from gigwallet.app.vaults import known_vaults
from gigwallet.app.vaults.known_vaults import KnownVault
from gigwallet.domain.worker import Worker
from gigwallet.gui.background import Lane
from gigwallet.gui.shell.context import ShellContext
from gigwallet.gui.shell.sidebar import SWITCH as KEYS
from gigwallet.gui.shell.switcher import Switcher
from gigwallet.words import _

if TYPE_CHECKING:
    from gigwallet.app.wallet import Wallet

__all__ = ["KEYS", "Switching"]


class Switching(QObject):
    """`owner` says whose vault is open: the name inside it, else the sign of its folder."""

    owner = Signal(str)

    def __init__(self, window: QWidget, context: ShellContext) -> None:
        super().__init__(window)
        self._window, self._context = window, context
        context.wallet_changed.connect(self._ask_owner)
        context.facts_changed.connect(self._look_again)

    def ask(self) -> None:
        """Show the vaults. They are looked for in the lane that no import keeps busy."""
        self._context.run(lambda _job: known_vaults.known(), self._show, lane=Lane.NETWORK)

    def _show(self, vaults: list[KnownVault]) -> None:
        wallet = self._context.wallet
        present = wallet.vault.folder if wallet is not None else None
        dialog = Switcher(vaults, self._context.names, present, self._window)
        dialog.chosen.connect(self._context.switch)
        dialog.elsewhere.connect(self._choose_folder)
        dialog.new.connect(lambda: self._context.switch(None))
        dialog.open()

    def _choose_folder(self) -> None:
        folder = self._context.choose_folder(_("Folder of the vault"))
        if folder is not None:
            self._context.switch(folder)

    def _look_again(self, changed: frozenset[str]) -> None:
        if "worker" in changed:
            self._ask_owner()

    def _ask_owner(self) -> None:
        wallet = self._context.wallet
        if wallet is None:
            self.owner.emit("")
            return
        self.owner.emit(wallet.vault.folder.name)
        ticket = self._context.background.start(lambda _job: keep_worker.worker(wallet))
        ticket.succeeded.connect(lambda worker: self._told(wallet, worker))
        ticket.crashed.connect(self._context.crashed)

    def _told(self, wallet: Wallet, worker: Worker) -> None:
        folder: Path = wallet.vault.folder.resolve()
        self._context.names.pop(folder, None)
        if worker.name:
            self._context.names[folder] = worker.name
        self.owner.emit(worker.name or folder.name)
