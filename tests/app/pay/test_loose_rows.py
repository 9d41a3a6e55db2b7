"""Files without a vault: what several of them say is one fact, and nothing they say is lost."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gigwallet.app.pay.loose_rows import LooseRows, gather
from gigwallet.app.pay.loose_work import Work, read_work
from gigwallet.app.wallet import Surroundings
from gigwallet.domain.job import Job
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.track import Track
from gigwallet.domain.trip import Trip

HEAD = "engagement,ref,status,completed_at,zone,trip_km,currency,own_area\n"
FIRST = "uber,1,completed,2025-07-01 12:30,America/Los_Angeles,3,USD,\n"
LATER = "uber,2,completed,2025-07-01 13:30,America/Los_Angeles,4,USD,Seattle\n"
DEFINED = "engagement,platform,zone,currency\n"
IMPORTERS = Path(__file__).parents[2] / "importers"
BANK = IMPORTERS / "bank_tables" / "samples"
COURIER = IMPORTERS / "uber_courier_export" / "samples"
LINE = "engagement,trip_ref,occurred_at,zone,category,amount,currency\n"
TIP = "uber,,2025-07-01,America/Los_Angeles,tip,1.00,USD\n"


def put(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def gathered(*paths: Path, zone: str = "") -> LooseRows:
    return gather(Surroundings().isolation, paths, Job(), zone=zone)


def only_work(*paths: Path) -> Work:
    (work,) = read_work(Surroundings().isolation, paths, Job()).works
    return work


def test_an_order_in_two_exports_is_one_order(tmp_path: Path) -> None:
    may = put(tmp_path, "may.csv", HEAD + FIRST)
    june = put(tmp_path, "june.csv", HEAD + FIRST + LATER)

    assert [trip.ref for trip in only_work(may, june).trips] == ["1", "2"]


def test_a_file_that_is_given_twice_says_the_same_as_once(tmp_path: Path) -> None:
    trips = put(tmp_path, "trips.csv", HEAD + FIRST + LATER)

    assert only_work(trips, trips).trips == only_work(trips).trips


def test_true_repeats_of_one_file_survive(tmp_path: Path) -> None:
    lines = put(tmp_path, "pay.csv", LINE + TIP + TIP)
    again = put(tmp_path, "pay (1).csv", LINE + TIP + TIP)

    assert len(only_work(lines, again).pay_lines) == 2


def test_a_column_that_only_one_of_the_files_fills_is_known(tmp_path: Path) -> None:
    empty = put(tmp_path, "a.csv", HEAD + FIRST)
    filled = put(tmp_path, "b.csv", HEAD + FIRST.replace(",USD,", ",USD,Tacoma"))

    assert only_work(empty, filled).own == [{"area": "Tacoma"}]
    assert only_work(filled, empty).own == [{"area": "Tacoma"}]


def test_every_file_that_says_a_row_is_named_and_those_of_one_name_are_told_apart(
    tmp_path: Path,
) -> None:
    may = put(tmp_path, "may/trips.csv", HEAD + FIRST)
    june = put(tmp_path, "june/trips.csv", HEAD + FIRST + LATER)

    one, two = gathered(may, june).rows["uber"]

    assert [source.exhibit_id for source in one.sources] == ["trips.csv", "june/trips.csv"]
    assert [source.exhibit_id for source in two.sources] == ["june/trips.csv"]


def test_what_names_a_platform_is_of_the_account_that_a_table_defines_for_it(
    tmp_path: Path,
) -> None:
    trips = put(tmp_path, "trips.csv", HEAD + FIRST.replace("uber", "mine"))
    mine = put(tmp_path, "engagements.csv", DEFINED + "mine,meituan,Asia/Shanghai,CNY\n")

    found = gathered(BANK / "abc_debit.csv", trips, mine)

    assert {label: len(rows) for label, rows in found.rows.items()} == {"eleme": 1, "mine": 2}


def test_nobody_guesses_between_two_accounts_of_one_platform(tmp_path: Path) -> None:
    two = put(tmp_path, "two.csv", DEFINED + "a,meituan,UTC,CNY\nb,meituan,UTC,CNY\n")

    assert list(gathered(BANK / "abc_debit.csv", two).rows) == ["eleme", "meituan"]


def test_who_rides_in_two_cities_is_in_neither_for_a_rule(tmp_path: Path) -> None:
    one = COURIER / "31 - Courier Lifetime Trip Data.csv"
    other = put(tmp_path, one.name, one.read_text("utf-8").replace("Halifax,", "Truro,"))

    assert gathered(one).engagements["uber"].city == "Halifax"
    assert gathered(one, other).engagements["uber"].city == ""


def _gpx(zone: str) -> str:
    begun = datetime(2025, 7, 1, 19, 0, tzinfo=UTC)
    points = "".join(
        f'<trkpt lat="47.6{number:02}" lon="-122.33">'
        f"<time>{(begun + timedelta(minutes=number)).isoformat()[:19]}{zone}</time></trkpt>"
        for number in range(20)
    )
    return (
        '<?xml version="1.0"?><gpx version="1.1" creator="x" '
        f'xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>{points}</trkseg></trk></gpx>'
    )


def _history() -> str:
    begun = datetime(2025, 7, 1, 19, 0, tzinfo=UTC)
    return json.dumps(
        {
            "locations": [
                {
                    "latitudeE7": 476_000_000 + 900 * number,
                    "longitudeE7": -1_223_300_000,
                    "accuracy": 12,
                    "timestamp": (begun + timedelta(minutes=number)).isoformat()[:19] + "Z",
                }
                for number in range(20)
            ]
        }
    )


def tracks(rows: LooseRows) -> list[Track]:
    (placed,) = rows.rows.values()
    return [each.row.fact for each in placed if isinstance(each.row.fact, Track)]


def test_where_a_phone_was_is_one_track_of_the_day_and_belongs_to_the_account(
    tmp_path: Path,
) -> None:
    history = put(tmp_path, "Records.json", _history())
    trips = put(tmp_path, "trips.csv", HEAD + FIRST)

    rows = gathered(history, trips)

    assert [track.points for track in tracks(rows)] == [20]
    assert list(rows.engagements) == ["uber"]
    assert any(isinstance(each.row.fact, Trip) for each in rows.rows["uber"])


def test_a_track_in_two_files_is_one_track(tmp_path: Path) -> None:
    one = put(tmp_path, "a.gpx", _gpx("Z"))
    other = put(tmp_path, "b.gpx", _gpx("Z"))

    assert [track.points for track in tracks(gathered(one, other))] == [20]


@pytest.mark.parametrize("zone", ["Z", ""])
def test_a_phone_alone_is_no_platform(tmp_path: Path, zone: str) -> None:
    rows = gathered(put(tmp_path, "way.gpx", _gpx(zone)))

    assert [each.platform for each in rows.engagements.values()] == [""]
    assert [track.points for track in tracks(rows)] == [20]


def test_a_line_that_only_one_account_names_stays_with_it(tmp_path: Path) -> None:
    table = LINE + "a,,2025-07-01,UTC,tip,1.00,USD\nb,,2025-07-01,UTC,tip,1.00,USD\n"

    rows = gathered(put(tmp_path, "pay.csv", table))

    assert {label: len(of) for label, of in rows.rows.items()} == {"a": 1, "b": 1}
    assert all(isinstance(each.row.fact, PayLine) for of in rows.rows.values() for each in of)
