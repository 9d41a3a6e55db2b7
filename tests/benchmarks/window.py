# ruff: noqa: T201  this is a command
"""How quickly the window shows a long table, on its real widgets and a real vault.

``python3 packaging/run.py bench window [--quick] [--only trips|items] [--trips N] [--checked N]
[--work DIR] [--json FILE]``.
The table of trips is held against one that loads the shown columns of all, in the same run and in
turns; the items of a pay check and its pairs against tables that make all of them before they
paint, in the same process. Wall time (W), with Qt's offscreen platform unless another is chosen.
Making a vault of a million trips takes some minutes; with ``--work`` it is kept there for the next
run.
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
from tests.benchmarks._window_items import items
from tests.benchmarks._window_trips import trips


def measured(work: Path, count: int, checked: int, rounds: int, only: str) -> list[Measure]:
    """``checked`` trips have a pay check; of its items alone there are as many as trips."""
    said: list[Measure] = []
    if only != "items":
        said += trips(work, count, rounds)
    if only != "trips":
        said += items(work, checked, count, rounds)
    return said


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench window", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a run of seconds, to see it work")
    parser.add_argument("--trips", type=int, default=1_000_000, help="how many; default: a million")
    parser.add_argument("--checked", type=int, default=100_000, help="trips with a pay check")
    parser.add_argument("--only", choices=("trips", "items"), default="", help="one part of it")
    parser.add_argument("--json", metavar="FILE", type=Path, help="the same figures as JSON")
    parser.add_argument("--work", metavar="DIR", type=Path, help="where the vault is made and kept")
    chosen = parser.parse_args()
    count, checked, rounds = (chosen.trips, chosen.checked, 3)
    if chosen.quick:
        count, checked, rounds = 3_000, 3_000, 1
    if chosen.work:
        said = measured(chosen.work, count, checked, rounds, chosen.only)
    else:
        with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as place:
            said = measured(Path(place), count, checked, rounds, chosen.only)
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
