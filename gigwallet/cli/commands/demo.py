"""``gigwallet demo``: an invented rider's case from files to letter, then the window on it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import gigwallet
from gigwallet.app.run_demo import DemoOutcome, run_demo
from gigwallet.cli import values
from gigwallet.cli.pay_check import told
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _, language

NAME = "demo"
ORDER = 170
HELP = N_("try everything on invented files: a vault, a pay check, letters, an evidence PDF")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("demo-output"),
        help=_("folder for everything that the demo makes (demo-output)"),
    )  # fmt: skip
    parser.add_argument("--headless", action="store_true", help=_("open no window at the end"))


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    outcome = run_demo(arguments.out, terminal.job())
    if not arguments.headless and not arguments.json and _has_display():
        _open_window(outcome)
    files = [*(each.path for each in outcome.letters), outcome.bundle.path]
    return Reply(
        {
            "vault": str(outcome.vault),
            "passphrase_file": str(outcome.passphrase_file),
            "letters": [str(each.path) for each in outcome.letters],
            "bundle": str(outcome.bundle.path),
            "reconciliation": values.reconciliation(outcome.reconciliation),
        },
        [
            _("Everything here is invented: SPECIMEN / 样张."),
            "",
            *told(outcome.reconciliation),
            "",
            _("Letters and evidence:"),
            *(f"    {each}" for each in files),
            _("The demo vault: {name}").format(name=outcome.vault),
            _("Its passphrase is in {name}; it protects invented data only.").format(
                name=outcome.passphrase_file
            ),
        ],
    )


def _open_window(outcome: DemoOutcome) -> None:
    """A process of its own, so that the terminal is free again and no Qt comes in here."""
    # The window is this very program, wherever it was started from; -P keeps the files of the
    # person's present folder from being taken for parts of it.
    package = Path(gigwallet.__file__).parents[1]
    path = os.pathsep.join(filter(None, (str(package), os.environ.get("PYTHONPATH", ""))))
    subprocess.Popen(
        [
            sys.executable, "-P", "-m", "gigwallet", "window", str(outcome.vault),
            "--passphrase-file", str(outcome.passphrase_file), "--lang", language(),
        ],
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        # A pipe behind the demo must not stay open as long as the window does.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
