from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.reading import Covers, Reading, Rejection, Row, Skip
from gigwallet.domain.shift import Shift
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.importers import read_document
from gigwallet.tabular.placing import agreed_hint, place
from gigwallet.tabular.uber.payments import category

_SAMPLES = Path(__file__).parent / "samples" / "Driver"
_TRIPS, _PAYMENTS = "driver_lifetime_trips-0.csv", "driver_payments-0.csv"


def _read(name: str, data: bytes) -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _rows(readings: list[Reading]) -> list[Row]:
    return [each for each in readings if isinstance(each, Row)]


def _sums(rows: list[Row], column: str) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for row in rows:
        assert row.amount is not None
        key = row.footing[column]
        sums[key] = sums.get(key, Decimal()) + row.amount.amount
    return sums


def _counted(hours: list[Shift]) -> dict[str, int]:
    return {
        "dispatches": sum(each.offers or 0 for each in hours),
        "rejections": sum(each.rejects or 0 for each in hours),
        "accepts": sum(each.accepts or 0 for each in hours),
        "expireds": sum(each.expired or 0 for each in hours),
        "completed_trips": sum(each.completed or 0 for each in hours),
    }


def test_the_synthetic_export_comes_out_exactly() -> None:
    trips = _rows(_read(_TRIPS, (_SAMPLES / _TRIPS).read_bytes()))
    payments = _rows(_read(_PAYMENTS, (_SAMPLES / _PAYMENTS).read_bytes()))

    statuses = Counter(row.fact.status for row in trips if isinstance(row.fact, Trip))
    assert statuses[TripStatus.COMPLETED] == 69
    assert len(payments) == 294
    assert sum(_sums(payments, "category").values()) == Decimal("467.76")


def test_the_real_export_comes_out_exactly(samples: Path) -> None:
    expected = json.loads((samples / "EXPECTED_real.json").read_text())["uber_dsar_fr_2021"]
    folder = samples / "uber_dsar_fr_2021"
    readings = {path.name: _read(path.name, path.read_bytes()) for path in folder.iterdir()}
    everything = [each for read in readings.values() for each in read]
    rows = _rows(everything)

    trips = [row for row in rows if isinstance(row.fact, Trip)]
    payments = [row for row in rows if isinstance(row.fact, PayLine)]
    states: Counter[str] = Counter()
    for row in rows:
        if isinstance(row.fact, Shift) and row.family == "uber_states":
            states[row.raw["earner_state"]] += int(row.raw["duration_ms"])
    hours = [
        row.fact for row in rows if isinstance(row.fact, Shift) and row.family == "uber_offer_hours"
    ]

    assert not [each for each in everything if isinstance(each, Rejection)]
    assert Counter(row.raw["status"] for row in trips) == expected["trips_by_status"]
    assert len(payments) == expected["pay_rows"]
    by_category = expected["pay_sum_by_category"].items()
    assert _sums(payments, "category") == {name: Decimal(amount) for name, amount in by_category}
    assert sum(_sums(payments, "classification").values()) == Decimal(expected["pay_total"])
    assert states == expected["state_ms"]
    assert _counted(hours) == expected["dispatch_totals"]
    # Spans without length: an hour of counts adds no hour of work.
    assert {each.started_at for each in hours} == {each.ended_at for each in hours}
    restricted = Counter(row.raw["rule"] for row in rows if row.family == "uber_restrictions")
    assert restricted == {"consecutiveReject": 41, "drivingHourLimits": 2}
    miles = sum(Decimal(row.raw["trip_distance_miles"]) for row in trips)
    assert miles == Decimal(expected["trip_miles"])
    empty = readings["05 - Driver Performance Badges.csv"]
    assert [each.reason for each in empty if isinstance(each, Skip)] == ["empty_file"]


def test_every_real_pay_group_joins_a_request_once_it_is_placed(samples: Path) -> None:
    expected = json.loads((samples / "EXPECTED_real.json").read_text())["uber_dsar_fr_2021"]
    folder = samples / "uber_dsar_fr_2021"
    readings = [each for path in folder.iterdir() for each in _read(path.name, path.read_bytes())]
    hint = agreed_hint(readings)
    paris = Engagement("uber", "Paris", hint.zone, hint.currency)

    facts = [place(row, paris).fact for row in _rows(readings)]

    requests = {f.accepted_at.utc for f in facts if isinstance(f, Trip) and f.accepted_at}
    groups = {f.recognised_at.utc for f in facts if isinstance(f, PayLine) and f.recognised_at}
    assert hint.zone == "Europe/Paris"
    assert len(groups) == expected["pay_groups"]
    assert len(groups & requests) == expected["groups_matching_a_trip_request_time"]


def _semicolons(header: list[str], rows: list[list[str]]) -> bytes:
    lines = [";".join(cells) for cells in (header, *rows)]
    return "\r\n".join((*lines, "")).encode()


def _title_case(header: list[str], rows: list[list[str]]) -> bytes:
    def title(name: str) -> str:
        words = name.split("_")
        if words[-1] in ("local", "utc"):
            words = [words[-1], *words[:-1]]
        if name in ("trip_distance_miles", "trip_duration_seconds"):
            shown = {"trip_distance_miles": "Trip Distance (miles)"}
            return shown.get(name, "Duration (Seconds)")
        return " ".join(word.capitalize() for word in words)

    out = io.StringIO()
    csv.writer(out).writerows([[title(name) for name in header], *rows])
    return out.getvalue().encode("utf-8-sig")


@pytest.mark.parametrize("dialect", [_semicolons, _title_case])
@pytest.mark.parametrize(
    ("sample", "name"),
    [(_TRIPS, "02 - Driver Lifetime Trips.csv"), (_PAYMENTS, "23a - Driver Payments.csv")],
)
def test_every_generation_says_the_same(
    dialect: Callable[[list[str], list[list[str]]], bytes], sample: str, name: str
) -> None:
    data = (_SAMPLES / sample).read_bytes()
    header, *lines = csv.reader(data.decode().splitlines())
    if sample == _PAYMENTS and dialect is _semicolons:
        header = ["city_name", "trip_uuid", "amount_local", "currency_code", "classification",
                  "category", "recognize_timestamp_local"]  # fmt: skip

    rewritten = _rows(_read(name, dialect(header, lines)))

    original = _rows(_read(sample, data))
    assert [(row.natural_key, row.fact) for row in rewritten] == [
        (row.natural_key, row.fact) for row in original
    ]


def test_local_times_carry_a_false_z_and_utc_is_believed() -> None:
    row = _rows(_read(_TRIPS, (_SAMPLES / _TRIPS).read_bytes()))[0]

    assert isinstance(row.fact, Trip)
    assert row.fact.accepted_at is not None
    assert row.fact.accepted_at.quality is TimeQuality.UTC
    assert str(row.fact.accepted_at.local) == "2026-08-03 10:42:51-04:00"
    assert row.hint.zone == "America/Toronto"


def test_an_archive_gives_each_file_its_own_lines_and_leaves_the_rider_alone() -> None:
    rider = (
        "City,Product Type,Trip or Order Status,Request Time,Begin Trip Time,Fare Amount\n"
        "Montreal,UberX,COMPLETED,2026-08-03 10:00:00 +0000 UTC,x,12.00\n"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(_SAMPLES / _TRIPS, f"Uber Data/Driver/{_TRIPS}")
        archive.write(_SAMPLES / _PAYMENTS, f"Uber Data/Driver/{_PAYMENTS}")
        archive.writestr("Uber Data/Rider/trips_data-0.csv", rider)
        archive.writestr("Uber Data/Rider/rider_app_analytics-0.csv", "a,b\n1,2\n")
        archive.writestr("Uber Data/Driver/driver_lifetime_ratings_received-0.csv", "a,b\n1,2\n")
        archive.writestr("Uber Data/Driver/driver_documents-0.csv", "")
        archive.writestr("Uber Data/readme.txt", "hello")

    files = {file.name: file for file in read_document("uber.zip", out.getvalue()).files}

    reasons = {
        name: {each.reason for each in file.readings if isinstance(each, Skip)}
        for name, file in files.items()
    }
    assert reasons["trips_data-0.csv"] == {"rider_data"}
    assert reasons["rider_app_analytics-0.csv"] == {"rider_data"}
    assert reasons["driver_lifetime_ratings_received-0.csv"] == {"unsupported_table"}
    assert reasons["driver_documents-0.csv"] == {"empty_file"}
    assert reasons["readme.txt"] == {"unsupported_table"}
    assert len(_rows(list(files[_PAYMENTS].readings))) == 294
    assert {row.hint.zone for row in _rows(list(files[_PAYMENTS].readings))} == {"America/Toronto"}
    line = _rows(list(files[_TRIPS].readings))[0].locator
    assert (line.member, line.line) == (f"Uber Data/Driver/{_TRIPS}", 2)
    assert all(file.error is None for file in files.values())


def test_a_customers_file_on_its_own_is_told_by_its_name() -> None:
    readings = _read("rider_app_analytics-0.csv", b"event,city\nopen,Montreal\n")

    assert [each.reason for each in readings if isinstance(each, Skip)] == ["rider_data"]


def test_a_torn_archive_of_an_export_is_refused_whole() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(_SAMPLES / _PAYMENTS, _PAYMENTS)

    with pytest.raises(GigWalletError, match="archive_torn"):
        read_document("uber.zip", out.getvalue()[:-40])


def _payments(*lines: str) -> bytes:
    header = "city_id,amount_local,currency_code,classification,category,recognize_timestamp_local"
    return "\n".join((header, *lines, "")).encode()


def test_the_payments_of_a_courier_are_left_to_their_own_importer() -> None:
    data = _payments("3,4.80,CHF,delivery.fare.pickup,driver_payment_fares,2024-01-10 11:36:36")
    both = _payments(
        "3,4.80,CHF,delivery.fare.pickup,driver_payment_fares,2024-01-10 11:36:36",
        "3,9.10,CHF,transport.fare.base,driver_payment_fares,2024-01-10 12:36:36",
    )

    delivered = read_document("23a - Driver Payments.csv", data).files[0]
    mixed = read_document("23a - Driver Payments.csv", both).files[0]

    assert delivered.importer == "uber_courier_export"
    assert mixed.importer == "uber_rides_export"
    (first, *_), (same, _) = (_rows(list(each.readings)) for each in (delivered, mixed))
    assert (first.family, first.natural_key, first.fact) == (
        same.family,
        same.natural_key,
        same.fact,
    )


def test_a_line_that_makes_no_sense_is_rejected_and_the_rest_is_read() -> None:
    good = "3,10.59,EUR,transport.fare.base,driver_payment_fares,2021-02-14 21:49:16"
    bad = [
        good.replace("10.59", "10,59x"),
        good.replace("EUR", "EU"),
        good.replace("transport.fare.base", "transportfarebase"),
        good.replace("21:49:16", "21:49:1"),
    ]

    readings = _read("19a - Driver Payments.csv", _payments(*bad, *[good] * 20))

    rejected = [each for each in readings if isinstance(each, Rejection)]
    assert [(each.locator.line, each.reason) for each in rejected] == [
        (2, "wrong_column_count"),
        (3, "bad_amount"),
        (4, "unknown_status"),
        (5, "bad_time"),
    ]
    assert len(_rows(readings)) == 20
    assert len({row.natural_key for row in _rows(readings)}) == 1


def test_a_file_that_lost_bytes_all_over_is_refused_whole() -> None:
    data = (_SAMPLES / _PAYMENTS).read_bytes()
    torn = data[:100] + b"".join(data[at : at + 49] for at in range(100, len(data), 50))

    with pytest.raises(GigWalletError) as refused:
        read_document(_PAYMENTS, torn)

    assert refused.value.code == "file_damaged"


def test_a_file_whose_header_is_damaged_is_refused_and_not_passed_over() -> None:
    data = (_SAMPLES / _PAYMENTS).read_bytes().replace(b"Classification", b"Clssification")

    with pytest.raises(GigWalletError, match="header_unknown"):
        read_document(_PAYMENTS, data)


def test_the_payments_cover_the_days_they_show_and_no_more() -> None:
    readings = _read(_PAYMENTS, (_SAMPLES / _PAYMENTS).read_bytes())

    (covers,) = [each for each in readings if isinstance(each, Covers)]

    assert (covers.what, str(covers.period)) == ("pay", "2026-08-03/2026-08-12")


def test_the_title_case_generation_may_lack_status_zone_and_currency() -> None:
    trips = (
        "City,Local Request Timestamp,Local Dropoff Timestamp,Trip Distance (miles),"
        "Duration (Seconds),Local Original Fare,Set Destination Trip\n"
        "Montreal,2026-08-03T10:42:51.000Z,2026-08-03T11:09:30.000Z,4.36,1244,12.57,false\n"
        "Montreal,2026-08-03T12:38:19.000Z,,0.0,0,0,false\n"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Driver/driver_lifetime_trips-0.csv", trips)
        archive.write(_SAMPLES / _PAYMENTS, f"Driver/{_PAYMENTS}")

    alone = _rows(_read(_TRIPS, trips.encode()))
    together = read_document("uber.zip", out.getvalue()).files[0]

    done, not_done = [row.fact for row in alone]
    assert isinstance(done, Trip)
    assert isinstance(not_done, Trip)
    assert (done.status, not_done.status) == (TripStatus.COMPLETED, TripStatus.UNFULFILLED)
    assert done.accepted_at is not None
    assert done.accepted_at.quality is TimeQuality.LOCAL_ASSUMED
    (first, _) = _rows(list(together.readings))
    assert isinstance(first.fact, Trip)
    assert first.fact.currency == "CAD"


def test_an_open_interval_has_no_end() -> None:
    data = (
        b"earner_state,city_id,begin_timestamp_utc,end_timestamp_utc,duration_ms,"
        b"begin_timestamp_local,end_timestamp_local\n"
        b"ontrip,541,2023-11-07T13:06:40.000Z,,,2023-11-07T14:06:40.000Z,\n"
    )

    (row,) = _rows(_read("11 - Driver Online Offline.csv", data))

    assert isinstance(row.fact, Shift)
    assert row.fact.ended_at is None


def test_distances_are_metres_and_offers_are_money() -> None:
    data = (
        "city_name,currency_code,timezone,request_timestamp_utc,request_timestamp_local,"
        "dropoff_timestamp_utc,dropoff_timestamp_local,trip_distance_miles,fare_duration_minutes,"
        "status,has_driver_upfront_fare,driver_upfront_fare_local,request_lat,license_plate\n"
        "Lyon,EUR,Europe/Paris,2021-02-14T20:49:16.000Z,2021-02-14T21:49:16.000Z,"
        "2021-02-14T21:03:48.000Z,2021-02-14T22:03:48.000Z,10,11.416666,completed,true,10.59,"
        "45.7640,AB-123-CD\n"
    )

    (row,) = _rows(_read("t.csv", data.encode()))

    assert isinstance(row.fact, Trip)
    assert (row.fact.trip_m, row.fact.paid_duration_s) == (16093, 685)
    assert row.fact.offered == Money(1059, "EUR")
    assert "45.7640" not in repr(row)
    assert "AB-123-CD" not in repr(row)


@pytest.mark.parametrize(
    ("classification", "ours"),
    [
        ("transport.fare.driver_upfront_fare", PayCategory.UPFRONT),
        ("transport.fare.base", PayCategory.BASE),
        ("transport.fare.distance", PayCategory.DISTANCE),
        ("transport.fare.time", PayCategory.TIME),
        ("transport.fare.surge", PayCategory.SURGE),
        ("transport.fare.cancellation_fee", PayCategory.CANCELLATION_FEE),
        ("transport.fare.charges.wait_time", PayCategory.WAIT),
        ("transport.misc.tip", PayCategory.TIP),
        ("transport.toll", PayCategory.TOLL_REFUND),
        ("transport.tax.vat", PayCategory.TAX_COLLECTED),
        ("delivery.courier.tax.vat", PayCategory.TAX_COLLECTED),
        ("intermediary.commission", PayCategory.COMMISSION),
        ("intermediary.delivery.charge.courier.fraud.fare", PayCategory.HOLDBACK),
        ("intermediary.fare.delivery.courier_adjust", PayCategory.ADJUSTMENT),
        ("delivery.fare.batch_discount", PayCategory.BATCH_DISCOUNT),
        ("eats.mp.charges.location_change_fee", PayCategory.OTHER),
    ],
)
def test_each_classification_has_its_category(classification: str, ours: PayCategory) -> None:
    assert category(classification) is ours
