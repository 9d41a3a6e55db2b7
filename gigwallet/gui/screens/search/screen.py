"""Search: a field, and below it what holds the words, newest first, as it is being typed."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget

from gigwallet.app.records import search_vault
from gigwallet.app.records.search_vault import NOTHING, Found, Hit
from gigwallet.gui.background import Lane, Ticket
from gigwallet.gui.screens.search.places import Place, place_of
from gigwallet.gui.screens.search.results import Results
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.widgets import EmptyState, FilterBox, Label
from gigwallet.words import _, ngettext, number

_PAUSE_MS = 120  # after the last key, before anything is asked
_LIMIT = 50


class SearchScreen(ScreenWidget):
    """Searches over a connection of its own, so that no import makes a person wait for it."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"exhibits", "trips", "pay_lines", "payouts", "statements", "tallies", "engagements",
         "schemes"}
    )  # fmt: skip

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._found = NOTHING
        self._asked_for = ""
        self._ticket: Ticket | None = None
        self.field = FilterBox(self)
        self.field.setMinimumHeight(44)
        self._count = Label(role="muted", parent=self)
        self.results = Results(self)
        self.empty = EmptyState("search", self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.results)
        self.body.addWidget(self.field)
        self.body.addWidget(self._count)
        self.body.addWidget(self._pages, 1)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.field.returnPressed.connect(self._open_first)
        self.field.down_pressed.connect(self._into_results)
        self.results.opened.connect(self._open_hit)
        self.results.left.connect(lambda: self.field.setFocus(Qt.FocusReason.OtherFocusReason))

    def retranslate(self) -> None:
        self.header.say(
            _("Search"),
            _("Originals and what was read from them, notes, names, order numbers, payers"),
        )
        self.field.say(_("Type any part of a word or number"))
        self.results.setAccessibleName(_("What was found"))
        self.results.repaint_words()
        self._say()

    def refresh(self, changed: frozenset[str]) -> None:
        """The index catches up after whatever runs now; until then rows are looked through."""
        wallet = self.context.opened
        self.context.run(lambda job: search_vault.catch_up(wallet, job))
        self._ask()

    def open(self, **arguments: object) -> None:
        """``words``: what to look for; without them the field is ready to be written over."""
        if (words := arguments.get("words")) is not None:
            self.field.setText(str(words))
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _ask(self) -> None:
        self._pause.stop()
        if self._ticket is not None and not self._ticket.over:
            self._ticket.cancel()
        wallet, words = self.context.opened, self.field.text()
        self._ticket = self.context.run(
            lambda job: (words, search_vault.search_beside(wallet, words, _LIMIT, job)),
            self._show,
            lane=Lane.CPU,
        )

    def _show(self, answer: tuple[str, Found]) -> None:
        words, found = answer
        if words != self.field.text():
            return  # more was typed since; its answer is on the way
        self._asked_for = words
        if found != self._found:
            self._found = found
            self.results.show_hits(found.hits)
        self._say()

    def _say(self) -> None:
        count = len(self._found.hits)
        self._pages.setCurrentIndex(1 if count else 0)
        if self._asked_for.strip():
            self.empty.say(
                _("Nothing holds these words"),
                _("Try a shorter part of a word, or fewer words: each of them must be there."),
            )
        else:
            self.empty.say(
                _("Find what your vault says"),
                _(
                    "One character is enough. Several words, parted by spaces, must all be there. "
                    "What you spend in private is not searched: it stays inside the bill."
                ),
            )
        said = ""
        if self._found.more:
            said = _("The newest {count}; type more to see fewer").format(count=number(count))
        elif count:
            said = ngettext("{count} hit", "{count} hits", count).format(count=number(count))
        self._count.setText(said)

    def _into_results(self) -> None:
        if self._found.hits:
            self.results.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_first(self) -> None:
        """Enter in the field opens the first hit, once the answer to these very words is there."""
        if self._asked_for == self.field.text():
            self.results.open_row(0)
        else:
            self._ask()

    def _open_hit(self, hit: Hit) -> None:
        wallet = self.context.opened

        def go(place: Place) -> None:
            self.context.navigate(place.screen, **place.arguments)

        self.context.run(lambda _job: place_of(wallet, hit), go, lane=Lane.CPU)
