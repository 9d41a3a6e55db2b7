"""The preview: a card per file, who pays, and for which work it is; nothing is stored yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gigwallet.app.intake.import_files import FilePreview
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.screen import ScreenReading
from gigwallet.gui.screens.inbox import wording
from gigwallet.gui.screens.inbox.cards import preview_cards
from gigwallet.gui.screens.inbox.drivers_card import DriversCard
from gigwallet.gui.screens.inbox.file_card import CardList
from gigwallet.gui.screens.inbox.payers import payers
from gigwallet.gui.screens.inbox.payers_card import PayersCard
from gigwallet.gui.screens.inbox.wording import total
from gigwallet.gui.widgets import Button, Card, Label
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _
from gigwallet.words.naming import engagement_name


class PreviewPage(QWidget):
    password_given = Signal(object, str)  # Path
    engagement_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: tuple[FilePreview, ...] = ()
        self._screens: dict[Path, ScreenReading] = {}
        self._engagements: tuple[KnownEngagement, ...] = ()
        self._work = Card("", self)
        self._work_advice = Label(role="muted", wrap=True, parent=self._work)
        self._choice = ChoiceBox(self._work)
        self._say_work = Button(icon="user", action=self.engagement_wanted.emit, parent=self._work)
        self._work.body.addWidget(self._work_advice)
        self._work.body.addWidget(self._choice, 0, Qt.AlignmentFlag.AlignLeft)
        self._work.body.addWidget(self._say_work, 0, Qt.AlignmentFlag.AlignLeft)
        self.payers = PayersCard(self)
        self.drivers = DriversCard(self)
        self.files = CardList(self)
        self.files.password_given.connect(self.password_given)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for widget in (self.drivers, self.payers, self._work, self.files):
            column.addWidget(widget)
        column.addStretch(1)

    def retranslate(self) -> None:
        self._work.set_heading(_("For which work are these files?"))
        self._choice.setAccessibleName(_("For which work are these files?"))
        self._say_work.setText(_("Say for whom you work"))
        self.payers.retranslate()
        self.drivers.retranslate()
        self.files.show_cards(())  # a card speaks the language that it was made in
        self.show_files(self._files)
        self.show_engagements(self._engagements)

    def show_screens(self, screens: Mapping[Path, ScreenReading]) -> None:
        """What the pictures say that are read by now."""
        self._screens = dict(screens)
        self.files.show_cards(preview_cards(self._files, self._screens))

    def show_files(self, files: Sequence[FilePreview]) -> None:
        self._files = tuple(files)
        named = {each.path for each in files}
        self._screens = {path: read for path, read in self._screens.items() if path in named}
        self.payers.show_payers(payers(files))
        self.drivers.show_drivers(files)
        self.files.show_cards(preview_cards(files, self._screens))

    def show_engagements(self, known: Sequence[KnownEngagement]) -> None:
        """With one engagement there is nothing to ask; without any it has to be said first."""
        self._engagements = tuple(known)
        self.payers.show_platforms(list(dict.fromkeys(each.engagement.platform for each in known)))
        self._choice.set_options(
            [(None, _("As the files say")), *((each.id, _name(each)) for each in known)]
        )
        self._choice.setVisible(len(known) > 1)
        self._say_work.setVisible(not known)
        self._work_advice.setText(
            _("Files that name their own work keep it; the others go to the one chosen here.")
            if known
            else _("Every trip and payment belongs to a platform, a city and a firm.")
        )
        self._work.setVisible(len(known) != 1)

    def summary(self) -> str:
        """What all files together hold."""
        defined = sum(file.engagements for file in self._files)
        return wording.counted_sentence(total(file.found for file in self._files), defined)

    @property
    def engagement(self) -> EngagementId | None:
        """The chosen engagement; None: as the files say."""
        key: EngagementId | None = self._choice.key()
        return key

    @property
    def has_something(self) -> bool:
        """Whether storing would keep anything at all."""
        return any(card.view.stores_something for card in self.files.cards)


def _name(known: KnownEngagement) -> str:
    return engagement_name(known.engagement)
