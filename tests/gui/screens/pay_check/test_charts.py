"""The charts of the pay check: units, gaps for what is not known, a table of the same figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gigwallet.app.records import keep_engagement
from gigwallet.app.rules import keep_scheme
from gigwallet.app.rules.keep_scheme import SchemeForm, TierPrice
from gigwallet.app.wallet import Wallet
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.domain.recorded import Locator, NewFact, Source
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.gui.screens.pay_check.hours_pane import CostsEdit
from gigwallet.gui.screens.pay_check.screen import PayCheckScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext

Show = Callable[[Wallet], PayCheckScreen]
ZONE = "Asia/Shanghai"


def _at(day: int, hour: int) -> Instant:
    return Instant.from_local(datetime(2025, 8, day, hour), ZONE)  # noqa: DTZ001


@pytest.fixture
def ridden(ruled: Wallet) -> Wallet:
    """Besides the reported case three orders: with a shift, without one, and without any pay."""
    [known] = keep_engagement.engagements(ruled)
    source = Source(None, Locator(), "typed", "1", {})
    trips = [
        Trip(
            "meituan", TripKind.DELIVERY, TripStatus.COMPLETED, "CNY", ZONE, ref=f"{day}",
            accepted_at=_at(day, 12), completed_at=_at(day, 13), trip_m=2000,
        )
        for day in (1, 2, 3)
    ]  # fmt: skip
    lines = [
        PayLine(
            "meituan", PayCategory.BASE, Money.of("20", "CNY"), trip_ref=f"{day}",
            occurred_at=_at(day, 13),
        )
        for day in (1, 2)
    ]  # fmt: skip
    shift = Shift("meituan", ShiftState.OPEN, _at(1, 10), _at(1, 14))
    vault = ruled.vault
    vault.trips.add(
        NewFact(trip, known.id, "typed", f"{n}", 1, source) for n, trip in enumerate(trips)
    )
    vault.pay_lines.add(
        NewFact(line, known.id, "typed", f"{n}", 1, source) for n, line in enumerate(lines)
    )
    vault.shifts.add([NewFact(shift, known.id, "typed", "1", 1, source)])
    return ruled


def turned(screen: PayCheckScreen, context: ShellContext, picture: str) -> None:
    screen.chart.picture.choose(picture)
    screen.chart.picture.chosen.emit(picture)
    settle(context)


def pane_words(screen: PayCheckScreen) -> str:
    texts = (label.text() for label in screen.pane.findChildren(QLabel))
    marks = {ord(mark): None for mark in "\u2066\u2068\u2069"}
    return "\n".join(text.translate(marks) for text in texts)


def test_deductions_stand_under_their_names_and_open_to_their_items(
    show: Show, ruled: Wallet, context: ShellContext, qtbot: QtBot
) -> None:
    screen = show(ruled)
    screen.period.chosen.emit("everything")
    settle(context)
    turned(screen, context, "taken")
    rows = screen.chart.deductions.shown
    [bad] = [row for row in rows if row.words.startswith("迟到上线")]
    screen.chart.deductions._choose(rows.index(bad))
    screen.chart.deductions.setFocus()
    qtbot.keyClick(screen.chart.deductions, Qt.Key.Key_Return)

    assert bad.amount == "¥30.00"
    assert {item.kind for item in screen.table.shown_rows()} == {DiscrepancyKind.DEDUCTION_NO_RULE}


def test_a_sum_of_the_causes_opens_to_its_proof_by_keyboard(
    show: Show, ruled: Wallet, context: ShellContext, qtbot: QtBot
) -> None:
    screen = show(ruled)
    screen.period.chosen.emit("everything")
    settle(context)
    turned(screen, context, "falls")
    screen.chart.waterfall.setFocus()
    qtbot.keyClick(screen.chart.waterfall, Qt.Key.Key_Return)

    assert screen.pane.accessibleName() == "Expected"


def test_time_on_orders_and_at_work_stand_side_by_side_with_what_an_hour_paid(
    show: Show, ridden: Wallet, context: ShellContext
) -> None:
    screen = show(ridden)
    turned(screen, context, "hours")
    said = pane_words(screen)

    assert "On orders\n3 h 00 min" in said
    assert "Logged in\n6 h 00 min" in said
    assert "¥40.00 ÷ 3 h" in said
    assert "Days with orders and no noted shift: 2" in said


def test_costs_that_are_typed_lower_what_an_hour_paid(
    show: Show, ridden: Wallet, context: ShellContext
) -> None:
    screen = show(ridden)
    turned(screen, context, "hours")
    [edit] = screen.pane.findChildren(CostsEdit)
    edit.whole.line.setText("10")
    edit.reckon.click()
    settle(context)

    assert "After costs\n¥10.00" in pane_words(screen)


def test_what_is_not_known_is_said_so_and_never_drawn_as_nothing(
    show: Show, ridden: Wallet, context: ShellContext
) -> None:
    screen = show(ridden)
    turned(screen, context, "hours")
    points = screen.chart.hours._points

    assert [point.values[1] is None for point in points] == [False, True, True]
    assert points[2].values == (None, None)
    assert "paid not known" in screen.chart.hours.accessibleDescription()
    assert "Not known" in {entry.words for entry in screen.chart.hours._legend}


@pytest.mark.parametrize("picture", ["falls", "taken", "hours"])
def test_every_chart_has_a_table_of_the_same_figures(
    show: Show, ridden: Wallet, context: ShellContext, picture: str
) -> None:
    screen = show(ridden)
    screen.period.chosen.emit("everything")
    settle(context)
    turned(screen, context, picture)
    drawn = {
        "falls": screen.chart.waterfall.shown,
        "taken": screen.chart.deductions.shown,
        "hours": screen.chart.hours._points,
    }[picture]
    screen.chart.as_table.click()
    table = screen.chart.tables[picture]

    assert table.isVisible()
    assert table.view.model().rowCount() == len(drawn) > 0
    screen.chart.as_table.click()
    assert not table.isVisible()


def test_the_axis_of_the_hours_names_its_unit(
    show: Show, ridden: Wallet, context: ShellContext
) -> None:
    screen = show(ridden)
    turned(screen, context, "hours")
    chart = screen.chart.hours

    assert chart._figure(chart._top()).endswith("/h")
    assert isinstance(chart.grab().toImage(), QImage)


def test_the_pane_goes_back_to_the_item_when_the_hours_are_left(
    show: Show, ridden: Wallet, context: ShellContext
) -> None:
    screen = show(ridden)
    before = screen.pane.accessibleName()
    turned(screen, context, "hours")
    of_hours = screen.pane.accessibleName()
    turned(screen, context, "falls")

    assert of_hours == "Hours, August 2025"
    assert screen.pane.accessibleName() == before


def test_a_row_behind_a_figure_is_shown_as_it_is_written(
    show: Show, ruled: Wallet, context: ShellContext
) -> None:
    [known] = keep_engagement.engagements(ruled)
    raw = {"order": "88", "note": "雨天"}
    trip = Trip(
        "meituan", TripKind.DELIVERY, TripStatus.COMPLETED, "CNY", ZONE, ref="88",
        accepted_at=_at(4, 12), completed_at=_at(4, 13), offered=Money.of("9", "CNY"),
    )  # fmt: skip
    source = Source(None, Locator(line=4), "tables", "1", raw)
    ruled.vault.trips.add([NewFact(trip, known.id, "tables", "88", 1, source)])
    line = PayLine("meituan", PayCategory.BASE, Money.of("6", "CNY"), trip_ref="88",
                   occurred_at=_at(4, 13))  # fmt: skip
    ruled.vault.pay_lines.add([NewFact(line, known.id, "tables", "89", 1, source)])
    screen = show(ruled)
    assert screen.table.select(lambda item: item.ref == "88")
    settle(context)

    assert "note: 雨天; order: 88" in pane_words(screen)


def test_all_charts_are_seen_to_choose_from_where_there_is_room(
    show: Show, ridden: Wallet, context: ShellContext
) -> None:
    screen = show(ridden)
    screen.resize(760, 700)
    settle(context)
    narrow = screen.chart.picture.segments.isVisible()
    screen.resize(1072, 820)
    settle(context)

    assert not narrow
    assert screen.chart.picture.segments.isVisible()


def test_a_change_of_the_rule_is_marked_in_the_chart_and_named_in_the_pane(
    show: Show, ridden: Wallet, context: ShellContext
) -> None:
    [known] = keep_engagement.engagements(ridden)
    cut = SchemeForm(
        "the cut", "CNY", ZONE, date(2025, 8, 2),
        TierPrice(False, "month", ((None, Money.of("4", "CNY").amount),)),
    )  # fmt: skip
    keep_scheme.save_form(ridden, cut, known.id, None)
    screen = show(ridden)
    turned(screen, context, "hours")
    [mark] = screen.chart.hours._marks

    assert mark.place == 1
    assert "From Aug 2, 2025 on another rule holds: the cut" in pane_words(screen)
    assert "another rule holds" in screen.chart.hours.accessibleDescription()
