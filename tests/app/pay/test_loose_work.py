"""Loose tables become the work of each account, on its own clocks."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from gigwallet.app.pay.loose_work import read_work
from gigwallet.app.wallet import Surroundings
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job

TRIPS = (
    "engagement,ref,status,accepted_at,completed_at,trip_km,currency,own_area,own_miles\n"
    "A,1,completed,2025-07-01 12:00,2025-07-01 12:30,12.07,USD,Seattle,7.5\n"
    "B,2,completed,2025-07-01 13:00,2025-07-01 13:30,3,USD,,\n"
)
ENGAGEMENTS = (
    "engagement,platform,zone,currency\n"
    "A,uber,America/Los_Angeles,USD\n"
    "B,lyft,America/New_York,USD\n"
)


def write(folder: Path, **tables: str) -> list[Path]:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return sorted(folder.glob("*.csv"))


def test_each_account_has_its_own_trips_and_further_columns(tmp_path: Path) -> None:
    paths = write(tmp_path, trips=TRIPS, engagements=ENGAGEMENTS)

    found = read_work(Surroundings().isolation, paths, Job())

    one, other = found.works
    assert [work.engagement.platform for work in found.works] == ["uber", "lyft"]
    assert one.own == [{"area": "Seattle", "miles": "7.5"}]
    assert Fraction(one.own[0]["miles"]) == Fraction(15, 2)
    assert other.own == [{}]
    assert [
        str(work.trips[0].accepted_at.utc)[:16] for work in found.works if work.trips[0].accepted_at
    ] == [
        "2025-07-01 19:00",
        "2025-07-01 17:00",
    ]


def test_a_table_that_names_no_zone_is_on_the_clocks_of_the_rule(tmp_path: Path) -> None:
    paths = write(tmp_path, trips=TRIPS)

    found = read_work(
        Surroundings().isolation, paths, Job(), zone="America/Chicago", currency="USD"
    )

    accepted = found.works[0].trips[0].accepted_at
    assert accepted is not None
    assert str(accepted.utc)[:16] == "2025-07-01 17:00"


def test_lines_that_cannot_be_read_are_named_with_their_file(tmp_path: Path) -> None:
    paths = write(tmp_path, trips=TRIPS + "A,3,perhaps,2025-07-01 12:00,,1,USD,,\n")

    found = read_work(Surroundings().isolation, paths, Job())

    ((name, line),) = found.rejected
    assert (name, line.line, line.column) == ("trips.csv", 4, "status")


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    paths = write(tmp_path, trips="colour,size\nred,4\n")

    with pytest.raises(GigWalletError):
        read_work(Surroundings().isolation, paths, Job())
