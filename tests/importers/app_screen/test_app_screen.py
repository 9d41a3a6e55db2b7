"""Rows of screens: only what is believed, with its pixels, the same for every shot of a thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from gigwallet.domain.deciding import Decision, FieldKey
from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.money import UNNAMED, Money
from gigwallet.domain.paper import Box
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.reading import EngagementHint, Row
from gigwallet.domain.screen import ScreenReading, Standing
from gigwallet.domain.statement import Coverage, Statement, StatementKind
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip, TripKind
from gigwallet.importers.app_screen import rows
from gigwallet.ocr.fields import read_screen, with_decisions
from tests.ocr.fields.drawn import ORDER, changed, read, screen, templates

TAKEN = datetime(2026, 8, 3, 22, 1, 2)  # noqa: DTZ001  the clock of a phone
DASH = (
    ("Total", "$5.71"), ("DoorDash pay", "$3.50"), ("Base pay", "$2.00"), ("Peak pay", "$1.50"),
    ("Customer tip", "$2.21"), ("Accepted", "11:48 PM"), ("Delivered", "12:11 AM"),
)  # fmt: skip
DAY = (
    ("08月03日", ""), ("今日收入", "¥135.29"), ("完成单量", "23单"), ("配送费收入", "135.56"),
    ("活动奖励", "11.50"), ("扣款", "-11.77"), ("在线时长", "9小时42分"),
)  # fmt: skip


def _rows(shown: Sequence[tuple[str, str]], taken: datetime | None = TAKEN) -> tuple[Row, ...]:
    return rows(read(shown), taken, templates())


def _of(found: Sequence[Row], kind: type) -> list[Row]:
    return [each for each in found if isinstance(each.fact, kind)]


def test_an_order_becomes_a_trip_and_its_pay() -> None:
    found = _rows(ORDER)

    (trip,) = _of(found, Trip)
    assert isinstance(trip.fact, Trip)
    assert trip.fact.ref == "2026-08-03 #197"
    assert trip.fact.paid_m == 3200
    assert trip.fact.completed_at is not None
    assert trip.fact.completed_at.local.isoformat() == "2026-08-03T20:11:57+08:00"
    assert trip.fact.promised_by is not None
    pay = {each.fact.label_raw: each.fact for each in _of(found, PayLine)}  # type: ignore[union-attr]  # PayLine alone
    assert pay["基础配送费"].category is PayCategory.BASE
    assert pay["超时扣款"].amount == Money(-150, "CNY")
    assert pay["距离加价 (3.2公里)"].quantity == Decimal("3.2")
    assert sum(each.amount.minor for each in pay.values()) == 758
    assert {each.trip_ref for each in pay.values()} == {trip.fact.ref}


def test_each_row_says_where_its_pixels_are() -> None:
    for each in _rows(ORDER):
        assert each.locator.page == 1
        assert Box.of(each.locator.pointer) is not None


def test_nothing_that_waits_enters_a_row() -> None:
    found = _rows(changed(ORDER, "用户小费", "2.00元"))

    assert _of(found, Trip)
    assert not _of(found, PayLine)


def test_an_order_whose_number_waits_is_not_stated_at_all() -> None:
    reading = read(ORDER)
    unread = replace(
        reading,
        fields=tuple(
            replace(each, standing=Standing.REVIEW) if each.name == "ref" else each
            for each in reading.fields
        ),
    )

    assert rows(unread, TAKEN, templates()) == ()


def test_two_shots_of_one_order_say_the_same_and_two_orders_never() -> None:
    again = {(each.family, each.natural_key): each.fact for each in _rows(ORDER, None)}
    other = _rows(changed(ORDER, "接单时间", "2026-08-03 19:40:08"))

    assert {(each.family, each.natural_key): each.fact for each in _rows(ORDER)} == again
    assert not {(each.family, each.natural_key) for each in other} & again.keys()


def test_an_order_that_a_joined_picture_shows_twice_is_one() -> None:
    other = changed(changed(ORDER, "订单号", "#198"), "接单时间", "2026-08-03 19:43:08")

    found = _rows([*ORDER, *other, *ORDER])

    assert len(_of(found, Trip)) == 2
    assert len({(each.family, each.natural_key) for each in found}) == len(found)


def test_two_orders_of_equal_amounts_are_two() -> None:
    other = changed(ORDER, "接单时间", "2026-08-03 19:43:08")

    assert len(_of(_rows([*ORDER, *other]), Trip)) == 2


def test_clocks_without_a_day_lie_before_the_shot_and_may_pass_midnight() -> None:
    taken = datetime(2026, 8, 4, 0, 30)  # noqa: DTZ001
    (trip,) = _of(_rows(DASH, taken), Trip)

    assert isinstance(trip.fact, Trip)
    assert trip.fact.accepted_at is not None
    assert trip.fact.accepted_at.local.replace(tzinfo=None) == datetime(2026, 8, 3, 23, 48)  # noqa: DTZ001
    assert trip.fact.accepted_at.quality is TimeQuality.INFERRED
    assert trip.fact.completed_at is not None
    assert trip.fact.completed_at.utc - trip.fact.accepted_at.utc == timedelta(minutes=23)


def test_clocks_without_a_day_and_without_the_time_of_the_shot_state_nothing() -> None:
    assert _rows(DASH, None) == ()


def test_a_day_becomes_a_statement_a_tally_and_its_pay() -> None:
    found = _rows(DAY)

    (statement,), (tally,) = _of(found, Statement), _of(found, Tally)
    assert isinstance(statement.fact, Statement)
    assert statement.fact.period == Period.of_day(date(2026, 8, 3))
    assert statement.fact.net == Money(13529, "CNY")
    assert tally.fact == Tally(
        "meituan", Period.of_day(date(2026, 8, 3)), 23, None, timedelta(hours=9, minutes=42)
    )
    pay = [each.fact for each in _of(found, PayLine) if isinstance(each.fact, PayLine)]
    assert sum(each.amount.minor for each in pay) == 13529
    assert {each.statement_ref for each in pay} == {statement.fact.ref}


@pytest.mark.parametrize(
    ("taken", "covers"),
    [(TAKEN, Coverage.LISTED_LINES), (datetime(2026, 8, 5, 9), Coverage.WHOLE_PERIOD)],  # noqa: DTZ001
)
def test_a_day_speaks_for_all_of_itself_only_once_it_is_over(
    taken: datetime, covers: Coverage
) -> None:
    (statement,) = _of(_rows(DAY, taken), Statement)

    assert isinstance(statement.fact, Statement)
    assert statement.fact.covers is covers


def test_a_day_without_its_year_is_the_last_before_the_shot() -> None:
    (statement,) = _of(_rows(DAY, datetime(2027, 1, 2)), Statement)  # noqa: DTZ001

    assert isinstance(statement.fact, Statement)
    assert statement.fact.period.first == date(2026, 8, 3)
    assert _rows(DAY, None) == ()


def test_a_ride_of_a_car_is_a_ride() -> None:
    shown = [
        ("我的收入", "43.62元"), ("乘客应付车费", "48.84元"), ("起步价", "13.00元"),
        ("里程费 (8.6公里)", "20.84元"), ("时长费 (21分钟)", "5.00元"), ("高速费", "10.00元"),
        ("信息服务费", "-8.22元"), ("奖励", "3.00元"), ("抽成比例", "21.2%"),
        ("完单时间", "2026-08-03 21:33:02"),
    ]  # fmt: skip
    (trip,) = _of(_rows(shown), Trip)

    assert isinstance(trip.fact, Trip)
    assert trip.fact.kind is TripKind.RIDE
    assert trip.fact.customer_paid == Money(4884, "CNY")
    assert trip.fact.paid_duration_s == 21 * 60


def test_a_month_slip_becomes_a_payslip_with_its_deductions() -> None:
    shown = [
        ("工资条", ""), ("2026年07月", ""), ("实发", "¥5821.90"), ("应发", "6004.50"),
        ("底薪", "2340.00"), ("单量提成 (612单)", "3664.50"), ("站点扣款", "-76.60"),
        ("保险费", "-106.00"),
    ]  # fmt: skip
    found = _rows(shown)

    (statement,), (tally,) = _of(found, Statement), _of(found, Tally)
    assert isinstance(statement.fact, Statement)
    assert statement.fact.kind is StatementKind.PAYSLIP
    assert statement.fact.period == Period.of_month(2026, 7)
    assert statement.fact.gross == Money(600450, "CNY")
    assert {each.label: each.amount.minor for each in statement.fact.deductions} == {
        "站点扣款": -7660, "保险费": -10600,
    }  # fmt: skip
    assert statement.fact.covers is Coverage.WHOLE_PERIOD
    assert isinstance(tally.fact, Tally)
    assert tally.fact.orders == 612
    pay = [each.fact for each in _of(found, PayLine) if isinstance(each.fact, PayLine)]
    assert sum(each.amount.minor for each in pay) == 582190


def test_a_week_that_is_printed_to_the_next_monday_has_seven_days() -> None:
    shown = [
        ("Jul 27 - Aug 03", ""), ("Total earnings", "$1,786.45"), ("Online", "29 hr 20 min"),
        ("Trips", "89"), ("Net fare", "$1,580.09"), ("Promotions", "$25.00"), ("Tips", "$181.36"),
    ]  # fmt: skip
    (statement,) = _of(_rows(shown, datetime(2026, 8, 5, 9)), Statement)  # noqa: DTZ001

    assert isinstance(statement.fact, Statement)
    assert statement.fact.period == Period(date(2026, 7, 27), date(2026, 8, 2))
    assert statement.fact.kind is StatementKind.WEEKLY


def test_a_payout_is_stated_once_a_person_confirmed_it() -> None:
    reading = read(
        [("提现记录", ""), ("提现到银行卡", "-200.00"), ("2026-08-03 12:33:21", "已到账")]
    )
    said = Decision(FieldKey(reading.template, "payout.1.amount"), Standing.CONFIRMED, "-200.00")
    confirmed = with_decisions(reading, [said], templates())

    assert rows(reading, TAKEN, templates()) == ()
    (row,) = rows(confirmed, TAKEN, templates())
    assert isinstance(row.fact, Payout)
    assert row.fact.side is PayoutSide.STATED
    assert row.fact.amount == Money(20000, "CNY")


def test_a_template_that_is_gone_states_nothing() -> None:
    assert rows(read(ORDER), TAKEN, ()) == ()
    assert rows(ScreenReading(read(ORDER).paper), TAKEN, templates()) == ()


def test_dollars_of_an_app_of_many_countries_are_left_to_the_engagement() -> None:
    found = _rows(DASH)
    told = tuple(each.in_currency("CAD") for each in templates())
    at_home = rows(read_screen(screen(DASH), "", told), TAKEN, told)

    assert {each.hint for each in found} == {EngagementHint("doordash", sign="$")}
    assert {each.amount.currency for each in found if each.amount} == {UNNAMED}
    assert {each.amount.currency for each in at_home if each.amount} == {"CAD"}
    assert [each.natural_key for each in found] == [each.natural_key for each in at_home]
