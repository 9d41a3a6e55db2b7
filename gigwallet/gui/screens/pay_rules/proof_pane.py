"""What shows the rule, beside its form: the screenshot as it is kept, or a place to drop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from gigwallet.gui.screens.pay_rules.read_list import ReadList
from gigwallet.gui.widgets import Button, Card, DropArea, Label, ProgressStrip, dropped_files
from gigwallet.gui.widgets.paper import PageStack
from gigwallet.words import _


class ProofPane(Card):
    """``dropped`` gives the files, ``wanted`` asks for the dialog, ``reading_wanted`` for what a
    machine reads in the picture."""

    dropped = Signal(list)
    wanted = Signal()
    reading_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAcceptDrops(True)
        self._name = Label(role="muted", wrap=True, parent=self)
        self.another = Button(icon="upload", role="quiet", action=self.wanted.emit, parent=self)
        self.corner.addWidget(self.another)
        self.drop = DropArea(self)
        self.drop.pressed.connect(self.wanted)
        self.drop.dropped.connect(self.dropped)
        self.pages = PageStack(self)
        self._stack = QStackedWidget(self)
        for page in (self.drop, self.pages):
            self._stack.addWidget(page)
        self.read = Button(
            icon="search", role="quiet", action=self.reading_wanted.emit, parent=self
        )
        self.progress = ProgressStrip(self)
        self.found = ReadList(self)
        self.body.addWidget(self._name)
        self.body.addWidget(self._stack, 1)
        for widget in (self.read, self.progress, self.found):
            self.body.addWidget(widget)
        self.show_nothing()

    def retranslate(self) -> None:
        self.set_heading(_("What shows it"))
        self.another.setText(_("Another file"))
        self.read.setText(_("Read its numbers"))
        self.progress.retranslate()
        self.found.retranslate()
        self.drop.say(
            _("Drop the screenshot here"),
            _("A picture or a PDF. It is kept as it is, and stands beside the form."),
            _("Choose a file"),
        )
        self.pages.empty.say(_("This file has no picture"), "")

    def show_nothing(self) -> None:
        for widget in (self._name, self.another, self.read):
            widget.hide()
        self.found.show_nothing()
        self._stack.setCurrentWidget(self.drop)

    def show_proof(self, name: str, pictures: list[bytes]) -> None:
        self._name.setText(name)
        for widget in (self._name, self.another):
            widget.show()
        self.read.setVisible(bool(pictures))
        self.found.show_nothing()
        self.pages.name(name)
        self.pages.show_pages(pictures)
        self._stack.setCurrentWidget(self.pages)

    @property
    def shows_picture(self) -> bool:
        return self._stack.currentWidget() is self.pages and self.pages.count > 0

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.dropped.emit(dropped_files(event.mimeData()))
