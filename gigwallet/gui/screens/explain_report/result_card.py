"""The card of what the report becomes with these words, or what is missing still."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gigwallet.app.intake.explain_report import ReportPreview
from gigwallet.app.intake.import_outcome import FilePreview
from gigwallet.gui.widgets import GridCard, Label, isolated
from gigwallet.words import _, findings, money, ngettext, number
from gigwallet.words.labels import label


class ResultCard(GridCard):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._seen: ReportPreview | None = None
        self._trouble = ""
        self._summary = Label(role="muted", wrap=True, parent=self)
        self.body.addWidget(self._summary)
        self.place_rows()

    def retranslate(self) -> None:
        self.set_heading(_("What the report becomes"))
        self._paint()

    def show_seen(self, seen: ReportPreview) -> None:
        self._seen, self._trouble = seen, ""
        self._paint()

    def say_trouble(self, sentence: str) -> None:
        """Why nothing can be shown."""
        self._seen, self._trouble = None, sentence
        self._paint()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said at the moment, from the top."""
        return (self._summary.text(), *(each.text() for each in self.rows.findChildren(Label)))

    def _paint(self) -> None:
        grid = self.fresh_rows(6)
        seen = self._seen
        self._summary.setText(self._trouble if seen is None else _open(seen))
        self._summary.setVisible(bool(self._summary.text()))
        for file in seen.read if seen else ():
            for what, amount in _told(file):
                row = grid.rowCount()
                grid.addWidget(Label(what, parent=self.rows), row, 0)
                grid.addWidget(Label(amount, role="muted", parent=self.rows), row, 1)


def _open(seen: ReportPreview) -> str:
    """What is missing, in one sentence."""
    needed = [isolated(each.label) for each in seen.open.words if each.needed]
    needed += [label(each) for each in seen.open.lacking]
    if not needed:
        return ""
    return _("Not named yet, and the report is not read without: {words}").format(
        words=", ".join(needed)
    )


def _told(file: FilePreview) -> list[tuple[str, str]]:
    """Its entries, its sums by category, and the lines that are not understood."""
    rows = file.found.rows
    entries = ngettext("{n} entry in all", "{n} entries in all", rows).format(n=number(rows))
    told = [(isolated(file.member or file.file), entries)]
    for sums in file.sums.values():
        told += [(findings.category(name), money(amount)) for name, amount in sums.items()]
    wrong = len(file.rejected) + file.more_rejected
    if wrong:
        words = ngettext("{n} line not understood", "{n} lines not understood", wrong)
        told.append((words.format(n=number(wrong)), ""))
    return told
