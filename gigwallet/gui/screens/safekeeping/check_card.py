"""The card of the check: what to read, against what, and what was found."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.app.vaults import tell_safety
from gigwallet.app.vaults.check_vault import CheckReport, check_open
from gigwallet.app.vaults.tell_safety import Safety
from gigwallet.domain.job import Job
from gigwallet.gui.background import Lane
from gigwallet.gui.screens.safekeeping import check_words, facts
from gigwallet.gui.screens.safekeeping.check_words import QUARTER, QUARTERS, WHOLE
from gigwallet.gui.screens.safekeeping.passphrase_page import CHANGED
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.work_steps import step_words
from gigwallet.gui.widgets import Button, Card, Field, Label, Pill, ProgressStrip, Rule, Segments
from gigwallet.gui.widgets.path_edit import PathEdit
from gigwallet.words import _


class CheckCard(Card):
    """Reads, changes nothing; day and grade are remembered."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._context = context
        self._safety: Safety | None = None
        self._report: CheckReport | None = None
        self._lead = Label(role="muted", wrap=True, parent=self)
        self.much = Segments(self)
        self._much_field = Field(self.much, self)
        self.against = PathEdit(self._choose_checkpoint, self)
        self._against_field = Field(self.against, self)
        self.start = Button("", "shield-check", "primary", self.run, self)
        self.strip = ProgressStrip(self)
        self._rule = Rule(self)
        self.grade = Pill(parent=self)
        self._counts = Label(role="muted", wrap=True, parent=self)
        self._found = QVBoxLayout()
        leading = Qt.AlignmentFlag.AlignLeft
        for widget in (self._lead, self._much_field, self._against_field):
            self.body.addWidget(widget)
        self.body.addWidget(self.start, 0, leading)
        self.body.addWidget(self.strip)
        self.body.addWidget(self._rule)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.grade)
        row.addWidget(self._counts, 1)
        self.body.addLayout(row)
        self.body.addLayout(self._found)
        for told in (self._rule, self.grade, self._counts):
            told.hide()

    def retranslate(self) -> None:
        self.set_heading(_("Check the vault"))
        self._lead.setText(
            _(
                "Disks decay and files get changed without a word. The check reads every page of "
                "the database, compares every record with the log, and decrypts the originals."
            )
        )
        self._much_field.say(_("How much to read"))
        self._say_choices()
        self._against_field.say(
            _("Against a checkpoint, if you have one"),
            _(
                "A checkpoint that you saved or sent away earlier shows even a whole older folder "
                "that was put back."
            ),
        )
        self.against.retranslate()
        self.start.setText(_("Check now"))
        self.strip.retranslate()
        self._paint()

    def show_safety(self, safety: Safety) -> None:
        self._safety = safety
        self._say_choices()

    def run(self) -> None:
        wallet, against = self._context.opened, self.against.path()
        whole = self.much.choice() != QUARTER

        def work(job: Job) -> CheckReport:
            part = None if whole else (tell_safety.next_quarter(wallet, QUARTERS), QUARTERS)
            report = check_open(wallet, job, against=against, originals=part)
            tell_safety.remember_check(wallet, report, part=part)
            return report

        # It reads through a connection of its own: the vault can be used meanwhile.
        ticket = self._context.run(work, self._show, changes=CHANGED, lane=Lane.CPU)
        self.strip.follow(ticket, _("Checking the vault"), step_words())
        self.start.rest_until(ticket.ended)

    def _choose_checkpoint(self) -> Path | None:
        chosen = self._context.choose_files(_("Choose a checkpoint"), "")
        return next(iter(chosen), None)

    def _say_choices(self) -> None:
        following = self._safety.next_quarter if self._safety is not None else 1
        self.much.set_choices(
            [(WHOLE, _("The whole vault")), (QUARTER, check_words.quarter(following))]
        )

    def _show(self, report: CheckReport) -> None:
        self._report = report
        self._paint()

    def _paint(self) -> None:
        report = self._report
        for told in (self._rule, self.grade, self._counts):
            told.setVisible(report is not None)
        while (item := self._found.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if report is None:
            return
        self.grade.say(facts.grade_words(report.grade), facts.grade_tone(report.grade))
        self._counts.setText(check_words.looked_at(report.counts))
        for sentence in check_words.findings(report):
            self._found.addWidget(Label(sentence, wrap=True, parent=self))
