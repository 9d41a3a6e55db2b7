"""The screenshot of a rule: taken from a file into the vault, and shown beside the form."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject

from gigwallet.app.records import keep_exhibits
from gigwallet.app.rules.keep_proof import picture_of_rule
from gigwallet.app.rules.read_rule_picture import read_rule_picture
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.background import Lane
from gigwallet.gui.screens.pay_rules.edit_page import EditPage
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import isolated
from gigwallet.words import _

_FILES = "*.png *.jpg *.jpeg *.webp *.heic *.pdf"


class Proofs(QObject):
    """Follows what the form names as proof, and the files that are dropped."""

    def __init__(self, page: EditPage, context: ShellContext) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._known: Mapping[ExhibitId, KnownExhibit] = {}
        self._shown: ExhibitId | None = None
        self._wanted: ExhibitId | None = None  # kept, but not listed yet
        page.form.proof_chosen.connect(self.show_chosen)
        page.turned.connect(self.show_chosen)
        page.proof.wanted.connect(self._ask)
        page.proof.dropped.connect(self._take)
        page.proof.reading_wanted.connect(self._read)
        page.proof.found.confirmed.connect(page.form.fill_in)

    def know(self, exhibits: tuple[KnownExhibit, ...]) -> None:
        """What there is to choose from, once the form offers it."""
        self._known = {each.id: each for each in exhibits}
        if self._wanted in self._known:
            self._page.form.proof.choose(self._wanted)
            self._wanted = None
        self.show_chosen()

    def show_chosen(self) -> None:
        """The picture that the form names; drawn in a process of its own."""
        wanted = self._page.form.chosen_proof
        if wanted == self._shown:
            return
        self._shown = wanted
        known = self._known.get(wanted) if wanted is not None else None
        if wanted is None or known is None:
            self._shown = None
            self._page.proof.show_nothing()
            return
        wallet = self._context.opened
        name = isolated(known.exhibit.label or known.exhibit.name)
        self._context.run(
            lambda _job: keep_exhibits.pages(wallet, wanted),
            lambda pictures: (
                self._page.proof.show_proof(name, pictures) if wanted == self._shown else None
            ),
        )

    def _read(self) -> None:
        """What a machine reads in the picture; filled in only when it is confirmed."""
        wallet, shown = self._context.opened, self._shown
        if shown is None:
            return
        ticket = self._context.run(
            lambda job: read_rule_picture(wallet, shown, job),
            lambda read: self._page.proof.found.show_read(read) if shown == self._shown else None,
            lane=Lane.CPU,
        )
        self._page.proof.progress.follow(ticket, _("Reading the numbers"))

    def _ask(self) -> None:
        title, kinds = _("What shows the rule?"), _("Pictures and PDF")
        chosen = self._context.choose_files(title, f"{kinds} ({_FILES})")
        self._take(chosen)

    def _take(self, files: list[Path]) -> None:
        """Keep the first of them, and name it as what shows the rule."""
        if not files:
            return
        wallet, engagement = self._context.opened, self._page.form.engagement
        self._context.run(
            lambda job: picture_of_rule(wallet, files[0], engagement, job),
            self._choose,
            changes=frozenset({"exhibits"}),
            lane=Lane.STORING,
        )

    def _choose(self, exhibit: ExhibitId) -> None:
        self._wanted = exhibit
        if exhibit in self._known:
            self._page.form.proof.choose(exhibit)
            self._wanted = None
            self.show_chosen()
