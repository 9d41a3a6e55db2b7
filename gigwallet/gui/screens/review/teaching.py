"""A screen that nobody knows is taught: three pictures of it, row by row."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.app.records import keep_engagement
from gigwallet.app.screens import teach_screens
from gigwallet.app.screens.teach_screens import About, Example, Lesson, Meaning, Sheet
from gigwallet.domain.engagement import Engagement, KnownEngagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.background import Lane, Ticket
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.review.marked_picture import Mark, MarkedPicture
from gigwallet.gui.screens.review.meaning_words import about_words
from gigwallet.gui.screens.review.sheet_rows import SheetRows
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button, Card, Field, Label, isolated
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _, number
from gigwallet.words.naming import engagement_name

NEEDED = 3


class Teaching(QWidget):
    """``closed``: with the key of what was taught, empty where the person gave up."""

    closed = Signal(str)

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._left: list[ExhibitId] = []
        self._sheet: Sheet | None = None
        self._awaited: Ticket | None = None  # the next picture, or what is learnt of all
        self._examples: list[Example] = []
        self._engagements: list[Engagement] = []
        self.card = Card(parent=self)
        self._file = Label(role="muted", wrap=True, parent=self)
        self.work = Field(ChoiceBox(self), self)
        self.about = Field(ChoiceBox(self), self)
        self._hint = Label(role="muted", wrap=True, parent=self)
        self.rows = SheetRows(self)
        self._wrong = Label(tone="bad", wrap=True, parent=self)
        self.keep = Button(icon="check", role="primary", action=self._keep, parent=self)
        self.other = Button(icon="arrow-right", action=self._skip, parent=self)
        self.give_up = Button(icon="x", action=lambda: self.closed.emit(""), parent=self)
        self.picture = MarkedPicture(self)
        self._lay_out()
        self.rows.entered.connect(self._mark)
        self.picture.pressed.connect(self._pressed)
        self._about_box.chosen.connect(lambda _key: self._show_rows())

    @property
    def _work_box(self) -> ChoiceBox:
        box = self.work.editor
        assert isinstance(box, ChoiceBox)  # noqa: S101  made above
        return box

    @property
    def _about_box(self) -> ChoiceBox:
        box = self.about.editor
        assert isinstance(box, ChoiceBox)  # noqa: S101  made above
        return box

    def _lay_out(self) -> None:
        asked = QHBoxLayout()
        asked.setSpacing(16)
        asked.addWidget(self.work, 1)
        asked.addWidget(self.about, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in (self.keep, self.other, self.give_up):
            buttons.addWidget(button)
        buttons.addStretch(1)
        body = self.card.body
        body.addWidget(self._file)
        body.addLayout(asked)
        body.addWidget(self._hint)
        body.addWidget(self.rows, 1)
        body.addWidget(self._wrong)
        body.addLayout(buttons)
        left = QVBoxLayout()
        left.addWidget(self.card, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addLayout(left, 3)
        row.addWidget(self.picture, 2)

    def retranslate(self) -> None:
        self.work.say(_("For which work?"))
        self.about.say(_("What does this screen show?"))
        self._about_box.set_options([(each, about_words(each)) for each in About])
        self.other.setText(_("Another picture"))
        self.give_up.setText(_("Stop teaching"))
        self.picture.setAccessibleName(_("The screenshot, with the row marked"))
        self._hint.setText(
            _(
                "Say what each row means; leave out what is not about pay. Names and addresses are "
                "never learnt, only the words of the app. A click on the picture finds its row."
            )
        )
        self._name_works()
        if self._sheet is not None:
            self._show_rows()
        self._say()

    def begin(self, pictures: list[tuple[ExhibitId, str]]) -> None:
        """With these unknown pictures, the first of them first."""
        self._left = [exhibit for exhibit, _name in pictures]
        self._examples, self._sheet = [], None
        self._refuse("")
        wallet = self._context.opened
        self._context.run(lambda _job: keep_engagement.engagements(wallet), self._take_works)
        self._next()

    def _take_works(self, known: list[KnownEngagement]) -> None:
        self._engagements = [each.engagement for each in known]
        self._name_works()
        self._say()

    def _name_works(self) -> None:
        self._work_box.set_options(
            [(place, engagement_name(each)) for place, each in enumerate(self._engagements)]
        )

    # One picture after the other -------------------------------------------------------------

    def _next(self) -> None:
        if not self._left:
            self._sheet = None
            self.rows.show_rows((), self._chosen_about(), ())
            self.picture.show_picture(b"", 1, 1)
            self._say()
            return
        wallet, exhibit, lesson = self._context.opened, self._left.pop(0), self._lesson()

        def work(_job: object) -> tuple[Sheet, tuple[Meaning, ...]]:
            sheet = teach_screens.sheet_of(wallet, exhibit)
            return sheet, teach_screens.proposals(wallet, lesson, sheet)

        self._awaited = self._context.run(
            work, self._show_sheet, lane=Lane.CPU, refused=self._unshown
        )

    def _show_sheet(self, answer: tuple[Sheet, tuple[Meaning, ...]]) -> None:
        self._sheet, said = answer
        picture = self._sheet.picture
        self.picture.show_picture(picture.png, picture.width, picture.height)
        self.rows.show_rows(self._sheet.rows, self._chosen_about(), said)
        self._say()
        self.rows.ask(0)

    def _unshown(self, _refusal: GigWalletError) -> None:
        self._next()

    def _show_rows(self) -> None:
        """The same rows with the meanings of another kind of screen; what still fits is kept."""
        if self._sheet is None:
            return
        about, said = self._chosen_about(), self.rows.said()
        offered = teach_screens.meanings(about)
        kept = [each if each in offered else Meaning.NOTHING for each in said]
        self.rows.show_rows(self._sheet.rows, about, kept)

    @property
    def _is_busy(self) -> bool:
        """The picture before the person is kept already: a second press must not keep it again."""
        return self._awaited is not None and not self._awaited.over

    def _keep(self) -> None:
        if self._sheet is None or self._is_busy:
            return
        said = self.rows.said()
        if Meaning.TOTAL not in said and not any(said):
            self._refuse(_("Say what at least one row means."))
            return
        self._examples.append(Example(self._sheet, said))
        self._refuse("")
        if len(self._examples) < NEEDED:
            self._next()
        else:
            self._learn()

    def _skip(self) -> None:
        if self._is_busy:
            return
        self._refuse("")
        self._next()

    def _learn(self) -> None:
        wallet, lesson = self._context.opened, self._lesson()
        self._awaited = self._context.run(
            lambda _job: teach_screens.learn(wallet, lesson),
            self.closed.emit,
            refused=self._cannot,
        )

    def _cannot(self, refusal: GigWalletError) -> None:
        """The last example is asked once more: what it says differs from the others."""
        last = self._examples.pop()
        self._sheet = last.sheet
        self._refuse(worded(refusal))

    # What is chosen --------------------------------------------------------------------------

    def _lesson(self) -> Lesson:
        place = self._work_box.key()
        if isinstance(place, int) and place < len(self._engagements):
            work = self._engagements[place]
        else:
            work = Engagement("", "", "", "CNY")
        lesson = Lesson(work.platform, self._chosen_about(), work.currency, work.zone)
        return replace(lesson, examples=tuple(self._examples))

    def _chosen_about(self) -> About:
        key = self._about_box.key()
        return About(key) if key else About.ORDER

    def _mark(self, place: int) -> None:
        if self._sheet is not None and place < len(self._sheet.rows):
            self.picture.mark([Mark(self._sheet.rows[place].box)])

    def _pressed(self, at: QPoint) -> None:
        for place, row in enumerate(self._sheet.rows if self._sheet else ()):
            if row.box.top <= at.y() <= row.box.bottom:
                self.rows.ask(place)
                return

    def _refuse(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        if sentence and self.isVisible():
            self.rows.ask(0)

    def _say(self) -> None:
        taught = len(self._examples)
        self.card.set_heading(
            _("Teach a screen: picture {number} of {needed}").format(
                number=number(min(taught + 1, NEEDED)), needed=number(NEEDED)
            )
        )
        self._file.setText(isolated(self._sheet.name) if self._sheet else "")
        self.keep.setText(_("Next picture") if taught + 1 < NEEDED else _("Learn this screen"))
        ready = self._sheet is not None and bool(self._engagements)
        self.keep.setEnabled(ready)
        self.other.setEnabled(bool(self._left))
        for each in (self.work, self.about):
            each.setEnabled(taught == 0)
        if self._sheet is None and taught:
            self._refuse(
                _(
                    "There are no more pictures. Take {count} more of the same screen, drop them "
                    "into the inbox, read them, and teach again."
                ).format(count=number(NEEDED - taught))
            )
        elif not self._engagements:
            self._file.setText(_("First say for whom you work, under Type it in."))

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self.rows.ask(0)
