# ruff: noqa: T201  this is a command
"""How quickly the window shows a long table, on its real widgets and a real vault.

``python3 packaging/run.py bench window [--quick] [--trips N] [--work DIR] [--json FILE]``.
Held against a table that loads the shown columns of all trips, in the same run and in turns. Wall
time (W), with Qt's offscreen platform unless another is chosen. Making a vault of a million trips
takes some minutes; with ``--work`` it is kept there for the next run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks._measure import Measure
from tests.benchmarks._window_trips import trips


def measured(work: Path, count: int, rounds: int) -> list[Measure]:
    return trips(work, count, rounds)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench window", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a run of seconds, to see it work")
    parser.add_argument("--trips", type=int, default=1_000_000, help="how many; default: a million")
    parser.add_argument("--json", metavar="FILE", type=Path, help="the same figures as JSON")
    parser.add_argument("--work", metavar="DIR", type=Path, help="where the vault is made and kept")
    chosen = parser.parse_args()
    count, rounds = (2_000, 1) if chosen.quick else (chosen.trips, 3)
    if chosen.work:
        said = measured(chosen.work, count, rounds)
    else:
        with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as place:
            said = measured(Path(place), count, rounds)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(f"{'':66} {'measured':>12}  {'target':10} verdict")
    for each in said:
        figure = f"{each.measured:10.4f} {each.unit:4}"
        print(f"{each.name:64} {figure} {each.target:10} {each.verdict}")
    if chosen.json:
        rows = [asdict(each) | {"verdict": each.verdict} for each in said]
        chosen.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
