"""What draws PDFs is loaded behind the window: no visit of a screen stalls it for that."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gigwallet.app.wallet import Wallet
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import Screen, ScreenWidget, screen
from gigwallet.gui.shell.context import ShellContext
from gigwallet.gui.shell.loading import Loading
from gigwallet.gui.shell.window import MainWindow
from tests.gui.conftest import PASSPHRASE

_VISIT = """
import importlib.abc, sys, threading
from pathlib import Path

class Spy(importlib.abc.MetaPathFinder):
    by = {}
    def find_spec(self, name, path=None, target=None):
        Spy.by.setdefault(name, threading.current_thread() is threading.main_thread())

sys.meta_path.insert(0, Spy())
from gigwallet.gui import start
from gigwallet.gui.screenshots import settle

def main():
    vault, secret, name = sys.argv[1:]
    window, context = start.build("en")
    window.show()
    context.navigate("unlock", folder=Path(vault), passphrase_file=Path(secret))
    settle(context)
    needs = next(each for each in start.screen.discover() if each.name == name).needs
    context.navigate(name)
    settle(context)
    known = [*needs, "reportlab", "pikepdf"]
    print(window.open_screen, [each for each in known if Spy.by.get(each) is not False])
    window.close()

if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize("name", [each.name for each in screen.discover() if each.needs])
def test_no_visit_loads_on_the_window_s_own_thread_what_draws(
    name: str, wallet: Wallet, tmp_path: Path
) -> None:
    """Where this is untrue, the first visit of Evidence stands still for a second and more."""
    folder = tmp_path / "vault"
    wallet.close()
    secret, script = tmp_path / "secret", tmp_path / "visit.py"
    secret.write_text(PASSPHRASE)
    script.write_text(_VISIT)
    done = subprocess.run(
        [sys.executable, script, folder, secret, name],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(Path(__file__).parents[3]),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.stdout.strip() == f"{name} []", done.stderr


class _Blank(ScreenWidget):
    def retranslate(self) -> None:
        """It says nothing."""


def _blank(name: str, order: int, needs: tuple[str, ...] = ()) -> Screen:
    return Screen(
        name, lambda: name, "wallet", order, _Blank, needs_vault=name != "unlock", needs=needs
    )


@pytest.fixture
def heavy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A module that nobody has loaded yet."""
    (tmp_path / "a_heavy_module.py").write_text("there = True\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield "a_heavy_module"
    sys.modules.pop("a_heavy_module", None)


@pytest.fixture
def opened(context: ShellContext, wallet: Wallet, heavy: str, qtbot: QtBot) -> MainWindow:
    screens = [_blank("unlock", 0), _blank("today", 1), _blank("papers", 2, (heavy,))]
    made = MainWindow(context, screens)
    qtbot.addWidget(made)
    made.show()
    context.unlock(wallet)
    return made


def test_a_screen_opens_once_what_it_needs_is_there(
    opened: MainWindow, context: ShellContext, heavy: str
) -> None:
    context.navigate("papers")

    assert opened.open_screen == "today"
    settle(context)
    assert heavy in sys.modules
    assert opened.open_screen == "papers"
    context.navigate("today")
    context.navigate("papers")
    assert opened.open_screen == "papers"


def test_who_goes_elsewhere_meanwhile_stays_there(
    opened: MainWindow, context: ShellContext
) -> None:
    context.navigate("papers")
    context.navigate("today")
    settle(context)

    assert opened.open_screen == "today"


def test_a_lock_meanwhile_leads_to_no_screen_and_the_next_vault_opens_it(
    opened: MainWindow, context: ShellContext
) -> None:
    context.navigate("papers")
    context.lock()
    settle(context)

    assert opened.open_screen == "unlock"


def test_it_is_loaded_by_itself_some_time_after_a_vault_was_opened(
    opened: MainWindow, context: ShellContext, heavy: str
) -> None:
    (loading,) = context.findChildren(Loading)
    assert loading._soon.isActive()
    loading._soon.timeout.emit()
    settle(context)

    assert heavy in sys.modules
    assert not loading._soon.isActive()
