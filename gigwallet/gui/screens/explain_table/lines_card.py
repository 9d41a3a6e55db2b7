"""The card of the first lines: what each would become, before anything is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gigwallet.app.intake.map_table import ShownLine, TablePreview
from gigwallet.gui.widgets import GridCard, Label, isolated
from gigwallet.words import _, ngettext, number, records
from gigwallet.words.refusals import reason

_SHOWN = 12


class LinesCard(GridCard):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._found: TablePreview | None = None
        self._why_not = ""
        self._summary = Label(role="muted", wrap=True, parent=self)
        self.body.addWidget(self._summary)
        self.place_rows()

    def retranslate(self) -> None:
        self.set_heading(_("What the lines become"))
        self._paint()

    def show_lines(self, found: TablePreview) -> None:
        self._found, self._why_not = found, ""
        self._paint()

    def say_why_not(self, sentence: str) -> None:
        """Nothing can be shown yet, and what is missing."""
        self._found, self._why_not = None, sentence
        self._paint()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said of the lines at the moment."""
        return tuple(label.text() for label in self.rows.findChildren(Label))

    def _paint(self) -> None:
        grid = self.fresh_rows(6)
        found = self._found
        self._summary.setText(self._why_not if found is None else _summed(found))
        for place, line in enumerate(found.lines[:_SHOWN] if found else ()):
            where = _("line {n}").format(n=number(line.line))
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(Label(where, role="muted", parent=self.rows), place, 0, top)
            tone = "bad" if line.rejected else ""
            text = Label(_words(line), tone=tone, wrap=True, parent=self.rows)
            grid.addWidget(text, place, 1)


def _summed(found: TablePreview) -> str:
    rows = found.file.found.rows
    said = [ngettext("{n} entry in all", "{n} entries in all", rows).format(n=number(rows))]
    left_out = sum(each.count for each in found.file.skipped)
    if left_out:
        words = ngettext("{n} line left out", "{n} lines left out", left_out)
        said.append(words.format(n=number(left_out)))
    wrong = len(found.file.rejected)
    if wrong:
        words = ngettext("{n} line not understood", "{n} lines not understood", wrong)
        said.append(words.format(n=number(wrong)))
    return " \N{MIDDLE DOT} ".join(said)


def _words(line: ShownLine) -> str:
    if line.rows:
        return "\n".join(isolated(records.told(row.fact)) for row in line.rows)
    why = reason(line.reason)
    return f"{isolated(line.column)}: {why}" if line.column else why
