"""The table of trips with its filters, and beside it one trip with its sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout

from gigwallet.app.records import list_facts, list_trips
from gigwallet.app.records.list_facts import Place
from gigwallet.app.records.list_trips import TripChoice, TripKey
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import ExhibitId, FactId, Recorded
from gigwallet.domain.trip import Trip
from gigwallet.gui.background import Lane
from gigwallet.gui.screens.trips.account import tell
from gigwallet.gui.screens.trips.columns import KEYS, columns
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.widgets import DetailPane, LongTable, Segments
from gigwallet.gui.widgets.steady import DropDown
from gigwallet.words import _, ngettext, number
from gigwallet.words import period as period_words

_ALL, _DONE, _NOT_DONE = "all", "done", "not_done"


@dataclass(frozen=True, slots=True)
class _Beginning:
    """What the first picture of the table needs."""

    places: Sequence[int]
    rows: Mapping[int, Recorded[Trip]]
    months: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class _Whole:
    """Where all rows lie; how many trips there are without any filter; where the row lies now that
    was selected."""

    places: Sequence[int]
    total: int
    months: tuple[Period, ...]
    kept: int | None


class TripsScreen(ScreenWidget):
    """Every trip in the vault; the pane follows the selection."""

    shows: ClassVar[frozenset[str]] = frozenset({"trips"})

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._asked = self._answered = 0
        self._total = 0
        self._places: tuple[Recorded[Trip], tuple[Place, ...]] | None = None
        self._wanted: str = ""
        self._type = self.header.add_action(
            "pencil", lambda: context.navigate("type_in", what="tally")
        )
        self._import = self.header.add_action(
            "upload", lambda: context.navigate("inbox", choose=True), primary=True
        )
        self.table = LongTable(columns(), parent=self)
        self.pane = DetailPane(parent=self)
        self._status = Segments(self)
        self._month = DropDown(self)
        self._month.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToContents)
        self._months: tuple[Period, ...] = ()
        self.table.toolbar.addWidget(self._status)
        self.table.toolbar.addWidget(self._month)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.table, 1)
        row.addWidget(self.pane)
        self.body.addLayout(row, 1)
        self.pane.hide()
        self._status.chosen.connect(lambda _key: self._ask())
        self._month.activated.connect(lambda _place: self._ask())
        self.table.wished.connect(self._ask)
        self.table.lacking.connect(self._read)
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
        self._ask(anew=True)

    def open(self, **arguments: object) -> None:
        """`fact`: the id of the trip to show."""
        self._wanted = str(arguments.get("fact", ""))
        self._select_wanted()
        self.table.focus_rows()

    def _ask(self, *, anew: bool = False) -> None:
        """The rows that are seen at once first, then where all the others lie. ``anew``: what is
        shown stays until then."""
        wallet, chosen = self.context.opened, self._choice()
        self._asked += 1
        asked = self._asked
        if not self.table.places or (chosen.quick and not anew):
            self.context.run(
                lambda _job: _beginning(wallet, chosen),
                lambda found: self._begin(found) if asked == self._asked else None,
            )
        kept = self.table.current()
        self.context.run(
            lambda job: _whole(wallet, chosen, kept.id if kept else None, job),
            lambda found: self._show(found, anew) if asked == self._asked else None,
            lane=Lane.CPU,  # a page that somebody turns to is read meanwhile
        )

    def _begin(self, found: _Beginning) -> None:
        if self._answered == self._asked:  # everything came first
            return
        self._months = found.months
        self._name_months()
        self.table.show_places(found.places, len(found.places), anew=True)
        self.table.take(found.places, found.rows)

    def _show(self, found: _Whole, anew: bool) -> None:
        self._answered = self._asked
        self._months, self._total = found.months, found.total
        self._name_months()
        self.table.show_places(found.places, found.total, anew=anew)
        if found.kept is not None:
            self.table.select_place(found.kept)
        self._say_head()
        self._select_wanted()

    def _read(self, places: list[int]) -> None:
        wallet = self.context.opened
        self.context.run(
            lambda _job: list_trips.rows(wallet, places),
            lambda rows: self.table.take(places, rows),
        )

    def _say_head(self) -> None:
        words = ngettext("{count} trip", "{count} trips", self._total)
        self.header.say(_("Trips"), words.format(count=number(self._total)))

    def _name_months(self) -> None:
        kept = self._month.currentData()
        self._month.clear()
        self._month.addItem(_("All months"), None)
        for month in self._months:
            self._month.addItem(period_words(month), month)
        place = self._months.index(kept) + 1 if kept in self._months else 0
        self._month.setCurrentIndex(place)

    def _choice(self) -> TripChoice:
        status = self._status.choice()
        column, descending = self.table.sorting
        return TripChoice(
            self._month.currentData(),
            None if status == _ALL else status == _DONE,
            self.table.search.text(),
            KEYS[column] if column >= 0 else TripKey.TIME,
            column >= 0 and not descending,
        )

    def _select_wanted(self) -> None:
        if not self._wanted:
            return
        wallet, fact = self.context.opened, FactId(self._wanted)
        self.context.run(
            lambda _job: list_trips.place_of(wallet, fact), self._select_place_of_wanted
        )

    def _select_place_of_wanted(self, place: int | None) -> None:
        if place is not None and self.table.select_place(place):
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


def _beginning(wallet: Wallet, chosen: TripChoice) -> _Beginning:
    places = list_trips.first(wallet, chosen)
    return _Beginning(places, list_trips.rows(wallet, places), list_trips.months(wallet))


def _whole(wallet: Wallet, chosen: TripChoice, kept: FactId | None, job: Job) -> _Whole:
    places = list_trips.places(wallet, chosen, job)
    return _Whole(
        places,
        len(places) if chosen.everything else list_trips.count(wallet),
        list_trips.months(wallet),
        list_trips.place_of(wallet, kept) if kept is not None else None,
    )
