"""The folder that goes with a saved evidence PDF: what the other side needs to check it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from gigwallet.app.bundles import proof_folder
from gigwallet.app.bundles.build_bundle import Written
from gigwallet.app.bundles.proof_folder import ProofFolder
from gigwallet.app.seals.telling import Saying
from gigwallet.gui.screens.evidence.free_names import free
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button, Card, Label, ProgressStrip, isolated
from gigwallet.words import _, ngettext, number, records
from gigwallet.words.refusals import explain

# The log got an entry and the vault a checkpoint.
_CHANGED = frozenset({"safety"})
_LONG = re.compile(r"\S{24}(?=\S)")


class ProofCard(Card):
    """Offered once a file was saved. Tells what the folder shows of the vault's log once it was
    made and before it goes anywhere."""

    made = Signal(object)  # ProofFolder

    def __init__(self, context: ShellContext, parent: QWidget) -> None:
        super().__init__("", parent)
        self._context = context
        self._written: Written | None = None
        self._paths: Sequence[Path] = ()
        self._folder: ProofFolder | None = None
        self._about = Label(role="muted", wrap=True, parent=self)
        self.start = Button(icon="shield-check", action=self._make, parent=self)
        self.progress = ProgressStrip(self)
        self.outcome = Label(wrap=True, parent=self)
        self.more = Button(role="quiet", action=self._turn, parent=self)
        self.shown = Label(role="muted", wrap=True, parent=self)
        self._opens = Button(icon="folder-open", action=self._open, parent=self)
        self.body.addWidget(self._about)
        self.body.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.outcome)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.shown)
        self._all_shown = False
        self.body.addWidget(self._opens, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_written(self, written: Written | None) -> None:
        if written is not self._written:
            self._written, self._folder = written, None
            self._paths = written.paths if written is not None else ()
        self._paint()

    def show_signed(self, paths: tuple[Path, ...]) -> None:
        """The folder has these in place of what was saved; one without them is made anew."""
        self._paths, self._folder = paths, None
        self._paint()

    def retranslate(self) -> None:
        self.set_heading(_("For the other side"))
        self._about.setText(
            _(
                "A folder with the PDF, what your vault's log says of its exhibits, and a checker: "
                "whoever gets it can check it without this program."
            )
        )
        self.start.setText(_("Make the folder..."))
        self._opens.setText(_("Open the folder"))
        self.progress.retranslate()
        self._paint()

    def _make(self) -> None:
        written = self._written
        if written is None:
            return
        chosen = self._context.choose_folder(_("Where the folder is made"))
        if chosen is None:
            return
        paths = self._paths
        wallet, folder = self._context.opened, free(chosen, f"{written.path.stem}-to-check")
        ticket = self._context.run(
            lambda _job: proof_folder.write_folder(
                paths,
                folder,
                resources=wallet.resources,
                isolation=wallet.isolation,
                wallet=wallet,
            ),
            lambda made: self._show(paths, made),
            changes=_CHANGED,
        )
        self.progress.follow(ticket, _("Making the folder"))
        self.start.rest_until(ticket.ended)

    def _show(self, paths: Sequence[Path], made: ProofFolder) -> None:
        if paths is self._paths:
            self._folder = made
            self._paint()
            self.made.emit(made)

    def _paint(self) -> None:
        made = self._folder
        self.setVisible(self._written is not None)
        self._about.setVisible(made is None)
        self.start.setVisible(made is None)
        self.outcome.setVisible(made is not None)
        self.more.setVisible(made is not None and bool(made.shows))
        self.more.set_icon("chevron-up" if self._all_shown else "chevron-down")
        self.more.setText(_("Hide what it shows") if self._all_shown else _("What it shows"))
        self.shown.setVisible(made is not None and bool(made.shows) and self._all_shown)
        self._opens.setVisible(made is not None)
        if made is not None:
            self.outcome.setText(_breaking("\n\n".join(_told(made))))
            self.shown.setText(_breaking("\n\n".join(_entry(each) for each in made.shows)))

    def _turn(self) -> None:
        self._all_shown = not self._all_shown
        self._paint()

    def _open(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder.path)))


def _breaking(text: str) -> str:
    """Digests and long names would widen the column; so these words are none to copy."""
    return _LONG.sub("\\g<0>\N{ZERO WIDTH SPACE}", text)


def _told(made: ProofFolder) -> list[str]:
    lines = [
        _("{folder} holds the PDF and all that is needed to check it without this program.").format(
            folder=isolated(made.path.name)
        ),
        *(explain(each) for each in made.notes),
    ]
    if made.shows:
        if made.stamps:
            stamps = ngettext(
                "{count} time stamp lies in it.", "{count} time stamps lie in it.", made.stamps
            )
            lines.append(stamps.format(count=number(made.stamps)))
        else:
            lines.append(
                _(
                    "No time stamp covers it yet: nothing from outside says since when it is "
                    "unchanged. Ask for one under Safekeeping, then make the folder anew."
                )
            )
        lines.append(
            _(
                "Of the log of your vault ({entries} entries) it shows the following to whoever "
                "has it, and of the others nothing but hashes:"
            ).format(entries=number(made.entries))
        )
    return lines


def _entry(said: Saying) -> str:
    head = _("Entry {entry}, {when}, by {who}: {what}").format(
        entry=number(said.entry),
        when=records.utc(said.at),
        who=records.actor(said.actor),
        what=records.deed(said.kind),
    )
    return f"{head}\n{said.text}"
