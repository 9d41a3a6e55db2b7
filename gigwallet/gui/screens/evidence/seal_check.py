"""The check of a sealed PDF: what the file says about itself, and no more than that."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gigwallet.app.seals import verify_file
from gigwallet.domain.verdict import Grade, Verdict
from gigwallet.gui.background import Lane
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Card, DropArea, Pill, ProgressStrip, ScrollColumn, isolated
from gigwallet.words import _, labels
from gigwallet.words.refusals import explain

_TONES = {
    Grade.ANCHORED: "good",
    Grade.SELF_CONSISTENT: "good",
    Grade.ALTERED: "bad",
    Grade.UNREADABLE: "warn",
}


class SealCheck(QWidget):
    """Takes a file, shows its verdict. Needs no vault content; nothing is stored."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._checked: tuple[str, Verdict] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._drop = DropArea(self)
        self.progress = ProgressStrip(self)
        self._card = Card(parent=self)
        column.addWidget(self._drop)
        column.addWidget(self.progress)
        findings = ScrollColumn(self)  # as many as there are exhibits
        findings.column.addWidget(self._card)
        findings.column.addStretch(1)
        column.addWidget(findings, 1)
        self._card.hide()
        self._drop.pressed.connect(self._choose)
        self._drop.dropped.connect(lambda files: self.check(files[0]) if files else None)

    def retranslate(self) -> None:
        self._drop.say(
            _("Drop a sealed PDF here"),
            _("A letter or an evidence PDF of GigWallet, yours or somebody else's."),
            _("Choose a file..."),
        )
        self.progress.retranslate()
        self._paint()

    def check(self, path: Path) -> None:
        ticket = self._context.run(
            lambda _job: (path.name, verify_file.verify_file(path)), self._show, lane=Lane.CPU
        )
        self.progress.follow(ticket, _("Checking every byte"))

    def _choose(self) -> None:
        for path in self._context.choose_files(_("Choose a sealed PDF"), "PDF (*.pdf)")[:1]:
            self.check(path)

    def _show(self, checked: tuple[str, Verdict]) -> None:
        self._checked = checked
        self._paint()

    def _paint(self) -> None:
        if self._checked is None:
            return
        name, verdict = self._checked
        self._card.set_heading(isolated(name))
        self._card.show_sentences([explain(step) for step in verdict.findings])
        grade = Pill(labels.label(verdict.grade), _TONES[verdict.grade])
        self._card.body.insertWidget(1, grade)
        self._card.show()
