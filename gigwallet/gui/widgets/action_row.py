"""A row of a card: a glyph, what it is about, a sentence, a pill, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.gui.widgets import Button, Card, Glyph, Label, Pill, Rule

_GLYPHS = {
    "good": "circle-check",
    "warn": "triangle-alert",
    "bad": "circle-alert",
    "muted": "circle",
}


class ActionRow(QWidget):
    """Say what it shows with `say`; its buttons stand at the end in the order they were added."""

    def __init__(self, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(14)
        self._glyph = Glyph(icon or "circle", "muted", 20, self)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._title = Label(role="label", wrap=True, parent=self)
        self._sentence = Label(role="muted", wrap=True, parent=self)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        self._pill = Pill(parent=self)
        self._pill.hide()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        row.addWidget(self._glyph)
        row.addLayout(words, 1)
        row.addWidget(self._pill)
        row.addLayout(self._buttons)

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    @property
    def pill(self) -> Pill:
        return self._pill

    def say(self, title: str, sentence: str = "", pill: str = "", tone: str = "") -> None:
        """Without an icon of its own the row's glyph follows the tone."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._pill.say(pill, tone)
        if not self._icon:
            self._glyph.show_icon(_GLYPHS.get(tone, "circle"), tone or "muted")
        self.setAccessibleName(". ".join(part for part in (title, pill, sentence) if part))

    def add_button(
        self, action: Callable[[], object], icon: str = "", role: str = "plain"
    ) -> Button:
        button = Button("", icon, role, action, self)
        self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button

    def add_widget(self, widget: QWidget) -> None:
        self._buttons.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


class RowCard(Card):
    """Rows below one another with a thin line between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.body.setSpacing(4)
        self._rows: list[QWidget] = []

    def add_row(self, row: QWidget) -> None:
        if self._rows:
            self.body.addWidget(Rule(self))
        self._rows.append(row)
        self.body.addWidget(row)

    def clear_rows(self) -> None:
        """Take every row away, so that others can be added."""
        self._rows.clear()
        while self.body.count() > 1:
            item = self.body.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()  # at once: what is only deleted later still takes the keyboard
                widget.deleteLater()
