"""``gigwallet lock``: lock, or end, the windows that have a vault open."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.vaults import ring_window
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _, ngettext

NAME = "lock"
ORDER = 138
HELP = N_("lock the windows that have the vault open, or every window")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "vault", nargs="?", type=Path, metavar="VAULT",
        help=_("folder of the vault; without it, every vault that is open in a window"),
    )  # fmt: skip
    parser.add_argument(
        "--exit", action="store_true", dest="leave",
        help=_("end the windows at once, as the quick exit does, instead of locking them"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    word = ring_window.EXIT if arguments.leave else ring_window.LOCK
    if arguments.vault is None:
        obeyed = ring_window.ring_all(word)
    else:
        obeyed = ring_window.ring(arguments.vault, word)
    if not obeyed:
        said = _("No window has a vault open that could be locked.")
    elif arguments.leave:
        said = ngettext("{n} window was ended.", "{n} windows were ended.", obeyed)
    else:
        said = ngettext("{n} window is locked.", "{n} windows are locked.", obeyed)
    return Reply({"windows": obeyed}, [said.format(n=obeyed)], DONE if obeyed else LOOK)
