"""The card that writes everything out in open formats, after saying that nothing protects it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gigwallet.app.exports.export_all import ExportedAll, export_all
from gigwallet.gui.background import Lane
from gigwallet.gui.screens.safekeeping.passphrase_page import CHANGED
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.work_steps import step_words
from gigwallet.gui.widgets import Button, Card, Label, ProgressStrip, isolated
from gigwallet.words import _, number

FOLDER_NAME = "gigwallet-export"


class ExportCard(Card):
    """Writes into a new folder below the one that is chosen."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._context = context
        self._done: ExportedAll | None = None
        self._lead = Label(role="muted", wrap=True, parent=self)
        self._warning = Label(tone="warn", wrap=True, parent=self)
        self.start = Button("", "download", "primary", self.ask, self)
        self.strip = ProgressStrip(self)
        self.outcome = Label(wrap=True, tone="good", parent=self)
        self.absent = Label(wrap=True, tone="warn", parent=self)
        for widget in (self._lead, self._warning):
            self.body.addWidget(widget)
        self.body.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        for below in (self.strip, self.outcome, self.absent):
            self.body.addWidget(below)
        self.outcome.hide()
        self.absent.hide()

    def retranslate(self) -> None:
        self.set_heading(_("Export everything"))
        self._lead.setText(
            _(
                "Every record as CSV and JSON, every original as it came, the log, and the "
                "schemas that explain them: readable without GigWallet, and enough to make a vault "
                "of it again."
            )
        )
        self._warning.setText(_("It is not encrypted: whoever gets the folder reads all of it."))
        self.start.setText(_("Export everything..."))
        self.strip.retranslate()
        self._paint()

    def ask(self) -> None:
        if not self._context.confirm(
            _("Write everything without encryption?"),
            _(
                "The folder holds your name, your places and your originals in the open. Put it "
                "where only you can look, and delete it when it has served."
            ),
            _("Choose a folder..."),
        ):
            return
        chosen = self._context.choose_folder(_("Folder in which the export is made"))
        if chosen is not None:
            self._start(chosen)

    def _start(self, chosen: Path) -> None:
        wallet, today = self._context.opened, self._context.clock().astimezone().date()
        folder = chosen / f"{FOLDER_NAME}-{today:%Y-%m-%d}"
        ticket = self._context.run(
            lambda job: export_all(wallet, folder, job),
            self._show,
            changes=CHANGED,
            lane=Lane.CPU,  # it reads through a connection of its own
        )
        self.strip.follow(ticket, _("Writing everything out"), step_words())
        self.start.rest_until(ticket.ended)

    def _show(self, done: ExportedAll) -> None:
        self._done = done
        self._paint()

    def _paint(self) -> None:
        done = self._done
        self.outcome.setVisible(done is not None)
        self.absent.setVisible(done is not None and bool(done.absent))
        if done is None:
            return
        self.outcome.setText(
            _("{folder}: {tables} tables with {rows} rows, {originals} originals.").format(
                folder=isolated(str(done.folder)),
                tables=number(done.tables),
                rows=number(done.rows),
                originals=number(done.originals),
            )
        )
        self.absent.setText(
            _("Originals that the vault itself has lost: {count}. Their records are there.").format(
                count=number(done.absent)
            )
        )
