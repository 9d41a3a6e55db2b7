"""A short run of each fault campaign; ``run.py faults --seconds N`` is the long one."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import pytest

from tests.faults import __main__ as faults
from tests.faults._outcome import Outcome

ROUNDS = 8
# The first start a process in each round, which costs as much as a hundred flipped bits.
OTHERS = {
    "backups.killed_backups": 4,
    "backups.killed_restores": 4,
    "days.day_kills": 4,
    "days.migration_kills": 4,
    "imports.import_commits": 6,
    "imports.import_kills": 4,
    "rekeys.moments": 5,
    "rekeys.steps": 5,
    "vault.kills": 5,
    "vault.makings": 5,
    "backups.backup_flips": 16,
    "backups.backup_cuts": 16,
}
CAMPAIGNS = faults.campaigns()


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_no_fault_loses_what_was_acknowledged_or_goes_unnoticed(name: str, tmp_path: Path) -> None:
    rounds = OTHERS.get(name, ROUNDS)
    outcome = CAMPAIGNS[name](tmp_path, rounds, random.Random(8))  # noqa: S311  places to damage

    assert outcome.broken == []
    assert outcome.rounds >= rounds or "not here" in outcome.seen


def test_rounds_are_counted_of_campaigns_that_there_are() -> None:
    assert OTHERS.keys() <= CAMPAIGNS.keys()


def test_the_long_run_goes_round_until_the_time_is_up_and_tells_what_broke(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def harmless(work: Path, rounds: int, dice: random.Random) -> Outcome:
        return Outcome("harmless", rounds, seen={"nothing": rounds})

    def harmful(work: Path, rounds: int, dice: random.Random) -> Outcome:
        return Outcome("harmful", rounds, broken=["a row was lost"])

    known = {"a.harmless": harmless, "b.harmful": harmful}
    monkeypatch.setattr(faults, "campaigns", lambda: known)
    out = tmp_path / "table.json"
    command = ["faults", "--seconds", "60", "--rounds", "5", "--most", "20", "--json", str(out)]
    monkeypatch.setattr(sys, "argv", command)

    assert faults.main() == 1

    table = json.loads(out.read_text("utf-8"))
    assert {name: told["rounds"] for name, told in table.items()} == dict.fromkeys(known, 20)
    assert "b.harmful: a row was lost" in capsys.readouterr().out
