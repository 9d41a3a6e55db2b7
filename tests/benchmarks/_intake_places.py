"""What a location history of any size costs in memory: looked at and stored."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from gigwallet.app.intake.import_files import commit, preview
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.wallet import Surroundings
from gigwallet.crypto.kdf import LEAST
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.job import Job
from gigwallet.host.isolation import WorkerProcess
from tests.benchmarks._intake_rows import forget_peak, peak
from tests.benchmarks._measure import Measure

_FIRST = datetime(2015, 1, 1, tzinfo=UTC)
_BATCH = 2_000


def write_history(path: Path, size: int) -> int:
    """A Records.json of at least ``size`` bytes: a fix every 40 seconds; how many there are."""
    count = written = 0
    with path.open("w", encoding="utf-8") as file:
        written += file.write('{"locations": [')
        while written < size:
            fixes = ",\n".join(_fix(number) for number in range(count, count + _BATCH))
            written += file.write((",\n" if count else "") + fixes)
            count += _BATCH
        file.write("]}")
    return count


def _fix(number: int) -> str:
    at = _FIRST + timedelta(seconds=40 * number)
    return (
        f'{{"latitudeE7": {514_000_000 + number % 90_000}, "longitudeE7": {-1_000_000 + number % 70_000},'  # noqa: E501
        f' "accuracy": {3 + number % 40}, "activity": [{{"activity": [{{"type": "IN_VEHICLE",'
        f' "confidence": 62}}, {{"type": "STILL", "confidence": 20}}], "timestamp":'
        f' "{at:%Y-%m-%dT%H:%M:%S}.{number % 1000:03}Z"}}], "source": "WIFI", "deviceTag":'
        f' {number % 7}, "timestamp": "{at:%Y-%m-%dT%H:%M:%S}.{number % 1000:03}Z"}}'
    )


def location_history(work: Path, size: int) -> list[Measure]:
    small = _peaks(work, size // 10)
    large = _peaks(work, size)
    what = f"location history of {size / (1 << 20):,.0f} MiB"
    return [
        Measure(f"memory of the program, {what}, against a tenth", large[0] / small[0], most=1.5),
        Measure("  in MiB", large[0], "MiB"),
        Measure("memory of the reader, against a tenth", large[1] / small[1], most=1.5),
        Measure("  in MiB", large[1], "MiB"),
        Measure("fixes looked at and stored a second", large[2], "fixes"),
    ]


def _peaks(work: Path, size: int) -> tuple[float, float, float]:
    path = work / "Records.json"
    fixes = write_history(path, size)
    isolation = WorkerProcess()
    try:
        around = Surroundings(isolation=isolation)
        made = create_vault(
            work / f"places{size}", bytearray(b"a benchmark of places"), kdf=LEAST, around=around
        )
        with made.wallet as wallet:
            add_engagement(wallet, Engagement("uber", "London", "Europe/London", "GBP"))
            forget_peak()
            begun = time.perf_counter()
            (outcome,) = commit(
                wallet, preview(wallet, [path], Job()), frozenset(), None, Job()
            ).files
            if outcome.error is not None:
                raise outcome.error
            return peak(), isolation.run(peak), fixes / (time.perf_counter() - begun)
    finally:
        isolation.close()
        path.unlink()
