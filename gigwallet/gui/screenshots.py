"""Draws every screen on the demo vault, in both themes and every language, into PNG files."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, QSize, QTimer

from gigwallet import words
from gigwallet.gui import start
from gigwallet.gui.shell import screen, speech
from gigwallet.gui.shell.context import ShellContext
from gigwallet.gui.shell.window import MainWindow
from gigwallet.gui.theme import ThemeChoice

_SIZE = QSize(1280, 820)
_THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)
_LONGEST_WAIT_MS = 60_000
_LOOK_AGAIN_MS = 100
_QUIET_ROUNDS = 5
_AWAKE = QEventLoop.ProcessEventsFlag.AllEvents
_SLEEPING = _AWAKE | QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def run(argv: Sequence[str]) -> int:
    """`argv`: the folder to write into, and optionally `--vault` with `--passphrase-file`."""
    from gigwallet.app.run_demo import run_demo

    parser = argparse.ArgumentParser(prog="gigwallet screenshots")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--vault", type=Path, help="a demo vault that is already there")
    parser.add_argument("--passphrase-file", type=Path)
    wanted = parser.parse_args(argv)
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="gigwallet-demo-") as scratch:
        vault, secret = wanted.vault, wanted.passphrase_file
        if vault is None:
            demo = run_demo(Path(scratch) / "demo")
            vault, secret = demo.vault, demo.passphrase_file
        for path in draw(wanted.folder, vault, secret):
            print(path.name)  # noqa: T201  the answer of a command
    return 0


def draw(folder: Path, vault: Path, passphrase_file: Path) -> Iterator[Path]:
    """One file per screen, theme and language: `today-light-zh.png`."""
    window, context = start.build("en", ThemeChoice.LIGHT)
    window.resize(_SIZE)
    window.show()
    screens = screen.discover()
    bare = [each.name for each in screens if not each.needs_vault]
    yield from _each_look(window, context, folder, bare)
    context.navigate("unlock", folder=vault, passphrase_file=passphrase_file)
    settle(context)
    listed = [each.name for each in screens if each.needs_vault]
    yield from _each_look(window, context, folder, listed)
    window.close()


def _each_look(
    window: MainWindow, context: ShellContext, folder: Path, names: Sequence[str]
) -> Iterator[Path]:
    for theme in _THEMES:
        context.themes.choose(theme)
        for language in words.LANGUAGES:
            context.set_language(language)
            for name in names:
                context.navigate(name)
                settle(context)
                path = folder / f"{name}-{theme}-{language}.png"
                if not window.grab().save(str(path), "PNG"):
                    raise OSError(f"cannot write {path.name}")
                yield path
    speech.speak("en")


def settle(context: ShellContext) -> None:
    """Let the window work until nothing runs behind it and nothing is left to paint."""
    waited = QElapsedTimer()
    waited.start()
    # It sleeps while a lane works, whose answer is an event: asking again and again would take
    # the lane's processor, and the lock of Python with it. The timer is for work that never ends.
    alarm = QTimer()
    alarm.start(_LOOK_AGAIN_MS)
    quiet = 0
    while quiet < _QUIET_ROUNDS:
        QCoreApplication.processEvents(_SLEEPING if context.background.busy else _AWAKE)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        quiet = 0 if context.background.busy else quiet + 1
        if waited.elapsed() > _LONGEST_WAIT_MS:
            raise TimeoutError("a screen did not come to rest")
    alarm.stop()
