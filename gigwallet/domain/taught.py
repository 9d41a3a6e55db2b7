"""What a person taught the program about files of their own: tables of any columns, papers of any
firm, reports in a language of their own. None of it holds their data, only names of columns,
printed labels, how values are written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar, runtime_checkable

from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.statement import StatementKind


class RowMeaning(StrEnum):
    """What one line of a table is."""

    TRIP = "trip"
    PAY_LINE = "pay_line"
    PAYOUT_RECEIVED = "payout_received"
    PAYOUT_STATED = "payout_stated"
    SHIFT = "shift"
    TALLY = "tally"


class Meaning(StrEnum):
    """What a column holds. A day and a clock beside it are one moment; ``END_CLOCK`` on or before
    the first is on the next day. A column that nobody names is not read."""

    MONEY = "money"
    MOMENT = "moment"
    END_MOMENT = "end_moment"
    DAY = "day"
    LAST_DAY = "last_day"
    CLOCK = "clock"
    END_CLOCK = "end_clock"
    DISTANCE = "distance"
    DURATION = "duration"
    ORDERS = "orders"
    REF = "ref"
    LABEL = "label"
    STATUS = "status"
    PLATFORM = "platform"
    PAYER = "payer"


class DistanceUnit(StrEnum):
    KILOMETRE = "km"
    MILE = "mi"
    METRE = "m"


class DurationUnit(StrEnum):
    """``CLOCK`` is ``h:mm`` or ``h:mm:ss``; the others are numbers."""

    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"
    CLOCK = "clock"


class Signs(StrEnum):
    """AS_WRITTEN: what is paid to the person stands without a minus. REVERSED: it stands with one.
    ALL_PAID: every amount is paid to the person, whatever its sign."""

    AS_WRITTEN = "as_written"
    REVERSED = "reversed"
    ALL_PAID = "all_paid"


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """``column`` by its name in one spelling (``tabular.tables.plain``). ``category`` is what an
    amount is for; payouts need none."""

    column: str
    meaning: Meaning
    category: PayCategory | None = None


@dataclass(frozen=True, slots=True)
class TableProfile:
    """How a table is read. ``header`` are all its columns: a table is of this profile where it has
    exactly these, in whatever order. ``decimal`` is ``point`` or ``comma``; ``day_order`` ``ymd``,
    ``dmy`` or ``mdy``. An empty ``zone`` means that of the engagement."""

    name: str
    header: tuple[str, ...]
    rows: RowMeaning
    uses: tuple[ColumnUse, ...]
    currency: str
    platform: str = ""
    zone: str = ""
    decimal: str = "point"
    day_order: str = "ymd"
    distance: DistanceUnit = DistanceUnit.KILOMETRE
    duration: DurationUnit = DurationUnit.HOUR
    signs: Signs = Signs.AS_WRITTEN

    def columns(self, meaning: Meaning) -> tuple[ColumnUse, ...]:
        return tuple(use for use in self.uses if use.meaning is meaning)

    def column(self, meaning: Meaning) -> str:
        """The one column of this meaning, empty where there is none."""
        return next((use.column for use in self.uses if use.meaning is meaning), "")


class PaperRole(StrEnum):
    """What a value on a payslip is. ``PERIOD`` is two days, or a month; ``MONTH`` a month alone."""

    PERIOD = "period"
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    MONTH = "month"
    GROSS = "gross"
    DEDUCTION = "deduction"
    NET = "net"
    ORDERS = "orders"
    HOURS = "hours"


class Beside(StrEnum):
    """Where a value stands, seen from its label."""

    RIGHT = "right"
    BELOW = "below"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class PaperField:
    """``label`` as printed; the value is the ``nth`` of its kind from there (1 is the nearest), and
    its middle stands ``across`` thousandths of the page's width from the left (0: anywhere): where
    this month's cell is empty, the one beside it is another column."""

    role: PaperRole
    label: str
    place: Beside = Beside.RIGHT
    nth: int = 1
    across: int = 0


@dataclass(frozen=True, slots=True)
class PaperTemplate:
    """How the payslip of one firm is read. ``anchors`` are texts that every such paper prints
    (above all the firm's name). Gross less deductions must be net, where both are fields."""

    name: str
    platform: str
    anchors: tuple[str, ...]
    fields: tuple[PaperField, ...]
    currency: str
    zone: str = ""
    decimal: str = "point"
    day_order: str = "ymd"
    kind: StatementKind = StatementKind.PAYSLIP


class ReportPart(StrEnum):
    """What one word of a money column's path means in a report of a fleet."""

    EARNINGS = "earnings"
    BALANCE = "balance"
    FARE = "fare"
    WAIT = "wait"
    SURGE = "surge"
    CANCELLATION = "cancellation"
    TIP = "tip"
    PROMOTION = "promotion"
    ADJUSTMENT = "adjustment"
    SERVICE_FEE = "service_fee"
    PLATFORM_FEE = "platform_fee"
    TAXES = "taxes"
    TAX = "tax"
    TAX_WITHHELD = "tax_withheld"
    THIRD_PARTIES = "third_parties"
    REFUNDS = "refunds"
    EXPENSES = "expenses"
    TOLL = "toll"
    PAYOUTS = "payouts"
    CASH = "cash"
    BANK = "bank"


class ReportColumn(StrEnum):
    """What a column that is no money holds in a report of a fleet."""

    TRANSACTION = "transaction"
    DRIVER = "driver"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    ORGANISATION = "organisation"
    TRIP = "trip"
    DESCRIPTION = "description"
    REPORTED = "reported"
    SERVICE = "service"
    REQUESTED = "requested"
    DROPPED_OFF = "dropped_off"
    DISTANCE = "distance"
    STATUS = "status"
    PRODUCT = "product"
    PAID_BY = "paid_by"
    TIME_OPEN = "time_open"
    TIME_ENROUTE = "time_enroute"
    TIME_ONTRIP = "time_ontrip"
    TIME_UNAVAILABLE = "time_unavailable"
    TIME_ONLINE = "time_online"
    KM_OPEN = "km_open"
    KM_ENROUTE = "km_enroute"
    KM_ONTRIP = "km_ontrip"
    KM_UNAVAILABLE = "km_unavailable"
    TRIPS_DONE = "trips_done"


@dataclass(frozen=True, slots=True)
class ReportWords:
    """What words of a fleet's reports mean whose language the program does not know. ``parts``: a
    step of a path and its meaning; ``columns``: a column that is no money and its own. Words as the
    report writes them; capitals and accents make no difference."""

    name: str
    parts: tuple[tuple[str, ReportPart], ...] = ()
    columns: tuple[tuple[str, ReportColumn], ...] = ()


Lesson = TableProfile | PaperTemplate | ReportWords


@dataclass(frozen=True, slots=True)
class Taught:
    """All that a person taught, as it is handed to the importers."""

    tables: tuple[TableProfile, ...] = ()
    papers: tuple[PaperTemplate, ...] = ()
    reports: tuple[ReportWords, ...] = ()


NOTHING = Taught()

L = TypeVar("L", covariant=True)


@runtime_checkable
class Learner(Protocol[L]):
    """An importer that reads what a person taught. One that reads nothing besides is
    ``asked_last``."""

    asked_last: bool

    def knowing(self, taught: Taught) -> L:
        """The same importer for this person."""
        ...
