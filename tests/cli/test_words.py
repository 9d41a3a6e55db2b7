"""Naming the words of a report in a new language, from the command line to the import after it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.importers.uber_fleet_reports.croatian import COLUMNS, PARTS, croatian, english

_ALL = [f"--word={word}={part.value}" for word, part in PARTS.items()]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / english("payments_order").name
    path.write_bytes(croatian("payments_order"))
    return path


@pytest.fixture
def trips(tmp_path: Path) -> Path:
    path = tmp_path / english("trip_activity").name
    path.write_bytes(croatian("trip_activity"))
    return path


def test_the_words_are_asked_with_all_that_they_may_mean(cli: Cli, report: Path) -> None:
    told = cli("words", report)
    answer = cli("words", report, "--json")

    assert answer.code == 1
    asked = {each["label"]: each for each in answer.result["words"]}
    assert set(PARTS) <= set(asked)
    assert asked["Napojnica"]["total"] == "30.00"
    assert answer.result["files"] == []
    assert "--word" in told.out
    assert "earnings, balance, fare" in told.out


def test_named_they_are_shown_kept_and_the_report_is_imported(
    cli: Cli, report: Path, trips: Path, vault: Path, tmp_path: Path
) -> None:
    out = tmp_path / "hr.json"
    refused = cli("import", vault, report, "--json")
    shown = cli("words", report, *_ALL, "--out", out, "--json")
    saved = cli("words", report, "--words", out, "--vault", vault, "--save", "Uber", "--json")
    more = [f"--word={word}={column.value}" for word, column in COLUMNS.items()
            if word not in ("Navod", "Naziv tvrtke")]  # fmt: skip
    trips_named = cli("words", trips, *more, "--vault", vault, "--save", "Uber", "--json")
    listed = cli("words", "--list", "--vault", vault, "--json")
    cli("add", "engagement", vault, "--platform", "uber", "--city", "Zagreb",
        "--zone", "Europe/Zagreb", "--currency", "EUR")  # fmt: skip
    imported = cli("import", vault, report, trips, "--json")
    again = cli("import", vault, english("payments_order"), "--json")

    assert refused.errors == ["report_words_unknown"]
    sums = shown.result["files"][0]["sums"]["XXX"]
    assert (sums["tip"], sums["commission"], sums["cash_collected"]) == (
        "30.00", "-144.01", "-50.28",
    )  # fmt: skip
    assert shown.code == saved.code == trips_named.code == 0
    assert saved.result["saved"]
    # What was named first is still known: the second report added to it.
    [lesson] = listed.result["reports"]
    assert len(lesson["words"]) == len(PARTS) + len(more)
    assert imported.errors == []
    assert [each["added"]["pay_lines"] > 0 for each in imported.result["files"]] == [True, False]
    # The English export of the same week says the same and adds nothing.
    assert again.result["files"][0]["added"]["pay_lines"] == 0
    assert "144.01" not in out.read_text("utf-8")
    assert "Demo" not in out.read_text("utf-8")


def test_an_archive_is_named_in_one_go(cli: Cli, report: Path, trips: Path, tmp_path: Path) -> None:
    packed = tmp_path / "all.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for each in (report, trips):
            archive.write(each, each.name)

    half = cli("words", packed, *_ALL, "--json")

    assert half.code == 1  # the trips are not read yet
    assert [each["file"] for each in half.result["files"]] == [report.name]
    assert "trip" in half.result["lacking"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--word", "Napojnica=fortune"), "bad_argument"),
        (("--word", "Napojnica"), "bad_argument"),
        (("--word", "Nowhere=tip"), "bad_argument"),
        (("--save", "x"), "usage"),
    ],
)
def test_what_makes_no_sense_is_refused(
    cli: Cli, report: Path, more: tuple[str, ...], code: str
) -> None:
    answer = cli("words", report, *more, "--json")

    assert (answer.code, answer.errors) == (2, [code])


def test_a_table_is_no_report(cli: Cli, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("Date,Miles\n2026-08-01,3\n", "utf-8")

    assert cli("words", log, "--json").errors == ["report_expected"]
