# ruff: noqa: T201  this is a command
"""What intake costs, as ratios to the same work done plainly, measured in one run.

``python3 packaging/run.py bench intake [--quick] [--rows | --screens] [--json FILE]``. Rows of a
statement are held against ``csv`` and the same inserts: the same facts put on the same shelf of a
vault. What the log of a vault itself costs is told by ``bench vault``, and once more here against
bare SQL. Memory is the peak of the program and of the process that reads, on a statement of a
million rows and on a location history of a gigabyte, which are made in a folder that goes
afterwards; it is told on Linux only. Screens are drawn, read and judged by what was drawn; every
miss is printed with its cause. (W: wall time; C: CPU time of the program. Program and reader work
at once: on a machine that is busy with other things W says more of those.)
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

from tests.benchmarks._intake_places import location_history
from tests.benchmarks._intake_rows import statement_rows
from tests.benchmarks._measure import Measure
from tests.benchmarks._screens import screen_fields


def measured(work: Path, quick: bool, *, rows: bool = True, screens: bool = True) -> list[Measure]:
    """``quick`` only shows that everything runs; its figures are not worth quoting."""
    return [*(_rows(work, quick) if rows else ()), *(screen_fields(quick) if screens else ())]


def _rows(work: Path, quick: bool) -> list[Measure]:
    return [
        *(statement_rows(work, 600, memory_rows=1_000) if quick else
          statement_rows(work, 100_000, memory_rows=1_000_000)),
        *(location_history(work, 1 << 19) if quick else location_history(work, 1 << 30)),
    ]  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench intake", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a run of seconds, to see it work")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--rows", action="store_true", help="statements and locations only")
    only.add_argument("--screens", action="store_true", help="drawn screens only")
    parser.add_argument("--json", metavar="FILE", type=Path, help="the same figures as JSON")
    parser.add_argument("--work", metavar="DIR", type=Path, help="where to write; default: here")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.work or Path.cwd(), prefix=".bench-") as place:
        measures = measured(
            Path(place), chosen.quick, rows=not chosen.screens, screens=not chosen.rows
        )
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(f"{'':66} {'measured':>12}  {'target':10} verdict")
    for each in measures:
        figure = f"{each.measured:10.2f} {each.unit:4}"
        print(f"{each.name:64} {figure} {each.target:10} {each.verdict}")
    if chosen.json:
        lines = [asdict(each) | {"verdict": each.verdict} for each in measures]
        chosen.json.write_text(json.dumps(lines, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
