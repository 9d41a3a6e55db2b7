"""The tables: orders that contradict the rule, and the orders on both sides of a change."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.app.rules.infer_rule import Beside, Change, Contradiction, Inferred
from gigwallet.domain.trip import Trip
from gigwallet.gui.widgets import Column, Kind
from gigwallet.words import _, distance, money, signed_money
from gigwallet.words import day as day_words

_NOT_KNOWN = "—"


@dataclass(frozen=True, slots=True)
class Row:
    """An order that the search speaks of, with the trip that it was. ``after``: it lies after the
    change."""

    of: Contradiction | Beside
    trip: Trip
    after: bool = False


def odd_orders(found: Inferred) -> list[Row]:
    """The largest difference first; what the rounding of a print may explain last."""
    odd = sorted(
        found.inference.contradictions,
        key=lambda each: (each.printed, -abs(each.difference.minor)),
    )
    return [Row(each, found.receipts[each.index].trip) for each in odd]


def both_sides(found: Inferred, change: Change) -> list[Row]:
    """In order of time."""
    sides = ((change.last_before, False), (change.first_after, True))
    return [
        Row(each, found.receipts[each.index].trip, after)
        for orders, after in sides
        for each in orders
    ]


def odd_columns() -> list[Column]:
    return [
        _when(),
        Column(lambda: _("Order"), lambda row: row.trip.ref or _NOT_KNOWN, grows=True),
        _way(),
        Column(
            lambda: _("Paid"), lambda row: money(row.of.paid), Kind.FIGURE,
            sort_key=lambda row: row.of.paid.minor,
        ),
        Column(
            lambda: _("The draft says"), lambda row: money(row.of.expected), Kind.FIGURE,
            sort_key=lambda row: row.of.expected.minor, spare=True,
        ),
        Column(
            lambda: _("Difference"), lambda row: signed_money(row.of.difference), Kind.FIGURE,
            tone=lambda row: "bad" if row.of.difference.minor < 0 and not row.of.printed else "",
            sort_key=lambda row: row.of.difference.minor,
        ),
        Column(
            lambda: _("Why it may be"), _reason, Kind.STATUS, spare=True,
        ),
    ]  # fmt: skip


def near_columns() -> list[Column]:
    return [
        _when(),
        Column(
            lambda: _("Before or after"),
            lambda row: _("after") if row.after else _("before"),
            Kind.STATUS,
            tone=lambda row: "warn" if row.after else "",
        ),
        Column(lambda: _("Order"), lambda row: row.trip.ref or _NOT_KNOWN, grows=True, spare=True),
        _way(),
        Column(
            lambda: _("Paid"), lambda row: money(row.of.paid), Kind.FIGURE,
            sort_key=lambda row: row.of.paid.minor,
        ),
        Column(
            lambda: _("Old rule"), lambda row: money(row.of.old), Kind.FIGURE,
            tone=lambda row: "good" if row.of.paid == row.of.old else "",
            sort_key=lambda row: row.of.old.minor,
        ),
        Column(
            lambda: _("New rule"), lambda row: money(row.of.new), Kind.FIGURE,
            tone=lambda row: "good" if row.of.paid == row.of.new else "",
            sort_key=lambda row: row.of.new.minor,
        ),
    ]  # fmt: skip


def _when() -> Column:
    return Column(
        lambda: _("When"), lambda row: day_words(row.of.day), sort_key=lambda row: row.of.day
    )


def _way() -> Column:
    return Column(
        lambda: _("Distance"),
        lambda row: _metres(row.trip.paid_distance_m),
        Kind.FIGURE,
        sort_key=lambda row: row.trip.paid_distance_m or 0,
        spare=True,
    )


def _metres(metres: int | None) -> str:
    return _NOT_KNOWN if metres is None else distance(metres)


def _reason(row: Row) -> str:
    odd = row.of
    may_be_print = isinstance(odd, Contradiction) and odd.printed
    return _("rounding of print") if may_be_print else _("not known")
