"""The city's trip records of ride-hailing, which no importer of their own reads, explained once."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.reading import FileHead
from gigwallet.domain.taught import (
    ColumnUse,
    DistanceUnit,
    Meaning,
    RowMeaning,
    TableProfile,
    Taught,
)
from gigwallet.domain.trip import Trip
from gigwallet.importers.generic_table import IMPORTER
from tests.importers.printed import facts

_USES = (
    ColumnUse("pickup_datetime", Meaning.MOMENT),
    ColumnUse("dropoff_datetime", Meaning.END_MOMENT),
    ColumnUse("trip_miles", Meaning.DISTANCE),
    ColumnUse("driver_pay", Meaning.MONEY, PayCategory.BASE),
    ColumnUse("tips", Meaning.MONEY, PayCategory.TIP),
)
# The rate that the sample was made with: dollars for a mile and for a minute.
_MILE, _MINUTE = Decimal("1.31"), Decimal("0.561")
_METRES = Decimal("1609.344")


def test_every_trip_is_read_and_those_that_were_made_to_lie_low_do(samples: Path) -> None:
    truth = json.loads((samples / "synthetic/EXPECTED.json").read_text("utf-8"))["tlc_hvfhv"]
    data = (samples / "synthetic/tlc_hvfhv/fhvhv_tripdata_synthetic.csv").read_bytes()
    header = tuple(next(csv.reader(io.StringIO(data.decode()))))
    profile = TableProfile(
        name="trip records",
        header=tuple(each.lower() for each in header),
        rows=RowMeaning.TRIP,
        uses=_USES,
        currency="USD",
        platform="uber",
        zone="America/New_York",
        distance=DistanceUnit.MILE,
    )
    importer = IMPORTER.knowing(Taught(tables=(profile,)))

    readings = list(
        importer.read(FileHead("records.csv", len(data), data[:65536]), io.BytesIO(data))
    )

    trips = facts(readings, Trip)
    paid = [each for each in facts(readings, PayLine) if each.category is PayCategory.BASE]
    low = [trip for trip, pay in zip(trips, paid, strict=True) if pay.amount.amount < _due(trip)]
    assert (len(trips), len(low)) == (truth["rows"], truth["under_floor"])


def _due(trip: Trip) -> Decimal:
    begun, done = trip.accepted_at, trip.completed_at
    assert begun is not None and done is not None and trip.trip_m is not None  # noqa: PT018
    seconds = Decimal((done.utc - begun.utc).seconds)
    return _MILE * trip.trip_m / _METRES + _MINUTE * seconds / 60
