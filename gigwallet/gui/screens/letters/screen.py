"""Letters: choose which and for whom, fill in the form, read every page, save it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from gigwallet.app.letters import draft_letter
from gigwallet.app.letters import preview as letter_preview
from gigwallet.app.letters.draft_letter import LetterDraft, LetterFile
from gigwallet.app.letters.preview import LaidLetter
from gigwallet.app.letters.shelf import FIRST, known_letters
from gigwallet.app.pay.pay_basis import Written
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.step import Step
from gigwallet.gui.background import Lane, Ticket
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.letters.blocking import blocking, lacks_words
from gigwallet.gui.screens.letters.form import LetterFields
from gigwallet.gui.screens.letters.proof import ProofCard
from gigwallet.gui.screens.letters.sheets import LetterSheets
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.shell.scope import ScopeChooser, Scopes
from gigwallet.gui.widgets import Label, ProgressStrip, ScrollColumn
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _, language, money
from gigwallet.words.refusals import explain

_WIDEST_CHOICE = 560
_KINDS = {".docx": LetterFile.DOCX, ".txt": LetterFile.TEXT}


class LettersScreen(ScreenWidget):
    shows: ClassVar[frozenset[str]] = frozenset(
        {"results", "trips", "tallies", "statements", "pay_lines", "payouts", "schemes"}
        | {"engagements", "worker"}
    )

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._draft: LetterDraft | None = None
        self._laid: LaidLetter | None = None
        self._laying: Ticket | None = None
        self._reading = self.header.add_action("languages", self._write_reading)
        self._into_file = self.header.add_action("folder-lock", self._put_in)
        self._save = self.header.add_action("save", self._write, primary=True)
        self._which = ChoiceBox(self)
        self._which.setMaximumWidth(_WIDEST_CHOICE)
        self._about = Label(role="muted", wrap=True, parent=self)
        self._scope = ScopeChooser(self)
        self._fields = LetterFields(self)
        self._paper = LetterSheets(self)
        self._proof = ProofCard(self)
        self._progress = ProgressStrip(self)
        self._lay_out()
        self._which.chosen.connect(lambda _key: self._prepare())
        self._scope.changed.connect(self._prepare)
        self._fields.edited.connect(self._edit)
        self._paper.wanted.connect(self._draw)
        self._paper.picked.connect(self._proof.show_row)
        self._proof.row.connect(self._go_to)
        self._proof.exhibit.connect(lambda id: context.navigate("evidence", exhibit=id))
        self._paper.empty.pressed.connect(self._go_on)
        self._scope.choose(language=context.language)

    def retranslate(self) -> None:
        self._which.setAccessibleName(_("Which letter"))
        if self._which.count():
            self._offer_letters()
        self._scope.retranslate()
        self._fields.retranslate()
        self._progress.retranslate()
        self._proof.retranslate()
        self._save.setText(_("Save the letter..."))
        self._reading.setText(_("Reading copy..."))
        self._into_file.setText(_("Put into the evidence PDF"))
        self._paper.name(_("Letter"))
        self._say()

    def refresh(self, changed: frozenset[str]) -> None:
        wallet = self.context.opened
        self.context.run(lambda _job: Scopes.of(wallet), self._offer)

    def open(self, **arguments: object) -> None:
        """``engagement``, ``period`` (or ``everything``) and ``language`` of what led here;
        ``letter``, such as ``cn/pay_shortfall``."""
        self._scope.choose_from(arguments)
        if (letter := arguments.get("letter")) is not None:
            self._offer_letters()
            self._which.choose(letter)
        if arguments:
            self._prepare()

    def _lay_out(self) -> None:
        chosen = QHBoxLayout()
        chosen.setSpacing(10)
        chosen.addWidget(self._which, 1)
        chosen.addWidget(self._scope)
        self.body.addLayout(chosen)
        self.body.addWidget(self._about)
        self.body.addWidget(self._progress)
        row = QHBoxLayout()
        row.setSpacing(16)
        self._form = ScrollColumn(self)
        self._form.column.addWidget(self._fields)
        self._form.column.addStretch(1)
        self._form.setFixedWidth(self._fields.width() + 16)
        row.addWidget(self._form)
        page = QVBoxLayout()
        page.setSpacing(12)
        page.addWidget(self._paper, 1)
        page.addWidget(self._proof)
        row.addLayout(page, 1)
        self.body.addLayout(row, 1)

    def _offer(self, scopes: Scopes) -> None:
        self._scope.offer(scopes)
        self._prepare()

    def _offer_letters(self) -> None:
        known = known_letters(self.context.opened.resources, language())
        self._which.set_options([(each.id, each.called) for each in known])
        self._about.setText(next((e.about for e in known if e.id == self._which.key()), ""))

    def _prepare(self) -> None:
        self._offer_letters()
        wallet, engagement = self.context.opened, self._scope.engagement
        if engagement is None:
            self._say()
            return
        period, spoken = self._scope.period, self._scope.language
        letter = self._which.key() or FIRST
        self.context.run(
            lambda job: draft_letter.prepare(wallet, engagement, period, spoken, job, letter),
            self._show_draft,
        )

    def _edit(self) -> None:
        if self._draft is not None:
            draft, answers = self._draft, self._fields.answers()
            self.context.run(lambda _job: draft_letter.edited(draft, answers), self._show_edited)

    def _show_draft(self, draft: LetterDraft) -> None:
        other = self._draft is None or self._draft.letter != draft.letter
        if other:
            self._hold(None)
            self._form.verticalScrollBar().setValue(0)  # what is missing stands at the head
        self._fields.show_fields(draft)
        self._show_edited(draft)

    def _show_edited(self, draft: LetterDraft) -> None:
        self._draft = draft
        self._fields.mark(draft)
        self._say()
        self._lay()

    def _lay(self) -> None:
        """Lay the letter out as it is now; what was begun for an older one is given up."""
        if self._laying is not None and not self._laying.over:
            self._laying.cancel()
        draft = self._draft
        if draft is None or draft.blockers:
            self._hold(None)
            return
        wallet = self.context.opened
        self._laying = self.context.run(
            lambda job: (draft, letter_preview.lay_out(wallet, draft, job)),
            self._show_laid,
            lane=Lane.CPU,
        )
        if self._laid is None:
            self._progress.follow(self._laying, _("Laying out the pages"))

    def _show_laid(self, answer: tuple[LetterDraft, LaidLetter]) -> None:
        draft, laid = answer
        if draft is self._draft:
            self._hold(laid)
            self._say()

    def _hold(self, laid: LaidLetter | None) -> None:
        self._laid = laid
        self._paper.hold(laid)
        self._proof.hold(laid)

    def _draw(self, page: int) -> None:
        wallet, laid = self.context.opened, self._laid
        if laid is not None:
            self.context.run(
                lambda _job: (laid, page, letter_preview.draw_page(wallet, laid, page)),
                self._show_page,
                lane=Lane.CPU,
            )

    def _show_page(self, answer: tuple[LaidLetter, int, bytes]) -> None:
        laid, page, picture = answer
        if laid is self._laid:  # else the pages were laid out anew and are asked for again
            self._paper.show_page(page, picture)

    def _go_to(self, row: str) -> None:
        links = self._laid.sheets.links if self._laid is not None else ()
        self._paper.go_to(next((each.leads_to for each in links if each.row == row), 0))

    def _put_in(self) -> None:
        """As it is now; the evidence PDF is laid out with it."""
        if self._draft is not None:
            self.context.navigate(
                "evidence", mode="bundle", letter=self._draft, **self._scope.arguments()
            )

    def _write_reading(self) -> None:
        """The letter beside the same in the language of the window, for the person who signs."""
        draft = self._draft
        if draft is None:
            return
        target = self.context.choose_target(
            _("Save the reading copy"), f"{draft.form.name}-reading.pdf", "PDF (*.pdf)"
        )
        if target is not None:
            self._start_writing(draft, target, LetterFile.READING)

    def _write(self) -> None:
        draft = self._draft
        if draft is None:
            return
        target = self.context.choose_target(
            _("Save the letter"),
            f"{draft.form.name}-{draft.written_on:%Y-%m-%d}.pdf",
            "PDF (*.pdf);;Word (*.docx);;{text} (*.txt)".format(text=_("Plain text")),
        )
        if target is not None:
            kind = _KINDS.get(target.suffix.lower(), LetterFile.PDF)
            self._start_writing(draft, target, kind)

    def _start_writing(self, draft: LetterDraft, target: Path, kind: LetterFile) -> None:
        wallet, own = self.context.opened, language()
        ticket = self.context.run(
            lambda job: draft_letter.write(
                wallet, draft, target, kind=kind, own_language=own, replace=True, job=job
            ),
            self._written,
            refused=self._not_written,
        )
        self._progress.follow(ticket, _("Writing the letter"))

    def _written(self, written: Written) -> None:
        self.context.notify(
            _("Saved as {name}. SHA-256 of the file: {digest}").format(
                name=Path(written.path).name, digest=written.digest
            )
        )

    def _not_written(self, refusal: GigWalletError) -> None:
        self.context.notify(worded(refusal), "bad")

    def _say(self) -> None:
        draft = self._draft
        blocked = draft is None or bool(draft.blockers)
        self._save.setEnabled(not blocked)
        self._reading.setEnabled(not blocked)
        self._into_file.setEnabled(not blocked)
        self._reading.setVisible(draft is not None and draft.language != language())
        self.header.say(_("Letters"), self._subtitle())
        self._fields.show_notes(
            blocking(draft.blockers) if draft else [],
            [explain(step) for step in (*self._told(), *draft.gaps)] if draft else [],
        )
        self._paper.empty.say(
            _("No letter yet"),
            _(
                "Fill in what is missing on the left; a letter that asks for pay also needs "
                "something short in the pay check."
            ),
            _("Go to what is missing") if self._missing() else _("Open the pay check"),
        )

    def _missing(self) -> bool:
        """Whether a field that is empty keeps the letter from being laid out."""
        draft = self._draft
        return draft is not None and lacks_words(draft.blockers)

    def _go_on(self) -> None:
        if not (self._missing() and self._fields.go_to_empty()):
            self.context.navigate("pay_check")

    def _told(self) -> tuple[Step, ...]:
        return self._laid.notes if self._laid is not None else ()

    def _subtitle(self) -> str:
        if self._draft is None or self._draft.at_least is None:
            return _("A letter states facts and arithmetic; you decide whether it goes.")
        return _("Asks for at least {amount}; other claims reserved").format(
            amount=money(self._draft.at_least)
        )
