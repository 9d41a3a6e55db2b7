"""Worked, stated, received, and what is short, one line for each account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import Reconciliation, Totals
from gigwallet.domain.recorded import EngagementId
from gigwallet.gui.screens.pay_check.items import NOTHING
from gigwallet.gui.widgets import Button, Label, isolated, isolated_figure
from gigwallet.words import _, money

_NAME = 64  # a name gives way before a figure does; its tool tip holds all of it


@dataclass(frozen=True, slots=True)
class Result:
    """What one account came to, in words."""

    engagement: EngagementId
    name: str
    figures: tuple[str, str, str, str]
    short: bool


def results(
    outcome: Reconciliation, names: Mapping[EngagementId, str], currency: str
) -> tuple[Result, ...]:
    """The accounts that have something of ``currency``, in their order."""
    return tuple(
        Result(
            each.engagement_id,
            names.get(each.engagement_id, ""),
            (
                _known(totals, "expected"),
                _known(totals, "stated"),
                _known(totals, "received"),
                money(totals.shortfall) if totals.judged else NOTHING,
            ),
            bool(totals.shortfall),
        )
        for each in outcome.by_engagement
        for totals in each.totals
        if totals.currency == currency
    )


def _known(totals: Totals, key: str) -> str:
    amount: Money = getattr(totals, key)
    return NOTHING if key in totals.silent else money(amount)


class Platforms(QWidget):
    """``chosen`` names the account whose line was pressed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.lines: list[Button] = []

    def show_results(self, found: Sequence[Result]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.lines = []
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        heads = (_("Work"), _("Expected"), _("Stated"), _("Received"), _("Short paid"))
        for column, head in enumerate(heads):
            align = end if column else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(Label(head, role="muted", parent=self), 0, column, align)
        for row, each in enumerate(found, start=1):
            line = Button(
                each.name, role="quiet", action=partial(self.chosen.emit, each.engagement)
            )
            line.setAccessibleName(f"{isolated(each.name)}: {', '.join(each.figures)}")
            line.setToolTip(each.name)
            line.setMinimumWidth(_NAME)
            self.lines.append(line)
            self._grid.addWidget(line, row, 0, Qt.AlignmentFlag.AlignLeft)
            for column, figure in enumerate(each.figures, start=1):
                tone = "bad" if column == len(each.figures) and each.short else ""
                label = Label(isolated_figure(figure), tone=tone, parent=self)
                self._grid.addWidget(label, row, column, end)
        self._grid.setRowStretch(len(found) + 1, 1)
