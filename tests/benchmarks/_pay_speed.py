"""What matching and the whole pay check cost, from the vault to the result, by number of trips."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from gigwallet.app.pay.reconcile_pay import gather
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.crypto.kdf import LEAST
from gigwallet.domain.job import Job
from gigwallet.domain.recorded import EngagementId, ExhibitId, FactId, NewFact, Recorded
from gigwallet.domain.scheme import Scheme
from gigwallet.reconciliation import reconcile
from gigwallet.reconciliation.facts import books
from gigwallet.reconciliation.matching import match
from gigwallet.vault import Vault
from tests.benchmarks._intake_rows import forget_peak, peak
from tests.benchmarks._measure import Measure
from tests.invented_pay.made import made
from tests.invented_pay.regime import DEFAULT
from tests.invented_pay.work import ZONES, rule

T = TypeVar("T")
R = TypeVar("R")

_LATER = date(2060, 1, 1)
_A_DAY = 32
_SEED = 1
_AT_ONCE = 5_000
_PASSPHRASE = b"a benchmark of pay"
_MOST_MIB = 300.0


@dataclass(frozen=True)
class _Spent:
    """``mib``: the most that was held beyond what lay in memory before."""

    cpu: float
    wall: float
    mib: float


@dataclass(frozen=True)
class _Check:
    trips: int
    read: _Spent
    whole: _Spent


def speed(sizes: list[int]) -> list[Measure]:
    """Each size in processes of its own; goals are of CPU seconds, on one core."""
    said = []
    found = {size: _alone(_matching, size) for size in sizes}
    for count, spent in found.values():
        said.append(Measure(f"matching, {count} trips", spent.cpu, "s"))
    said += _growth("matching", [(count, spent.cpu) for count, spent in found.values()])
    checks = []
    for size in sizes:
        with TemporaryDirectory() as place:
            _alone(_store, size, Path(place) / "vault")
            checks.append(_alone(_checked, Path(place) / "vault"))
        said += _told(size, checks[-1])
    said += _growth("whole check", [(each.trips, each.whole.cpu) for each in checks])
    return said


def _told(size: int, check: _Check) -> Iterator[Measure]:
    name = f"from the vault to the result, {check.trips} trips"
    goal = {100_000: 5.0, 1_000_000: 90.0}.get(size)
    yield Measure(f"{name} (C)", check.whole.cpu, "s", most=goal)
    yield Measure("  by the clock on the wall (W)", check.whole.wall, "s")
    yield Measure("  of which reading the facts (C)", check.read.cpu, "s")
    yield Measure("  for each trip (C)", check.whole.cpu / check.trips * 1e6, "us")
    yield Measure("  memory beyond the open vault", check.whole.mib, "MiB", most=_most_mib(size))


def _most_mib(size: int) -> float | None:
    return _MOST_MIB if size == 100_000 else None


def _growth(name: str, costs: list[tuple[int, float]]) -> Iterator[Measure]:
    """Of the cost of one trip, which may grow as the logarithm of their number does."""
    (few, least), (many, most) = min(costs), max(costs)
    if many > few:
        grown = (most / many) / (least / few)
        of_log = math.log(many) / math.log(few)
        yield Measure(f"{name}: a trip among {many} costs, against {few}", grown, most=of_log)


def _alone(run: Callable[..., R], *given: object) -> R:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(run, *given).result()


@contextmanager
def _counted(spent: list[_Spent]) -> Iterator[None]:
    forget_peak()
    before = peak()
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    spent.append(_Spent(cpu, wall, peak() - before))


def _matching(size: int) -> tuple[int, _Spent]:
    work = made(replace(DEFAULT, days=_days(size)), _SEED)
    worth, spent = work.worth, list[_Spent]()
    with _counted(spent):
        for book in books(work.facts):
            match(book.trip_columns, book.line_columns, worth, zone=book.zone)
    return len(work.orders), spent[0]


def _days(size: int) -> int:
    return size // _A_DAY + 30


def _store(size: int, folder: Path) -> None:
    regime = replace(DEFAULT, days=_days(size))
    work = made(regime, _SEED)
    with create_vault(folder, bytearray(_PASSPHRASE), kdf=LEAST).wallet as wallet:
        vault = wallet.vault
        known = {each.id: vault.engagements.add(each.engagement) for each in work.facts.engagements}
        for some in _batches(work.facts.trips):
            vault.trips.add(_new(each, known) for each in some)
        for lines in _batches(work.facts.pay_lines):
            vault.pay_lines.add(_new(each, known) for each in lines)
        for span in work.facts.coverage:
            exhibits = tuple(map(_exhibit, span.exhibits))
            owner = known[span.engagement_id]
            vault.coverage.add(replace(span, engagement_id=owner, exhibits=exhibits))
        text = rule(regime, ZONES[_SEED % 2])
        digest = hashlib.sha256(text.encode()).hexdigest()
        vault.schemes.add(Scheme("invented", text, digest, False, date(2020, 1, 1)))


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        yield some


def _new(row: Recorded[T], known: dict[EngagementId, EngagementId]) -> NewFact[T]:
    source = row.sources[0]
    placed = replace(source, exhibit_id=_exhibit(source.exhibit_id or ExhibitId("")))
    owner, key = known[row.engagement_id], FactId(row.id)
    return NewFact(row.fact, owner, "invented", key, 1, placed, row.revision.how)


def _exhibit(name: ExhibitId) -> ExhibitId:
    """Ids of a vault are 32 hexadecimal digits."""
    return ExhibitId(hashlib.sha256(name.encode()).hexdigest()[:32])


def _checked(folder: Path) -> _Check:
    around = Surroundings()
    vault = Vault.open(folder, around.clock, passphrase=bytearray(_PASSPHRASE), read_only=True)
    spent: list[_Spent] = []
    with Wallet(vault, around) as wallet, _counted(spent):
        begun = time.process_time(), time.perf_counter()
        facts = gather(wallet)
        read = _Spent(time.process_time() - begun[0], time.perf_counter() - begun[1], 0.0)
        outcome = reconcile(facts, None, _LATER, Job())
    if not outcome.matches:
        raise AssertionError("nothing was matched")
    return _Check(len(facts.trips), read, spent[0])
