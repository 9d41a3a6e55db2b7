"""A short run of each fault campaign; ``run.py faults vault --rounds 500`` is the long one."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults import vault as faults

ROUNDS = 8


@pytest.mark.parametrize("campaign", faults.CAMPAIGNS, ids=lambda each: each.__name__)
def test_no_fault_loses_what_was_acknowledged_or_goes_unnoticed(
    campaign: Callable[[Path, int, random.Random], faults.Outcome], tmp_path: Path
) -> None:
    outcome = campaign(tmp_path, ROUNDS, random.Random(8))  # noqa: S311  it picks places to damage

    assert outcome.broken == []
    assert outcome.rounds >= ROUNDS
