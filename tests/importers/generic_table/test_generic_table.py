"""A table that its person explained is read as they said, line by line, and only then."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout, PayoutSide
from gigwallet.domain.reading import FileHead, Reading, Rejection, Skip
from gigwallet.domain.shift import Shift
from gigwallet.domain.tally import Tally
from gigwallet.domain.taught import (
    ColumnUse,
    DistanceUnit,
    DurationUnit,
    Meaning,
    RowMeaning,
    Signs,
    TableProfile,
    Taught,
)
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.importers.generic_table import IMPORTER
from tests.importers.printed import clock, facts, rejected, rows, total

_SAMPLE = Path(__file__).parent / "samples" / "my_rides.csv"
RIDES = TableProfile(
    name="my rides",
    header=("date", "start", "end", "miles", "fare", "tip", "bonus", "app"),
    rows=RowMeaning.TRIP,
    uses=(
        ColumnUse("date", Meaning.DAY),
        ColumnUse("start", Meaning.CLOCK),
        ColumnUse("end", Meaning.END_CLOCK),
        ColumnUse("miles", Meaning.DISTANCE),
        ColumnUse("fare", Meaning.MONEY, PayCategory.UPFRONT),
        ColumnUse("tip", Meaning.MONEY, PayCategory.TIP),
        ColumnUse("bonus", Meaning.MONEY, PayCategory.INCENTIVE),
        ColumnUse("app", Meaning.PLATFORM),
    ),
    currency="USD",
    zone="America/Chicago",
    day_order="mdy",
    distance=DistanceUnit.MILE,
)


def _read(table: str | bytes, profile: TableProfile) -> list[Reading]:
    data = table if isinstance(table, bytes) else table.encode()
    head = FileHead("mine.csv", len(data), data[: 64 * 1024])
    importer = IMPORTER.knowing(Taught(tables=(profile,)))
    assert importer.recognises(head)
    return list(importer.read(head, io.BytesIO(data)))


def _profile(rows: RowMeaning, header: str, *uses: ColumnUse, **more: object) -> TableProfile:
    names = tuple(header.split(","))
    plainest = TableProfile("mine", names, rows, uses, "EUR", "ownshop")
    return replace(plainest, **more)  # type: ignore[arg-type]  # fields named by the tests


def test_a_trip_becomes_a_trip_and_a_pay_line_for_each_amount() -> None:
    readings = _read(_SAMPLE.read_bytes(), RIDES)

    trips, lines = facts(readings, Trip), facts(readings, PayLine)
    assert [(clock(t.accepted_at), clock(t.completed_at), t.trip_m) for t in trips[:2]] == [
        ("2026-08-03T17:10", "2026-08-03T18:02", 19956),
        ("2026-08-14T23:50", "2026-08-15T00:40", 12875),
    ]
    assert [(each.category.value, str(each.amount)) for each in lines[:4]] == [
        ("upfront", "18.20"), ("tip", "3.00"), ("upfront", "11.00"), ("incentive", "2.50"),
    ]  # fmt: skip
    assert {each.platform for each in trips} == {"lyft"}
    assert total(rows(readings, PayLine)) == 1820 + 300 + 2 * 1350 + 112000


def test_a_bad_cell_rejects_its_line_and_totals_are_skipped() -> None:
    readings = _read(_SAMPLE.read_bytes(), RIDES)

    assert [(e.locator.line, e.column) for e in readings if isinstance(e, Rejection)] == [
        (7, "miles")
    ]
    assert [(e.locator.line, e.reason) for e in readings if isinstance(e, Skip)] == [
        (9, "total_row")
    ]


def test_the_one_line_of_totals_is_a_checksum() -> None:
    good = b"".join(_SAMPLE.read_bytes().splitlines(keepends=True)[:6]) + (
        b"Total,,,28.4,$40.20,$3.00,$5.00,\n"
    )
    lost = good.replace(b"$18.20", b"$8.20")
    weekly = lost + b"Total,,,28.4,$40.20,$3.00,$5.00,\n"

    assert rejected(_read(good, RIDES)) == []
    assert rejected(_read(lost, RIDES)) == [("total_differs", "fare")]
    assert rejected(_read(weekly, RIDES)) == []


def test_a_line_that_names_another_currency_is_not_counted_in_that_of_the_table() -> None:
    profile = _profile(
        RowMeaning.PAY_LINE,
        "date,amount,currency,local currency",
        ColumnUse("date", Meaning.DAY),
        ColumnUse("amount", Meaning.MONEY, PayCategory.TIP),
    )
    table = "date,amount,currency,local currency\n" + "".join(
        f"2026-08-{day:02},{day}.50,EUR,USD\n" for day in range(1, 13)
    )
    mixed = table + "2026-08-13,10.00,USD,\n2026-08-14,11.00,EU,\n2026-08-15,12.00,,\n"

    readings = _read(mixed, profile)

    assert rejected(readings) == [
        ("line_of_other_currency", "currency"), ("bad_currency", "currency")
    ]  # fmt: skip
    assert total(rows(readings, PayLine)) == 7800 + 12 * 50 + 1200


@pytest.mark.parametrize(
    ("currency", "good", "others"),
    [
        ("USD", ("$12.50", "US$3.00", "4.00 USD", "5.00"), ("€10.00", "£3.00", "C$1.00")),
        ("EUR", ("12.50 €", "5.00", "-3.00 €"), ("$10.00", "¥3.00", "4.00 kr")),
        ("CNY", ("￥12.50", "¥5.00", "3.00元"), ("$10.00", "HK$3.00")),
    ],
)  # fmt: skip
def test_an_amount_with_the_sign_of_another_currency_is_none_of_the_table(
    currency: str, good: tuple[str, ...], others: tuple[str, ...]
) -> None:
    amounts = [*good, *good, *good, *good, *others]
    table = "date,amount\n" + "".join(
        f"2026-08-{day:02},{amount}\n" for day, amount in enumerate(amounts, start=1)
    )
    profile = _profile(
        RowMeaning.PAY_LINE,
        "date,amount",
        ColumnUse("date", Meaning.DAY),
        ColumnUse("amount", Meaning.MONEY, PayCategory.TIP),
        currency=currency,
    )

    read = _read(table, profile)

    assert rejected(read) == [("line_of_other_currency", "amount")] * len(others)
    assert len(rows(read, PayLine)) == 4 * len(good)


def test_equal_lines_have_equal_keys_and_both_stay() -> None:
    keys = [row.natural_key for row in rows(_read(_SAMPLE.read_bytes(), RIDES), Trip)]

    assert len(keys) == 4
    assert keys[1] == keys[2]
    assert len(set(keys)) == 3


def test_a_table_without_a_profile_is_not_read() -> None:
    data = _SAMPLE.read_bytes()
    head = FileHead("mine.csv", len(data), data)

    assert not IMPORTER.recognises(head)
    with pytest.raises(GigWalletError) as refused:
        list(IMPORTER.read(head, io.BytesIO(data)))
    assert refused.value.code == "format_unknown"


def test_a_column_more_makes_it_another_table() -> None:
    data = _SAMPLE.read_bytes().replace(b"Bonus,App", b"Bonus,App,Surge")

    known = IMPORTER.knowing(Taught(tables=(RIDES,)))

    assert not known.recognises(FileHead("mine.csv", len(data), data))
    moved = _SAMPLE.read_bytes().replace(b"Tip,Bonus", b"Bonus,Tip")
    assert known.recognises(FileHead("mine.csv", len(moved), moved))


def test_a_zone_that_is_not_told_waits_for_the_engagement() -> None:
    told = facts(_read(_SAMPLE.read_bytes(), RIDES), Trip)[0]
    untold = facts(_read(_SAMPLE.read_bytes(), replace(RIDES, zone="")), Trip)[0]

    assert told.completed_at is not None
    assert untold.completed_at is not None
    assert told.completed_at.quality is TimeQuality.LOCAL_TZ
    assert untold.completed_at.quality is TimeQuality.LOCAL_ASSUMED
    assert clock(told.completed_at) == clock(untold.completed_at)


def test_days_and_amounts_are_read_in_the_style_that_was_told() -> None:
    table = "tag;betrag\n03.07.2026;1.234,50\n4.8.2026;12,00\n"
    profile = _profile(
        RowMeaning.PAY_LINE,
        "tag,betrag",
        ColumnUse("tag", Meaning.DAY),
        ColumnUse("betrag", Meaning.MONEY, PayCategory.BASE),
        decimal="comma",
        day_order="dmy",
    )

    lines = facts(_read(table, profile), PayLine)

    assert [(clock(each.occurred_at)[:10], str(each.amount)) for each in lines] == [
        ("2026-07-03", "1234.50"), ("2026-08-04", "12.00"),
    ]  # fmt: skip


def test_deductions_without_a_minus_are_taken_off() -> None:
    table = "day,pay,fee\n2026-07-03,20.00,5.00\n2026-07-04,10.00,2.50\n"
    uses = (
        ColumnUse("day", Meaning.DAY),
        ColumnUse("pay", Meaning.MONEY, PayCategory.BASE),
        ColumnUse("fee", Meaning.MONEY, PayCategory.COMMISSION),
    )
    profile = _profile(RowMeaning.PAY_LINE, "day,pay,fee", *uses)

    assert total(rows(_read(table, profile), PayLine)) == 3000 - 750
    given_back = table.replace("2.50", "-2.50").replace(",5.00", ",-5.00") + "2026-07-05,0,1.00\n"
    assert total(rows(_read(given_back, profile), PayLine)) == 3000 - 750 + 100


@pytest.mark.parametrize(
    ("signs", "expected"),
    [(Signs.AS_WRITTEN, -500), (Signs.REVERSED, 500), (Signs.ALL_PAID, 1500)],
)
def test_the_sign_rule_is_kept(signs: Signs, expected: int) -> None:
    table = "day,amount\n2026-07-03,-10.00\n2026-07-04,5.00\n"
    uses = (
        ColumnUse("day", Meaning.DAY),
        ColumnUse("amount", Meaning.MONEY, PayCategory.OTHER),
    )
    profile = _profile(RowMeaning.PAY_LINE, "day,amount", *uses, signs=signs)

    assert total(rows(_read(table, profile), PayLine)) == expected


def test_a_payout_is_stated_or_received() -> None:
    table = "when,who,sum,no\n2026-07-03 10:00:00,Shop GmbH,412.50,A1\n"
    uses = (
        ColumnUse("when", Meaning.MOMENT),
        ColumnUse("who", Meaning.PAYER),
        ColumnUse("sum", Meaning.MONEY),
        ColumnUse("no", Meaning.REF),
    )
    for meaning, side in (
        (RowMeaning.PAYOUT_RECEIVED, PayoutSide.RECEIVED),
        (RowMeaning.PAYOUT_STATED, PayoutSide.STATED),
    ):
        (payout,) = facts(_read(table, _profile(meaning, "when,who,sum,no", *uses)), Payout)

        assert (payout.side, payout.payer_text, payout.ext_ref) == (side, "Shop GmbH", "A1")
        assert clock(payout.at) == "2026-07-03T10:00"


def test_a_shift_is_as_long_as_it_says() -> None:
    table = "day,from,hours,orders\n2026-07-03,18:00,2.5,7\n2026-07-04,18:00,2:45,\n"
    uses = (
        ColumnUse("day", Meaning.DAY),
        ColumnUse("from", Meaning.CLOCK),
        ColumnUse("hours", Meaning.DURATION),
        ColumnUse("orders", Meaning.ORDERS),
    )
    decimal = _profile(RowMeaning.SHIFT, "day,from,hours,orders", *uses)

    first = facts(_read(table, decimal), Shift)
    second = facts(_read(table, replace(decimal, duration=DurationUnit.CLOCK)), Shift)

    assert [(clock(each.ended_at), each.completed) for each in first] == [("2026-07-03T20:30", 7)]
    assert [clock(each.ended_at) for each in second] == ["2026-07-04T20:45"]


def test_a_count_of_a_week_and_its_pay() -> None:
    table = '从,到,单量,公里,工时,收入\n2026-07-06,2026-07-12,143,"1,020.5",48,1366.20\n'
    uses = (
        ColumnUse("从", Meaning.DAY),
        ColumnUse("到", Meaning.LAST_DAY),
        ColumnUse("单量", Meaning.ORDERS),
        ColumnUse("公里", Meaning.DISTANCE),
        ColumnUse("工时", Meaning.DURATION),
        ColumnUse("收入", Meaning.MONEY, PayCategory.BASE),
    )
    profile = _profile(RowMeaning.TALLY, "从,到,单量,公里,工时,收入", *uses, currency="CNY")

    readings = _read(table, profile)

    (tally,) = facts(readings, Tally)
    assert (tally.period.days, tally.orders, tally.distance_m) == (7, 143, 1_020_500)
    assert tally.worked == timedelta(hours=48)
    assert total(rows(readings, PayLine)) == 136620


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("13/13/2026,10.00,done", ("bad_time", "day")),
        ("03/07/2026,1O.00,done", ("bad_amount", "pay")),
        ("03/07/2026,10.00,perhaps", ("unknown_status", "how")),
        (",10.00,done", ("missing_value", "day")),
    ],
)
def test_what_cannot_be_read_is_rejected_with_its_column(
    line: str, reason: tuple[str, str]
) -> None:
    uses = (
        ColumnUse("day", Meaning.DAY),
        ColumnUse("pay", Meaning.MONEY, PayCategory.BASE),
        ColumnUse("how", Meaning.STATUS),
    )
    profile = _profile(RowMeaning.TRIP, "day,pay,how", *uses, day_order="dmy")

    readings = _read(f"day,pay,how\n04/07/2026,1.00,Cancelled by customer\n{line}\n", profile)

    assert rejected(readings) == [reason]
    assert facts(readings, Trip)[0].status is TripStatus.CANCELLED_CUSTOMER


def test_records_in_json_are_lines_of_a_table() -> None:
    data = (
        '{"days": [{"day": "2026-08-03", "pay": {"base": 12.50, "tip": 1}},'
        ' {"day": "2026-08-04", "pay": {"base": 1.5}, "note": "rain"}]}'
    )
    uses = (
        ColumnUse("day", Meaning.DAY),
        ColumnUse("pay.base", Meaning.MONEY, PayCategory.BASE),
        ColumnUse("pay.tip", Meaning.MONEY, PayCategory.TIP),
    )
    profile = _profile(RowMeaning.PAY_LINE, "day,pay.base,pay.tip,note", *uses)

    readings = _read(data, profile)

    assert total(rows(readings, PayLine)) == 1250 + 100 + 150
    assert [row.locator.line for row in rows(readings, PayLine)] == [2, 2, 3]
