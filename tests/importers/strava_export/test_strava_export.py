from __future__ import annotations

import gzip
import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.domain.track_point import TrackPoint
from gigwallet.importers import ReadFile, read_document

_SAMPLES = Path(__file__).parent / "samples"
_SHELF = Path(__file__).parent.parent
_GPX = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<gpx creator="StravaGPX" version="1.1" xmlns="http://www.topografix.com/GPX/1/1">\n'
    b" <trk><name>Lunch shift, rain</name><type>cycling</type><trkseg>\n"
    b'  <trkpt lat="52.5200080" lon="13.4049540"><ele>34.2</ele>'
    b"<time>2026-08-03T07:02:11Z</time></trkpt>\n"
    b'  <trkpt lat="52.5203000" lon="13.4061000"><ele>34.4</ele>'
    b"<time>2026-08-03T07:02:19Z</time></trkpt>\n"
    b" </trkseg></trk>\n</gpx>\n"
)
_BOTH = {"activity_track_beside", "activity_without_track"}


def _read(data: bytes, name: str = "activities.csv") -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _archive(**tracks: bytes) -> dict[str, ReadFile]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(_SAMPLES / "activities.csv", "activities.csv")
        archive.writestr("profile.csv", "Athlete ID,Email Address\n7,someone@example.org\n")
        for name, data in tracks.items():
            archive.writestr(f"activities/{name.replace('__', '.')}", data)
    return {file.member: file for file in read_document("export_7.zip", out.getvalue()).files}


def test_every_line_says_where_its_track_is_and_none_becomes_a_fact() -> None:
    readings = _read((_SAMPLES / "activities.csv").read_bytes())

    assert [(type(each), each.reason, each.locator.line) for each in readings
            if isinstance(each, Skip | Rejection)] == [
        (Skip, "activity_track_beside", 2),
        (Skip, "activity_track_beside", 5),
        (Skip, "activity_track_beside", 6),
        (Skip, "activity_without_track", 7),
        (Skip, "activity_track_beside", 8),
        (Skip, "activity_track_beside", 9),
        (Rejection, "bad_number", 10),
        (Rejection, "unknown_status", 11),
        (Rejection, "cut_off_line", 12),
    ]  # fmt: skip
    assert len(readings) == 9


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("activities until 2019.csv", 1),
        ("activities (Deutsch).csv", 2),
        ("activities (français).csv", 1),
    ],
)
def test_lists_of_other_years_and_languages_are_understood_alike(name: str, beside: int) -> None:
    told = Counter(each.reason for each in _read((_SAMPLES / name).read_bytes(), name)
                   if isinstance(each, Skip | Rejection))  # fmt: skip

    assert told == {"activity_track_beside": beside, "activity_without_track": 1}


@pytest.mark.parametrize("path", sorted(_SAMPLES.glob("*.csv")), ids=lambda path: path.name)
def test_no_word_about_an_activity_leaves_the_file(path: Path) -> None:
    readings = _read(path.read_bytes(), path.name)

    said = repr(readings)
    for private in ("Krause", "Adebayo", "Noor", "clinic", "Yıldız", "bewölkt", "Service", "Swim",
                    "2026", "2018", "91011", "activities/"):  # fmt: skip
        assert private not in said
    assert not any(isinstance(each, Row) for each in readings)


def test_the_tracks_beside_the_list_are_read_packed_or_not() -> None:
    fit = (_SHELF / "fit_track" / "samples" / "ride.fit").read_bytes()
    tcx = (_SHELF / "tcx_track" / "samples" / "run.tcx").read_bytes()

    files = _archive(
        a__gpx=_GPX, b__gpx__gz=gzip.compress(_GPX), c__fit=fit, d__fit__gz=gzip.compress(fit),
        e__tcx=tcx, f__tcx__gz=gzip.compress(tcx),
    )  # fmt: skip

    assert {member: file.importer for member, file in files.items()} == {
        "activities.csv": "strava_export",
        "profile.csv": "",
        "activities/a.gpx": "gpx_track",
        "activities/b.gpx.gz/b.gpx": "gpx_track",
        "activities/c.fit": "fit_track",
        "activities/d.fit.gz/d.fit": "fit_track",
        "activities/e.tcx": "tcx_track",
        "activities/f.tcx.gz/f.tcx": "tcx_track",
    }
    for packed, plain in (("b.gpx.gz/b.gpx", "a.gpx"), ("d.fit.gz/d.fit", "c.fit"),
                          ("f.tcx.gz/f.tcx", "e.tcx")):  # fmt: skip
        points = _points(files[f"activities/{packed}"])
        assert points
        assert points == _points(files[f"activities/{plain}"])


@pytest.mark.parametrize(("blanks", "lines"), [(b" " * 10, 0), (b"\n \r\n" + b" " * 300, 2)])
def test_blanks_before_the_head_of_a_track_cost_nothing(blanks: bytes, lines: int) -> None:
    """Strava has written ten of them before the XML of TCX files, and of some GPX, for years."""
    tcx = (_SHELF / "tcx_track" / "samples" / "run.tcx").read_bytes()

    files = _archive(
        a__gpx=_GPX, b__gpx=blanks + _GPX, e__tcx=tcx, f__tcx__gz=gzip.compress(blanks + tcx)
    )

    for name, sound in (("b.gpx", "a.gpx"), ("f.tcx.gz/f.tcx", "e.tcx")):
        moved, still = files[f"activities/{name}"].readings, files[f"activities/{sound}"].readings
        assert moved
        assert [_line(each) for each in moved] == [_line(each) + lines for each in still]
        assert _points(files[f"activities/{name}"]) == _points(files[f"activities/{sound}"])


def test_a_track_that_is_torn_costs_neither_the_list_nor_the_other_tracks() -> None:
    files = _archive(a__gpx=_GPX, b__gpx__gz=gzip.compress(_GPX)[:-9])

    assert len(_points(files["activities/a.gpx"])) == 2
    assert files["activities.csv"].error is None
    torn = files["activities/b.gpx.gz/b.gpx"]
    assert (torn.error, torn.readings) == (("archive_torn", {"name": "b.gpx.gz"}), ())


def test_other_tables_with_some_of_the_heads_are_not_taken_for_the_list() -> None:
    for header in (b"id,date,name,type,distance,filename", b"Activity ID,Activity Date,Filename"):
        with pytest.raises(GigWalletError) as refused:
            _read(header + b"\n1,2026-08-03,3,4,5.20,7\n")

        assert refused.value.code in ("table_can_be_mapped", "format_unknown")


def _line(reading: Reading) -> int:
    assert isinstance(reading, Row | Skip | Rejection)
    return reading.locator.line or 0


def _points(file: ReadFile) -> list[TrackPoint]:
    return [
        row.fact
        for row in file.readings
        if isinstance(row, Row) and isinstance(row.fact, TrackPoint)
    ]
