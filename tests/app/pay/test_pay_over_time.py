"""What an hour paid as time went by: unknown stretches stay unknown, changes of rule are marked."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from gigwallet.app.pay.tell_hours import tell_hours
from gigwallet.app.pay.tell_pay_over_time import pay_over_time
from gigwallet.app.rules.keep_scheme import SchemeForm, TierPrice, save_form
from gigwallet.app.wallet import Wallet
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, Locator, NewFact, Source
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.domain.statement import Statement, StatementKind
from gigwallet.domain.trip import Trip, TripKind, TripStatus

ZONE = "Asia/Shanghai"
JULY = Period.of_month(2025, 7)


def at(day: int, hour: int, minute: int = 0, month: int = 7) -> Instant:
    return Instant.from_local(datetime(2025, month, day, hour, minute), ZONE)  # noqa: DTZ001


def cny(text: str) -> Money:
    return Money.of(text, "CNY")


@pytest.fixture
def worked(wallet: Wallet, meituan: EngagementId) -> Wallet:
    """The 1st: an hour on orders of four at work, for 30. The 2nd: an hour on orders, no shift, for
    20. The 3rd: a shift and an order, no pay. The 5th: pay alone."""
    trips = [_trip(day) for day in (1, 2, 3)]
    shifts = [Shift("meituan", ShiftState.OPEN, at(day, 10), at(day, 14)) for day in (1, 3)]
    lines = [_line(1, "28"), _line(1, "2", PayCategory.TIP), _line(2, "20"), _line(5, "7")]
    source = Source(None, Locator(), "typed", "1", {})
    wallet.vault.trips.add(
        NewFact(trip, meituan, "typed", f"{n}", 1, source) for n, trip in enumerate(trips)
    )
    wallet.vault.shifts.add(
        NewFact(shift, meituan, "typed", f"{n}", 1, source) for n, shift in enumerate(shifts)
    )
    wallet.vault.pay_lines.add(
        NewFact(line, meituan, "typed", f"{n}", 1, source) for n, line in enumerate(lines)
    )
    return wallet


def _trip(day: int) -> Trip:
    done = TripStatus.COMPLETED
    return Trip(
        "meituan", TripKind.DELIVERY, done, "CNY", ZONE,
        accepted_at=at(day, 12), completed_at=at(day, 13), trip_m=2000,
    )  # fmt: skip


def _line(day: int, amount: str, category: PayCategory = PayCategory.BASE) -> PayLine:
    return PayLine("meituan", category, cny(amount), occurred_at=at(day, 13))


def test_an_hour_is_paid_by_the_days_of_which_pay_and_hours_are_known(worked: Wallet) -> None:
    first, second, third, fifth = pay_over_time(worked, JULY).stretches

    assert (first.on_orders, first.at_work) == (cny("30"), cny("7.50"))
    assert (second.on_orders, second.at_work) == (cny("20"), None)
    assert (third.pay, third.on_orders, third.at_work) == (None, None, None)
    assert (fifth.engaged, fifth.pay, fifth.on_orders) == (None, cny("7"), None)


def test_over_many_months_a_point_is_a_month(worked: Wallet) -> None:
    [july] = pay_over_time(worked, Period(date(2025, 5, 1), date(2025, 9, 30))).stretches

    assert july.period == JULY
    assert july.pay == cny("57")
    assert (july.on_orders, july.at_work) == (cny("25"), cny("7.50"))


def test_a_statement_tells_the_pay_where_no_line_does(
    wallet: Wallet, meituan: EngagementId
) -> None:
    source = Source(None, Locator(), "typed", "1", {})
    sheet = Statement("meituan", StatementKind.PAYSLIP, JULY, "CNY", gross=cny("300"))
    wallet.vault.trips.add([NewFact(_trip(1), meituan, "typed", "1", 1, source)])
    wallet.vault.statements.add([NewFact(sheet, meituan, "typed", "1", 1, source)])
    [july] = pay_over_time(wallet, JULY).stretches

    assert (july.pay, july.on_orders, july.at_work) == (cny("300"), cny("300"), None)


def test_the_day_from_which_another_rule_holds_is_marked(
    worked: Wallet, meituan: EngagementId
) -> None:
    for name, first in (("2024", date(2024, 1, 1)), ("cut", date(2025, 7, 2))):
        price = TierPrice(False, "month", ((None, cny("5").amount),))
        save_form(worked, SchemeForm(name, "CNY", ZONE, first, price), meituan, None)

    assert [(each.day, each.name) for each in pay_over_time(worked, JULY).changes] == [
        (date(2025, 7, 2), "cut")
    ]
    assert pay_over_time(worked, Period.of_month(2025, 6)).changes == ()


def test_days_without_a_shift_are_told_where_an_hour_at_work_is(worked: Wallet) -> None:
    told = tell_hours(worked, JULY)

    assert [each.logged_in is None for each in told.days] == [False, True, False]
    assert "hours_days_without_shift" in {each.code for each in told.cautions}
