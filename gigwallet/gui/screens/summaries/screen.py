"""Summaries: one page for the rider who contributes, one for the organiser who adds up."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget

from gigwallet.app.summaries import aggregate_summaries, contribute_summary
from gigwallet.app.summaries.aggregate_summaries import AggregateReport
from gigwallet.app.summaries.contribute_summary import Contribution
from gigwallet.gui.background import Lane
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.summaries.add_up import AddUp
from gigwallet.gui.screens.summaries.contribute import Contribute
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.widgets import ProgressStrip, Segments
from gigwallet.words import _


class SummariesScreen(ScreenWidget):
    shows: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._modes = Segments(self)
        self._contribute = Contribute(self)
        self._add_up = AddUp(self)
        self._progress = ProgressStrip(self)
        self._save = self.header.add_action("save", self._write, primary=True)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._contribute)
        self._pages.addWidget(self._add_up)
        self.body.addWidget(self._modes)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._pages, 1)
        self._modes.chosen.connect(self._switch)
        self._contribute.asked.connect(self._prepare)
        self._add_up.dropped.connect(self._aggregate)
        self._add_up.pressed.connect(self._choose)

    def retranslate(self) -> None:
        self._modes.set_choices(
            [("contribute", _("Contribute mine")), ("add_up", _("Add up many"))]
        )
        self._contribute.retranslate()
        self._add_up.retranslate()
        self._progress.retranslate()
        self._save.setText(_("Save the file..."))
        self._say()

    def open(self, **arguments: object) -> None:
        if (mode := arguments.get("mode")) is not None:
            self._modes.choose(str(mode))
            self._switch(str(mode))

    def _switch(self, mode: str) -> None:
        self._pages.setCurrentIndex(("contribute", "add_up").index(mode))
        self._say()

    def _prepare(self, campaign: str) -> None:
        wallet = self.context.opened
        self.context.run(
            lambda job: contribute_summary.prepare(wallet, campaign, None, job),
            self._show,
            refused=lambda refusal: self._contribute.show_error(worded(refusal)),
        )

    def _show(self, contribution: Contribution) -> None:
        self._contribute.show_contribution(contribution)
        self._say()

    def _write(self) -> None:
        wallet, contribution = self.context.opened, self._contribute.contribution
        if contribution is None:
            return
        target = self.context.choose_target(
            _("Save the summary"), f"{contribution.campaign}-summary.json", "JSON (*.json)"
        )
        if target is not None:
            self.context.run(
                lambda _job: contribute_summary.write(wallet, contribution, target, replace=True),
                self._written,
            )

    def _written(self, path: Path) -> None:
        self.context.notify(
            _("Saved as {name}. It is yours to hand over, or not.").format(name=path.name)
        )

    def _choose(self) -> None:
        files = self.context.choose_files(_("Choose the summary files"), "JSON (*.json)")
        if files:
            self._aggregate(files)

    def _aggregate(self, files: list[Path]) -> None:
        folder = self.context.choose_folder(_("Where should the table be written?"))
        if folder is not None:
            ticket = self.context.run(
                lambda job: aggregate_summaries.aggregate(files, folder, replace=True, job=job),
                self._show_report,
                lane=Lane.CPU,
            )
            self._progress.follow(ticket, _("Adding up"))

    def _show_report(self, report: AggregateReport) -> None:
        self._add_up.show_report(report)

    def _say(self) -> None:
        contributing = self._pages.currentIndex() == 0
        self._save.setVisible(contributing)
        self._save.setEnabled(self._contribute.contribution is not None)
        self.header.say(
            _("Summaries"),
            _("Coarsened totals for a campaign, de-identified: no names, no order numbers.")
            if contributing
            else _("From riders' files to a table that speaks of no single rider."),
        )
