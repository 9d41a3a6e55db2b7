"""Work off the window's thread: lanes of one thread each, a ticket for each piece of work."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled, Job, Progress

_REPORT_EVERY_SECONDS = 0.05

Work = Callable[[Job], Any]  # Any: each piece of work has its own outcome; the receiver knows it


class Lane(StrEnum):
    """Work of one lane runs one piece after the other; the lanes run side by side. READING is for
    what takes an evening, so that nothing waits behind it; STORING for imports, which step aside
    for whoever wants to write, so that a shift starts at once beside them."""

    VAULT = "vault"
    NETWORK = "network"
    CPU = "cpu"
    READING = "reading"
    STORING = "storing"


@dataclass(slots=True)
class _Order:
    """What a lane is given. Nothing of it is Qt's: the last to let go of a widget or of a ticket
    must be the window's thread, which may be destroying it at that moment."""

    job: Job
    work: Work | None  # often holds the screen that asked; taken away in the window's thread
    unclaimed: Callable[[Any], object] | None


@dataclass(frozen=True, slots=True)
class _Arrival:
    number: int
    kind: str
    content: object = None


class Ticket(QObject):
    """What the window holds while work runs elsewhere. Every signal arrives in the window's thread.

    Exactly one of succeeded, refused, crashed, cancelled; then `ended`, always.
    """

    progressed = Signal(object)  # Progress
    succeeded = Signal(object)  # what the work returned
    refused = Signal(object)  # GigWalletError
    crashed = Signal(object)  # the exception: a bug
    cancelled = Signal()
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job = Job()
        self._over = self._stopping = False

    @property
    def over(self) -> bool:
        return self._over

    @property
    def stopping(self) -> bool:
        """Whether the person asked to stop; work that was done by then succeeds all the same."""
        return self._stopping

    def cancel(self) -> None:
        """Ask the work to stop at its next checkpoint; what it had not stored stays unstored."""
        self._stopping = True
        self._job.cancel()


class Background(QObject):
    """Owns the lanes. Close it before the vault is locked."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {
            lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"gigwallet-{lane}")
            for lane in Lane
        }
        self._numbers = count()
        self._orders: dict[int, _Order] = {}  # until the lane has answered, wanted or not
        self._running: dict[int, Ticket] = {}
        self._closed = False
        # Queued: a worker emits, the window's thread receives, whoever listens.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        return bool(self._running)

    def start(
        self,
        work: Work,
        lane: Lane = Lane.VAULT,
        unclaimed: Callable[[Any], object] | None = None,  # Any: what the work returned
    ) -> Ticket:
        """Queue `work(job)`. Connect to the ticket at once: nothing arrives before you return.

        `unclaimed` takes, in the vault lane, an outcome that nobody waits for any more: a vault
        that was opened for a window which was locked meanwhile must be closed again.

        After `close` nothing is begun and nothing told: a timer that outlived the window may ask.
        """
        ticket = Ticket(self)
        if self._closed:
            ticket._over = True
            return ticket
        number = next(self._numbers)
        ticket._job = Job(_Throttle(lambda progress: self._send(number, "progressed", progress)))
        self._orders[number] = order = _Order(ticket._job, work, unclaimed)
        self._running[number] = ticket
        self._lanes[lane].submit(self._run, number, order)
        return ticket

    def cancel_all(self) -> None:
        for ticket in tuple(self._running.values()):
            ticket.cancel()

    def forget_all(self) -> None:
        """Cancel everything and deliver nothing of it: whoever asked is about to go."""
        self.cancel_all()
        self._running.clear()

    def close(self, last: Callable[[], object] | None = None) -> None:
        """Cancel what runs and wait for the lanes to be empty; nothing is delivered afterwards.

        `last` runs in the vault lane after everything else there: it closes the vault.
        """
        if self._closed:
            return
        self._closed = True
        self.cancel_all()
        others = [executor for lane, executor in self._lanes.items() if lane is not Lane.VAULT]
        for executor in others:
            executor.shutdown(wait=True)
        if last is not None:
            self._lanes[Lane.VAULT].submit(last)
        self._lanes[Lane.VAULT].shutdown(wait=True)
        self._running.clear()

    def _run(self, number: int, order: _Order) -> None:
        content: object = None
        try:
            order.job.checkpoint()
            content = order.work(order.job) if order.work is not None else None
            kind = "succeeded"
        except Cancelled:
            kind = "cancelled"
        except GigWalletError as refusal:
            # Without the frames it came through: they hold the work, and with it the screen.
            kind, content = "refused", refusal.with_traceback(None)
        except Exception as bug:  # noqa: BLE001  the one broad handler: a bug must reach the person
            traceback.clear_frames(bug.__traceback__)
            kind, content = "crashed", bug
        # Once the frames are gone, and nothing but the order holds the work.
        self._send(number, kind, content)

    def _send(self, number: int, kind: str, content: object = None) -> None:
        if not self._closed:
            self._arrived.emit(_Arrival(number, kind, content))

    @Slot(object)
    def _deliver(self, arrival: _Arrival) -> None:
        ticket = self._running.get(arrival.number)
        if arrival.kind == "progressed":
            if ticket is not None and not self._closed:
                ticket.progressed.emit(arrival.content)
            return
        order = self._orders.pop(arrival.number)
        order.work = None
        if self._closed or ticket is None:
            unclaimed, outcome = order.unclaimed, arrival.content
            if arrival.kind == "succeeded" and unclaimed is not None and not self._closed:
                self.start(lambda _job: unclaimed(outcome))
            return
        del self._running[arrival.number]
        ticket._over = True
        # Its job leads back here. A ticket that goes must not take its own parent along.
        ticket._job = Job()
        if arrival.kind == "cancelled":
            ticket.cancelled.emit()
        else:
            getattr(ticket, arrival.kind).emit(arrival.content)
        ticket.ended.emit()
        ticket.deleteLater()


class _Throttle:
    """Lets a report through at most every twentieth of a second, and always the last."""

    def __init__(self, send: Callable[[Progress], None]) -> None:
        self._send = send
        self._sent_at = float("-inf")

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        last = progress.total is not None and progress.done >= progress.total
        if last or now - self._sent_at >= _REPORT_EVERY_SECONDS:
            self._sent_at = now
            self._send(progress)
