"""Evidence: three pages of one room: the originals, the PDF made of them, the check of a seal."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget

from gigwallet.app import build_bundle, keep_exhibits
from gigwallet.app.build_bundle import BundleDraft, Written
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.background import Lane
from gigwallet.gui.screens.evidence.bundle import BundleMaker
from gigwallet.gui.screens.evidence.originals import Originals
from gigwallet.gui.screens.evidence.seal_check import SealCheck
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.shell.scope import Scopes
from gigwallet.gui.widgets import Segments
from gigwallet.words import _, number


class EvidenceScreen(ScreenWidget):
    shows: ClassVar[frozenset[str]] = frozenset({"exhibits", "results", "engagements", "worker"})

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._exhibits: list[KnownExhibit] = []
        self._modes = Segments(self)
        self._originals = Originals(context, self)
        self._maker = BundleMaker(self)
        self._seal = SealCheck(context, self)
        self._save = self.header.add_action("save", self._write, primary=True)
        self._pages = QStackedWidget(self)
        for page in (self._originals, self._maker, self._seal):
            self._pages.addWidget(page)
        self.body.addWidget(self._modes)
        self.body.addWidget(self._pages, 1)
        self._modes.chosen.connect(self._switch)
        self._maker.scope_changed.connect(self._prepare)
        self._maker.wanted.connect(self._preview)
        self._maker.edited.connect(self._say)
        self._maker.scope.choose(language=context.language)

    def retranslate(self) -> None:
        self._modes.set_choices(
            [
                ("originals", _("Originals")),
                ("bundle", _("Evidence PDF")),
                ("check", _("Check a sealed file")),
            ]
        )
        for page in (self._originals, self._maker, self._seal):
            page.retranslate()
        self._say()

    def refresh(self, changed: frozenset[str]) -> None:
        wallet = self.context.opened
        self.context.run(lambda _job: keep_exhibits.exhibits(wallet), self._show_exhibits)
        self.context.run(lambda _job: Scopes.of(wallet), self._offer)

    def open(self, **arguments: object) -> None:
        """``mode`` (originals, bundle, check), ``engagement``, ``period``; ``exhibit`` to show."""
        if (mode := arguments.get("mode")) is not None:
            self._modes.choose(str(mode))
            self._switch(str(mode))
        if arguments.get("engagement") is not None or arguments.get("period") is not None:
            self._maker.scope.choose(arguments.get("engagement"), arguments.get("period"))
            self._prepare()
        if (wanted := arguments.get("exhibit")) is not None:
            self._modes.choose("originals")
            self._switch("originals")
            self._originals.show_one(ExhibitId(str(wanted)))

    def _switch(self, mode: str) -> None:
        self._pages.setCurrentIndex(("originals", "bundle", "check").index(mode))
        self._say()

    def _show_exhibits(self, exhibits: list[KnownExhibit]) -> None:
        self._exhibits = exhibits
        self._originals.show_exhibits(exhibits)
        self._say()

    def _offer(self, scopes: Scopes) -> None:
        self._maker.scope.offer(scopes)
        self._prepare()

    def _prepare(self) -> None:
        wallet, scope = self.context.opened, self._maker.scope
        engagement, period, language = scope.engagement, scope.period, scope.language
        if engagement is not None:
            self.context.run(
                lambda job: build_bundle.prepare(wallet, engagement, period, language, job),
                self._show_draft,
            )

    def _show_draft(self, draft: BundleDraft) -> None:
        self._maker.show_draft(draft)
        self._say()

    def _preview(self) -> None:
        wallet, draft = self.context.opened, self._maker.draft
        if draft is not None:
            ticket = self.context.run(
                lambda job: build_bundle.preview(wallet, draft, job),
                self._show_pages,
                lane=Lane.CPU,
            )
            self._maker.progress.follow(ticket, _("Laying out the pages"))

    def _show_pages(self, pictures: list[bytes]) -> None:
        self._maker.paper.show_pages(pictures)
        self._say()

    def _write(self) -> None:
        wallet, draft = self.context.opened, self._maker.draft
        if draft is None:
            return
        target = self.context.choose_target(
            _("Save the evidence PDF"), f"evidence-{draft.period.first:%Y-%m}.pdf", "PDF (*.pdf)"
        )
        if target is not None:
            ticket = self.context.run(
                lambda job: build_bundle.write(wallet, draft, target, replace=True, job=job),
                self._written,
            )
            self._maker.progress.follow(ticket, _("Writing the evidence PDF"))

    def _written(self, written: Written) -> None:
        self.context.notify(
            _("Saved as {name}, {pages} pages. SHA-256 of the file: {digest}").format(
                name=Path(written.path).name, pages=number(written.pages), digest=written.digest
            )
        )

    def _say(self) -> None:
        making = self._pages.currentIndex() == 1
        self._save.setText(_("Save the evidence PDF..."))
        self._save.setVisible(making)
        draft = self._maker.draft
        # Nothing goes out unseen: saving waits until the pages of this very draft were shown.
        self._save.setEnabled(draft is not None and self._maker.paper.count > 0)
        subtitles = (
            _("{count} files, each kept exactly as you had it").format(
                count=number(len(self._exhibits))
            ),
            _("Cover, index, exhibits with untouched pixels, digests. Look at it before it goes."),
            _("Says whether a byte was changed since the file was sealed."),
        )
        self.header.say(_("Evidence"), subtitles[self._pages.currentIndex()])
