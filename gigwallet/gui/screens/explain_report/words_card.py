"""A card of words: each with where it stands and what stands under it, and the choice of what it
means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gigwallet.app.intake.explain_report import UnknownWord
from gigwallet.gui.widgets import GridCard, Label, isolated, shortened
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _, money
from gigwallet.words.labels import label

_LONGEST_SAMPLE = 28
_NARROWEST_WORD = 180
_DOWN, _BESIDE = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ", " \N{MIDDLE DOT} "


@dataclass(frozen=True, slots=True)
class _Line:
    word: UnknownWord
    meaning: ChoiceBox


class WordsCard(GridCard):
    """Nothing is guessed: a word is not named before the person chooses what it means."""

    changed = Signal()

    def __init__(
        self,
        meanings: type[StrEnum],
        heading: Callable[[], str],
        advice: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self._meanings, self._says_heading, self._says_advice = meanings, heading, advice
        self._advice = Label(role="muted", wrap=True, parent=self)
        self.body.addWidget(self._advice)
        self.place_rows()
        self.lines: list[_Line] = []
        self._needed: frozenset[str] = frozenset()

    def retranslate(self) -> None:
        self.set_heading(self._says_heading())
        self._advice.setText(self._says_advice())
        for line in self.lines:
            self._word(line)

    def show_words(self, words: Sequence[UnknownWord]) -> None:
        grid = self.fresh_rows(10)
        self.lines = []
        self._needed = frozenset(each.word for each in words if each.needed)
        top = Qt.AlignmentFlag.AlignTop
        for place, word in enumerate(words):
            line = _Line(word, ChoiceBox(self.rows))
            self.lines.append(line)
            self._word(line)
            line.meaning.chosen.connect(lambda _key: self.changed.emit())
            name = Label(isolated(word.label), role="label", wrap=True, parent=self.rows)
            name.setMinimumWidth(_NARROWEST_WORD)
            name.setBuddy(line.meaning)
            about = Label(_about(word), role="muted", wrap=True, parent=self.rows)
            grid.addWidget(name, place, 0, top)
            grid.addWidget(about, place, 1, top)
            grid.addWidget(line.meaning, place, 2, top)
        self.setVisible(bool(words))

    def ask_for(self, needed: frozenset[str]) -> None:
        """Which words the report cannot be read without, as things stand."""
        self._needed = needed
        for line in self.lines:
            self._word(line)

    def said(self) -> dict[str, str]:
        """Each word that was named, with its meaning."""
        return {line.word.label: line.meaning.key() for line in self.lines if line.meaning.key()}

    def _word(self, line: _Line) -> None:
        none = _("Please choose") if line.word.word in self._needed else _("Not named")
        line.meaning.set_options(
            [("", none), *((each.value, label(each)) for each in self._meanings)]
        )
        line.meaning.setAccessibleName(_("What {word} means").format(word=line.word.label))


def _about(word: UnknownWord) -> str:
    """Where it stands in the tree, what is in it, what that comes to."""
    places = [_DOWN.join(map(isolated, place)) for place in word.places if len(place) > 1]
    held = _BESIDE.join(isolated(shortened(each, _LONGEST_SAMPLE)) for each in word.samples)
    if word.samples and word.total is not None:
        held += _BESIDE + _("in all {amount}").format(amount=money(word.total))
    return "\n".join(filter(None, [*places, held]))
