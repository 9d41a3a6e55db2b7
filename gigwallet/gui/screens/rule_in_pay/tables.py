"""The tables: orders that contradict the rule, and the orders on both sides of a change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gigwallet.app.rules.infer_rule import Beside, Change, Inferred
from gigwallet.domain.money import Money
from gigwallet.gui.widgets import Column, Kind
from gigwallet.words import _, distance, money, signed_money
from gigwallet.words import day as day_words

_NOT_KNOWN = "—"


@dataclass(frozen=True, slots=True)
class Odd:
    """An order that pays something else than the draft says. ``printed``: it may be only because
    its distance or time is printed rounded."""

    day: date
    ref: str
    metres: int | None
    paid: Money
    expected: Money
    printed: bool

    @property
    def difference(self) -> Money:
        return self.paid - self.expected


@dataclass(frozen=True, slots=True)
class Near:
    """An order on one side of a change."""

    day: date
    ref: str
    metres: int | None
    paid: Money
    old: Money
    new: Money
    after: bool


def odd_orders(found: Inferred) -> list[Odd]:
    """The largest difference first."""
    rows = [
        Odd(
            each.day,
            found.ref(each.index),
            found.receipts[each.index].trip.paid_distance_m,
            each.paid,
            each.expected,
            each.printed,
        )
        for each in found.inference.contradictions
    ]
    return sorted(rows, key=lambda row: (row.printed, -abs(row.difference.minor)))


def both_sides(found: Inferred, change: Change) -> list[Near]:
    """In order of time."""
    sides = ((change.last_before, False), (change.first_after, True))
    return [_near(found, each, after) for orders, after in sides for each in orders]


def _near(found: Inferred, each: Beside, after: bool) -> Near:
    trip = found.receipts[each.index].trip
    return Near(each.day, trip.ref, trip.paid_distance_m, each.paid, each.old, each.new, after)


def odd_columns() -> list[Column]:
    return [
        Column(lambda: _("Day"), lambda row: day_words(row.day), sort_key=lambda row: row.day),
        Column(lambda: _("Order"), lambda row: row.ref or _NOT_KNOWN, grows=True),
        _way(),
        Column(
            lambda: _("Paid"), lambda row: money(row.paid), Kind.FIGURE,
            sort_key=lambda row: row.paid.minor,
        ),
        Column(
            lambda: _("The draft says"), lambda row: money(row.expected), Kind.FIGURE,
            sort_key=lambda row: row.expected.minor, spare=True,
        ),
        Column(
            lambda: _("Difference"), lambda row: signed_money(row.difference), Kind.FIGURE,
            tone=lambda row: "bad" if row.difference.minor < 0 and not row.printed else "",
            sort_key=lambda row: row.difference.minor,
        ),
        Column(
            lambda: _("Why it may be"), _reason, Kind.STATUS, spare=True,
        ),
    ]  # fmt: skip


def near_columns() -> list[Column]:
    return [
        Column(lambda: _("Day"), lambda row: day_words(row.day), sort_key=lambda row: row.day),
        Column(
            lambda: _("Before or after"),
            lambda row: _("after") if row.after else _("before"),
            Kind.STATUS,
            tone=lambda row: "warn" if row.after else "",
        ),
        Column(lambda: _("Order"), lambda row: row.ref or _NOT_KNOWN, grows=True, spare=True),
        _way(),
        Column(
            lambda: _("Paid"), lambda row: money(row.paid), Kind.FIGURE,
            sort_key=lambda row: row.paid.minor,
        ),
        Column(
            lambda: _("Old rule"), lambda row: money(row.old), Kind.FIGURE,
            tone=lambda row: "good" if row.paid == row.old else "",
            sort_key=lambda row: row.old.minor,
        ),
        Column(
            lambda: _("New rule"), lambda row: money(row.new), Kind.FIGURE,
            tone=lambda row: "good" if row.paid == row.new else "",
            sort_key=lambda row: row.new.minor,
        ),
    ]  # fmt: skip


def _way() -> Column:
    return Column(
        lambda: _("Distance"),
        lambda row: _NOT_KNOWN if row.metres is None else distance(row.metres),
        Kind.FIGURE,
        sort_key=lambda row: row.metres or 0,
        spare=True,
    )


def _reason(row: Odd) -> str:
    return _("rounding of print") if row.printed else _("not known")
