"""The pane beside a table: one thing explained from its title down to its sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gigwallet.gui.widgets.buttons import Button
from gigwallet.gui.widgets.card import Rule
from gigwallet.gui.widgets.long_text import LongText, breakable, needs_long_text
from gigwallet.gui.widgets.pill import Pill
from gigwallet.gui.widgets.text import Label, isolated, wrapping_policy

Fact = tuple[str, str] | tuple[str, str, str]  # label, value, optional tone

_NARROWEST = 270


def _value(fact: Fact) -> QWidget:
    if needs_long_text(fact[1]):
        return LongText(fact[1])
    label = Label(isolated(fact[1]), tone=fact[2] if len(fact) == 3 else "", wrap=True)
    label.make_copyable()
    return label


class DetailPane(QFrame):
    """Call `clear`, then say what there is from top to bottom; the pane keeps the order."""

    def __init__(self, width: int = 360, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self._preferred = width
        self.setMinimumWidth(min(width, _NARROWEST))
        self.setMaximumWidth(width)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(4, 4, 4, 4)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer.addWidget(self._scroll)
        self._column = QVBoxLayout()
        self.clear()

    def sizeHint(self) -> QSize:
        return QSize(self._preferred, super().sizeHint().height())

    def clear(self) -> None:
        """What had the keyboard goes; the pane itself keeps it, so that nobody is lost."""
        said, focus = self._scroll.widget(), QApplication.focusWidget()
        if said is not None and focus is not None and said.isAncestorOf(focus):
            self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
        inner = QWidget()
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(14, 12, 14, 12)
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        outer.addLayout(self._column)
        # Not AlignTop: an aligned layout forgets that wrapped words need height for their width.
        outer.addStretch(1)
        self._scroll.setWidget(inner)  # deletes the former one

    def title(self, text: str, status: str = "", tone: str = "") -> None:
        self._column.addWidget(Label(breakable(text), role="heading", wrap=True))
        self.setAccessibleName(text)
        self._scroll.setAccessibleName(text)
        if status:
            self._column.addWidget(Pill(status, tone))

    def figure(self, text: str, tone: str = "", note: str = "") -> None:
        self._column.addWidget(Label(isolated(text), role="figure", tone=tone))
        if note:
            self.muted(note)

    def section(self, heading: str) -> None:
        self._column.addSpacing(4)
        self._column.addWidget(Rule())
        self._column.addWidget(Label(heading, role="label", wrap=True))

    def facts(self, facts: Sequence[Fact]) -> None:
        """Label and value in two columns; a third item is the tone of the value."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for line, fact in enumerate(facts):
            value = _value(fact)
            value.setAccessibleName(f"{fact[0]}: {fact[1]}")
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(Label(fact[0], role="muted"), line, 0, top)
            grid.addWidget(value, line, 1, top)
        self._column.addLayout(grid)

    def steps(self, sentences: Sequence[str]) -> None:
        """Numbered sentences: how a figure came about."""
        for number, sentence in enumerate(sentences, start=1):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Label(f"{number}.", role="muted"), 0, Qt.AlignmentFlag.AlignTop)
            words = Label(sentence, wrap=True)
            words.make_copyable()
            words.setSizePolicy(wrapping_policy(QSizePolicy.Policy.Expanding))
            row.addWidget(words, 1)
            self._column.addLayout(row)

    def text(self, sentence: str, tone: str = "") -> None:
        if needs_long_text(sentence):
            self._column.addWidget(LongText(sentence))
            return
        label = Label(sentence, tone=tone, wrap=True)
        label.make_copyable()
        self._column.addWidget(label)

    def muted(self, sentence: str) -> None:
        self._column.addWidget(Label(sentence, role="muted", wrap=True))

    def button(self, text: str, icon: str, action: Callable[[], object]) -> Button:
        button = Button(text, icon, action=action)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def widget(self, widget: QWidget) -> None:
        """Anything else, such as the thumbnail of an exhibit."""
        self._column.addWidget(widget)
