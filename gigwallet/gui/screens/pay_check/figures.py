"""Tables of the figures that the charts show, one for each of them."""

from __future__ import annotations

from gigwallet.gui.screens.pay_check import paid_hours
from gigwallet.gui.screens.pay_check.bars import Bar
from gigwallet.gui.screens.pay_check.paid_hours import length_or_unknown, or_unknown
from gigwallet.gui.widgets import BarRow, Column, Kind
from gigwallet.words import _, money, period, signed_money


def of_bars() -> list[Column]:
    """Rows are bars."""

    def difference(bar: Bar) -> str:
        beyond = bar.paid - bar.expected
        return signed_money(beyond) if beyond else money(beyond)

    return [
        Column(lambda: _("When"), lambda bar: period(bar.period), sort_key=lambda bar: bar.period,
               grows=True),
        Column(lambda: _("Expected"), lambda bar: money(bar.expected), Kind.FIGURE,
               sort_key=lambda bar: bar.expected.minor),
        Column(lambda: _("Paid"), lambda bar: money(bar.paid), Kind.FIGURE,
               sort_key=lambda bar: bar.paid.minor),
        Column(lambda: _("Difference"), difference, Kind.FIGURE,
               tone=lambda bar: "bad" if bar.short else "",
               sort_key=lambda bar: bar.paid.minor - bar.expected.minor),
    ]  # fmt: skip


def of_rows() -> list[Column]:
    """Rows are rows of bars."""
    return [
        Column(lambda: _("What"), lambda row: row.words, grows=True),
        Column(lambda: _("Amount"), lambda row: row.amount, Kind.FIGURE, sort_key=_length),
    ]


def of_hours() -> list[Column]:
    """Rows are stretches of paid time."""
    return [
        Column(
            lambda: _("When"),
            lambda each: paid_hours.when(each.period),
            sort_key=lambda each: each.period,
            grows=True,
        ),
        Column(lambda: _("On orders"), lambda each: length_or_unknown(each.engaged), Kind.FIGURE),
        Column(lambda: _("Logged in"), lambda each: length_or_unknown(each.logged_in), Kind.FIGURE),
        Column(lambda: _("Paid"), lambda each: or_unknown(each.pay), Kind.FIGURE, spare=True),
        Column(lambda: _("Per h on orders"), lambda each: or_unknown(each.on_orders), Kind.FIGURE),
        Column(lambda: _("Per h at work"), lambda each: or_unknown(each.at_work), Kind.FIGURE),
    ]


def _length(row: BarRow) -> int:
    return row.end - row.begin
