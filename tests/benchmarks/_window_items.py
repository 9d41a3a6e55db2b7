"""The real pay check and its pairs against tables that make every row before they paint."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from PySide6.QtWidgets import QApplication

from gigwallet.app.pay.tell_items import items_of, tell_items
from gigwallet.app.pay.tell_pairs import tell_pairs
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.later import OneByOne
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind, Reconciliation, Totals
from gigwallet.domain.recorded import EngagementId, FactId
from gigwallet.gui.background import Background
from gigwallet.gui.screens.pairing import table as pairing
from gigwallet.gui.screens.pay_check import asking
from gigwallet.gui.screens.pay_check import table as pay_check
from gigwallet.gui.screens.pay_check.asking import Check
from gigwallet.gui.screens.pay_check.proofs import Papers
from gigwallet.gui.screens.pay_check.screen import PayCheckScreen
from gigwallet.gui.screens.pay_check.sums import sums
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.start import application
from gigwallet.gui.theme import ThemeChoice, Themes
from tests.benchmarks._intake_rows import forget_peak, peak
from tests.benchmarks._measure import Clock, Measure
from tests.benchmarks._pay_speed import _PASSPHRASE as PASSPHRASE
from tests.benchmarks._pay_speed import _store as store
from tests.benchmarks._window_trips import painted, until

_SIZE = (1100, 700)
_TURNS = 40
_FIRST = date(1990, 1, 1)
_A_DAY = 90


@dataclass(frozen=True)
class Shown:
    """Seconds: to the first picture; until all are gone through; as long as it takes to make and
    paint all; a jump. MiB of the first picture, and of all that is kept once all are known."""

    count: int
    first: float
    known: float
    every: float
    jump: float
    mib: float
    mib_known: float


def items(work: Path, trips: int, invented: int, rounds: int) -> Iterator[Measure]:
    """``trips``: of a vault as ``bench pay`` makes it; ``invented``: items that cost nothing."""
    folder = work / "pay"
    if not folder.exists():
        _alone(store, trips, folder)
    of_vault = [_alone(_of_vault, folder) for _ in range(rounds)]
    yield from _told("items of a vault's pay check", of_vault)
    yield from _told("invented items", [_alone(_invented, work, invented) for _ in range(rounds)])
    yield from _told("pairs of a vault", [_alone(_pairs, folder) for _ in range(rounds)])


def _told(what: str, some: list[Shown]) -> Iterator[Measure]:
    first, every = median(each.first for each in some), median(each.every for each in some)
    name = f"{some[0].count:,} {what}: first rows painted, against making all (W)"
    yield Measure(name, first / every, most=0.1)
    yield Measure("  of the screen itself (W)", first * 1000, "ms")
    yield Measure("  making and painting all (W)", every * 1000, "ms")
    known = median(each.known for each in some)
    if known:
        yield Measure("  all gone through beside the window (W)", known * 1000, "ms")
    yield Measure("  a jump anywhere, median (W)", median(each.jump for each in some) * 1000, "ms")
    yield Measure("  memory until the first rows", median(each.mib for each in some), "MiB")
    yield Measure("  memory with all known", median(each.mib_known for each in some), "MiB")


def _alone(run: Callable[..., Shown], *given: object) -> Shown:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(run, *given).result()


def _of_vault(folder: Path) -> Shown:
    app, wallet = application(), _opened(folder)
    check = asking.ask(wallet, None, None, Job())
    if check.told is not None:
        check = replace(check, told=None)
    return _shown(app, wallet, check)


def _invented(work: Path, count: int) -> Shown:
    """Each item is made of a few whole numbers: what is left is what the window itself takes."""
    app, wallet = application(), _opened(work / "pay")
    owner = EngagementId("invented")
    zero, due = Money.zero("CNY"), Money.of("7.50", "CNY")
    short = Money.of("1.20", "CNY")

    def made(place: int) -> Discrepancy:
        lacks = place % 40 == 0
        return Discrepancy(
            kind=DiscrepancyKind.UNDERPAID if lacks else DiscrepancyKind.PAID,
            ref=f"MT{place:08d}",
            engagement_id=owner,
            period=Period.of_day(_FIRST + timedelta(days=place // _A_DAY)),
            amount=short if lacks else zero,
            low=short if lacks else zero,
            high=short if lacks else zero,
            confidence=Decimal("0.99"),
            expected=due,
            stated=due - short if lacks else due,
            facts=(FactId(f"{place:032x}"),),
        )

    whole = Money(due.minor * count, "CNY")
    least = Money(short.minor * ((count + 39) // 40), "CNY")
    totals = Totals("CNY", whole, whole - least, zero, least, least, {}, {}, zero)
    outcome = Reconciliation((), OneByOne(count, made), (totals,), (), ())
    return _shown(app, wallet, Check(None, None, (), (), {}, (), outcome, Papers(), {}, (), None))


def _shown(app: QApplication, wallet: Wallet, check: Check) -> Shown:
    """The screen itself, and then, in the same process, all items made before a table paints."""
    asking.ask = lambda *_asked: check  # type: ignore[assignment]  # the check is not measured here
    context = _context(wallet)
    screen = PayCheckScreen(context)
    screen.retranslate()
    screen.resize(*_SIZE)
    screen.show()
    forget_peak()
    before, begun = peak(), time.perf_counter()
    screen.refresh(screen.shows)
    until(app, lambda: screen.check is not None)
    screen.grab()
    first, mib = time.perf_counter() - begun, peak() - before
    while screen.check is None or screen.check.told is None:
        app.processEvents()
        time.sleep(0.02)  # a window that nobody touches sleeps as well
    known, mib_known = time.perf_counter() - begun, peak() - before
    bar, dice = screen.table.view.verticalScrollBar(), random.Random(3)  # noqa: S311  places
    places = [dice.randrange(max(1, bar.maximum())) for _ in range(_TURNS)]
    jump = median(
        painted(app, screen.table, lambda place=place: bar.setValue(place), lambda: True)  # type: ignore[misc]
        for place in places
    )
    context.shut_down()
    begun = time.perf_counter()
    told = tell_items(check.outcome, Job())
    for each in check.outcome.totals:
        sums(told.items, each.currency)
    table = pay_check.PayTable()
    table.retranslate()
    table.resize(*_SIZE)
    table.show_items(told.items)
    table.show()
    app.processEvents()
    table.grab()
    every = time.perf_counter() - begun
    return Shown(len(items_of(check.outcome)), first, known, every, jump, mib, mib_known)


def _pairs(folder: Path) -> Shown:
    app, wallet = application(), _opened(folder)
    pairs = tell_pairs(wallet)
    table = pairing.PairTable()
    table.retranslate()
    table.resize(*_SIZE)
    table.which.choose(pairing.EVERY)
    forget_peak()
    before, begun = peak(), time.perf_counter()
    table.show_pairs(pairs)
    table.show()
    app.processEvents()
    table.grab()
    first, mib = time.perf_counter() - begun, peak() - before
    bar, dice = table.view.verticalScrollBar(), random.Random(3)  # noqa: S311  places
    places = [dice.randrange(max(1, bar.maximum())) for _ in range(_TURNS)]
    jump = median(
        painted(app, table, lambda place=place: bar.setValue(place), lambda: True)  # type: ignore[misc]
        for place in places
    )
    begun = time.perf_counter()
    rows = [(each.trips, each.lines) for each in pairs]
    every = first + time.perf_counter() - begun
    wallet.close()
    return Shown(len(rows), first, 0.0, every, jump, mib, peak() - before)


def _context(wallet: Wallet) -> ShellContext:
    context = ShellContext(Background(), Themes(), Clock().now)
    context.themes.choose(ThemeChoice.LIGHT)
    context.unlock(wallet)
    return context


def _opened(folder: Path) -> Wallet:
    return open_vault(folder, passphrase=bytearray(PASSPHRASE), read_only=True)
