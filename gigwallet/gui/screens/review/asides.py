"""What waits beside the fields: a row of buttons, each there only while it has something to ask."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gigwallet.gui.screens.review.queue import Queue
from gigwallet.gui.widgets import Button
from gigwallet.words import _, ngettext, number


class Asides(QWidget):
    """Questions about whole pictures, screens to be taught, labels to be learnt."""

    compare_wanted = Signal()
    place_wanted = Signal()
    teach_wanted = Signal()
    labels_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.compare = Button(icon="copy", action=self.compare_wanted.emit, parent=self)
        self.place = Button(icon="users", action=self.place_wanted.emit, parent=self)
        self.teach = Button(icon="pencil", action=self.teach_wanted.emit, parent=self)
        self.labels = Button(icon="plus", action=self.labels_wanted.emit, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for button in (self.compare, self.place, self.teach, self.labels):
            row.addWidget(button)
        row.addStretch(1)

    def retranslate(self) -> None:
        self.compare.setText(_("Saved twice?"))
        self.place.setText(_("For which work?"))
        self.teach.setText(_("Teach a screen"))

    def show_queue(self, queue: Queue, *, asking: bool) -> None:
        """Nothing of it while something is asked already."""
        self.labels.setText(
            ngettext("{count} new label", "{count} new labels", queue.labels).format(
                count=number(queue.labels)
            )
        )
        wanted = (
            (self.compare, bool(queue.copies)),
            (self.place, bool(queue.unplaced)),
            (self.teach, bool(queue.unknown)),
            (self.labels, bool(queue.labels)),
        )
        for button, there in wanted:
            button.setVisible(there)
        self.setVisible(not asking and any(there for _button, there in wanted))
