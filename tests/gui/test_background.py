"""Background work: real threads, each outcome told once, in the window's thread."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled, Job, Progress
from gigwallet.gui.background import Background, Lane
from gigwallet.gui.garbage import Collector


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def test_an_outcome_arrives_in_the_thread_of_the_window(
    background: Background, qtbot: QtBot
) -> None:
    worked: list[int] = []
    told: list[tuple[object, int]] = []

    def work(_job: Job) -> str:
        worked.append(threading.get_ident())
        return "done"

    ticket = background.start(work)
    ticket.succeeded.connect(lambda outcome: told.append((outcome, threading.get_ident())))
    with qtbot.waitSignal(ticket.ended):
        pass

    assert told == [("done", threading.get_ident())]
    assert worked != [threading.get_ident()]
    assert not background.busy


def test_a_refusal_is_no_crash_and_a_bug_is_no_refusal(
    background: Background, qtbot: QtBot
) -> None:
    def refuse(_job: Job) -> None:
        raise GigWalletError("vault_in_use")

    def break_down(_job: Job) -> None:
        raise KeyError("x")

    refused = background.start(refuse)
    with qtbot.waitSignal(refused.refused) as refusal:
        pass
    crashed = background.start(break_down)
    with qtbot.waitSignal(crashed.crashed) as crash:
        pass

    assert refusal.args is not None
    assert refusal.args[0].code == "vault_in_use"
    assert crash.args is not None
    assert isinstance(crash.args[0], KeyError)


def test_cancelled_work_stops_at_its_next_checkpoint(background: Background, qtbot: QtBot) -> None:
    begun = threading.Event()
    stored: list[int] = []

    def work(job: Job) -> None:
        for number in job.watch(iter(int, 1)):  # without end
            begun.set()
            assert number == 0
        stored.append(1)

    ticket = background.start(work)
    assert begun.wait(5)
    with qtbot.waitSignal(ticket.cancelled):
        ticket.cancel()

    assert stored == []


def test_work_of_one_lane_runs_in_order_and_lanes_run_side_by_side(
    background: Background, qtbot: QtBot
) -> None:
    order: list[str] = []
    other_lane_ran = threading.Event()

    def first(_job: Job) -> None:
        assert other_lane_ran.wait(5)
        order.append("first")

    first_ticket = background.start(first)
    second_ticket = background.start(lambda _job: order.append("second"))
    background.start(lambda _job: other_lane_ran.set(), Lane.CPU)
    with qtbot.waitSignals([first_ticket.ended, second_ticket.ended]):
        pass

    assert order == ["first", "second"]


def test_reports_are_throttled_but_the_last_one_always_comes(
    background: Background, qtbot: QtBot
) -> None:
    seen: list[Progress] = []

    def work(job: Job) -> None:
        for number in range(1, 20_001):
            job.report(number, 20_000)

    ticket = background.start(work)
    ticket.progressed.connect(seen.append)
    with qtbot.waitSignal(ticket.ended):
        pass

    assert len(seen) < 200
    assert seen[-1] == Progress(20_000, 20_000, "")


def test_nothing_arrives_after_work_was_forgotten(background: Background, qtbot: QtBot) -> None:
    go_on = threading.Event()
    told: list[object] = []
    forgotten = background.start(lambda _job: go_on.wait(5))
    forgotten.succeeded.connect(told.append)

    background.forget_all()
    go_on.set()
    later = background.start(lambda _job: None)
    with qtbot.waitSignal(later.ended):
        pass

    assert told == []


def test_closing_waits_for_what_runs_and_then_does_the_last_thing() -> None:
    background = Background()
    order: list[str] = []
    begun = threading.Event()

    def work(job: Job) -> None:
        begun.set()
        try:
            while True:
                job.checkpoint()
        finally:
            order.append("stopped")

    background.start(work)
    assert begun.wait(5)
    background.close(last=lambda: order.append("vault closed"))

    assert order == ["stopped", "vault closed"]


def test_what_is_asked_after_closing_is_never_begun(qtbot: QtBot) -> None:
    background = Background()
    background.close()
    begun: list[Lane] = []

    tickets = [background.start(lambda _job, lane=lane: begun.append(lane), lane) for lane in Lane]

    assert all(ticket.over for ticket in tickets)
    assert not background.busy
    assert begun == []


class _Screen:
    """Stands for what a piece of work holds; says in which thread it went."""

    def __init__(self, gone: list[int]) -> None:
        self._gone = gone

    def look(self, _job: Job) -> None: ...

    def refuse(self, _job: Job) -> None:
        raise GigWalletError("vault_in_use")

    def break_down(self, _job: Job) -> None:
        raise KeyError("x")

    def give_up(self, _job: Job) -> None:
        raise Cancelled

    def __del__(self) -> None:
        self._gone.append(threading.get_ident())


@pytest.mark.parametrize("ending", ["look", "refuse", "break_down", "give_up"])
@pytest.mark.parametrize("forgotten", [False, True])
def test_a_screen_that_only_its_work_holds_goes_in_the_thread_of_the_window(
    background: Background, qtbot: QtBot, ending: str, forgotten: bool
) -> None:
    gone: list[int] = []
    held = threading.Event()

    def wait(_job: Job) -> None:
        held.wait(10)

    background.start(wait)
    background.start(getattr(_Screen(gone), ending))
    if forgotten:
        background.forget_all()
    held.set()
    qtbot.waitUntil(lambda: bool(gone), timeout=10_000)

    assert gone == [threading.get_ident()]


def test_no_lane_looks_for_garbage(background: Background, qtbot: QtBot) -> None:
    looked: list[int] = []

    def note(phase: str, _about: dict[str, int]) -> None:
        looked.append(threading.get_ident())

    def litter(_job: Job) -> None:
        for _round in range(20_000):
            cycle: list[object] = []
            cycle.append(cycle)

    gc.callbacks.append(note)
    try:
        with qtbot.waitSignal(background.start(litter).ended):
            pass
        Collector(background).collect_due()
    finally:
        gc.callbacks.remove(note)

    assert set(looked) == {threading.get_ident()}
