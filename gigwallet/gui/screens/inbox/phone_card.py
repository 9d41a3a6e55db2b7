"""The card of the watched folder: what a phone brought that the vault has not seen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from gigwallet.app.intake import watch_folder
from gigwallet.app.intake.watch_folder import Newcomers
from gigwallet.domain.errors import GigWalletError
from gigwallet.gui.background import Lane
from gigwallet.gui.errors import worded
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import isolated
from gigwallet.gui.widgets.action_row import ActionRow, RowCard
from gigwallet.words import _, ngettext, number

_LOOK_EVERY_MS = 20_000  # a phone behind a cable tells nobody that it has new files


class PhoneCard(RowCard):
    """Looks at the folder while the card is seen, and stores nothing: `wanted` hands the new files
    to whoever shows previews."""

    wanted = Signal(list)  # list[Path]

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._found: Newcomers | None = None
        self._trouble = ""  # why the folder could not be looked through
        self._looking = False
        self.row = ActionRow("download", self)
        self.look_at = self.row.add_button(self._want, "eye", "primary")
        self.put_away = self.row.add_button(self._pass_over, "x")
        self.choose = self.row.add_button(self._choose, "folder-open")
        self.off = self.row.add_button(self._off, "eye-off", "quiet")
        self.add_row(self.row)
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def files(self) -> tuple[Path, ...]:
        return self._found.files if self._found is not None else ()

    def retranslate(self) -> None:
        self.put_away.setText(_("Not these"))
        self.choose.setText(_("Choose the folder..."))
        self.off.setText(_("Watch no more"))
        self._paint()

    def look(self) -> None:
        """See what is new, off the window's thread: a slow cable must not stop the window."""
        wallet = self._context.wallet
        if wallet is None or self._looking:
            return
        self._looking = True
        ticket = self._context.run(
            lambda job: watch_folder.newcomers(wallet, job),
            self._show,
            refused=self._cannot,
            lane=Lane.CPU,
        )
        ticket.ended.connect(self._rest)

    def pass_over(self, files: list[Path]) -> None:
        """The person saw these and does not want them named again."""
        wallet = self._context.opened
        self._context.run(
            lambda _job: watch_folder.pass_over(wallet, files), lambda _none: self.look()
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _rest(self) -> None:
        self._looking = False

    def _show(self, found: Newcomers | None) -> None:
        self._found, self._trouble = found, ""
        self._paint()

    def _cannot(self, refusal: GigWalletError) -> None:
        """On the card: it is looked at again and again, and a notice would never stay closed."""
        wallet = self._context.opened
        self._context.run(
            lambda _job: watch_folder.watched(wallet),
            lambda folder: self._say_why_not(folder, worded(refusal)),
        )

    def _say_why_not(self, folder: Path | None, why: str) -> None:
        self._show(None if folder is None else Newcomers(folder, there=True))
        if folder is not None:
            self._trouble = why
            self._paint()

    def _want(self) -> None:
        self.wanted.emit(list(self.files))

    def _pass_over(self) -> None:
        self.pass_over(list(self.files))

    def _choose(self) -> None:
        folder = self._context.choose_folder(_("The folder that your phone fills"))
        if folder is None:
            return
        wallet = self._context.opened
        self._context.run(
            lambda _job: watch_folder.watch(wallet, folder), lambda _none: self.look()
        )

    def _off(self) -> None:
        wallet = self._context.opened
        self._context.run(
            lambda _job: watch_folder.watch_no_more(wallet), lambda _none: self.look()
        )

    def _paint(self) -> None:
        found = self._found
        self.look_at.setVisible(bool(self.files))
        self.put_away.setVisible(bool(self.files))
        self.off.setVisible(found is not None)
        self.choose.setVisible(found is None)
        if found is None:
            self.row.say(
                _("From your phone to here"),
                _(
                    "Choose the folder that your phone fills: by cable, by card, or by a program "
                    "that you already use. Each time you come here, its new files are named."
                ),
            )
            return
        name = isolated(found.folder.name or str(found.folder))
        if not found.there:
            self.row.say(
                _("{folder} is not there now").format(folder=name),
                _("It is looked at again as soon as the phone or the card is plugged in."),
            )
            return
        if self._trouble:
            self.row.say(_("{folder} cannot be looked through").format(folder=name), self._trouble)
            return
        count = len(found.files)
        words = ngettext("{n} new file in {folder}", "{n} new files in {folder}", count)
        self.look_at.setText(_("See what they hold"))
        if count:
            self.row.say(
                words.format(n=number(count), folder=name),
                _("Nothing is stored before you have seen what they hold."),
            )
        else:
            self.row.say(
                _("Nothing new in {folder}").format(folder=name),
                _("Copy screenshots and bills there; they are named here."),
            )
