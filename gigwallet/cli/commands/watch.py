"""``gigwallet watch``: the folder that a phone fills, and what in it is new."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.intake import watch_folder
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import N_, _

NAME = "watch"
ORDER = 21
HELP = N_("name what is new in a folder that your phone fills")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help=_("look at this folder from now on")
    )
    parser.add_argument("--off", action="store_true", help=_("watch no folder any more"))


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    if arguments.off and arguments.folder is not None:
        raise GigWalletError("usage", what=_("Name a folder or --off, not both"))
    changing = arguments.off or arguments.folder is not None
    with secrets.opened(arguments, terminal, read_only=not changing) as wallet:
        if arguments.off:
            watch_folder.watch_no_more(wallet)
        elif arguments.folder is not None:
            watch_folder.watch(wallet, arguments.folder)
        found = watch_folder.newcomers(wallet, terminal.job())
    if found is None:
        return Reply({"folder": None, "there": False, "new": []}, [_("No folder is watched.")])
    told = {
        "folder": str(found.folder),
        "there": found.there,
        "new": [str(each) for each in found.files],
    }
    if not found.there:
        words = _("{folder} is not there now: is the phone plugged in?")
        return Reply(told, [words.format(folder=found.folder)], LOOK)
    lines = [str(each) for each in found.files]
    return Reply(told, lines or [_("Nothing new in {folder}.").format(folder=found.folder)], DONE)
