from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.money import UNNAMED, Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.reading import Covers, Reading, Rejection, Row, Skip
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.importers import read_document
from gigwallet.importers.uber_fleet_reports.report import period_of
from gigwallet.tabular.placing import place

_SAMPLES = Path(__file__).parent / "samples"
_WEEK = "20260803-20260810"
_EN = _SAMPLES / "en" / f"{_WEEK}-payments_order-Demo_Driver.csv"
_DE = _SAMPLES / "de" / "20261019-20261026-payments_order-Muster_Taxi.csv"
_PL = _SAMPLES / "pl" / "20260921_20260928_payments_driver_Przyklad.csv"
_FR = _SAMPLES / "fr" / "20260901-20260930-payments_driver-Exemple.csv"


def _read(path: Path, data: bytes | None = None) -> list[Reading]:
    content = path.read_bytes() if data is None else data
    return [each for file in read_document(path.name, content).files for each in file.readings]


def _rows(readings: list[Reading]) -> list[Row]:
    return [each for each in readings if isinstance(each, Row)]


def _sums(rows: list[Row]) -> dict[PayCategory, Decimal]:
    sums: defaultdict[PayCategory, Decimal] = defaultdict(Decimal)
    for row in rows:
        if isinstance(row.fact, PayLine):
            sums[row.fact.category] += row.fact.amount.amount
    return sums


_FARE = (
    PayCategory.UPFRONT, PayCategory.WAIT, PayCategory.SURGE, PayCategory.CANCELLATION_FEE
)  # fmt: skip


@pytest.mark.parametrize(
    (
        "language", "fare", "fee", "tip", "cash", "quest", "toll", "payout", "lines", "done",
        "unpaid",
    ),
    [
        (
            "en", "575.86", "-144.01", "30.00", "-50.28", "60.00", "37.50", "509.07", 71, 57,
            {"3344f557-d821-4c9d-8a76-f50ab376b549", "47f3ac9a-e4ff-43ee-af5b-4f607123d64d"},
        ),
        (
            "ro", "507.53", "-126.91", "20.00", "-60.73", "60.00", "25.00", "424.89", 59, 49,
            {"8c5265f4-c3e9-4010-a671-6975d95666a9", "60d2d964-6e46-48b2-be90-4e58ab1c2e2e"},
        ),
    ],
)  # fmt: skip
def test_a_week_comes_out_exactly(
    language: str,
    fare: str,
    fee: str,
    tip: str,
    cash: str,
    quest: str,
    toll: str,
    payout: str,
    lines: int,
    done: int,
    unpaid: set[str],
) -> None:
    folder = _SAMPLES / language
    pay = _rows(_read(folder / f"{_WEEK}-payments_order-Demo_Driver.csv"))
    trips = [
        row.fact
        for row in _rows(_read(folder / f"{_WEEK}-trip_activity-Demo_Driver.csv"))
        if isinstance(row.fact, Trip)
    ]
    sums = _sums(pay)
    payouts = [row.fact for row in pay if isinstance(row.fact, Payout)]

    assert sum(sums[each] for each in _FARE) == Decimal(fare)
    assert sums[PayCategory.COMMISSION] == Decimal(fee)
    assert sums[PayCategory.TIP] == Decimal(tip)
    assert sums[PayCategory.CASH_COLLECTED] == Decimal(cash)
    assert sums[PayCategory.INCENTIVE] == Decimal(quest)
    assert sums[PayCategory.TOLL_REFUND] == Decimal(toll)
    assert [(each.side, str(each.amount)) for each in payouts] == [(PayoutSide.STATED, payout)]
    assert len({row.locator.line for row in pay}) == lines
    completed = {each.ref for each in trips if each.status is TripStatus.COMPLETED}
    paid = {row.fact.trip_ref for row in pay if isinstance(row.fact, PayLine)}
    assert len(completed) == done
    assert completed - paid == unpaid


def test_the_samples_here_are_the_shared_ones(samples: Path) -> None:
    for language in ("en", "ro"):
        for path in (samples / "synthetic" / f"uber_fleet_{language}").iterdir():
            assert (_SAMPLES / language / path.name).read_bytes() == path.read_bytes()


def test_leaves_come_to_what_the_root_says_never_to_more() -> None:
    header, *lines = _EN.read_text(encoding="utf-8-sig").splitlines()
    root = header.split(",").index("Paid to you")
    said = sum(Decimal(line.split(",")[root] or 0) for line in lines)

    owed = sum(
        (
            -row.fact.amount.amount if isinstance(row.fact, Payout) else row.fact.amount.amount
            for row in _rows(_read(_EN))
            if isinstance(row.fact, Payout | PayLine)
        ),
        Decimal(),
    )

    assert owed == said


def test_the_currency_and_the_zone_are_those_of_the_engagement() -> None:
    row = _rows(_read(_EN))[0]
    montreal = Engagement("uber", "Montreal", "America/Toronto", "CAD")

    placed = place(row, montreal)

    assert isinstance(row.fact, PayLine)
    assert isinstance(placed.fact, PayLine)
    assert row.fact.amount.currency == UNNAMED
    assert placed.fact.amount == placed.amount == Money(row.fact.amount.minor, "CAD")
    assert placed.fact.recognised_at is not None
    assert placed.fact.recognised_at.quality is TimeQuality.OFFSET
    assert str(placed.fact.recognised_at.local)[:19] == "2026-08-06 15:30:38"


def test_cents_do_not_fit_a_currency_that_has_none() -> None:
    with pytest.raises(GigWalletError) as refused:
        place(_rows(_read(_EN))[0], Engagement("uber", "Tokyo", "Asia/Tokyo", "JPY"))

    assert refused.value.code == "currency_has_no_cents"


def test_a_root_in_new_words_and_commas_for_points_are_read() -> None:
    rows = _rows(_read(_DE))

    sums = _sums(rows)

    # Anna's and Bernd's, one after the other.
    assert sums[PayCategory.UPFRONT] == Decimal("239.11") + Decimal("110.06")
    assert sums[PayCategory.COMMISSION] == Decimal("-64.58") + Decimal("-28.12")
    assert sums[PayCategory.TAX_COLLECTED] == Decimal("-12.27") + Decimal("-5.34")
    assert sums[PayCategory.CASH_COLLECTED] == Decimal("-35.09") + Decimal("-16.84")


def test_a_word_that_nobody_knows_below_the_fare_is_fare_under_its_own_name() -> None:
    (surcharge,) = [
        row.fact
        for row in _rows(_read(_DE))
        if isinstance(row.fact, PayLine) and "Umlandzuschlag" in row.fact.label_raw
    ]

    assert (surcharge.category, str(surcharge.amount)) == (PayCategory.UPFRONT, "5.00")


def test_in_a_report_of_several_drivers_each_row_says_whose_it_is() -> None:
    readings = _read(_DE)
    names = Counter(row.hint.account_name for row in _rows(readings))

    assert set(names) == {"Anna Ö. Muster", "Bernd Beispiel"}
    assert all(row.hint.account for row in _rows(readings))
    # What the fleet was sent is nobody's own, and a line of zeros says nothing.
    assert [each.reason for each in readings if isinstance(each, Skip)] == [
        "fleet_not_driver",
        "no_amount",
    ]
    spans = {each.hint.account_name for each in readings if isinstance(each, Covers)}
    assert spans == set(names)


def test_no_name_address_or_plate_is_carried_along() -> None:
    trips = _rows(_read(_DE.with_name(_DE.name.replace("payments_order", "trip_activity"))))
    kept = repr([(row.fact, row.raw) for row in trips])

    assert len(trips) == 25
    assert not any(word in kept for word in ("Muster", "Musterweg", "Zielplatz", "B-XX"))


def test_kilometres_have_a_comma_and_become_metres() -> None:
    data = (
        "Fahrt-UUID,Fahrer-UUID,Serviceart,Zeitpunkt der Fahrtbestellung,Ankunftszeit der Fahrt,"
        "Fahrtdistanz,Fahrtstatus,Produkttyp,Zahlungsart\n"
        "9ef7d69a-4646-4382-b2df-a3f55ce1981a,946fbf5f-3625-474f-80b3-1d58aecfb599,eats_delivery,"
        '2026-08-03 10:47:43,2026-08-03 11:09:56,"5,2",completed,Eats,cash\n'
    )

    (row,) = _rows(_read(Path("x.csv"), data.encode()))

    assert isinstance(row.fact, Trip)
    assert (row.fact.trip_m, row.fact.cash, row.fact.kind.value) == (5200, True, "delivery")


def test_a_report_per_driver_is_a_statement_with_subtotals() -> None:
    rows = _rows(_read(_PL))
    (sheet,) = [row.fact for row in rows if isinstance(row.fact, Statement)]
    lines = [row.fact for row in rows if isinstance(row.fact, PayLine)]

    assert sheet.period == Period(date(2026, 9, 21), date(2026, 9, 27))
    # "Paid" less the transfer that is a part of it: what is owed after the cash that was kept.
    assert (str(sheet.net), sheet.gross) == ("555.04", None)
    assert [str(each.amount) for each in sheet.deductions] == ["-203.10"]
    assert all(each.is_subtotal and each.statement_ref == sheet.ref for each in lines)
    # "Promocja:Opłata" is a promotion, whatever "Opłata" means elsewhere.
    assert _sums(rows)[PayCategory.INCENTIVE] == Decimal("95.00")


def test_what_a_branch_says_beyond_its_leaves_is_a_line_of_its_own() -> None:
    (beyond,) = [
        row.fact
        for row in _rows(_read(_PL))
        if isinstance(row.fact, PayLine) and row.fact.label_raw.endswith("(+)")
    ]

    assert (beyond.label_raw, str(beyond.amount)) == (
        "Wypłacono Ci : Twój przychód : Opłata (+)",
        "12.34",
    )


def test_the_older_summary_has_several_roots() -> None:
    rows = _rows(_read(_FR))
    (sheet,) = [row.fact for row in rows if isinstance(row.fact, Statement)]

    assert sheet.period == Period(date(2026, 9, 1), date(2026, 9, 30))
    assert str(sheet.net) == "1000.00"
    assert _sums(rows)[PayCategory.TRANSFER] == Decimal("-1000.00")
    assert not any("(+)" in row.locator.pointer for row in rows)


def test_fixed_columns_in_an_unknown_language_are_told_by_their_shape() -> None:
    header, body = _EN.read_text(encoding="utf-8-sig").split("\n", 1)
    fixed = "id ng transaksyon,id ng drayber,Driver first name,Driver last name,id ng biyahe"
    named = "transaction UUID,Driver UUID,Driver first name,Driver last name,Trip UUID"
    renamed = header.replace(named, fixed).replace("vs reporting", "oras")

    rows = _rows(_read(_EN, f"{renamed}\n{body}".encode()))

    assert [(row.natural_key, row.fact) for row in rows] == [
        (row.natural_key, row.fact) for row in _rows(_read(_EN))
    ]


def test_money_in_words_that_nobody_knows_is_refused_by_naming_them() -> None:
    data = _EN.read_text(encoding="utf-8-sig").replace("Your earnings", "Ang kita mo")

    with pytest.raises(GigWalletError) as refused:
        _read(_EN, data.replace(":Tip", ":Pabuya").encode())

    assert refused.value.code == "report_words_unknown"
    assert "Ang kita mo:Pabuya" in str(refused.value.facts["what"])


def test_below_payouts_the_lines_tell_cash_from_transfers() -> None:
    data = _EN.read_text(encoding="utf-8-sig")
    unknown = data.replace("Cash Collected", "Perang nakolekta").replace(
        "Transferred To Bank Account", "Inilipat"
    )

    rows = _rows(_read(_EN, unknown.encode()))

    assert _sums(rows)[PayCategory.CASH_COLLECTED] == Decimal("-50.28")
    assert [str(row.amount) for row in rows if isinstance(row.fact, Payout)] == ["509.07"]


@pytest.mark.parametrize(
    ("column", "reason"),
    [
        ("Paid to you", "total_differs"),
        ("Paid to you : Your earnings", "total_differs"),
        ("Paid to you : Your earnings : Fare", "total_differs"),
        ("Paid to you:Your earnings:Service Fee", "total_differs"),
        ("vs reporting", "bad_time"),
        ("Trip UUID", "bad_number"),
    ],
)
def test_a_line_that_contradicts_its_own_tree_is_rejected(column: str, reason: str) -> None:
    header, first, *rest = _EN.read_text(encoding="utf-8-sig").splitlines()
    cells = first.split(",")
    at = header.split(",").index(column)
    cells[at] = cells[at].replace(".", "1.", 1) if "." in cells[at] else cells[at][1:]
    if column == "vs reporting":
        cells[at] = cells[at].replace("-0400", "-400")

    readings = _read(_EN, "\n".join([header, ",".join(cells), *rest, ""]).encode())

    assert [
        (each.locator.line, each.reason) for each in readings if isinstance(each, Rejection)
    ] == [(2, reason)]
    assert all(row.locator.line != 2 for row in _rows(readings))


def test_two_spellings_of_one_path_that_differ_are_a_contradiction() -> None:
    header, first, *rest = _EN.read_text(encoding="utf-8-sig").splitlines()
    tip = header.split(",").index("Paid to you:Your earnings:Tip")
    twice = [f"{header},Paid to you : Your earnings : Tip"]
    twice += [f"{line},{line.split(',')[tip]}" for line in (first, *rest)]
    at = next(i for i, line in enumerate(twice) if i and not line.endswith(","))
    differs = [*twice[:at], f"{twice[at].rsplit(',', 1)[0]},8.88", *twice[at + 1 :]]

    same = _rows(_read(_EN, "\n".join(twice).encode()))
    told = _read(_EN, "\n".join(differs).encode())

    assert _sums(same) == _sums(_rows(_read(_EN)))
    assert [each.reason for each in told if isinstance(each, Rejection)] == ["total_differs"]


def test_a_report_of_the_organisation_is_nobodys_pay() -> None:
    readings = _read(_SAMPLES / "en" / f"{_WEEK}-payments_organization-Demo_Driver.csv")

    assert [each.reason for each in readings if isinstance(each, Skip)] == ["fleet_not_driver"]
    assert not _rows(readings)


def test_durations_are_days_hours_and_minutes() -> None:
    (row,) = _rows(_read(_SAMPLES / "en" / f"{_WEEK}-driver_time_and_distance-Demo_Driver.csv"))

    assert row.fact == Tally(
        "uber",
        Period(date(2026, 8, 3), date(2026, 8, 9)),
        distance_m=258_330,
        worked=timedelta(hours=5 + 7 + 13, minutes=23 + 29 + 29),
    )


def test_hours_of_one_week_do_not_count_twice() -> None:
    (row,) = _rows(_read(_SAMPLES / "en" / f"{_WEEK}-driver_activity-Demo_Driver.csv"))

    assert isinstance(row.fact, Tally)
    assert (row.fact.orders, row.fact.worked) == (57, None)
    assert row.raw["time_online"] == "1:02:11"


def test_a_report_that_says_no_days_is_refused() -> None:
    with pytest.raises(GigWalletError, match="report_days_unknown"):
        _read(Path("times.csv"), _PL.read_bytes())


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("20260803-20260810-payments_order-X.csv", "2026-08-03", "2026-08-09"),
        ("20260921_20260928_payments_driver_X.csv", "2026-09-21", "2026-09-27"),
        ("20260901-20260930-trip_activity-X.csv", "2026-09-01", "2026-09-30"),
        ("zip/20260904-20260904-trip_activity-X.csv", "2026-09-04", "2026-09-04"),
    ],
)
def test_the_name_says_the_days(name: str, first: str, last: str) -> None:
    assert period_of(name) == Period(date.fromisoformat(first), date.fromisoformat(last))


def test_reports_that_say_nothing_of_work_or_pay_are_left_out() -> None:
    readings = _read(_SAMPLES / "en" / f"{_WEEK}-driver_quality-Demo_Driver.csv")

    assert [each.reason for each in readings if isinstance(each, Skip)] == ["unsupported_table"]
