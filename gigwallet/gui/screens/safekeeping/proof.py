"""Proof: checkpoints that leave this computer, and time stamps of somebody else's clock."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gigwallet.app.vaults.tell_safety import Safety
from gigwallet.gui.screens.safekeeping.checkpoints_card import CheckpointsCard
from gigwallet.gui.screens.safekeeping.part import Part
from gigwallet.gui.screens.safekeeping.time_card import TimeCard
from gigwallet.gui.shell import ShellContext


class Proof(Part):
    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.checkpoints = CheckpointsCard(context, self)
        self.times = TimeCard(context, self)
        self.column.addWidget(self.checkpoints)
        self.column.addWidget(self.times)

    def retranslate(self) -> None:
        super().retranslate()
        self.checkpoints.retranslate()
        self.times.retranslate()

    def refresh(self) -> None:
        self.checkpoints.refresh()
        self.times.refresh()

    def show_safety(self, safety: Safety) -> None:
        self.checkpoints.show_safety(safety)
