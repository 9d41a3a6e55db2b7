"""Trips: listed, filtered, told in full with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit import Exhibit, Route
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import HowKnown, Locator, NewFact, Source
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.gui.screens.trips.screen import TripsScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button
from tests.gui.conftest import shown_alone


def _trip(number: int, month: int, status: TripStatus) -> Trip:
    zone = "Asia/Shanghai"
    begun = Instant.from_local(datetime(2025, month, 3, 11, number), zone)  # noqa: DTZ001
    return Trip(
        platform="meituan",
        kind=TripKind.DELIVERY,
        status=status,
        currency="CNY",
        zone=zone,
        ref=f"8841{number:02d}",
        city="武汉",
        accepted_at=begun,
        completed_at=begun,
        trip_m=3200 + number,
        offered=Money.of("6.50", "CNY"),
    )


@pytest.fixture
def filled(wallet: Wallet) -> Wallet:
    """Four trips of two months, one of them called off, and where they come from."""

    [known] = wallet.vault.engagements.all()
    data = b"time,order\n"
    trips = [
        _trip(1, 7, TripStatus.COMPLETED),
        _trip(2, 7, TripStatus.CANCELLED_CUSTOMER),
        _trip(3, 8, TripStatus.COMPLETED),
        _trip(4, 8, TripStatus.COMPLETED),
    ]
    with wallet.vault.transaction():
        exhibit = wallet.vault.exhibits.add(
            Exhibit(
                name="trips.csv",
                media_type="text/csv",
                sha256=sha256(data).hexdigest(),
                size=len(data),
                added_at=wallet.clock.now(),
                route=Route.DROPPED,
            ),
            data,
        )
        wallet.vault.trips.add(
            NewFact(
                fact=trip,
                engagement_id=known.id,
                family="tables",
                natural_key=trip.ref,
                occurrence=1,
                source=Source(
                    exhibit, Locator(line=line), "gigwallet_tables", "1", {"order": trip.ref}
                ),
                how=HowKnown.IMPORTED,
            )
            for line, trip in enumerate(trips, start=2)
        )
    return wallet


@pytest.fixture
def screen(context: ShellContext, filled: Wallet, qtbot: QtBot) -> Iterator[TripsScreen]:
    context.unlock(filled)
    made = shown_alone(TripsScreen(context), context, qtbot, (1200, 700))
    yield made
    settle(context)


def _refs(screen: TripsScreen) -> list[str]:
    return [row.fact.ref for row in screen.table.held_rows()]


def test_the_newest_trip_stands_first(screen: TripsScreen) -> None:
    assert _refs(screen) == ["884104", "884103", "884102", "884101"]


def test_trips_are_filtered_by_month_and_status(screen: TripsScreen, context: ShellContext) -> None:
    [all_of_them, done, not_done] = [
        each for each in screen.findChildren(Button) if each.property("role") == "segment"
    ]
    not_done.click()
    settle(context)
    called_off = _refs(screen)
    done.click()
    screen._month.setCurrentIndex(2)
    screen._month.activated.emit(2)
    settle(context)
    done_in_july = _refs(screen)
    all_of_them.click()
    settle(context)

    assert called_off == ["884102"]
    assert done_in_july == ["884101"]
    assert _refs(screen) == ["884102", "884101"]


def test_the_columns_sort_all_trips_and_not_only_those_that_are_seen(
    screen: TripsScreen, context: ShellContext
) -> None:
    screen.table.sort_by(4)
    settle(context)
    nearest_first = _refs(screen)
    screen.table.sort_by(4, descending=True)
    settle(context)

    assert nearest_first == ["884101", "884102", "884103", "884104"]
    assert _refs(screen) == nearest_first[::-1]


def test_a_trip_says_which_file_and_line_state_it(
    screen: TripsScreen, context: ShellContext
) -> None:
    [wanted] = [row for row in screen.table.held_rows() if row.fact.ref == "884103"]
    screen.open(fact=wanted.id)
    settle(context)
    words = {label.accessibleName() for label in screen.pane.findChildren(QLabel)}

    assert "File: trips.csv" in words
    assert "Line: 4" in words
    assert "order: 884103" in words


def test_the_original_is_opened_from_its_trip(screen: TripsScreen, context: ShellContext) -> None:
    went: list[tuple[str, object]] = []
    context.navigated.connect(lambda name, arguments: went.append((name, arguments)))
    [button] = [each for each in screen.pane.findChildren(Button) if "original" in each.text()]
    button.click()

    [(name, arguments)] = went
    assert name == "evidence"
    assert list(arguments) == ["exhibit"]  # type: ignore[call-overload]  # a dict


def test_the_search_finds_a_trip_by_its_order_number(screen: TripsScreen, qtbot: QtBot) -> None:
    screen.table.search.setText("884102")

    qtbot.waitUntil(lambda: _refs(screen) == ["884102"])


def test_a_trip_said_anew_is_shown_as_it_is_now_and_stays_selected(
    screen: TripsScreen, context: ShellContext, filled: Wallet
) -> None:
    row = screen.table.current()
    filled.vault.trips.revise(row.id, replace(row.fact, city="汉阳"), HowKnown.TYPED)
    context.tell_changed(frozenset({"trips"}))
    settle(context)

    assert screen.table.current().fact.city == "汉阳"
    assert _refs(screen) == ["884104", "884103", "884102", "884101"]


def test_a_trip_leads_to_the_check_of_its_month(screen: TripsScreen, context: ShellContext) -> None:
    went: list[tuple[str, dict[str, object]]] = []
    context.navigated.connect(lambda name, arguments: went.append((name, arguments)))
    [button] = [each for each in screen.pane.findChildren(Button) if each.text() == "Check its pay"]
    button.click()

    [(name, arguments)] = went
    assert name == "pay_check"
    assert arguments["period"] == Period.of_month(2025, 8)
