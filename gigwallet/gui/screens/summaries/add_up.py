"""An organiser's table: the cells that may be published, and what was refused."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gigwallet.app.summaries.aggregate_summaries import AggregateReport
from gigwallet.domain.money import Money
from gigwallet.gui.widgets import Column, DataTable, DropArea, Kind, Label
from gigwallet.words import _, labels, money, ngettext, number
from gigwallet.words.refusals import reason


def _figure(value: int | None) -> str:
    return number(value) if value is not None else _("too few")


def _amount(value: Money | None) -> str:
    return money(value) if value is not None else _("too few")


class AddUp(QWidget):
    """Takes contribution files, shows the table that was written."""

    dropped = Signal(list)  # list[Path]
    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: AggregateReport | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._drop = DropArea(self)
        self._words = Label(wrap=True, parent=self)
        self._refused = Label(tone="warn", wrap=True, parent=self)
        self._table = DataTable(
            [
                Column(lambda: _("Month"), lambda cell: cell.month),
                Column(lambda: _("Platform"), lambda cell: labels.platform(cell.platform)),
                Column(lambda: _("City"), lambda cell: cell.city, grows=True),
                Column(
                    lambda: _("Riders"),
                    lambda cell: _("{count} or more").format(count=number(cell.contributors)),
                    Kind.FIGURE,
                    sort_key=lambda cell: cell.contributors,
                ),
                Column(lambda: _("Orders"), lambda cell: _figure(cell.orders), Kind.FIGURE),
                Column(lambda: _("Hours"), lambda cell: _figure(cell.hours), Kind.FIGURE),
                Column(lambda: _("Expected"), lambda cell: _amount(cell.expected), Kind.FIGURE),
                Column(lambda: _("Stated"), lambda cell: _amount(cell.stated), Kind.FIGURE),
                Column(lambda: _("Received"), lambda cell: _amount(cell.received), Kind.FIGURE),
                Column(lambda: _("Short"), lambda cell: _amount(cell.short), Kind.FIGURE),
            ],
            parent=self,
        )
        for widget in (self._drop, self._words, self._refused):
            column.addWidget(widget)
        column.addWidget(self._table, 1)
        self._drop.dropped.connect(self.dropped)
        self._drop.pressed.connect(self.pressed)

    def retranslate(self) -> None:
        self._drop.say(
            _("Drop the riders' summary files here"),
            _("Cells of fewer than 10 riders, or that one rider dominates, are left out."),
            _("Choose files..."),
        )
        self._table.name(_("Published cells"), _("Search"))
        self._table.empty.say(
            _("No table yet"), _("The table is written as CSV with a report beside it.")
        )
        self._paint()

    def show_report(self, report: AggregateReport) -> None:
        self._report = report
        self._paint()

    def _paint(self) -> None:
        report = self._report
        self._words.setVisible(report is not None)
        self._refused.setVisible(report is not None and bool(report.refused))
        if report is None:
            self._table.set_rows([])
            return
        self._table.set_rows(report.cells)
        self._words.setText(
            ngettext(
                "{count} file counted; {hidden} cells left out; written to {table} and {report}.",
                "{count} files counted; {hidden} cells left out; written to {table} and {report}.",
                report.counted,
            ).format(
                count=number(report.counted),
                hidden=number(report.suppressed),
                table=Path(report.table).name,
                report=Path(report.report).name,
            )
        )
        self._refused.setText(
            "\n".join(f"{each.file}: {reason(each.reason)}" for each in report.refused)
        )
