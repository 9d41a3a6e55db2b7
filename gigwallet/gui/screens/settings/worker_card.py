"""The card of who the worker is: printed at the head of letters, and nowhere else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from gigwallet.app.records import keep_worker
from gigwallet.domain.worker import Worker
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button, Card, Field
from gigwallet.words import _
from gigwallet.words.labels import field as field_words

_FIELDS = ("name", "id_number", "phone", "address", "email")


class WorkerCard(Card):
    """All fields may stay empty."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._context = context
        self.lines = {name: QLineEdit(self) for name in _FIELDS}
        self._fields = {name: Field(line, self) for name, line in self.lines.items()}
        for field in self._fields.values():
            self.body.addWidget(field)
        self._save = Button(icon="save", action=self._keep, parent=self)
        self.body.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)

    def retranslate(self) -> None:
        self.set_heading(_("You"))
        for name, field in self._fields.items():
            field.say(field_words(name))
        self._fields["name"].say(
            field_words("name"), _("As it should stand on letters. It stays in your vault.")
        )
        self._save.setText(_("Save"))

    def show_worker(self, worker: Worker) -> None:
        for name, line in self.lines.items():
            line.setText(getattr(worker, name))

    def _keep(self) -> None:
        wallet = self._context.opened
        worker = Worker(**{name: line.text().strip() for name, line in self.lines.items()})
        self._context.run(
            lambda _job: keep_worker.put_worker(wallet, worker),
            lambda _nothing: self._context.notify(_("Saved.")),
            changes=frozenset({"worker"}),
        )
