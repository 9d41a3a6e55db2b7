"""``gigwallet rules floor`` as a person types it, on plain tables and without a vault."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cli

TRIPS = """\
engagement,ref,status,accepted_at,picked_up_at,completed_at,trip_km,currency,own_ride_miles,own_paid
A,1,completed,2026-04-10 11:00,2026-04-10 11:10,2026-04-10 11:55,16.093,USD,10,41.00
A,2,completed,2026-04-10 12:00,2026-04-10 12:05,2026-04-10 12:35,12.07,USD,7.5,31.00
A,3,completed,2025-05-10 12:00,2025-05-10 12:05,2025-05-10 12:35,12.07,USD,7.5,31.00
"""
ORDERS = """\
engagement,ref,status,accepted_at,completed_at,currency,city
A,1,completed,2025-11-30 09:30,2025-11-30 12:00,CNY,武汉
A,2,completed,2025-11-30 12:00,2025-11-30 14:42,CNY,武汉
"""
PAY = """\
engagement,trip_ref,category,amount,currency,occurred_at
A,1,base,48.00,CNY,2025-11-30
A,2,base,48.00,CNY,2025-11-30
A,2,tip,9.00,CNY,2025-11-30
"""


def written(folder: Path, **tables: str) -> list[Path]:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return sorted(folder.glob("*.csv"))


def test_the_floor_of_each_trip_stands_beside_what_was_paid(tmp_path: Path, cli: Cli) -> None:
    said = cli("rules", "floor", "us_nyc/tlc", *written(tmp_path, trips=TRIPS), "--json")

    result = said.json["result"]
    (period,) = result["periods"]
    assert said.code == 0
    assert period["floor"]["low"] == "73.53"
    assert period["paid"] == "72.00"
    assert period["below"] == {"low": "2.48", "high": "2.48"}
    assert period["unreckoned"] == {"no_rule_data": 1}
    first, _, third = sorted(period["trips"], key=lambda each: each["ref"])
    assert (first["floor"]["low"], first["paid"], first["below"]["low"]) == (
        "43.48",
        "41.00",
        "2.48",
    )
    assert (third["floor"], third["reason"]) == (None, "no_rule_data")
    source = result["sources"][0]
    assert (source["parameter"], source["amount"]) == ("us.nyc.tlc.mile", "1.283")
    assert (source["confidence"], source["checked_on"]) == ("B", "2026-11-22")
    assert source["source"]
    assert len(result["cautions"]) == 3


def test_pay_lines_are_what_was_paid_and_a_tip_is_not(tmp_path: Path, cli: Cli) -> None:
    files = written(tmp_path, orders=ORDERS, pay=PAY)

    said = cli("rules", "floor", "cn", *files, "--json")

    (period,) = said.json["result"]["periods"]
    assert period["period"] == {"first": "2025-11-01", "last": "2025-11-30"}
    assert (period["paid"], period["left_out"]) == ("96.00", {"tip": "9.00"})
    assert (period["floor"]["low"], period["below"]["low"]) == ("114.40", "18.40")
    assert period["engaged_hours"] == "5.2"


def test_tables_that_are_given_twice_count_once(tmp_path: Path, cli: Cli) -> None:
    files = written(tmp_path, orders=ORDERS, pay=PAY)

    once = cli("rules", "floor", "cn/hourly", *files, "--json")
    twice = cli("rules", "floor", "cn/hourly", *files, *files, "--json")

    assert once.json["result"]["periods"]
    assert twice.json["result"] == once.json["result"]


def test_people_read_sums_and_what_to_mind_and_no_verdict(tmp_path: Path, cli: Cli) -> None:
    files = written(tmp_path, orders=ORDERS, pay=PAY)

    said = cli("rules", "floor", "cn/hourly", *files, "--lang", "en")

    assert "Below the floor by ¥18.40." in said.out
    assert "These are sums and differences, not legal advice." in said.out
    assert "illegal" not in said.out
    assert "22 CNY/h" in said.out


def test_a_period_that_is_named_is_the_one_that_counts(tmp_path: Path, cli: Cli) -> None:
    files = written(tmp_path, trips=TRIPS)

    said = cli("rules", "floor", "us_nyc/tlc", *files, "--month", "2026-04", "--json")

    (period,) = said.json["result"]["periods"]
    assert period["period"] == {"first": "2026-04-01", "last": "2026-04-30"}
    assert period["unreckoned"] == {}


def test_an_unknown_pack_is_refused_with_those_there_are(tmp_path: Path, cli: Cli) -> None:
    said = cli("rules", "floor", "us_tx", *written(tmp_path, trips=TRIPS), "--json")

    (error,) = said.json["errors"]
    assert (said.code, error["code"]) == (2, "floor_unknown")
    assert "us_nyc/delivery" in error["facts"]["known"]


def test_a_number_of_ones_own_that_is_none_is_refused(tmp_path: Path, cli: Cli) -> None:
    files = written(tmp_path, trips=TRIPS.replace("USD,10,", "USD,ten,"))

    said = cli("rules", "floor", "us_nyc/tlc", *files, "--json")

    (error,) = said.json["errors"]
    assert (said.code, error["code"]) == (2, "floor_column")
    assert error["facts"] == {"column": "own_ride_miles", "value": "ten"}


def test_lines_that_cannot_be_read_are_named_and_the_rest_is_reckoned(
    tmp_path: Path, cli: Cli
) -> None:
    files = written(tmp_path, trips=TRIPS + "A,4,perhaps,2026-04-10 15:00,,,1,USD,1,\n")

    said = cli("rules", "floor", "us_nyc/tlc", *files, "--json")

    (line,) = said.json["result"]["rejected"]
    assert said.code == 1
    assert (line["file"], line["line"], line["column"]) == ("trips.csv", 5, "status")


def test_a_vault_gives_the_same_as_the_tables_that_went_into_it(
    tmp_path: Path, cli: Cli, vault: Path
) -> None:
    files = written(
        tmp_path, orders=ORDERS.replace("A,", "meituan,"), pay=PAY.replace("A,", "meituan,")
    )
    assert cli("import", vault, *files, "--engagement", "meituan", "--lang", "en").code == 0
    loose = cli("rules", "floor", "cn", *files, "--json").json["result"]

    said = cli("rules", "floor", "cn", "--vault", vault, "--month", "2025-11", "--json")

    (period,), (other,) = said.json["result"]["periods"], loose["periods"]
    for key in ("period", "floor", "paid", "below", "left_out", "engaged_hours", "unreckoned"):
        assert period[key] == other[key], key
    assert period["below"]["low"] == "18.40"


def test_files_and_a_vault_at_once_are_refused(tmp_path: Path, cli: Cli, vault: Path) -> None:
    said = cli("rules", "floor", "cn", tmp_path / "trips.csv", "--vault", vault, "--json")

    assert (said.code, said.json["errors"][0]["code"]) == (2, "usage")


RIDES = """\
engagement,ref,status,accepted_at,picked_up_at,completed_at,trip_km,currency,own_ride_miles
A,,completed,2026-04-10 11:00,2026-04-10 11:10,2026-04-10 11:55,16.093,USD,10
A,,completed,2026-04-10 12:00,2026-04-10 12:05,2026-04-10 12:35,12.07,USD,7.5
"""
FARES = """\
engagement,trip_ref,category,amount,currency,occurred_at
A,,base,41.00,USD,2026-04-10 11:55
A,,base,31.00,USD,2026-04-10 12:35
A,,tip,5.00,USD,2026-04-10 12:35
"""


def test_rides_without_numbers_are_held_against_the_pay_of_their_time(
    tmp_path: Path, cli: Cli
) -> None:
    """As a vault would join them: a law for single trips needs the pay of each."""
    files = written(tmp_path, trips=RIDES, pay=FARES)

    said = cli("rules", "floor", "us_nyc/tlc", *files, "--json")

    (period,) = said.json["result"]["periods"]
    paid = {each["paid"]: each["below"]["low"] for each in period["trips"]}
    assert paid == {"41.00": "2.48", "31.00": "0.00"}
    assert (period["paid"], period["below"]["low"]) == ("72.00", "2.48")
