"""The pane of one of them: what it reads, another name for it, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gigwallet.app.intake.manage_taught import Explained
from gigwallet.gui.screens.explained import wording
from gigwallet.gui.widgets import Button, DetailPane
from gigwallet.words import _


class About(DetailPane):
    renamed = Signal(str)
    try_wanted = Signal()
    share_wanted = Signal()
    forget_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._shown: Explained | None = None
        self.name: QLineEdit | None = None
        self.buttons: dict[str, Button] = {}

    def retranslate(self) -> None:
        self.show_one(self._shown)

    def show_one(self, each: Explained | None) -> None:
        self._shown = each
        self.name, self.buttons = None, {}
        self.clear()
        if each is None:
            self.title(_("Choose one in the list"))
            self.muted(_("It can be renamed, tried on a file, handed on and forgotten."))
            return
        self.title(each.name, wording.read(each), "good" if each.files else "")
        self.facts([(_("What it is"), wording.kind(each)), (_("For"), wording.pays_for(each))])
        self.buttons["try"] = self.button(_("Try on a file..."), "eye", self.try_wanted.emit)
        self.buttons["share"] = self.button(
            _("Share as a file..."), "upload", self.share_wanted.emit
        )
        self.muted(_("The file holds names and places of columns or labels, none of your data."))
        self.section(_("Its name"))
        self.widget(self._renaming(each.name))
        self.section(_("Which files it fits"))
        self.facts(wording.fits(each))
        self.section(_("What it reads"))
        self.facts(wording.reads(each))
        self.section(_("No longer needed?"))
        self.buttons["forget"] = self.button(_("Forget it..."), "trash-2", self.forget_wanted.emit)

    def _renaming(self, name: str) -> QWidget:
        place = QWidget(self)
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        line = self.name = QLineEdit(name, place)
        line.setMaxLength(60)
        line.setAccessibleName(_("Its name"))
        rename = self.buttons["rename"] = Button(_("Rename"), "pencil", parent=place)
        rename.setEnabled(False)
        row.addWidget(line, 1)
        row.addWidget(rename)
        line.textChanged.connect(
            lambda text: rename.setEnabled(bool(text.strip()) and text.strip() != name)
        )
        line.returnPressed.connect(rename.click)
        rename.clicked.connect(lambda: self.renamed.emit(line.text()))
        return place
