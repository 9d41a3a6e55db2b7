"""A card whose rows are laid out anew whenever what they say changes."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from gigwallet.gui.widgets.card import Card


class GridCard(Card):
    """The rows stand in ``rows``; the second column takes the room that is left. What comes above
    them is put into `body` before ``place_rows``."""

    def place_rows(self) -> None:
        """Where the rows stand, from now on."""
        self.rows = QWidget(self)
        self.body.addWidget(self.rows)

    def fresh_rows(self, spacing: int) -> QGridLayout:
        """An empty grid in place of the rows before; what is added to it belongs to ``rows``."""
        old, self.rows = self.rows, QWidget(self)
        self.body.replaceWidget(old, self.rows)
        old.hide()
        old.deleteLater()
        grid = QGridLayout(self.rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(spacing)
        grid.setColumnStretch(1, 1)
        return grid
