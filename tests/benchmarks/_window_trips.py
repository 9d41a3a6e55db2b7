"""The real table of trips against one that loads all rows, each in a process of its own."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.wallet import Wallet
from gigwallet.domain.money import Money
from gigwallet.gui.background import Background
from gigwallet.gui.screens.trips.screen import TripsScreen
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.start import application
from gigwallet.gui.theme import ThemeChoice, Themes
from gigwallet.gui.widgets import Column, DataTable, Kind
from gigwallet.vault.connection import Row
from gigwallet.vault.shelves.columns import moment
from gigwallet.words import distance, money
from tests.benchmarks._measure import Clock, Measure
from tests.benchmarks._window_vault import PASSPHRASE, build

_SIZE = (1100, 700)
_COLUMNS = "ordered_at, platform, ref, city, trip_m, offered_minor, offered_currency, status"
_TURNS = 40
_PATIENCE_S = 600.0


@dataclass(frozen=True)
class Taken:
    """Seconds to the first picture with rows, of jumps, of pages; MiB beyond an empty window."""

    first: float
    jumps: list[float]
    pages: list[float]
    mib: float


def trips(work: Path, count: int, rounds: int) -> list[Measure]:
    """``rounds``: they take turns, so that a busy machine disturbs both alike; medians of them."""
    folder = work / "trips"
    if not folder.exists():
        build(folder, count).close()
    ours, all_rows = [], []
    for _ in range(rounds):
        ours.append(_alone(_ours, folder))
        all_rows.append(_alone(_load_all, folder))
    first, loaded = (median(each.first for each in some) for some in (ours, all_rows))
    mib, loaded_mib = (median(each.mib for each in some) for some in (ours, all_rows))
    name = f"{count:,} trips: first rows painted, against loading all (W)"
    return [
        Measure(name, first / loaded, most=0.1),
        Measure("  of the screen itself (W)", first * 1000, "ms"),
        Measure("  loading the shown columns of all (W)", loaded * 1000, "ms"),
        Measure("memory of the table, against loading all", mib / max(loaded_mib, 1), most=0.1),
        Measure("  of the screen itself", mib, "MiB"),
        *_scrolling("jump anywhere until its rows are painted", _jumps(ours), _jumps(all_rows)),
        *_scrolling("page down until its rows are painted", _pages(ours), _pages(all_rows)),
    ]


def _jumps(some: list[Taken]) -> list[float]:
    return [jump for each in some for jump in each.jumps]


def _pages(some: list[Taken]) -> list[float]:
    return [page for each in some for page in each.pages]


def _scrolling(
    what: str, ours: list[float], others: list[float]
) -> tuple[Measure, Measure, Measure]:
    return (
        Measure(f"{what}, median (W)", median(ours) * 1000, "ms"),
        Measure("  the slowest 5 % (W)", quantiles(ours, n=20)[-1] * 1000, "ms"),
        Measure("  with all rows in memory, median (W)", median(others) * 1000, "ms"),
    )


def _alone(run: Callable[[Path], Taken], folder: Path) -> Taken:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(run, folder).result()


def _ours(folder: Path) -> Taken:
    app, wallet = application(), _opened(folder)
    context = ShellContext(Background(), Themes(), Clock().now)
    context.themes.choose(ThemeChoice.LIGHT)
    context.unlock(wallet)
    before, begun = peak(), time.perf_counter()
    screen = TripsScreen(context)
    screen.retranslate()
    screen.resize(*_SIZE)
    screen.show()
    screen.refresh(screen.shows)
    table = screen.table
    until(app, lambda: bool(table.places) and table.is_read)
    screen.grab()
    first = time.perf_counter() - begun
    until(app, lambda: not context.background.busy)
    if len(table.places) != wallet.vault.trips.count():
        raise AssertionError("the table does not reach its end")
    scrolled = _scrolled(app, screen, table.view, lambda: table.is_read)
    taken = Taken(first, *scrolled, peak() - before)
    context.shut_down()
    return taken


def _load_all(folder: Path) -> Taken:
    """The seven columns of the same table, of all trips, from the same vault in one question."""
    app, wallet = application(), _opened(folder)
    themes = Themes()
    themes.choose(ThemeChoice.LIGHT)
    before, begun = peak(), time.perf_counter()
    rows = wallet.vault.connection.all(
        f"SELECT {_COLUMNS} FROM trip ORDER BY ordered_at DESC, seq DESC"  # noqa: S608  fixed
    )
    table = DataTable(_columns())
    table.resize(*_SIZE)
    table.set_rows(rows)
    table.show()
    app.processEvents()
    table.grab()
    first = time.perf_counter() - begun
    scrolled = _scrolled(app, table, table.view, lambda: True)
    taken = Taken(first, *scrolled, peak() - before)
    wallet.close()
    return taken


def _columns() -> list[Column]:
    def offered(row: Row) -> str:
        return money(Money(row[5], row[6]))

    return [
        Column(lambda: "Time", lambda row: f"{moment(row[0]):%Y-%m-%d %H:%M}"),
        Column(lambda: "Platform", lambda row: row[1], spare=True),
        Column(lambda: "Order", lambda row: row[2], grows=True),
        Column(lambda: "City", lambda row: row[3], spare=True),
        Column(lambda: "Distance", lambda row: distance(row[4]), Kind.FIGURE),
        Column(lambda: "Offered", offered, Kind.FIGURE, spare=True),
        Column(lambda: "Status", lambda row: row[7], Kind.STATUS, tone=lambda _row: "good"),
    ]


def _scrolled(
    app: QApplication, window: QWidget, view: QTableView, ready: Callable[[], bool]
) -> tuple[list[float], list[float]]:
    """Seconds of jumps to any place, and of turning pages from there."""
    dice = random.Random(3)  # noqa: S311  places to look at
    bar, jumps, pages = view.verticalScrollBar(), [], []
    for _ in range(_TURNS):
        place = dice.randrange(max(1, bar.maximum()))
        jumps.append(painted(app, window, partial(bar.setValue, place), ready))
    for _ in range(_TURNS):
        place = bar.value() + bar.pageStep()
        pages.append(painted(app, window, partial(bar.setValue, place), ready))
    return jumps, pages


def painted(
    app: QApplication, window: QWidget, turn: Callable[[], None], ready: Callable[[], bool]
) -> float:
    begun = time.perf_counter()
    turn()
    window.grab()
    until(app, ready)
    window.grab()
    return time.perf_counter() - begun


def until(app: QApplication, ready: Callable[[], bool]) -> None:
    begun = time.perf_counter()
    while not ready():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        if time.perf_counter() - begun > _PATIENCE_S:
            raise TimeoutError("the rows did not come")


def _opened(folder: Path) -> Wallet:
    return open_vault(folder, passphrase=bytearray(PASSPHRASE), read_only=True)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
