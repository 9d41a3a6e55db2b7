"""The table of trips with its filters, and beside it one trip with its sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from gigwallet.app import list_facts
from gigwallet.app.list_facts import Place
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import ExhibitId, Recorded
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.gui.screens.trips.account import tell
from gigwallet.gui.screens.trips.columns import columns
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.widgets import DataTable, DetailPane, Segments
from gigwallet.words import _, ngettext, number
from gigwallet.words import period as period_words

_ALL, _DONE, _NOT_DONE = "all", "done", "not_done"


class TripsScreen(ScreenWidget):
    """Every trip in the vault; the pane follows the selection."""

    shows: ClassVar[frozenset[str]] = frozenset({"trips"})

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._rows: tuple[Recorded[Trip], ...] = ()
        self._places: tuple[Recorded[Trip], tuple[Place, ...]] | None = None
        self._wanted: str = ""
        self._type = self.header.add_action(
            "pencil", lambda: context.navigate("type_in", what="tally")
        )
        self._import = self.header.add_action(
            "upload", lambda: context.navigate("inbox", choose=True), primary=True
        )
        self.table = DataTable(columns(), parent=self)
        self.pane = DetailPane(parent=self)
        self._status = Segments(self)
        self._month = QComboBox(self)
        self._month.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._months: list[Period] = []
        self.table.toolbar.addWidget(self._status)
        self.table.toolbar.addWidget(self._month)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.table, 1)
        row.addWidget(self.pane)
        self.body.addLayout(row, 1)
        self.pane.hide()
        self._status.chosen.connect(self._filter)
        self._month.activated.connect(self._filter)
        self.table.selected.connect(self._ask_places)
        self.table.empty.pressed.connect(lambda: context.navigate("inbox"))

    def retranslate(self) -> None:
        self._type.setText(_("Type in a count"))
        self._import.setText(_("Import"))
        self._status.set_choices(
            [(_ALL, _("All")), (_DONE, _("Completed")), (_NOT_DONE, _("Not completed"))]
        )
        self._month.setAccessibleName(_("Month"))
        self._name_months()
        self.table.name(_("Trips"), _("Search orders, cities, platforms"))
        self.table.empty.say(
            _("No trips yet"),
            _(
                "Drop an export of your platform or a filled table on this window. "
                "If you only know how many orders you did, type in the count."
            ),
            _("Go to the inbox"),
        )
        self._say_head()
        self._tell()

    def refresh(self, changed: frozenset[str]) -> None:
        wallet = self.context.opened
        self.context.run(lambda _job: list_facts.trips(wallet), self._show)

    def open(self, **arguments: object) -> None:
        """`fact`: the id of the trip to show."""
        self._wanted = str(arguments.get("fact", ""))
        self._select_wanted()
        self.table.focus_rows()

    def _show(self, rows: Sequence[Recorded[Trip]]) -> None:
        self._rows = tuple(reversed(rows))
        days = {row.fact.day for row in rows} - {None}
        months = {(day.year, day.month) for day in days if day is not None}
        self._months = [Period.of_month(*month) for month in sorted(months, reverse=True)]
        self._name_months()
        self.table.set_rows(self._rows)
        self._say_head()
        self._select_wanted()
        if self.table.current() is None:
            self.table.select_first()

    def _say_head(self) -> None:
        count = len(self._rows)
        self.header.say(
            _("Trips"),
            ngettext("{count} trip", "{count} trips", count).format(count=number(count)),
        )

    def _name_months(self) -> None:
        kept = max(0, self._month.currentIndex())
        self._month.clear()
        self._month.addItem(_("All months"))
        for month in self._months:
            self._month.addItem(period_words(month))
        self._month.setCurrentIndex(min(kept, len(self._months)))

    def _filter(self, _choice: object = None) -> None:
        status, place = self._status.choice(), self._month.currentIndex()
        month = self._months[place - 1] if place > 0 else None

        def keep(row: Recorded[Trip]) -> bool:
            done = row.fact.status is TripStatus.COMPLETED
            if status != _ALL and done != (status == _DONE):
                return False
            return month is None or (row.fact.day is not None and row.fact.day in month)

        self.table.set_predicate(keep)

    def _select_wanted(self) -> None:
        if self._wanted and self.table.select(lambda row: row.id == self._wanted):
            self._wanted = ""

    def _ask_places(self, row: Recorded[Trip] | None) -> None:
        self.pane.setVisible(row is not None)
        self._places = None
        if row is None:
            return
        wallet = self.context.opened
        self.context.run(
            lambda _job: (row, tuple(list_facts.locate(wallet, row.id))), self._show_places
        )

    def _show_places(self, found: tuple[Recorded[Trip], tuple[Place, ...]]) -> None:
        if self.table.current() == found[0]:
            self._places = found
            self._tell()

    def _tell(self) -> None:
        if self._places is not None:
            tell(self.pane, *self._places, self._open_exhibit, self._check_pay)

    def _check_pay(self, row: Recorded[Trip]) -> None:
        day = row.fact.day
        if day is not None:
            month = Period.of_month(day.year, day.month)
            self.context.navigate("pay_check", period=month, engagement=row.engagement_id)

    def _open_exhibit(self, exhibit: ExhibitId) -> None:
        self.context.navigate("evidence", exhibit=exhibit)
