"""Files of one export that are dropped together tell one another where they belong."""

from __future__ import annotations

import shutil
from pathlib import Path

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.records import list_facts
from gigwallet.app.records.keep_engagement import engagements
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job

_SAMPLES = Path(__file__).parents[2] / "importers" / "uber_courier_export" / "samples"
_FIRST = Path(__file__).parents[2] / "importers" / "uber_rides_export" / "samples"
_PAY, _TRIPS = "23a - Driver Payments.csv", "31 - Courier Lifetime Trip Data.csv"


def test_one_file_names_the_zone_and_another_the_currency(wallet: Wallet) -> None:
    outcome = import_files(wallet, (_SAMPLES / _TRIPS, _SAMPLES / _PAY), Job())

    (known,) = engagements(wallet)
    trip = list_facts.trips(wallet)[0].fact
    line = list_facts.pay_lines(wallet)[0].fact
    assert not [file.error for file in outcome.files if file.error]
    assert (known.engagement.zone, known.engagement.currency) == ("America/Halifax", "CAD")
    assert (trip.zone, trip.currency) == ("America/Halifax", "CAD")
    assert line.recognised_at is not None
    assert line.recognised_at.zone == "America/Halifax"


def test_positions_find_their_place_though_they_name_neither(
    wallet: Wallet, tmp_path: Path
) -> None:
    folder = tmp_path / "Uber"
    folder.mkdir()
    for name in ("1 - Driver Detailed Device Data.csv", "Trip details (Driver).csv"):
        shutil.copy(_FIRST / name, folder / name)

    outcome = import_files(wallet, (folder,), Job())

    (known,) = engagements(wallet)
    assert not [file.error for file in outcome.files if file.error]
    # A position that stands there twice is one point of the track.
    assert sum(file.added.track_points for file in outcome.files) == 69
    # A currency that one zone uses tells it, rather than UTC.
    assert (known.engagement.zone, known.engagement.currency) == ("Europe/Zurich", "CHF")
