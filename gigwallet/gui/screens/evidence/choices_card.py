"""What a person chooses for all exhibits of one file: what is kept in them, and what goes along."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from gigwallet.domain.exhibit_choices import ExhibitChoices, Papers
from gigwallet.gui.widgets import Card
from gigwallet.words import _


class ChoicesCard(Card):
    """Four boxes; what each means for this file is told among what leaves."""

    chosen = Signal(object)  # ExhibitChoices, by the person

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._locked_unshown = False
        self.words, self.metadata, self.drawn, self.originals = (
            QCheckBox(self) for _box in range(4)
        )
        for box in (self.words, self.metadata, self.drawn, self.originals):
            self.body.addWidget(box)
            box.clicked.connect(lambda _checked: self.chosen.emit(self.choices()))

    def retranslate(self) -> None:
        self.set_heading(_("How exhibits go in"))
        words: tuple[tuple[QCheckBox, Callable[[], str]], ...] = (
            (self.words, lambda: _("Pictures can be searched")),
            (self.metadata, lambda: _("Keep place and device in JPEGs")),
            (self.drawn, lambda: _("Draw pages that break PDF/A")),
            (self.originals, lambda: _("Attach the original files")),
        )
        for box, said in words:
            box.setText(said())
            box.setAccessibleName(said())

    def choices(self) -> ExhibitChoices:
        return ExhibitChoices(
            words=self.words.isChecked(),
            keep_metadata=self.metadata.isChecked(),
            papers=Papers.DRAWN if self.drawn.isChecked() else Papers.AS_THEY_ARE,
            attach_originals=self.originals.isChecked(),
            locked_unshown=self._locked_unshown,
        )

    def show_choices(self, choices: ExhibitChoices) -> None:
        """Without telling anybody."""
        self._locked_unshown = choices.locked_unshown
        self.words.setChecked(choices.words)
        self.metadata.setChecked(choices.keep_metadata)
        self.drawn.setChecked(choices.papers is Papers.DRAWN)
        self.originals.setChecked(choices.attach_originals)
