"""How long the quick exit takes: from the key to the end of the process.

    python tests/benchmarks/quick_exit.py [--runs 5]

A vault is open and an import runs in each run. Under Xvfb the key is pressed by xdotool, as a
person's keyboard would, and its own start is part of the time; offscreen Qt gets it directly.
"""

from __future__ import annotations

import argparse
import os
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
GOAL_S = 0.3
_PATIENCE_S = 120.0

# A window with an open vault and an import that runs; "acknowledged" is written once it is stored.
_WINDOW = """
import random, sys, time
from datetime import date
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from gigwallet.app.intake import import_files
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.domain.exhibit import Route
from gigwallet.gui import start
from gigwallet.gui.background import Lane
from PIL import Image

folder, passphrase = Path(sys.argv[1]), sys.argv[2]
pictures = folder / "pictures"
pictures.mkdir()
for number in range(400):
    Image.effect_noise((300, 500), 90).convert("RGB").save(pictures / f"{number}.jpg")
window, context = start.build("en")
context.unlock(open_vault(folder / "vault", passphrase=bytearray(passphrase.encode())))
window.show()
window.activateWindow()
QGuiApplication.clipboard().setText("copied")
stored = []
def say(line):  # at once: two threads speak
    sys.stdout.write(line + "\\n")
    sys.stdout.flush()
def work(job):
    for picture in sorted(pictures.iterdir()):
        import_files.import_files(context.opened, [picture], job)
        stored.append(picture.name)
        say("stored " + picture.name)
context.run(work, lane=Lane.CPU)
def press():
    say(f"pressed {time.monotonic()}")
    QTest.keyClick(QGuiApplication.focusWindow() or window.windowHandle(), Qt.Key.Key_Q,
                   Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
def go():
    if len(stored) < 3:
        return
    timer.stop()
    say("ready")
    if QGuiApplication.platformName() == "offscreen":
        QTimer.singleShot(0, press)
timer = QTimer(interval=20)
timer.timeout.connect(go)
timer.start()
sys.exit(start.application().exec() or 7)
"""


@dataclass(frozen=True, slots=True)
class Exit:
    """``seconds`` from the key to the end; ``stored``: what had been acknowledged by then."""

    seconds: float
    code: int
    stored: tuple[str, ...]


@contextmanager
def x_server() -> Iterator[str]:
    """A display of its own; ``LookupError`` where Xvfb, xdotool or what Qt needs is missing."""
    server = shutil.which("Xvfb")
    if server is None or shutil.which("xdotool") is None:
        raise LookupError("Xvfb and xdotool are needed")
    out, theirs = os.pipe()
    with subprocess.Popen(
        [server, "-displayfd", str(theirs), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=[theirs],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(theirs)
        try:
            display = ":" + os.read(out, 16).decode().strip()
            _see_that_qt_opens(display)
            yield display
        finally:
            process.terminate()
            os.close(out)


def _see_that_qt_opens(display: str) -> None:
    surroundings = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    tried = subprocess.run(
        [sys.executable, "-c", "from PySide6.QtGui import QGuiApplication as A; A([])"],
        env=surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if tried.returncode:
        raise LookupError("the libraries of docs/fresh-machine.md are needed: Qt opens no window")


def quick_exit(folder: Path, passphrase: str, display: str = "") -> Exit:
    """One run on the vault in ``folder / "vault"``; without a display, offscreen."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    surroundings |= {"XDG_RUNTIME_DIR": str(folder), "XDG_CONFIG_HOME": str(folder / "config")}
    surroundings |= (
        {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        if display
        else {"QT_QPA_PLATFORM": "offscreen"}
    )
    with subprocess.Popen(
        [sys.executable, "-c", _WINDOW, str(folder), passphrase],
        env=surroundings,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as process:
        try:
            return _measured(process, surroundings if display else None)
        finally:
            process.kill()


def _measured(process: subprocess.Popen[str], keyboard: dict[str, str] | None) -> Exit:
    assert process.stdout is not None
    stored: list[str] = []
    begun = 0.0
    for line in _lines(process):
        word, _, rest = line.partition(" ")
        if word == "stored":
            stored.append(rest)
        elif word == "pressed":
            begun = float(rest)
            break
        elif word == "ready" and keyboard is not None:
            begun = time.monotonic()
            subprocess.run(["xdotool", "key", "ctrl+shift+q"], env=keyboard, check=True)
            break
    code = process.wait(_PATIENCE_S)
    if not begun:
        raise RuntimeError("the window did not come as far as the key")
    seconds = time.monotonic() - begun
    stored += [
        line.split()[1] for line in process.stdout.read().splitlines() if line.startswith("stored")
    ]
    return Exit(seconds, code, tuple(stored))


def _lines(process: subprocess.Popen[str]) -> Iterator[str]:
    """What the window says, until it says nothing for too long."""
    assert process.stdout is not None
    while select.select([process.stdout], [], [], _PATIENCE_S)[0]:
        line = process.stdout.readline()
        if not line:
            return
        yield line.strip()
        if line.startswith(("pressed", "ready")) and process.poll() is not None:
            return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    sys.path.insert(0, str(ROOT))
    from gigwallet.app.vaults.create_vault import create_vault
    from gigwallet.app.wallet import Surroundings
    from gigwallet.crypto.kdf import KdfParams

    passphrase = "correct horse battery staple"

    def one(display: str) -> float:
        with tempfile.TemporaryDirectory(prefix="gw-") as scratch:
            made = create_vault(
                Path(scratch) / "vault", bytearray(passphrase.encode()),
                kdf=KdfParams(memory_kib=65_536, passes=1, lanes=4), around=Surroundings(),
            )  # fmt: skip
            made.wallet.close()
            return quick_exit(Path(scratch), passphrase, display).seconds

    with x_server() as display:
        for name, where in (("offscreen", ""), ("Xvfb, xdotool", display)):
            times = [one(where) for _run in range(runs)]
            worst, middle = max(times), statistics.median(times)
            verdict = "met" if worst < GOAL_S else "missed"
            sys.stdout.write(
                f"{name}: median {middle * 1000:.0f} ms, worst {worst * 1000:.0f} ms "
                f"of {runs}, goal {GOAL_S * 1000:.0f} ms: {verdict}\n"
            )


if __name__ == "__main__":
    main()
