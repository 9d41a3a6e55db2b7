"""Cards: a quiet frame around what belongs together, and the card of one figure."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gigwallet.gui.widgets.text import Label, isolated_figure, restyle
from gigwallet.words import _

_SIDE = 18
_NARROWEST = 130
# As in the style sheet.
_FIGURE_SIZES = (("figure", 26), ("figure-medium", 20), ("figure-small", 15))


class Card(QFrame):
    """A frame with a heading: add to `body`; `corner` takes what stands beside the heading."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(18, 16, 18, 16)
        self.body.setSpacing(10)
        self._heading = Label(heading, role="heading", parent=self)
        self.corner = QHBoxLayout()
        self.corner.addWidget(self._heading)
        self.corner.addStretch(1)
        self.body.addLayout(self.corner)
        self.set_heading(heading)

    def set_heading(self, heading: str) -> None:
        self._heading.setText(heading)
        self._heading.setVisible(bool(heading))
        self.setAccessibleName(heading)

    def show_sentences(self, sentences: Sequence[str], tone: str = "") -> None:
        """Replace what is below the heading; without any sentence the card goes away."""
        while self.body.count() > 1:
            item = self.body.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for sentence in sentences:
            self.body.addWidget(Label(sentence, tone=tone, wrap=True, parent=self))
        self.setVisible(bool(sentences))


class FigureCard(QFrame):
    """A figure with its label and a note. With `opens_proof` it is a button to its proof."""

    clicked = Signal()

    def __init__(
        self, label: str = "", opens_proof: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._opens_proof = opens_proof
        self.setProperty("part", "card")
        self.setProperty("clickable", opens_proof)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 14, _SIDE, 14)
        column.setSpacing(4)
        self._label = Label(label, role="muted", parent=self)
        self._figure = Label("", role="figure", parent=self)
        self._note = Label("", role="muted", wrap=True, parent=self)
        # A narrow card shows its figure smaller instead of pushing its neighbours out of sight.
        self._figure.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._label.setWordWrap(True)
        for widget in (self._label, self._figure, self._note):
            column.addWidget(widget)
        column.addStretch(1)  # figures of one row stand on one line, however long their notes
        if opens_proof:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_figure(self, label: str, figure: str, note: str = "", tone: str = "") -> None:
        """Paint one figure; the tone colours the figure and nothing else."""
        self._label.setText(label)
        self._figure.setText(isolated_figure(figure))
        self._figure.set_tone(tone)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._fit_figure()
        self.setAccessibleName(f"{label}: {figure}")
        proof = _("Enter shows what it adds up from") if self._opens_proof else ""
        self.setAccessibleDescription("; ".join(part for part in (note, proof) if part))

    @property
    def figure(self) -> Label:
        return self._figure

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_figure()

    def _fit_figure(self) -> None:
        """The largest of three sizes in which the whole figure can be read."""
        room = self.width() - 2 * _SIDE
        fitting = (role for role, pixels in _FIGURE_SIZES if self._figure_width(pixels) <= room)
        role = next(fitting, _FIGURE_SIZES[-1][0])
        if self._figure.property("role") != role:
            restyle(self._figure, role=role)

    def _figure_width(self, pixels: int) -> int:
        font = QFont(self._figure.font())
        font.setPixelSize(pixels)
        font.setBold(True)
        return QFontMetrics(font).horizontalAdvance(self._figure.text())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._opens_proof and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._opens_proof and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Space,
        ):
            self.clicked.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.EnabledChange:
            restyle(self, clickable=self._opens_proof and self.isEnabled())
        super().changeEvent(event)


class Rule(QFrame):
    """A thin line between two things."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "rule")
        self.setFixedHeight(1)
