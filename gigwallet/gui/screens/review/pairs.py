"""Two questions about whole pictures: is it another one saved again, and for which work is it?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.app.screens import place_screens, review_fields
from gigwallet.app.screens.find_copies import LooksLike
from gigwallet.app.screens.screen_pixels import ScreenPicture
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.background import Lane
from gigwallet.gui.screens.review.marked_picture import MarkedPicture
from gigwallet.gui.screens.review.queue import picture_or_none
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button, Card, Field, Label
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _
from gigwallet.words.naming import engagement_name


class _Question(QWidget):
    """A sentence and its answers above, pictures below. ``answered``: ask for the next one."""

    answered = Signal()
    closed = Signal()

    def __init__(self, context: ShellContext, pictures: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.card = Card(parent=self)
        self._text = Label(wrap=True, parent=self)
        self.card.body.addWidget(self._text)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(10)
        self.later = Button(icon="arrow-right", action=self.closed.emit, parent=self)
        self.pictures = [MarkedPicture(self) for _place in range(pictures)]
        side = QHBoxLayout()
        side.setSpacing(20)
        for each in self.pictures:
            side.addWidget(each, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.card)
        column.addLayout(side, 1)

    def end_buttons(self) -> None:
        self.buttons.addWidget(self.later)
        self.buttons.addStretch(1)
        self.card.body.addLayout(self.buttons)

    def show_pictures(self, exhibits: list[ExhibitId]) -> None:
        wallet = self._context.opened
        self._context.run(
            lambda _job: [picture_or_none(wallet, each) for each in exhibits],
            self._take,
            lane=Lane.CPU,
        )

    def _take(self, shown: list[ScreenPicture | None]) -> None:
        for place, picture in zip(self.pictures, shown, strict=True):
            if picture is None:
                place.show_picture(b"", 1, 1)
            else:
                place.show_picture(picture.png, picture.width, picture.height)


class CopyQuestion(_Question):
    """Is this the other picture, saved once more?"""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(context, 2, parent)
        self._pair: LooksLike | None = None
        self.same = Button(
            icon="copy", role="primary", action=lambda: self._judge(same=True), parent=self
        )
        self.different = Button(icon="x", action=lambda: self._judge(same=False), parent=self)
        self.buttons.addWidget(self.same)
        self.buttons.addWidget(self.different)
        self.end_buttons()

    def retranslate(self) -> None:
        self.card.set_heading(_("Is this one picture, saved twice?"))
        self.same.setText(_("The same, count it once"))
        self.different.setText(_("Two different ones"))
        self.later.setText(_("Later"))
        for place, name in zip(
            self.pictures, (_("The earlier one"), _("The later one")), strict=True
        ):
            place.setAccessibleName(name)
        self._say()

    def ask(self, pair: LooksLike) -> None:
        self._pair = pair
        self._say()
        self.show_pictures([pair.original, pair.exhibit])
        self.same.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        if self._pair is None:
            return
        self._text.setText(
            _("Every figure on both is the same. Both pictures stay; what they say counts once.")
            if self._pair.sure
            else _(
                "Most figures on both are the same; the others may have been misread on one of "
                "them. Compare before you answer."
            )
        )

    def _judge(self, *, same: bool) -> None:
        pair, wallet = self._pair, self._context.opened
        if pair is None:
            return
        self._context.run(
            lambda _job: review_fields.judge_copy(wallet, pair.exhibit, pair.original, same=same),
            lambda _outcome: self.answered.emit(),
        )


class WorkQuestion(_Question):
    """For which of several engagements was this screen taken?"""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(context, 1, parent)
        self._exhibit: ExhibitId | None = None
        self._known: list[KnownEngagement] = []
        self.choice = ChoiceBox(self)
        self.work = Field(self.choice, self)
        self.card.body.addWidget(self.work)
        self.keep = Button(icon="check", role="primary", action=self._keep, parent=self)
        self.buttons.addWidget(self.keep)
        self.say_work = Button(
            icon="user",
            role="primary",
            action=lambda: context.navigate("type_in", what="engagement"),
            parent=self,
        )
        self.buttons.addWidget(self.say_work)
        self.end_buttons()

    def retranslate(self) -> None:
        self.card.set_heading(_("For which work is this screen?"))
        self.say_work.setText(_("Say for whom you work"))
        self.work.say(_("For which work?"))
        self.keep.setText(_("Keep it there"))
        self.later.setText(_("Later"))
        self.pictures[0].setAccessibleName(_("The screenshot"))
        self._name_works()

    def ask(self, exhibit: ExhibitId) -> None:
        self._exhibit = exhibit
        wallet = self._context.opened
        self._context.run(lambda _job: place_screens.fitting(wallet, exhibit), self._take_works)
        self.show_pictures([exhibit])
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_works(self, known: list[KnownEngagement]) -> None:
        self._known = known
        self._name_works()

    def _name_works(self) -> None:
        """Where nothing fits, there is nothing to choose: the work has to be said first."""
        for widget in (self.work, self.keep):
            widget.setVisible(bool(self._known))
        self.say_work.setVisible(not self._known)
        self._text.setText(
            _("Several of your engagements fit. Nothing of it is kept until then.")
            if self._known
            else _(
                "Its app pays in several countries, and you have not said yet for whom you work. "
                "Say it, then have the pictures read once more."
            )
        )
        self.choice.set_options(
            [(each.id, engagement_name(each.engagement)) for each in self._known]
        )

    def _keep(self) -> None:
        exhibit, chosen, wallet = self._exhibit, self.choice.key(), self._context.opened
        if exhibit is None or chosen is None:
            return
        self._context.run(
            lambda _job: place_screens.place(wallet, exhibit, chosen),
            lambda _outcome: self.answered.emit(),
        )
