"""What few evidence files need, out of sight until asked for: cover, volumes, what was served."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from gigwallet.app.bundles.build_bundle import BundleDraft
from gigwallet.gui.widgets import Button, Card, Field, Label, isolated
from gigwallet.gui.widgets.steady import WholeNumber
from gigwallet.words import _

_MOST = 100_000


@dataclass(frozen=True, slots=True)
class More:
    """As in ``BundleDraft``."""

    office: str = ""
    matter: str = ""
    case_number: str = ""
    after: tuple[Path, ...] = ()
    volume_pages: int = 0
    volume_mb: int = 0

    @classmethod
    def of(cls, draft: BundleDraft) -> More:
        return cls(
            draft.office,
            draft.matter,
            draft.case_number,
            draft.after,
            draft.volume_pages,
            draft.volume_mb,
        )

    def onto(self, draft: BundleDraft) -> BundleDraft:
        return replace(
            draft,
            office=self.office,
            matter=self.matter,
            case_number=self.case_number,
            after=self.after,
            volume_pages=self.volume_pages,
            volume_mb=self.volume_mb,
        )


class _Limit(WholeNumber):
    """0 for none of one's own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setRange(0, _MOST)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)


class MoreCard(Card):
    """Opens by its button; what was said in it stays when it is closed."""

    edited = Signal(object)  # More, by the person

    def __init__(self, choose_pdf: Callable[[], tuple[Path, ...]], parent: QWidget) -> None:
        super().__init__("", parent)
        self._choose_pdf = choose_pdf
        self._after: tuple[Path, ...] = ()
        self.toggle = Button(role="quiet", action=self._turn, parent=self)
        self.office = QLineEdit(self)
        self.matter, self.case_number = QLineEdit(self), QLineEdit(self)
        self.pages, self.megabytes = _Limit(self), _Limit(self)
        self.served = Label(wrap=True, parent=self)
        self.continues = Button(icon="link", action=self._continue, parent=self)
        self.alone = Button(icon="x", action=lambda: self._serve(()), parent=self)
        self.body.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        self._fields = [
            Field(each, self)
            for each in (self.office, self.matter, self.case_number, self.pages, self.megabytes)
        ]
        self._hidden: list[QWidget] = [*self._fields, self.continues]
        for field in self._fields:
            self.body.addWidget(field)
        self.body.addWidget(self.served)
        for button in (self.continues, self.alone):
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        for line in (self.office, self.matter, self.case_number):
            line.textEdited.connect(self._tell)
        for box in (self.pages, self.megabytes):
            box.valueChanged.connect(self._tell)
        self._open = False

    def retranslate(self) -> None:
        office, matter, case_number, pages, megabytes = self._fields
        office.say(_("Court or commission that it goes to, on the cover"))
        matter.say(_("Matter, on the cover"))
        case_number.say(_("Number of the case, on the cover"))
        pages.say(_("Pages of a volume at most"))
        megabytes.say(_("Megabytes of a volume at most"))
        for box in (self.pages, self.megabytes):
            box.setSpecialValueText(_("as the form says"))
        self.continues.setText(_("Continue a served PDF..."))
        self.alone.setText(_("Continue none"))
        self._paint()

    def show_more(self, more: More) -> None:
        """Without telling anybody."""
        lines = (self.office, self.matter, self.case_number)
        texts = (more.office, more.matter, more.case_number)
        for line, text in zip(lines, texts, strict=True):
            if line.text() != text:
                line.setText(text)
        for box, value in (
            (self.pages, more.volume_pages),
            (self.megabytes, more.volume_mb),
        ):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
        self._after = more.after
        self._paint()

    def more(self) -> More:
        return More(
            self.office.text(),
            self.matter.text(),
            self.case_number.text(),
            self._after,
            self.pages.value(),
            self.megabytes.value(),
        )

    def _turn(self) -> None:
        self._open = not self._open
        self._paint()

    def _continue(self) -> None:
        chosen = self._choose_pdf()
        if chosen:
            self._serve(chosen)

    def _serve(self, after: tuple[Path, ...]) -> None:
        self._after = after
        self._tell()

    def _tell(self) -> None:
        self.edited.emit(self.more())

    def _paint(self) -> None:
        self.toggle.set_icon("chevron-up" if self._open else "chevron-down")
        self.toggle.setText(_("Fewer choices") if self._open else _("Case number, volumes"))
        for widget in self._hidden:
            widget.setVisible(self._open)
        if self._after:
            self.served.setText(
                _(
                    "It continues {name}: what was served keeps its numbers and its pages, and "
                    "what is new is numbered between them."
                ).format(name=", ".join(isolated(each.name) for each in self._after))
            )
        # Never out of sight: it decides what the pages are.
        self.served.setVisible(bool(self._after))
        self.alone.setVisible(bool(self._after))
