"""Evidence: three pages of one room: the board, the PDF made of it, the check of a seal."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget

from gigwallet.app.bundles.build_bundle import Written
from gigwallet.app.letters.draft_letter import LetterDraft
from gigwallet.app.letters.in_bundle import as_written
from gigwallet.app.wallet import Wallet
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.screens.evidence.board import Board
from gigwallet.gui.screens.evidence.builder import Builder
from gigwallet.gui.screens.evidence.finding import Scope
from gigwallet.gui.screens.evidence.leaving import by_day_words
from gigwallet.gui.screens.evidence.making import Making
from gigwallet.gui.screens.evidence.seal_check import SealCheck
from gigwallet.gui.shell import ScreenWidget, ShellContext, screen
from gigwallet.gui.shell.scope import ScopeChooser, Scopes
from gigwallet.gui.widgets import Segments, isolated
from gigwallet.words import _, ngettext, number

_BOARD, _FILE, _CHECK = "originals", "bundle", "check"
_MODES = (_BOARD, _FILE, _CHECK)
_REDACTION = "redaction"


class EvidenceScreen(ScreenWidget):
    shows: ClassVar[frozenset[str]] = frozenset({"exhibits", "results", "engagements", "worker"})

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._spoken = ""  # in which what is shown was asked for
        self.making = Making(context, self)
        self._modes = Segments(self)
        self._scope = ScopeChooser(self)
        can_redact = any(each.name == _REDACTION for each in screen.discover())
        self.board = Board(context, self.making, can_redact, self)
        self.builder = Builder(context, self.making, self)
        self._seal = SealCheck(context, self)
        self._on = self.header.add_action("file-text", self._go_on, primary=True)
        self._pages = QStackedWidget(self)
        for page in (self.board, self.builder, self._seal):
            self._pages.addWidget(page)
        self.body.addWidget(self._modes)
        self.body.addWidget(self._scope)
        self.body.addWidget(self._pages, 1)
        self._modes.chosen.connect(self._switch)
        self._scope.changed.connect(self._ask)
        self._scope.choose(language=context.language)
        context.parting.connect(self._part)
        for told in (self.making.found, self.making.edited, self.making.pages.counted):
            told.connect(self._say)
        self.builder.looked.connect(self._say)
        self.builder.arrange.connect(lambda: self._show_mode(_BOARD))
        self.builder.password_wanted.connect(self._unlock)
        self.builder.letter.write.connect(self._write_letter)
        self.board.redact.connect(lambda id: context.navigate(_REDACTION, exhibit=id))

    def retranslate(self) -> None:
        self._modes.set_choices(
            [
                (_BOARD, _("Exhibits")),
                (_FILE, _("Evidence PDF")),
                (_CHECK, _("Check a sealed file")),
            ]
        )
        self._scope.retranslate()
        for page in (self.board, self.builder, self._seal):
            page.retranslate()
        self._say()
        if self._spoken not in ("", self.context.language):
            self._spoken = self.context.language
            self.making.name_anew(self._spoken, self.builder.show_names)

    def refresh(self, changed: frozenset[str]) -> None:
        wallet = self.context.opened
        self.context.run(lambda _job: Scopes.of(wallet), self._offer)

    def open(self, **arguments: object) -> None:
        """``mode`` (originals, bundle, check), ``engagement``, ``period`` (or ``everything``),
        ``language``; ``exhibit`` to show; ``letter`` (a ``LetterDraft``) to put into the file."""
        letter = arguments.get("letter")
        if isinstance(letter, LetterDraft):
            self.making.letter.want(as_written(letter))
        if (mode := arguments.get("mode")) is not None:
            self._show_mode(str(mode))
        if self._scope.choose_from(arguments):
            self._ask()
        if (wanted := arguments.get("exhibit")) is not None:
            self._show_mode(_BOARD)
            self.board.show_one(ExhibitId(str(wanted)))

    def hideEvent(self, event: QHideEvent) -> None:
        self.board.finish()
        self.making.keep_now()
        super().hideEvent(event)

    def _part(self, last: list[Callable[[Wallet], object]]) -> None:
        self.board.finish()
        self.making.owe(last)

    def _show_mode(self, mode: str) -> None:
        self._modes.choose(mode)
        self._switch(mode)

    def _switch(self, mode: str) -> None:
        self._pages.setCurrentIndex(_MODES.index(mode))
        self._say()

    def _offer(self, scopes: Scopes) -> None:
        self._scope.offer(scopes)
        self._ask()

    def _ask(self) -> None:
        scope, self._spoken = self._scope, self.context.language
        self.making.ask(
            Scope(scope.engagement, scope.period, scope.language, self.context.language)
        )

    def _go_on(self) -> None:
        if self._modes.choice() == _BOARD:
            self._show_mode(_FILE)
        else:
            self._write()

    def _write_letter(self, letter: str) -> None:
        self.context.navigate("letters", letter=letter, **self._scope.arguments())

    def _unlock(self) -> None:
        refusal = self.making.pages.refusal
        name = str(refusal.facts.get("name", "")) if refusal is not None else ""
        secret = self.context.ask_secret(
            _("Password of {name}").format(name=isolated(name)),
            _("It opens the PDF for this file and is kept nowhere."),
            _("Open"),
        )
        if secret is not None:
            self.making.unlock(secret.decode())

    def _write(self) -> None:
        draft = self.making.draft
        if draft is None:
            return
        target = self.context.choose_target(
            _("Save the evidence PDF"), f"evidence-{draft.period.first:%Y-%m}.pdf", "PDF (*.pdf)"
        )
        if target is not None:
            self.making.keep_now()
            ticket = self.making.write(target, self._written)
            if ticket is not None:
                self.builder.progress.follow(ticket, _("Writing the evidence PDF"))
                self._on.rest_until(ticket.ended)

    def _written(self, written: Written) -> None:
        self.builder.show_written(written)
        self.context.notify(
            _("Saved as {name}, {pages} pages. SHA-256 of the file: {digest}").format(
                name=written.path.name, pages=number(written.pages), digest=written.digest
            )
        )

    def _say(self) -> None:
        mode = self._modes.choice() or _BOARD
        draft = self.making.draft
        chosen = sum(each.included for each in draft.items) if draft else 0
        self._scope.setVisible(mode != _CHECK and draft is not None)
        self._on.setVisible(mode != _CHECK)
        if mode == _BOARD:
            self._on.set_icon("file-text")
            self._on.setText(_("Make the evidence PDF"))
            self._on.setEnabled(chosen > 0)
        else:
            self._on.set_icon("save")
            self._on.setText(_("Save the evidence PDF..."))
            # Nothing goes out unseen: what was shown must be pages of this very file.
            self._on.setEnabled(self.builder.ready)
        form = self.making.form
        words = self._subtitle(mode, chosen)
        if mode == _BOARD and form is not None and form.by_day:
            words = f"{words}\n{by_day_words()}"
        self.header.say(_("Evidence"), words)

    def _subtitle(self, mode: str, chosen: int) -> str:
        if mode == _CHECK:
            return _("Says whether a byte was changed since the file was sealed.")
        if mode == _FILE:
            return _(
                "Cover, index, exhibits with untouched pixels, digests. Look at it before it goes."
            )
        total = len(self.making.exhibits)
        files = ngettext("{count} file", "{count} files", total).format(count=number(total))
        if (pages := self._page_words()) == "":
            return _("{files} kept exactly as you had them; {chosen} in the evidence").format(
                files=files, chosen=number(chosen)
            )
        return _("{files} kept exactly as you had them; {chosen} in the evidence, {pages}").format(
            files=files, chosen=number(chosen), pages=pages
        )

    def _page_words(self) -> str:
        """As counted, or about as many while it is being counted; empty before the first count."""
        count, guess = self.making.pages.count, self.making.guess
        pages = count.pages if count else guess
        if pages is None:
            return ""
        words = ngettext("{count} page", "{count} pages", pages).format(count=number(pages))
        return words if count else _("about {count}").format(count=words)
