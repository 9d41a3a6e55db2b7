"""``gigwallet conflicts``: what two copies said differently, and which of it holds."""

from __future__ import annotations

import argparse

from gigwallet.app.vaults.keep_conflicts import Holds, conflicts, settle_conflict
from gigwallet.cli import arguments as shared
from gigwallet.cli import conflicting, secrets
from gigwallet.cli.reply import LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import N_, _

NAME = "conflicts"
ORDER = 116
HELP = N_("list what two copies said differently, and settle it")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument(
        "--settle", metavar="ID", default="",
        help=_("the conflict to settle: its id, or the beginning of it"),
    )  # fmt: skip
    parser.add_argument(
        "--keep", choices=[each.value for each in Holds],
        help=_("which saying holds: of this copy, or of the one that was brought in"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    if bool(arguments.settle) != bool(arguments.keep):
        raise GigWalletError("usage", what=_("Name both --settle and --keep"))
    with secrets.opened(arguments, terminal, read_only=not arguments.settle) as wallet:
        if arguments.settle:
            settle_conflict(wallet, arguments.settle, Holds(arguments.keep))
        waiting = conflicts(wallet)
    return Reply(
        {"settled": arguments.settle, "conflicts": [conflicting.told(each) for each in waiting]},
        [
            *([_("Settled.")] if arguments.settle else []),
            *(conflicting.spoken(waiting) or [_("Nothing waits to be settled.")]),
        ],
        exit_code=LOOK if waiting else 0,
    )
