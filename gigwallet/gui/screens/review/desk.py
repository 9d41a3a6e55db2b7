"""One field before its person: its pixels, what was read of them, and why that is not believed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.app.screens.review_fields import (
    Absent,
    Confirm,
    Correct,
    Saying,
    ToReview,
)
from gigwallet.app.screens.screen_pixels import ScreenPicture
from gigwallet.gui.screens.review.answer_edit import AnswerEdit
from gigwallet.gui.screens.review.marked_picture import Mark, MarkedPicture
from gigwallet.gui.widgets import Button, Card, Label, isolated
from gigwallet.gui.widgets.crop import Crop
from gigwallet.words import _, number, refusals
from gigwallet.words.labels import label

_CROP_HEIGHT = 116


class Desk(QWidget):
    """The left half asks, the right half shows where it stands."""

    said = Signal(object, object)  # ToReview, Saying
    moved = Signal(int)
    take_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: ToReview | None = None
        self._place = (0, 0)
        self._refusal = ""
        self.card = Card(parent=self)
        self._file = Label(role="muted", wrap=True, parent=self)
        self._crop = Crop(_CROP_HEIGHT, self)
        self._gone = Label(role="muted", wrap=True, parent=self)
        self._gone.hide()
        self._ask = Label(role="label", wrap=True, parent=self)
        self.edit = AnswerEdit(self)
        self._unit = Label(role="muted", parent=self)
        self._why = Label(role="muted", wrap=True, parent=self)
        self._wrong = Label(tone="bad", wrap=True, parent=self)
        self.confirm = Button(
            icon="check", role="primary", action=lambda: self._answer(self.edit.text()), parent=self
        )
        self.absent = Button(icon="x", action=self._absent, parent=self)
        self.later = Button(icon="arrow-right", action=lambda: self.moved.emit(1), parent=self)
        self._keys = Label(role="muted", wrap=True, parent=self)
        self.picture = MarkedPicture(self)
        self._lay_out()
        self.edit.answered.connect(self._answer)
        self.edit.absent.connect(self._absent)
        self.edit.moved.connect(self.moved)
        self.edit.take_back.connect(self.take_back)

    def _lay_out(self) -> None:
        answer = QHBoxLayout()
        answer.setSpacing(10)
        answer.addWidget(self.edit, 1)
        answer.addWidget(self._unit)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in (self.confirm, self.absent, self.later):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.card.body.addWidget(self._file)
        self.card.body.addWidget(self._crop)
        self.card.body.addWidget(self._gone)
        self.card.body.addWidget(self._ask)
        self.card.body.addLayout(answer)
        self.card.body.addWidget(self._wrong)
        self.card.body.addWidget(self._why)
        self.card.body.addLayout(buttons)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(self.card)
        left.addWidget(self._keys)
        left.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addLayout(left, 3)
        row.addWidget(self.picture, 2)

    @property
    def item(self) -> ToReview | None:
        return self._item

    def retranslate(self) -> None:
        self.confirm.setText(_("That is right"))
        self.absent.setText(_("Not on the screen"))
        self.later.setText(_("Later"))
        self._gone.setText(
            _("The picture itself is not here any more. Answer only if you know what it shows.")
        )
        self.picture.setAccessibleName(_("The whole screenshot, with the field marked"))
        self._keys.setText(
            _(
                "Enter: it is right, or what you typed is. Del: the picture does not show it. "
                "Up, Down: another field. Ctrl+Z: take the last answer back."
            )
        )
        self._say()

    def show_item(self, item: ToReview, place: int, count: int) -> None:
        """``place`` of ``count``, from 1."""
        self._item, self._place, self._refusal = item, (place, count), ""
        self.edit.ask(item.guess)
        self._crop.show_png(item.crop)
        self.picture.mark(_marks(item))
        self._say()

    def await_picture(self) -> None:
        """Another screenshot is on its way."""
        self.picture.show_picture(b"", 1, 1)
        self._gone.hide()

    def show_picture(self, picture: ScreenPicture | None) -> None:
        """The screenshot that the present field stands on; None where it cannot be shown."""
        if picture is None:
            self.picture.show_picture(b"", 1, 1)
        else:
            self.picture.show_picture(picture.png, picture.width, picture.height)
        self._gone.setVisible(not self.picture.shows_picture)
        if self._item is not None:
            self.picture.mark(_marks(self._item))

    def refuse(self, sentence: str) -> None:
        """Say why what was typed is not taken; it stays to be mended."""
        self._refusal = sentence
        self._say()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, text: str) -> None:
        item = self._item
        if item is None:
            return
        saying: Saying = Confirm() if item.guess and text == item.guess else Correct(text)
        self.said.emit(item, saying)

    def _absent(self) -> None:
        if self._item is not None:
            self.said.emit(self._item, Absent())

    def _say(self) -> None:
        item = self._item
        if item is None:
            return
        place, count = self._place
        field = item.field
        name = field.label or field.name
        self.card.set_heading(isolated(name))
        self._file.setText(
            _("{place} of {count} \N{MIDDLE DOT} {file}").format(
                place=number(place), count=number(count), file=isolated(item.name)
            )
        )
        self._ask.setText(_("What does the picture show? ({kind})").format(kind=label(field.kind)))
        self._unit.setText(field.currency)
        self._unit.setVisible(bool(field.currency))
        self._why.setText(refusals.reason(item.why))
        self._wrong.setText(self._refusal)
        self._wrong.setVisible(bool(self._refusal))
        self.edit.setAccessibleName(name)
        self.edit.setAccessibleDescription(refusals.reason(item.why))
        self._crop.setAccessibleName(_("The pixels of {name}").format(name=name))


def _marks(item: ToReview) -> list[Mark]:
    """A field that was not found has no place of its own to be marked."""
    return [Mark(item.field.box)] if item.field.confidence > 0 else []
