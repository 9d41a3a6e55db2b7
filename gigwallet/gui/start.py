"""Starts the window."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from gigwallet.gui import errors, theme
from gigwallet.gui.background import Background
from gigwallet.gui.garbage import Collector
from gigwallet.gui.shell import power, screen, speech
from gigwallet.gui.shell.context import ShellContext
from gigwallet.gui.shell.window import MainWindow
from gigwallet.words import LANGUAGES, _, set_language


def application() -> QApplication:
    """The one QApplication, made when there is none yet."""
    # Qt's own file dialog writes down which folders were visited: nothing may know that.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    made = QApplication.instance()
    if not isinstance(made, QApplication):
        QCoreApplication.setApplicationName("GigWallet")
        made = QApplication(["gigwallet"])
        Collector(made)
    return made


def build(
    language: str = "", choice: theme.ThemeChoice = theme.ThemeChoice.SYSTEM
) -> tuple[MainWindow, ShellContext]:
    """The window and its context, dressed and speaking, not yet shown."""
    application()
    speech.speak(language or speech.desktop_language())
    themes = theme.Themes()
    themes.choose(choice)
    context = ShellContext(Background(), themes, lambda: datetime.now(UTC))
    for owned in (themes, context.background):
        owned.setParent(context)
    return MainWindow(context, screen.discover()), context


def run(argv: Sequence[str]) -> int:
    """Open the window and stay until it is closed; returns the exit code.

    `argv` after the program's name: the folder of the vault to unlock, and with
    `--passphrase-file` (as the demo has one) the file that unlocks it at once; `--lang` speaks a
    language this time, whatever the settings say. Where a window has this vault open already, that
    one comes to the front and this one does not open.
    """
    from gigwallet.app import keep_settings

    parser = argparse.ArgumentParser(prog="gigwallet window")
    parser.add_argument("vault", nargs="?", default="")
    parser.add_argument("--passphrase-file", type=Path)
    parser.add_argument("--lang", choices=sorted(LANGUAGES), default="")
    wanted = parser.parse_args(argv)
    keep_settings.harden()
    kept = keep_settings.settings()
    if wanted.vault and _brought_forward(Path(wanted.vault)):
        set_language(wanted.lang or kept.spoken)
        print(  # noqa: T201  the answer of a command
            _("This vault is open in another window; that one was brought to the front.")
        )
        return 0
    running = application()
    window, context = build(wanted.lang or kept.language, theme.ThemeChoice(kept.theme))
    context.set_lock_after(kept.lock_after)
    errors.catch_the_rest(window.show_crash)
    if wanted.vault:
        context.only_for = Path(wanted.vault)
        context.navigate("unlock", folder=wanted.vault, passphrase_file=wanted.passphrase_file)
    window.show()
    # Once the window stands: a bus that answers slowly must not keep anybody from their vault.
    QTimer.singleShot(0, lambda: window.safety.hear(power.watched(window)))
    return running.exec()


def _brought_forward(folder: Path) -> bool:
    from gigwallet.app.vaults import ring_window
    from gigwallet.domain.errors import GigWalletError

    try:
        return ring_window.ring(folder, ring_window.RAISE) > 0
    except GigWalletError:  # no vault, or a damaged one: the unlock page says so
        return False
