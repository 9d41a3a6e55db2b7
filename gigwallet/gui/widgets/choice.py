"""One choice of many: keys with their words, in a drop-down list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from gigwallet.gui.widgets.steady import DropDown


class ChoiceBox(DropDown):
    """Keys are any values; setting the options again keeps the choice if it is still there."""

    chosen = Signal(object)  # the key, chosen by the person

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[Any] = []  # Any: keys are the screen's own values
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(lambda place: self.chosen.emit(self._keys[place]))

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:  # Any: as above
        """Pairs of key and words, in the order shown."""
        kept = self.key()
        self._keys = [key for key, _words in options]
        self.blockSignals(True)
        self.clear()
        self.addItems([words for _key, words in options])
        self.blockSignals(False)
        self.choose(kept)

    def key(self) -> Any:  # Any: as above
        """The chosen key, None while there are no options."""
        place = self.currentIndex()
        return self._keys[place] if 0 <= place < len(self._keys) else None

    def choose(self, key: Any) -> None:  # Any: as above
        """Choose without telling anybody; an unknown key chooses the first."""
        self.blockSignals(True)
        self.setCurrentIndex(self._keys.index(key) if key in self._keys else 0)
        self.blockSignals(False)
