"""The evidence PDF before it is written: what it will be and hold at one side, its pages beside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.app.bundles.build_bundle import Written
from gigwallet.app.letters.in_bundle import WantedLetter
from gigwallet.domain.job import Progress
from gigwallet.gui.background import Ticket
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.evidence.choices_card import ChoicesCard
from gigwallet.gui.screens.evidence.exhibit_pane import size_words
from gigwallet.gui.screens.evidence.leaving import form_notes, what_leaves, what_stays
from gigwallet.gui.screens.evidence.letter_card import LetterCard
from gigwallet.gui.screens.evidence.making import Making
from gigwallet.gui.screens.evidence.more_card import More, MoreCard
from gigwallet.gui.screens.evidence.page_view import PageView
from gigwallet.gui.screens.evidence.proof_card import ProofCard
from gigwallet.gui.screens.evidence.saved_card import SavedCard
from gigwallet.gui.screens.evidence.sign_card import SignCard
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import (
    Button,
    Card,
    FigureCard,
    Label,
    ProgressStrip,
    ScrollColumn,
)
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _, ngettext, number
from gigwallet.words.refusals import explain

_SIDE = 336
_LOCKED = ("bundle_paper_locked", "bundle_paper_password_wrong")


class Builder(QWidget):
    """Shows what ``making`` holds; ``ready`` says whether this very file was looked at."""

    looked = Signal()  # a page of the file as it is now was shown, or is no longer
    arrange = Signal()  # back to the board
    password_wanted = Signal()  # a PDF is locked, and the person has its password

    def __init__(self, context: ShellContext, making: Making, parent: QWidget) -> None:
        super().__init__(parent)
        self._making = making
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.progress = ProgressStrip(self)
        column.addWidget(self.progress)
        row = QHBoxLayout()
        row.setSpacing(16)
        self._column = ScrollColumn(self)
        self._column.setFixedWidth(_SIDE)
        self._column.column.setContentsMargins(0, 0, 8, 4)
        self.pages = FigureCard(parent=self)
        self._saved = SavedCard(self)
        self.sign = SignCard(context, self)
        self.proof = ProofCard(context, self)
        self.sign.made.connect(self.proof.show_signed)
        self._leaves = Card(parent=self)
        self._stays = Card(parent=self)
        self._notes = Card(parent=self)
        self._form = Card(parent=self)
        self.form = ChoiceBox(self)
        # Names of forms are long; the column is narrow whatever the theme makes of them.
        self.form.setSizeAdjustPolicy(
            ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.form.setMinimumContentsLength(10)
        self._about = Label(role="muted", wrap=True, parent=self)
        self._form.body.addWidget(self.form)
        self._form.body.addWidget(self._about)
        self.choices = ChoicesCard(self)
        self.letter = LetterCard(self)
        self.more = MoreCard(lambda: _served(context), self)
        self.unlock = Button(icon="key-round", action=self.password_wanted.emit, parent=self)
        self.unshown = Button(icon="file-text", action=self._leave_locked, parent=self)
        self._arrange = Button(icon="list-checks", action=self.arrange.emit, parent=self)
        for widget in (self._saved, self.sign, self.proof, self.pages):
            self._column.column.addWidget(widget)
        for button in (self.unlock, self.unshown):
            self._column.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        for card in (
            self._form,
            self.letter,
            self._notes,
            self._leaves,
            self.choices,
            self.more,
            self._stays,
        ):
            self._column.column.addWidget(card)
        self._column.column.addWidget(self._arrange, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.column.addStretch(1)
        self.view = PageView(self)
        row.addWidget(self._column)
        row.addWidget(self.view, 1)
        column.addLayout(row, 1)
        making.found.connect(self._changed)
        making.edited.connect(self._changed)
        making.letter.changed.connect(self._lettered)
        making.pages.counted.connect(self._counted)
        making.pages.begun.connect(self._counting)
        self.view.wanted.connect(self._draw)
        self.choices.chosen.connect(making.choose)
        self.form.chosen.connect(making.choose_form)
        self.more.edited.connect(making.choose_more)
        self.letter.chosen.connect(
            lambda letter: making.choose_letter(WantedLetter(letter) if letter else None)
        )

    @property
    def ready(self) -> bool:
        return self._making.pages.count is not None and self.view.shown > 0 and self._making.whole

    def retranslate(self) -> None:
        self.progress.retranslate()
        self._arrange.setText(_("Choose and put in order"))
        self.unlock.setText(_("Enter its password..."))
        self.unshown.setText(_("Give it a page that says so"))
        self.choices.retranslate()
        self.letter.retranslate()
        self.more.retranslate()
        self._saved.retranslate()
        self.sign.retranslate()
        self.proof.retranslate()
        self._form.set_heading(_("Form of the file"))
        self.form.setAccessibleName(_("Form of the file"))
        self.view.paper.empty.say(
            _("No pages yet"), _("Put exhibits into the file, then look at its pages here.")
        )
        self.view.retranslate()
        self._paint()

    def show_written(self, written: Written | None) -> None:
        self._saved.show_written(written)
        self.sign.show_written(written)
        self.proof.show_written(written)
        self._column.verticalScrollBar().setValue(0)

    def show_names(self) -> None:
        """Forms and letters are called otherwise now; the file is the same."""
        self._paint_form()

    def _changed(self) -> None:
        self.show_written(None)
        self.view.hold(0)
        self._paint()
        self.looked.emit()

    def _lettered(self) -> None:
        self._paint()
        self.looked.emit()

    def _leave_locked(self) -> None:
        draft = self._making.draft
        if draft is not None:
            self._making.choose(replace(draft.choices, locked_unshown=True))

    def _counted(self) -> None:
        count = self._making.pages.count
        if count is None:
            self.view.clear()
        elif self.view.shown == 0:
            self.view.hold(count.pages)
        self._paint()
        self.looked.emit()

    def _counting(self, ticket: Ticket) -> None:
        """Who only moved an exhibit sees no bar: it appears where originals are read."""

        def follow(progress: Progress) -> None:
            if progress.total and not self.progress.isVisibleTo(self):
                self.progress.follow(ticket, _("Counting the pages"))

        ticket.progressed.connect(follow)

    def _draw(self, page: int) -> None:
        count = self._making.pages.count
        if count is None:
            return
        number_ = count.exhibit_on(page)
        what = _("Exhibit {number}").format(number=number_) if number_ else ""
        self._making.pages.draw(page, lambda picture: self._show(page, picture, what))

    def _show(self, page: int, picture: bytes, what: str) -> None:
        self.view.show_page(page, picture, what)
        self.looked.emit()

    def _paint(self) -> None:
        draft, count = self._making.draft, self._making.pages.count
        chosen = [each for each in draft.items if each.included] if draft else []
        exhibits = ngettext("{count} exhibit", "{count} exhibits", len(chosen)).format(
            count=number(len(chosen))
        )
        refusal = self._making.pages.refusal
        if refusal is not None:
            self.pages.show_figure(_("Pages"), "\N{EM DASH}", worded(refusal), "bad")
        elif count is not None:
            note = _("{exhibits}; originals of {size} shown in them").format(
                exhibits=exhibits, size=size_words(count.size)
            )
            self.pages.show_figure(_("Pages"), number(count.pages), note)
        elif chosen:
            guess = self._making.guess
            figure = "\N{HORIZONTAL ELLIPSIS}" if guess is None else _about(guess)
            self.pages.show_figure(_("Pages"), figure, exhibits)
        else:
            self.pages.show_figure(_("Pages"), number(0), _("No exhibit is in the file yet."))
        locked = refusal is not None and refusal.code in _LOCKED
        self.unlock.setVisible(locked)
        self.unshown.setVisible(locked)
        self.choices.setVisible(bool(chosen))
        if draft is not None:
            self.choices.show_choices(draft.choices)
        self._leaves.set_heading(_("What leaves with it"))
        if not chosen:
            self._leaves.show_sentences([])
        elif count is not None:
            self._leaves.show_sentences(what_leaves(count))
        self._stays.set_heading(_("What stays with you"))
        self._stays.show_sentences(what_stays(draft) if draft and chosen else [])
        self._paint_form()
        self._paint_notes()

    def _paint_form(self) -> None:
        draft, forms = self._making.draft, self._making.forms
        self._form.setVisible(draft is not None and bool(forms))
        self.letter.setVisible(draft is not None)
        self.more.setVisible(draft is not None)
        self.form.set_options([(each.name, each.title) for each in forms])
        if draft is not None:
            self.form.choose(draft.profile)
            wanted = self._making.letter.wanted
            self.more.show_more(More.of(draft))
            self.letter.show_letters(
                self._making.letter.known,
                wanted.letter if wanted else "",
                self._making.letter.blockers,
                draft.letter is not None,
            )
            form = self._making.form
            self._about.setText(form.about if form else "")

    def _paint_notes(self) -> None:
        draft, count = self._making.draft, self._making.pages.count
        arranged = self._making.arranged
        said = [explain(step) for step in (draft.gaps if draft else ())]
        said += form_notes(self._making.form, count)
        said += [explain(step) for step in (count.notes if count else ())]
        if arranged is not None and arranged.lost:
            said.append(
                ngettext(
                    "{count} exhibit that you had chosen is no longer in the vault.",
                    "{count} exhibits that you had chosen are no longer in the vault.",
                    arranged.lost,
                ).format(count=number(arranged.lost))
            )
        self._notes.set_heading(_("To know before it goes"))
        self._notes.show_sentences(said, "warn")


def _served(context: ShellContext) -> tuple[Path, ...]:
    """One file, or all of its volumes."""
    title = _("Choose the evidence PDF that was served, or all its volumes")
    return tuple(context.choose_files(title, "PDF (*.pdf)"))


def _about(pages: int) -> str:
    return _("about {count}").format(count=number(pages))
