"""The other process: values come back, refusals come back, and nothing else does."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.job import Cancelled
from gigwallet.domain.money import Money
from gigwallet.domain.ports import Beat
from gigwallet.domain.recorded import Locator
from gigwallet.domain.trip import TripStatus
from gigwallet.host import plain_values
from gigwallet.host.isolation import WorkerProcess
from tests.host import strangers


@pytest.fixture(scope="module")
def isolation() -> Iterator[WorkerProcess]:
    worker = WorkerProcess()
    yield worker
    worker.close()


def test_a_value_comes_back_from_another_process(isolation: WorkerProcess) -> None:
    assert isolation.run(strangers.where, 2) == (Money(2, "CNY"), isolation.run(strangers.pid))
    assert isolation.run(strangers.pid) != os.getpid()


def test_a_refusal_comes_back_with_its_facts(isolation: WorkerProcess) -> None:
    with pytest.raises(GigWalletError) as refusal:
        isolation.run(strangers.refuse)

    assert (refusal.value.code, refusal.value.facts) == ("archive_torn", {"name": "a.zip"})


@pytest.mark.parametrize(
    "function", [strangers.die, strangers.eat_memory, strangers.fail, strangers.write_a_file]
)
def test_a_process_that_dies_or_breaks_a_limit_is_an_unreadable_file(
    isolation: WorkerProcess, function: object, tmp_path: Path
) -> None:
    with pytest.raises(GigWalletError) as refusal:
        isolation.run(function, str(tmp_path / "left-over"))  # type: ignore[arg-type]  # of a list

    assert refusal.value.code == "file_unreadable"
    assert "secret" not in str(refusal.value.facts)
    assert not (tmp_path / "left-over").exists() or not (tmp_path / "left-over").stat().st_size
    assert isolation.run(strangers.pid) > 0


def test_a_failure_says_where_it_was_and_not_what(isolation: WorkerProcess) -> None:
    with pytest.raises(GigWalletError) as refusal:
        isolation.run(strangers.fail, "")

    assert str(refusal.value.facts["cause"]).startswith("ValueError strangers.py:")


def test_a_process_that_takes_too_long_is_ended(isolation: WorkerProcess) -> None:
    with pytest.raises(GigWalletError) as refusal:
        isolation.run(strangers.loop, seconds=0.3)

    assert refusal.value.facts["cause"] == "time"


def test_what_a_stream_yields_comes_in_order_and_the_process_is_kept(
    isolation: WorkerProcess,
) -> None:
    before = isolation.run(strangers.pid)

    assert [number for number, *_ in isolation.stream(strangers.count_to, 40)] == list(range(40))
    assert isolation.run(strangers.pid) == before


def test_a_stream_waits_for_who_takes_it(isolation: WorkerProcess) -> None:
    """It is one ahead at most: the next but one is made after this one was taken."""
    stream = isolation.stream(strangers.count_to, 30)
    asked = []
    made = []
    for _ in range(30):
        asked.append(time.monotonic())
        _number, at, _content = next(stream)
        made.append(at)
    assert list(stream) == []

    assert all(later >= taken for later, taken in zip(made[2:], asked, strict=False))


def test_whoever_stops_taking_ends_the_process(isolation: WorkerProcess) -> None:
    before = isolation.run(strangers.pid)
    stream = isolation.stream(strangers.count_to, 1_000_000)
    next(stream)

    stream.close()

    assert isolation.run(strangers.pid) != before


def test_a_refusal_in_a_stream_comes_after_what_was_yielded(isolation: WorkerProcess) -> None:
    came: list[int] = []

    with pytest.raises(GigWalletError) as refusal:
        came.extend(isolation.stream(strangers.refuse_after, 2))

    assert (came, refusal.value.code) == ([0, 1], "archive_torn")


@pytest.mark.parametrize("function", [strangers.die_after, strangers.hang_after])
def test_a_stream_that_dies_or_hangs_is_unreadable(
    isolation: WorkerProcess, function: Callable[[Beat, int], Iterator[int]]
) -> None:
    with pytest.raises(GigWalletError) as refusal:
        list(isolation.stream(function, 2, seconds=0.4))

    assert refusal.value.code == "file_unreadable"
    assert isolation.run(strangers.pid) > 0


def test_time_counts_from_the_last_sign_of_life(isolation: WorkerProcess) -> None:
    heard: list[int] = []

    said = list(isolation.stream(strangers.work_long, 4, 0.6, seconds=1.2, on_beat=heard.append))

    assert said == ["done"]
    assert [each for each in dict.fromkeys(heard) if each] == [1, 2, 3, 4]
    assert heard == sorted(heard)  # again and again how far it was, while nothing comes


def test_a_step_that_says_so_may_take_longer(isolation: WorkerProcess) -> None:
    # Long enough for a machine on which others keep the process waiting.
    assert list(isolation.stream(strangers.take_longer, 1.6, seconds=1.0)) == ["done"]


def test_an_interrupt_ends_a_stream(isolation: WorkerProcess) -> None:
    stream = isolation.stream(strangers.count_to, 1_000_000)
    next(stream)
    isolation.interrupt()

    with pytest.raises(Cancelled):
        list(stream)


def test_no_environment_of_the_program_reaches_the_process(
    isolation: WorkerProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIGWALLET_PASSPHRASE_FILE", "/somewhere")
    fresh = WorkerProcess()

    try:
        assert not [n for n in fresh.run(strangers.environment) if n.startswith("GIGWALLET_")]
    finally:
        fresh.close()


def test_plain_values_pass() -> None:
    value = (
        Money(5, "CNY"),
        Locator("a", 1),
        Instant(datetime(2025, 7, 1, tzinfo=UTC), "Asia/Shanghai"),
        Decimal("1.5"),
        frozenset({1}),
        bytearray(b"x"),
        {"a": [1, None, True]},
    )

    assert plain_values.loads(pickle.dumps(value)) == value
    assert plain_values.loads(plain_values.dumps(value)) == value


def test_a_member_passes_as_an_older_python_pickles_it() -> None:
    pickled = b"cbuiltins\ngetattr\n(cgigwallet.domain.trip\nTripStatus\nVCOMPLETED\ntR."

    assert plain_values.loads(pickled) is TripStatus.COMPLETED


class _Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.system, ("true",))


@pytest.mark.parametrize(
    "data",
    [
        pickle.dumps(_Evil()),
        pickle.dumps(os.system),
        pickle.dumps(WorkerProcess),
        b"cgigwallet.host.isolation\nos.system\n.",
        b"cbuiltins\ngetattr\n(cgigwallet.domain.money\nMoney\nV__init__\ntR.",
    ],
)
def test_anything_else_is_refused_before_it_is_called(data: bytes) -> None:
    with pytest.raises(pickle.UnpicklingError):
        plain_values.loads(data)
