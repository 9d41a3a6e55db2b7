"""A card for one file: what it is, what it holds, and what of it could not be used."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.gui.screens.inbox.cards import CardView, Lines
from gigwallet.gui.widgets import (
    Button,
    Label,
    PassphraseEdit,
    Pill,
    isolated,
    isolated_figure,
)
from gigwallet.words import _, ngettext, number

_SHOWN_AT_ONCE = 200


class FileCard(QFrame):
    """Paints a ``CardView``. ``password_given`` carries the file's path and what was typed."""

    password_given = Signal(object, str)  # Path
    columns_wanted = Signal(object)  # Path
    words_wanted = Signal(object)  # Path
    work_wanted = Signal()
    paper_wanted = Signal(object)  # Path

    def __init__(self, view: CardView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.setProperty("part", "card")
        self.setAccessibleName(f"{view.title}: {view.status}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 14, 18, 16)
        self._column.setSpacing(10)
        self.password: PassphraseEdit | None = None
        self._head()
        if view.sentence:
            tone = "bad" if view.wrong else ""
            self._column.addWidget(Label(view.sentence, tone=tone, wrap=True, parent=self))
        if view.asks_password:
            self._ask_password()
        if view.asks_columns:
            self._offer_columns()
        if view.asks_words:
            self._offer_words()
        if view.asks_work:
            self._offer_work()
        if view.asks_paper:
            self._offer_paper()
        self._figures()
        self._more(_skip_heading(view.skipped), view.skipped)
        self._more(
            _rejection_heading(len(view.rejected) + view.more_rejected),
            view.rejected,
            unlisted=view.more_rejected,
        )
        self._more(_("Sums as the file itself groups them"), view.source_sums)
        self._names()

    def _head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(isolated(self.view.title), role="label", wrap=True, parent=self))
        if self.view.recognised:
            words.addWidget(Label(self.view.recognised, role="muted", parent=self))
        row.addLayout(words, 1)
        row.addWidget(Pill(self.view.status, self.view.tone, self), 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def _ask_password(self) -> None:
        field = self.password = PassphraseEdit(parent=self)
        field.setMaximumWidth(280)
        field.setAccessibleName(_("Password of {file}").format(file=self.view.title))
        field.confirmed.connect(self._give_password)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(field, 1)
        row.addWidget(Button(_("Open with this password"), "lock-open", action=self._give_password))
        row.addStretch(1)
        self._column.addLayout(row)

    def _offer_columns(self) -> None:
        explain = Button(_("Say what its columns are"), "list-checks", parent=self)
        explain.clicked.connect(lambda: self.columns_wanted.emit(self.view.path))
        self._column.addWidget(explain, 0, Qt.AlignmentFlag.AlignLeft)

    def _offer_words(self) -> None:
        explain = Button(_("Say what its words mean"), "list-checks", parent=self)
        explain.clicked.connect(lambda: self.words_wanted.emit(self.view.path))
        self._column.addWidget(explain, 0, Qt.AlignmentFlag.AlignLeft)

    def _offer_work(self) -> None:
        say = Button(_("Say for whom you work"), "user", parent=self)
        say.clicked.connect(self.work_wanted)
        self._column.addWidget(say, 0, Qt.AlignmentFlag.AlignLeft)

    def _offer_paper(self) -> None:
        explain = Button(_("Explain this paper"), "receipt", parent=self)
        explain.clicked.connect(lambda: self.paper_wanted.emit(self.view.path))
        self._column.addWidget(explain, 0, Qt.AlignmentFlag.AlignLeft)

    def _give_password(self) -> None:
        if self.password is not None and not self.password.is_empty():
            self.password_given.emit(self.view.path, self.password.take())

    def _figures(self) -> None:
        """What is counted on the leading side, what is summed up on the other."""
        if not self.view.facts and not self.view.sums:
            return
        row = QHBoxLayout()
        row.setSpacing(40)
        row.addLayout(_grid(self.view.facts, self), 5)  # the words: from one day to another
        if self.view.sums:
            row.addLayout(_grid(self.view.sums, self, figures=True), 3)
        self._column.addLayout(row)

    def _more(self, heading: str, lines: Lines, unlisted: int = 0) -> None:
        """A line that opens to the rest of it, within the card; ``unlisted`` are more than it has
        lines for."""
        if not lines:
            return
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(26, 0, 0, 0)
        column.addLayout(_grid(lines[:_SHOWN_AT_ONCE], inner))
        left = max(0, len(lines) - _SHOWN_AT_ONCE) + unlisted
        if left:
            rest = _("and {n} more").format(n=number(left))
            column.addWidget(Label(rest, role="muted", parent=inner))
        self._fold(heading, inner)

    def _names(self) -> None:
        if self.view.names:
            inner = QWidget(self)
            column = QVBoxLayout(inner)
            column.setContentsMargins(26, 0, 0, 0)
            shown = [isolated(name) for name in self.view.names[:_SHOWN_AT_ONCE]]
            column.addWidget(Label("\n".join(shown), role="muted", wrap=True, parent=inner))
            self._fold(_("Which files"), inner)

    def _fold(self, heading: str, inner: QWidget) -> None:
        inner.hide()
        button = Button(heading, "chevron-right", role="quiet", parent=self)
        button.clicked.connect(lambda: _unfold(button, inner))
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(inner)


class CardList(QWidget):
    """Cards below one another. One that says what it said stays as it is, with what is typed or
    opened in it: pictures are read, and told of, while the person looks."""

    password_given = Signal(object, str)  # Path
    columns_wanted = Signal(object)  # Path
    words_wanted = Signal(object)  # Path
    work_wanted = Signal()
    paper_wanted = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.cards: list[FileCard] = []

    def show_cards(self, views: Sequence[CardView]) -> None:
        there = self.cards
        self.cards = []
        for place, view in enumerate(views):
            card = next((each for each in there if each.view == view), None)
            if card is None:
                card = self._made(view)
            else:
                there.remove(card)
            self.cards.append(card)
            self._column.insertWidget(place, card)
        for card in there:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._chain()

    def _chain(self) -> None:
        """Tab goes down the page, also through cards that came between older ones."""
        stops = [
            each
            for card in self.cards
            for each in card.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _made(self, view: CardView) -> FileCard:
        card = FileCard(view, self)
        card.password_given.connect(self.password_given)
        card.columns_wanted.connect(self.columns_wanted)
        card.words_wanted.connect(self.words_wanted)
        card.work_wanted.connect(self.work_wanted)
        card.paper_wanted.connect(self.paper_wanted)
        return card

    def first_password(self) -> PassphraseEdit | None:
        """The field of the first archive that asks for a password."""
        return next((card.password for card in self.cards if card.password is not None), None)


def _unfold(button: Button, inner: QWidget) -> None:
    inner.setVisible(inner.isHidden())
    button.set_icon("chevron-right" if inner.isHidden() else "chevron-down")


def _grid(lines: Lines, parent: QWidget, figures: bool = False) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    grid.setAlignment(Qt.AlignmentFlag.AlignTop)
    for place, (what, value) in enumerate(lines):
        label = Label(isolated(what), role="muted", wrap=not figures, parent=parent)
        text = isolated_figure(value) if figures else isolated(value)
        shown = Label(text, wrap=not figures, parent=parent)
        shown.setAccessibleName(f"{what}: {value}")
        shown.make_copyable()
        if figures:
            shown.setAlignment(Qt.AlignmentFlag.AlignRight)
        else:
            label.setMinimumWidth(150)
        grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(shown, place, 1, Qt.AlignmentFlag.AlignTop)
    return grid


def _skip_heading(skipped: Lines) -> str:
    count = len(skipped)
    words = ngettext("Lines left out, for {n} reason", "Lines left out, for {n} reasons", count)
    return words.format(n=number(count))


def _rejection_heading(count: int) -> str:
    words = ngettext("{n} line could not be understood", "{n} lines could not be understood", count)
    return words.format(n=number(count))
