"""The card of the ways in: every passphrase, the recovery code, the keyring."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gigwallet.app.vaults.keep_slots import KnownSlot
from gigwallet.app.vaults.tell_safety import Safety
from gigwallet.gui.screens.safekeeping import facts, slot_words
from gigwallet.gui.widgets.action_row import ActionRow, RowCard
from gigwallet.words import _


class SlotsCard(RowCard):
    """One row for each way in."""

    change = Signal(object)  # KnownSlot
    remove = Signal(object)  # KnownSlot
    rehearse = Signal()
    renew = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slots: list[KnownSlot] = []
        self._safety: Safety | None = None
        self._read_only = False

    def retranslate(self) -> None:
        self.set_heading(_("What opens this vault"))
        self._paint()

    def show_slots(self, slots: Sequence[KnownSlot], read_only: bool = False) -> None:
        """Of a vault that is only read nothing is changed; the code can be tried."""
        self._slots, self._read_only = slot_words.in_order(slots), read_only
        self._paint()

    def show_safety(self, safety: Safety) -> None:
        self._safety = safety
        self._paint()

    def _paint(self) -> None:
        self.clear_rows()
        for slot in self._slots:
            self.add_row(self._row(slot))

    def _row(self, slot: KnownSlot) -> ActionRow:
        row = ActionRow(slot_words.icon(slot), self)
        title = slot_words.title(slot)
        pill, tone = (_("Opened with this"), "accent") if slot.used else ("", "")
        if slot.kind == slot_words.RECOVERY and self._safety is not None:
            told = next(each for each in facts.lines(self._safety) if each.key == "code")
            pill, tone = told.pill, told.tone
        row.say(title, slot_words.sentence(slot), pill, tone)
        if slot_words.may_be_changed(slot) and not self._read_only:
            button = row.add_button(lambda: self.change.emit(slot), "pencil", "quiet")
            button.setText(_("Change"))
            button.setAccessibleName(f"{_('Change')}: {title}")
        if slot_words.may_be_removed(slot, self._slots) and not self._read_only:
            button = row.add_button(lambda: self.remove.emit(slot), "trash-2", "quiet")
            button.name_only(f"{_('Remove')}: {title}")
        if slot.kind == slot_words.RECOVERY:
            if not self._read_only:
                row.add_button(self.renew.emit, "refresh-cw", "quiet").setText(_("New code"))
            row.add_button(self.rehearse.emit, "list-checks", "quiet").setText(_("Try the code"))
        return row
