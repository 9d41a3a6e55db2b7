"""A process that everything else goes before is timed by its work, not by the clock."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.host import isolated_process
from gigwallet.host.isolation import WorkerProcess
from gigwallet.host.pulse import Pulse
from tests.host import strangers


@pytest.fixture(scope="module")
def aside() -> Iterator[WorkerProcess]:
    worker = WorkerProcess(behind=True)
    yield worker
    worker.close()


def test_it_beats_while_the_process_works() -> None:
    beaten = threading.Event()
    pulse = Pulse(beaten.set, every=0.01)

    pulse.begin(1000)
    number = 0
    while not beaten.is_set():
        number += 1
    pulse.end()

    assert number


def test_it_is_silent_while_nothing_is_asked() -> None:
    beaten = threading.Event()
    pulse = Pulse(beaten.set, every=0.01)
    pulse.begin(1000)
    pulse.end()
    beaten.clear()

    assert sum(range(2_000_000))
    assert not beaten.is_set()


def test_waiting_for_its_turn_does_not_count(aside: WorkerProcess) -> None:
    assert aside.run(strangers.rest, 1.0, seconds=0.2) == "rested"


def test_work_without_end_is_ended(aside: WorkerProcess) -> None:
    with pytest.raises(GigWalletError) as refusal:
        aside.run(strangers.loop, seconds=0.3)

    assert refusal.value.code == "file_unreadable"
    assert refusal.value.facts["cause"] != "time"
    assert aside.run(strangers.pid) > 0


def test_one_that_does_nothing_for_too_long_is_taken_for_dead(
    aside: WorkerProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert aside.run(strangers.pid) > 0
    monkeypatch.setattr(isolated_process, "_SILENT_SECONDS", 1.6)

    with pytest.raises(GigWalletError) as refusal:
        aside.run(strangers.rest, 600.0)

    assert refusal.value.facts["cause"] == "time"
