# ruff: noqa: T201  this is a command
"""Every campaign of faults in turn: ``python3 packaging/run.py faults --seconds N``.

Each module of this folder that has ``CAMPAIGNS`` is taken. They go round after round until the time
is up, each at least once, so that a long run goes deep everywhere; ``--rounds`` is the size of one
turn. The exit code is 1 where a promise was broken; the seed that is printed repeats the run.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from dataclasses import asdict
from importlib import import_module
from itertools import count
from pathlib import Path
from pkgutil import iter_modules

from tests import faults
from tests.faults._outcome import Campaign, Outcome


def campaigns() -> dict[str, Campaign]:
    """By ``module.function``."""
    found: dict[str, Campaign] = {}
    for module in iter_modules(faults.__path__):
        if not module.name.startswith("_"):
            listed = getattr(import_module(f"{faults.__name__}.{module.name}"), "CAMPAIGNS", ())
            found.update({f"{module.name}.{each.__name__}": each for each in listed})
    return found


def run(
    chosen: dict[str, Campaign], seconds: float, rounds: int, seed: int, most: int
) -> dict[str, Outcome]:
    """Turn after turn until ``seconds`` are over or each has made ``most`` rounds."""
    outcomes: dict[str, Outcome] = {}
    end = time.monotonic() + seconds
    for turn in count():
        for name, campaign in chosen.items():
            known = outcomes.get(name)
            if turn and (time.monotonic() > end or (known and known.rounds >= most)):
                continue
            with tempfile.TemporaryDirectory(prefix="gigwallet-faults-") as place:
                dice = random.Random(f"{seed} {turn}")  # noqa: S311  it picks places to damage
                outcome = campaign(Path(place), rounds, dice)
            if known:
                known.add(outcome)
            else:
                outcomes[name] = outcome
        if time.monotonic() > end or all(each.rounds >= most for each in outcomes.values()):
            return outcomes
    raise AssertionError("counting has no end")


def main() -> int:
    known = campaigns()
    parser = argparse.ArgumentParser(prog="faults", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--rounds", type=int, default=20, help="of each campaign in one turn")
    parser.add_argument("--most", type=int, default=500, help="rounds after which one has done")
    parser.add_argument("--only", metavar="NAME", action="append", choices=sorted(known))
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--json", metavar="FILE", type=Path, help="the same table as JSON")
    wanted = parser.parse_args()
    chosen = {name: known[name] for name in wanted.only or known}
    outcomes = run(chosen, wanted.seconds, wanted.rounds, wanted.seed, wanted.most)
    print(f"seed {wanted.seed}\n\n{'':44} {'rounds':>6} {'broken':>6}  seen")
    for name, outcome in outcomes.items():
        seen = ", ".join(f"{what} {times}" for what, times in sorted(outcome.seen.items()))
        print(f"{outcome.campaign:44} {outcome.rounds:6} {len(outcome.broken):6}  {seen}")
        for each in outcome.broken[:5]:
            print(f"    {name}: {each}")
    if wanted.json:
        told = {name: asdict(outcome) for name, outcome in outcomes.items()}
        wanted.json.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return 1 if any(each.broken for each in outcomes.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
