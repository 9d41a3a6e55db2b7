"""The card that asks which of the drivers in a report the person is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gigwallet.app.intake.import_outcome import Driver, FilePreview
from gigwallet.gui.widgets import Card, Label
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _
from gigwallet.words.labels import platform as platform_words


class DriversCard(Card):
    """One question for each platform; nobody is chosen beforehand, even of one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._drivers: dict[str, tuple[Driver, ...]] = {}
        self._advice = Label(role="muted", wrap=True, parent=self)
        self.body.addWidget(self._advice)
        self.choices: dict[str, ChoiceBox] = {}
        self._labels: dict[str, Label] = {}
        self.hide()

    def retranslate(self) -> None:
        self.set_heading(_("Which driver are you?"))
        self._advice.setText(
            _("These reports list drivers. Only your own lines are kept; the others are left out.")
        )
        for key, box in self.choices.items():
            words = _("{platform}: which one is you").format(platform=platform_words(key))
            self._labels[key].setText(words)
            box.setAccessibleName(words)
            named = [(each.account, each.name or each.account) for each in self._drivers[key]]
            box.set_options([("", _("Please choose")), *named])

    def show_drivers(self, files: Sequence[FilePreview]) -> None:
        """What was chosen before stays chosen where it is still listed."""
        listed: dict[str, dict[str, Driver]] = {}
        for file in files:
            for each in file.drivers:
                listed.setdefault(each.platform, {}).setdefault(each.account, each)
        self._drivers = {key: tuple(found.values()) for key, found in listed.items()}
        for key in self.choices.keys() - listed.keys():
            for widget in (self.choices.pop(key), self._labels.pop(key)):
                widget.hide()
                widget.deleteLater()
        for key in listed.keys() - self.choices.keys():
            self._labels[key] = Label(role="label", wrap=True, parent=self)
            self.choices[key] = ChoiceBox(self)
            self._labels[key].setBuddy(self.choices[key])
            self.body.addWidget(self._labels[key])
            self.body.addWidget(self.choices[key], 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(listed))
        self.retranslate()

    def chosen(self) -> dict[str, str]:
        """Platform -> account, of those where somebody was chosen."""
        return {key: box.key() for key, box in self.choices.items() if box.key()}
