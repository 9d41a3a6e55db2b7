"""Two windows on one vault, as real processes: one is raised, one is locked from a terminal."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.vaults.open_vault import open_vault
from tests.cheap_keys import CHEAP
from tests.gui.conftest import PASSPHRASE
from tests.journeys.command_line import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="written against socket files")

# The real program, which also tells what happens to its window.
_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from gigwallet.gui import start
from gigwallet.gui.shell.context import ShellContext
from gigwallet.gui.shell.window import MainWindow

built = start.build
def build(*arguments):
    window, context = built(*arguments)
    def tell():
        print("open" if context.wallet is not None else "not open", flush=True)
    context.wallet_changed.connect(tell)
    context.noticed.connect(lambda sentence, _tone: print("said", sentence, flush=True))
    window.showMinimized()
    return window, context
start.build = build
sys.exit(start.run(sys.argv[1:]))
"""


class Window:
    def __init__(self, surroundings: dict[str, str], *arguments: object) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _WINDOW, *(str(each) for each in arguments)],
            env=surroundings,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def says(self, seconds: float = 60) -> str:
        out = self.process.stdout
        assert out is not None
        ready, _, _ = select.select([out], [], [], seconds)
        return out.readline().strip() if ready else "nothing"


@pytest.fixture
def surroundings(tmp_path: Path) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="gw-") as runtime:
        yield {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path / "home"),
            "XDG_CONFIG_HOME": str(tmp_path / "home" / "config"),
            "XDG_RUNTIME_DIR": runtime,
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
        }


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "passphrase.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")
    create_vault(tmp_path / "vault", bytearray(PASSPHRASE.encode()), kdf=CHEAP).wallet.close()
    return tmp_path / "vault"


@pytest.fixture
def first(surroundings: dict[str, str], vault: Path, tmp_path: Path) -> Iterator[Window]:
    window = Window(
        surroundings, vault, "--passphrase-file", tmp_path / "passphrase.txt", "--lang", "en"
    )
    assert window.says() == "open"
    yield window
    window.process.kill()
    window.process.communicate()


def _command(surroundings: dict[str, str], *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "gigwallet", *(str(each) for each in words)],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_second_window_raises_the_first_and_ends(
    surroundings: dict[str, str], vault: Path, first: Window
) -> None:
    second = _command(surroundings, "window", vault, "--lang", "en")

    assert second.returncode == 0
    assert "brought to the front" in second.stdout
    assert first.says() == "said This vault is open here already."
    assert first.process.poll() is None


def test_a_terminal_locks_the_window_and_then_the_vault_is_free(
    surroundings: dict[str, str], vault: Path, first: Window
) -> None:
    locked = _command(surroundings, "lock", vault)
    with open_vault(vault, passphrase=bytearray(PASSPHRASE.encode())) as wallet:
        read_only = wallet.vault.read_only
    again = _command(surroundings, "lock")

    assert (locked.returncode, locked.stdout.strip()) == (0, "1 window is locked.")
    assert first.says() == "not open"
    assert not read_only
    assert again.returncode == 1


def test_a_terminal_ends_the_window_at_once(
    surroundings: dict[str, str], vault: Path, first: Window
) -> None:
    ended = _command(surroundings, "lock", "--exit")

    assert ended.returncode == 0
    assert first.process.wait(10) == 0


def test_a_killed_window_is_no_obstacle(
    surroundings: dict[str, str], vault: Path, first: Window, tmp_path: Path
) -> None:
    first.process.kill()
    first.process.wait(10)
    second = Window(
        surroundings, vault, "--passphrase-file", tmp_path / "passphrase.txt", "--lang", "en"
    )
    opened = second.says()
    second.process.kill()
    second.process.communicate()

    assert opened == "open"
