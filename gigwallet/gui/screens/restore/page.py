"""The page that makes a new vault folder of a backup; the open vault is left alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gigwallet.app.vaults import known_vaults
from gigwallet.app.vaults.back_up import SUFFIX
from gigwallet.app.vaults.restore_backup import Restored, restore_backup
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.gui.background import Lane
from gigwallet.gui.errors import worded
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.task_page import TaskPage
from gigwallet.gui.shell.work_steps import step_words
from gigwallet.gui.widgets import Field, Label, ProgressStrip, isolated
from gigwallet.gui.widgets.path_edit import PathEdit
from gigwallet.gui.widgets.secret_fields import SecretFields
from gigwallet.words import _, number
from gigwallet.words.refusals import explain

_OF_SECRET = frozenset(
    {
        "wrong_passphrase",
        "wrong_recovery_code",
        "recovery_code_unreadable",
        "recovery_code_mistyped",
    }
)
_OF_FOLDER = frozenset(
    {"folder_not_empty", "folder_not_writable", "restore_needs_room", "disk_full"}
)


class RestorePage(TaskPage):
    """A backup file, an empty folder for it, and what opened the vault when it was backed up.

    ``wants_in`` carries the folder of the restored vault.
    """

    wants_in = Signal(Path)

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.file = PathEdit(self._choose_file, self)
        self.folder = PathEdit(
            lambda: context.choose_folder(_("Folder for the restored vault")), self
        )
        self.secret = SecretFields(
            lambda: _("The one that the vault had on the day of the backup."), self
        )
        self._file_field = Field(self.file, self)
        self._folder_field = Field(self.folder, self)
        self.strip = ProgressStrip(self)
        self.outcome = Label(wrap=True, tone="good", parent=self)
        self.findings = Label(wrap=True, tone="warn", parent=self)
        for widget in (
            self._file_field,
            self._folder_field,
            self.secret,
            self.strip,
            self.outcome,
            self.findings,
        ):
            self.content.addWidget(widget)
        self.outcome.hide()
        self.findings.hide()
        self.send = self.add_button(self.ask, "upload", "primary")
        self.enter = self.add_button(self._enter, "lock-open")
        self.secret.confirmed.connect(self.ask)
        self._restored: Restored | None = None

    @property
    def error(self) -> str:
        return self._file_field.error or self._folder_field.error or self.secret.error

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(_("Restore a backup"))
        self.lead.setText(
            _("The backup becomes a vault in a folder of its own.")
            if self.context.wallet is None
            else _(
                "The backup becomes a vault in a folder of its own. The vault that is open now "
                "stays as it is."
            )
        )
        self._file_field.say(_("Backup file"))
        self._folder_field.say(_("New folder"), _("A folder that is empty or not there yet."))
        self.file.retranslate()
        self.folder.retranslate()
        self.secret.retranslate()
        self.send.setText(_("Restore"))
        self.enter.setText(_("Open the restored vault"))
        self.strip.retranslate()
        self._tell()

    def first(self) -> QWidget:
        return self.file

    def begin(self) -> None:
        self._restored = None
        if self.folder.path() is None:
            self.folder.set_path(known_vaults.next_folder())
        self._tell()

    def forget(self) -> None:
        self.secret.forget()
        self._clear_errors()

    def ask(self) -> None:
        self._clear_errors()
        file, folder = self.file.path(), self.folder.path()
        if file is None:
            self._file_field.set_error(_("Choose the backup file."))
            self._file_field.setFocus()
        elif folder is None:
            self._folder_field.set_error(_("Choose a folder for the vault."))
            self._folder_field.setFocus()
        elif self.secret.is_empty():
            self.secret.set_error(_("Type the passphrase or the recovery code."))
        else:
            self._start(file, folder)

    def _choose_file(self) -> Path | None:
        return next(
            iter(self.context.choose_files(_("Choose a backup"), f"GigWallet (*{SUFFIX})")), None
        )

    def _start(self, file: Path, folder: Path) -> None:
        secret = self.secret.take()
        self._restored = None

        def work(job: Job) -> Restored:
            try:
                return restore_backup(
                    file,
                    folder,
                    passphrase=secret.passphrase,
                    recovery_code=secret.code,
                    job=job,
                )
            finally:
                secret.wipe()

        # Another lane than the vault's: the open vault can be worked with meanwhile.
        ticket = self.context.run(work, self._show, refused=self._refuse, lane=Lane.CPU)
        self.strip.follow(ticket, _("Restoring"), step_words())
        self.send.rest_until(ticket.ended)

    def _show(self, restored: Restored) -> None:
        self._restored = restored
        self._tell()

    def _tell(self) -> None:
        restored = self._restored
        self.outcome.setVisible(restored is not None)
        self.enter.setVisible(restored is not None)
        if restored is not None:
            self.outcome.setText(
                _("Restored into {folder}: {entries} log entries, {exhibits} originals.").format(
                    folder=isolated(str(restored.folder)),
                    entries=number(restored.entries),
                    exhibits=number(restored.exhibits),
                )
            )
        findings = restored.findings if restored is not None else ()
        self.findings.setVisible(bool(findings))
        self.findings.setText("\n".join(map(explain, findings)))

    def _enter(self) -> None:
        if self._restored is not None:
            self.wants_in.emit(self._restored.folder)

    def _refuse(self, refusal: GigWalletError) -> None:
        if refusal.code in _OF_SECRET:
            self.secret.set_error(worded(refusal))
            return
        field = self._folder_field if refusal.code in _OF_FOLDER else self._file_field
        field.set_error(worded(refusal))
        field.setFocus()

    def _clear_errors(self) -> None:
        self._file_field.set_error("")
        self._folder_field.set_error("")
        self.secret.set_error("")
