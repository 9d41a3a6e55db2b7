# ruff: noqa: T201  this is a command
"""How right and how fast the pay check is, on invented work whose truth is known.

``python3 packaging/run.py bench pay [--quick] [--matches | --speed | --inference]
[--seeds N] [--json FILE]``.
Matches are held against greedy pairing, an as-of join, an importer's window and record linkage in
the same run, on seeds from 1001 on: the matcher was tuned on seeds 1 to 50 only. The figures of a
regime are medians over its seeds; sums of claims go over all of them. Seconds are CPU time of the
process. ``--million`` takes a million trips as well.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from dataclasses import asdict, replace
from pathlib import Path

from tests.benchmarks._measure import Measure
from tests.benchmarks._pay_bridge import bridges
from tests.benchmarks._pay_inference import measure as inferred
from tests.benchmarks._pay_matches import measures, outcomes
from tests.benchmarks._pay_rules import rules
from tests.benchmarks._pay_speed import speed
from tests.invented_pay.regime import REGIMES

_FIRST_SEED = 1001


def measured(
    quick: bool, seeds: int, *, matches: bool, timed: bool, million: bool, inference: bool
) -> list[Measure]:
    """``quick`` only shows that everything runs; its figures are not worth quoting."""
    said = []
    if matches:
        regimes = [replace(each, days=14) for each in REGIMES] if quick else list(REGIMES)
        chosen = range(_FIRST_SEED, _FIRST_SEED + (1 if quick else seeds))
        said += measures(outcomes(chosen, regimes, os.cpu_count() or 1))
    if timed:
        sizes = [1_000, 2_000] if quick else [10_000, 100_000]
        said += rules(sizes[-1])
        said += bridges(sizes[0], sizes[1])
        said += speed([*sizes, 1_000_000] if million else sizes)
    if inference:
        said += inferred(quick)
    return said


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench pay", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a run of seconds, to see it work")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--matches", action="store_true", help="how right only")
    only.add_argument("--speed", action="store_true", help="how fast only")
    only.add_argument("--inference", action="store_true", help="rules behind receipts only")
    parser.add_argument("--seeds", type=int, default=10, help="seeds of each regime")
    parser.add_argument("--million", action="store_true", help="a million trips as well")
    parser.add_argument("--json", metavar="FILE", type=Path, help="the same figures as JSON")
    chosen = parser.parse_args()
    said = measured(
        chosen.quick,
        chosen.seeds,
        matches=not (chosen.speed or chosen.inference),
        timed=not (chosen.matches or chosen.inference),
        million=chosen.million,
        inference=not (chosen.matches or chosen.speed),
    )
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
