# ruff: noqa: T201  this is a command
"""What the vault costs, as ratios to the same work without it, measured in one run.

``python3 packaging/run.py bench vault [--quick] [--json FILE]``. The baseline of the database rows
is a connection of the same build without a key; of attachments, plain files; of unlocking, Argon2
alone. CPU time, except where the disk is the subject (W: wall time). Where a goal lies beyond what
this machine allows, the table says so.
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

from gigwallet.crypto.kdf import DEFAULT, LEAST
from tests.benchmarks._measure import Measure
from tests.benchmarks._vault_attachments import attachments, many_screenshots
from tests.benchmarks._vault_database import database
from tests.benchmarks._vault_keys import unlocking
from tests.benchmarks._vault_log import facts_and_log
from tests.benchmarks._vault_search import searching


def measured(work: Path, quick: bool) -> list[Measure]:
    """``quick`` only shows that everything runs; its figures are not worth quoting."""
    return [
        *database(work, 2_000 if quick else 1_000_000, 5 if quick else 300),
        *(unlocking(work, 200, 1, LEAST) if quick else unlocking(work, 20_000, 5, DEFAULT)),
        *attachments(work, 5 if quick else 100),
        *many_screenshots(work, 20 if quick else 10_000),
        *facts_and_log(work, 500 if quick else 20_000),
        *(searching(work, 500, 12, 100) if quick else searching(work, 100_000, 300, 20_000)),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench vault", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a run of seconds, to see it work")
    parser.add_argument("--json", metavar="FILE", type=Path, help="the same figures as JSON")
    parser.add_argument("--work", metavar="DIR", type=Path, help="where to write; default: here")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.work or Path.cwd(), prefix=".bench-") as place:
        measures = measured(Path(place), chosen.quick)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(f"{'':56} {'measured':>12}  {'target':10} verdict")
    for each in measures:
        figure = f"{each.measured:10.2f} {each.unit:4}"
        print(f"{each.name:54} {figure} {each.target:10} {each.verdict}")
    if chosen.json:
        lines = [asdict(each) | {"verdict": each.verdict} for each in measures]
        chosen.json.write_text(json.dumps(lines, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
