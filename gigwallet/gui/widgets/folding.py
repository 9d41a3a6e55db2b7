"""One choice of a few that folds into a box where there is no room to show all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget

from gigwallet.gui.widgets.buttons import Segments
from gigwallet.gui.widgets.choice import ChoiceBox

_NARROWEST = 150


class FoldingSegments(QWidget):
    """Answers as ``Segments`` does. Asks for little room, so that it never widens a window."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[tuple[str, str]] = []
        self.segments, self.box = Segments(self), ChoiceBox(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it may be narrower
        row.addWidget(self.segments)
        row.addWidget(self.box)
        row.addStretch(1)
        self.box.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.segments.chosen.connect(self._pick)
        self.box.chosen.connect(self._pick)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Pairs of key and words."""
        kept = self.choice()
        self._choices = list(choices)
        self.segments.set_choices(choices)
        self.box.set_options(list(choices))
        keys = [key for key, _words in choices]
        self.choose(kept if kept in keys else keys[0] if keys else "")
        self._fold()

    def choice(self) -> str:
        return self.segments.choice()

    def choose(self, key: str) -> None:
        """Set the choice without telling anybody."""
        if key:
            self.segments.choose(key)
            self.box.choose(key)

    def name(self, accessible_name: str) -> None:
        self.box.setAccessibleName(accessible_name)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.sizeHint().height())

    def sizeHint(self) -> QSize:
        tall = max(self.segments.sizeHint().height(), self.box.sizeHint().height())
        return QSize(self.segments.sizeHint().width(), tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        fits = self.segments.sizeHint().width() <= self.width()
        self.segments.setVisible(fits)
        self.box.setVisible(not fits)

    def _pick(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)
