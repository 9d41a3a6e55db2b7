"""Fixtures for the window: an application without a display, a theme, a language, a real vault."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.gui import theme
from gigwallet.gui.background import Background
from gigwallet.gui.garbage import Collector
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ScreenWidget, screen, speech
from gigwallet.gui.shell.context import ShellContext
from gigwallet.gui.shell.window import MainWindow
from tests.cheap_keys import CHEAP
from tests.kept_workers import surroundings

S = TypeVar("S", bound=ScreenWidget)

PASSPHRASE = "correct horse battery staple"


@dataclass
class Hand:
    """A clock that a test sets by hand."""

    time: datetime = datetime(2025, 9, 3, 9, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def pass_by(self, length: timedelta) -> None:
        self.time += length


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Before pytest-qt destroys the screens of a test: the window lets go of their work first, so
    that nothing is told to a widget that is gone. On a slow machine something always runs."""
    context = getattr(item, "funcargs", {}).get("context")
    if isinstance(context, ShellContext):
        context.background.forget_all()
    return (yield)


@pytest.fixture(autouse=True, scope="session")
def garbage_in_this_thread(qapp: QApplication) -> None:
    """As the program does, and to the end of the run: a timer that the window left, freed by a
    thread of a later test, stays in Qt's list of timers, and the next look at that list crashes."""
    Collector(qapp)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings of the person who runs it."""
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "settings"))


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme, speaking English."""
    # What the test before has closed is gone before anything is dressed again.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    speech.speak("en")
    theme.apply(theme.load("light"))
    yield qapp
    speech.speak("en")


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def context(dressed: QApplication, hand: Hand) -> Iterator[ShellContext]:
    """A shell context with real background threads and no wallet yet."""
    made = ShellContext(Background(), theme.Themes(), hand.now)
    made.background.setParent(made)
    made.themes.setParent(made)
    made.themes.choose(theme.ThemeChoice.LIGHT)
    yield made
    made.shut_down()


RIDER = Engagement("meituan", "武汉", "Asia/Shanghai", "CNY", kind="众包")


def new_vault(folder: Path, around: Surroundings, work: Engagement = RIDER) -> Wallet:
    """An open vault with cheap keys, one engagement and nothing else."""
    made = create_vault(folder, bytearray(PASSPHRASE.encode()), kdf=CHEAP, around=around).wallet
    add_engagement(made, work)
    return made


@pytest.fixture
def wallet(tmp_path: Path, hand: Hand) -> Iterator[Wallet]:
    """An open vault of a rider in Wuhan."""
    made = new_vault(tmp_path / "vault", surroundings(hand))
    yield made
    made.close()


@pytest.fixture
def window(context: ShellContext, qtbot: QtBot) -> MainWindow:
    """The real window with the real screens; no vault is open in it yet."""
    made = MainWindow(context, screen.discover())
    qtbot.addWidget(made)
    made.show()
    return made


def shown_alone(
    made: S, context: ShellContext, qtbot: QtBot, size: tuple[int, int] = (1072, 820)
) -> S:
    """A screen without the window around it, and treated as the window treats it."""

    def changed(facts: frozenset[str]) -> None:
        if facts & made.shows:
            made.refresh(facts & made.shows)

    qtbot.addWidget(made)
    made.resize(*size)
    context.facts_changed.connect(changed)
    context.language_changed.connect(lambda _code: made.retranslate())
    made.retranslate()
    made.refresh(made.shows)
    made.show()
    settle(context)
    return made


def visited(
    window: MainWindow, context: ShellContext, name: str, **arguments: object
) -> ScreenWidget:
    """A screen, once it rests."""
    context.navigate(name, **arguments)
    settle(context)
    return window.widget_of(name)
