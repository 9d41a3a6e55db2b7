"""The bar above a version's questions: which one is shown, another one, away with this one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.gui.widgets import Button, Label, Rule
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _


class VersionBar(QWidget):
    """With a single version there is nothing to choose, only another one to add."""

    turned = Signal(object)  # int
    added = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = ChoiceBox(self)
        self.choice.chosen.connect(self.turned)
        self.add = Button(icon="plus", role="quiet", action=self.added.emit, parent=self)
        self.remove = Button(icon="trash-2", role="quiet", action=self.removed.emit, parent=self)
        self._heading = Label(role="heading", parent=self)
        self._advice = Label(role="muted", wrap=True, parent=self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.choice, self.add, self.remove):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        column.addWidget(Rule(self))
        column.addWidget(self._heading)
        column.addWidget(self._advice)
        column.addLayout(row)

    def retranslate(self) -> None:
        self._heading.setText(_("What it pays, and from when"))
        self._advice.setText(
            _("If it was changed on a day, add a version from that day. The one before then ends.")
        )
        self.add.setText(_("Add a version"))
        self.remove.name_only(_("Remove this version"))
        self.choice.setAccessibleName(_("Version"))

    def show_versions(self, names: Sequence[str], shown: int) -> None:
        self.choice.set_options(list(enumerate(names)))
        self.choice.choose(shown)
        for widget in (self.choice, self.remove):
            widget.setVisible(len(names) > 1)
