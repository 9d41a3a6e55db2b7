"""What can be done while a file is being stored, and what an import in many steps leaves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from gigwallet.app.exports.export_all import export_all
from gigwallet.app.intake.import_files import import_files
from gigwallet.app.intake.import_outcome import ImportOutcome
from gigwallet.app.intake.undo_import import imports, undo_import
from gigwallet.app.records import keep_exhibits, keep_shift, list_facts
from gigwallet.app.vaults.check_vault import CheckGrade, check_open
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled, Job
from gigwallet.domain.ports import Isolation
from gigwallet.domain.recorded import EngagementId
from gigwallet.vault import bringing_in, coming
from tests.app.people import bill, bill_line, put

WAGE = frozenset({"美团众包"})
ROWS = 1_300  # three portions
R = TypeVar("R")


class Held:
    """The other process, which rests after its first rows until it is let go: as long a file as
    the test likes."""

    def __init__(self, isolation: Isolation) -> None:
        self._isolation = isolation
        self.resting, self.go = threading.Event(), threading.Event()

    def run(self, function: Callable[..., R], *arguments: Any, seconds: float = 60.0) -> R:
        return self._isolation.run(function, *arguments, seconds=seconds)

    def stream(
        self,
        function: Callable[..., Iterator[R]],
        *arguments: Any,  # Any: as the port has it
        seconds: float = 60.0,
        on_beat: Callable[[int], None] | None = None,
    ) -> Generator[R, None, None]:
        for said in self._isolation.stream(function, *arguments, seconds=seconds, on_beat=on_beat):
            yield said
            if isinstance(said, list):
                self.resting.set()
                while not self.go.wait(0.01):
                    if on_beat is not None:
                        on_beat(0)

    def interrupt(self) -> None:
        self._isolation.interrupt()


@pytest.fixture
def held(isolation: Isolation) -> Iterator[Held]:
    made = Held(isolation)
    yield made
    made.go.set()


@pytest.fixture
def around(held: Held, clock: Any) -> Surroundings:  # Any: the clock of the tests
    return Surroundings(clock=clock, isolation=held)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    lines = [
        bill_line(f"2025-08-{1 + n % 28:02} {n // 28 % 24:02}:10:{n % 60:02}", "美团众包", "10.00",
                  number=f"4{n:020}")
        for n in range(ROWS)
    ]  # fmt: skip
    return put(tmp_path, "long.csv", bill(*lines))


@pytest.fixture
def storing(wallet: Wallet, meituan: EngagementId, file: Path, held: Held) -> Iterator[Running]:
    """An import that runs in a thread of its own, and rests in the middle of its file."""
    running = Running(wallet, file)
    held.resting.wait(30)
    assert held.resting.is_set()
    yield running
    held.go.set()
    running.join()


class Running:
    def __init__(self, wallet: Wallet, file: Path) -> None:
        self.job = Job()
        self.outcome: ImportOutcome | None = None
        self.cancelled = False

        def work() -> None:
            try:
                self.outcome = import_files(wallet, [file], self.job, payers=WAGE)
            except Cancelled:
                self.cancelled = True

        self._thread = threading.Thread(target=work)
        self._thread.start()

    def join(self) -> None:
        self._thread.join(60)


def _sound(wallet: Wallet) -> bool:
    wallet.vault.anchor()
    return check_open(wallet).grade is CheckGrade.SOUND


def test_a_shift_starts_and_ends_while_a_file_is_being_stored(
    wallet: Wallet, meituan: EngagementId, storing: Running, held: Held
) -> None:
    keep_shift.start(wallet, meituan)
    assert keep_shift.status(wallet).open is not None
    assert list_facts.holdings(wallet).payouts == 0
    assert keep_exhibits.exhibits(wallet) == []
    keep_shift.end(wallet)
    held.go.set()
    storing.join()

    assert storing.outcome is not None
    assert storing.outcome.files[0].added.payouts == ROWS
    assert list_facts.holdings(wallet).payouts == ROWS
    assert coming.spans(wallet.vault.connection) == []
    assert _sound(wallet)


def test_undoing_it_leaves_what_was_noted_in_its_middle(
    wallet: Wallet, meituan: EngagementId, storing: Running, held: Held
) -> None:
    started = keep_shift.start(wallet, meituan)
    held.go.set()
    storing.join()
    (known,) = imports(wallet)
    runs = known.originals[0].runs
    done = undo_import(wallet, known)

    assert len(runs) == 2
    assert (done.erased, done.exhibits) == (ROWS, 1)
    assert [each.id for each in wallet.vault.shifts.all()] == [started.id]
    assert _sound(wallet)


def test_cancelled_after_some_steps_it_leaves_nothing(
    wallet: Wallet, meituan: EngagementId, storing: Running, held: Held, file: Path
) -> None:
    keep_shift.start(wallet, meituan)  # it has stepped aside
    storing.job.cancel()
    storing.join()

    assert storing.cancelled
    assert (imports(wallet), keep_exhibits.exhibits(wallet)) == ([], [])
    assert wallet.vault.payouts.count() == 0
    assert not list((wallet.vault.folder / "attachments").glob("*/*"))
    assert _sound(wallet)
    held.go.set()
    (again,) = import_files(wallet, [file], Job(), payers=WAGE).files
    assert again.added.payouts == ROWS


def test_what_would_take_half_of_it_along_is_refused_until_it_is_done(
    wallet: Wallet, meituan: EngagementId, storing: Running, held: Held, tmp_path: Path
) -> None:
    keep_shift.start(wallet, meituan)
    with pytest.raises(GigWalletError, match="import_under_way"):
        export_all(wallet, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    held.go.set()
    storing.join()

    assert export_all(wallet, tmp_path / "out").rows > ROWS


def test_in_many_steps_a_file_gives_what_it_gives_in_one(
    wallet: Wallet,
    meituan: EngagementId,
    held: Held,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held.go.set()
    (whole,) = import_files(wallet, [file], Job(), payers=WAGE).files
    undo_import(wallet, imports(wallet)[0])
    monkeypatch.setattr(bringing_in, "LONGEST_S", -1.0)
    before = wallet.vault.log.size
    (stepped,) = import_files(wallet, [file], Job(), payers=WAGE).files
    stored = [entry for entry in wallet.vault.log.entries(before) if entry.kind == "import.stored"]

    assert stepped == whole
    assert len(stored) == 1
    assert stored[0].seq == wallet.vault.log.size - 1
    assert _sound(wallet)


def test_a_file_that_changes_under_way_leaves_nothing_though_steps_were_made(
    wallet: Wallet, meituan: EngagementId, storing: Running, held: Held, file: Path
) -> None:
    keep_shift.start(wallet, meituan)
    file.write_bytes(file.read_bytes() + b"\n")
    held.go.set()
    storing.join()

    assert storing.outcome is not None
    error = storing.outcome.files[0].error
    assert error is not None
    assert error.code == "file_changed"
    assert wallet.vault.payouts.count() == 0
    assert _sound(wallet)
