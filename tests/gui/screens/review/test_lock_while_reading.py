"""Locking while a picture is read ends the reading at once; nothing of it is half-stored."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QElapsedTimer
from pytestqt.qtbot import QtBot

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.screens.screens_due import waiting
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.job import Job
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.window import MainWindow
from gigwallet.host.isolation import WorkerProcess
from tests.app.painted_screens import ORDER
from tests.gui.conftest import PASSPHRASE, Hand, new_vault

R = TypeVar("R")


def _sleep() -> None:
    time.sleep(300)


class Sleepy(WorkerProcess):
    """A real process that takes its time with every picture."""

    begun = False

    def run(
        self,
        function: Callable[..., R],
        *arguments: Any,  # Any: whatever was to be run
        seconds: float = 60.0,
    ) -> R:
        self.begun = True
        return super().run(_sleep, seconds=seconds)  # type: ignore[return-value]  # it never answers


@pytest.fixture
def aside() -> Iterator[Sleepy]:
    made = Sleepy()
    yield made
    made.close()


@pytest.fixture
def wallet(tmp_path: Path, hand: Hand, aside: Sleepy) -> Wallet:
    made = new_vault(tmp_path / "vault", Surroundings(clock=hand, aside=aside))
    import_files(made, [ORDER], Job())
    return made


def test_a_lock_ends_the_reading_at_once_and_the_picture_waits(
    context: ShellContext, window: MainWindow, wallet: Wallet, aside: Sleepy, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    settle(context)
    context.navigate("review", read=True)
    qtbot.waitUntil(lambda: aside.begun and bool(aside._running), timeout=20_000)

    clock = QElapsedTimer()
    clock.start()
    with qtbot.waitSignal(context.locked, timeout=20_000):
        context.lock()

    assert clock.elapsed() < 15_000  # a picture takes five minutes here
    with open_vault(wallet.vault.folder, passphrase=bytearray(PASSPHRASE.encode())) as again:
        assert [each.exhibit.name for each in waiting(again)] == [ORDER.name]
        assert again.vault.screens.all() == []
