"""What came in together, latest first, and the button that takes one of them back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gigwallet.app.intake import undo_import
from gigwallet.app.intake.import_outcome import Counts
from gigwallet.app.intake.undo_import import Imported, InUse, Undone
from gigwallet.domain.errors import GigWalletError
from gigwallet.gui.screens.inbox import wording
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button, Column, DataTable, Kind
from gigwallet.words import _, day, ngettext, number
from gigwallet.words.labels import label
from gigwallet.words.paragraph import paragraph
from gigwallet.words.undoing import engagements_gone

CHANGED = frozenset(
    {
        "exhibits", "imports", "trips", "pay_lines", "statements", "payouts", "shifts", "tallies",
        "track_points", "coverage", "readings", "engagements",
    }
)  # fmt: skip


class ImportsTable(QWidget):
    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.table = DataTable(
            [
                Column(
                    lambda: _("Came in"),
                    lambda each: day(each.at.astimezone().date()),
                    sort_key=lambda each: each.at,
                ),
                Column(lambda: _("Files"), _files, grows=True),
                Column(lambda: _("What they gave"), _gave, grows=True),
                Column(lambda: _("How"), lambda each: label(each.route)),
                Column(
                    lambda: _("State"),
                    lambda each: _("Look at it") if _troubled(each) else _("Whole"),
                    Kind.STATUS,
                    tone=lambda each: "warn" if _troubled(each) else "good",
                ),
            ],
            parent=self,
        )
        self.undo = Button("", "trash-2", action=self._ask, parent=self)
        self.table.toolbar.addWidget(self.undo)
        self.table.selected.connect(lambda chosen: self.undo.setEnabled(chosen is not None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.undo.setEnabled(False)

    def retranslate(self) -> None:
        self.undo.setText(_("Undo this import..."))
        self.table.name(_("Imports"), _("Search imports"))
        self.table.empty.say(
            _("Nothing came in yet"),
            _("What you drop together is listed here as one import, and can be undone as one."),
            _("Where do I find them?"),
        )

    def show_imports(self, known: Sequence[Imported]) -> None:
        self.table.set_rows(known)
        self.undo.setEnabled(self.table.current() is not None)

    def _ask(self) -> None:
        chosen, wallet = self.table.current(), self._context.opened
        if chosen is None:
            return
        self._context.run(
            lambda _job: undo_import.in_use(wallet, chosen),
            lambda used: self._confirm(chosen, used),
        )

    def _confirm(self, chosen: Imported, used: InUse) -> None:
        if not self._context.confirm(
            _("Undo this import?"), _consequence(chosen, used), _("Undo it"), danger=True
        ):
            return
        wallet = self._context.opened
        self._context.run(
            lambda _job: undo_import.undo_import(wallet, chosen, force=bool(used)),
            self._tell,
            changes=CHANGED,
            refused=self._explain,
        )

    def _explain(self, refusal: GigWalletError) -> None:
        """Somebody worked with it between the question and the answer: it is asked again."""
        if refusal.code == "import_in_use":
            self._ask()
            return
        self._context.explain(refusal)

    def _tell(self, done: Undone) -> None:
        words = ngettext("{n} record was taken back.", "{n} records were taken back.", done.erased)
        told = [words.format(n=number(done.erased)), engagements_gone(done)]
        self._context.notify(paragraph(told))


def _files(each: Imported) -> str:
    names = list(dict.fromkeys(file.name for file in each.files))
    if not names:
        return ""
    if len(names) == 1:
        return names[0]
    words = ngettext("{name} and {n} more", "{name} and {n} more", len(names) - 1)
    return words.format(name=names[0], n=number(len(names) - 1))


def _gave(each: Imported) -> str:
    known = Counts().__dataclass_fields__
    counts = [
        Counts(**{kind: count for kind, count in file.added.items() if kind in known})
        for file in each.files
    ]
    return wording.counted_sentence(wording.total(counts)) or _("Nothing new")


def _troubled(each: Imported) -> bool:
    return any(file.error or file.rejected for file in each.files)


def _consequence(chosen: Imported, used: InUse) -> str:
    """What goes, and above all what the person made of it."""
    said = [
        _(
            "All that only these files brought goes: {what}. What other files state as well stays. "
            "The files on your disk are not touched."
        ).format(what=_gave(chosen))
    ]
    lost = [
        (used.changed, _("records that you changed: {n}")),
        (used.decided, _("fields of screenshots that you decided on: {n}")),
        (used.described, _("originals that you described: {n}")),
        (used.cases, _("cases that use it: {n}")),
        (used.rules, _("pay rules that it proves: {n}")),
    ]
    words = [text.format(n=number(count)) for count, text in lost if count]
    if words:
        said.append(
            _("You would also lose your own work on it: {what}.").format(what="; ".join(words))
        )
    return "\n\n".join(said)
