"""``gigwallet passphrase``: give a vault a new passphrase."""

from __future__ import annotations

import argparse

from gigwallet.app.vaults.change_passphrase import change_passphrase
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _

NAME = "passphrase"
ORDER = 130
HELP = N_("give the vault a new passphrase")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument(
        "--new-passphrase-file", metavar="FILE", default="",
        help=_("take the new passphrase from the first line of FILE"),
    )  # fmt: skip
    parser.add_argument(
        "--slot", metavar="ID", default="",
        help=_("which passphrase, of several: its id, as gigwallet slots list says it"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal) as wallet:
        secret = secrets.new_passphrase(arguments.new_passphrase_file, terminal)
        try:
            change_passphrase(wallet, secret, slot_id=arguments.slot)
        finally:
            secrets.wipe(secret)
    return Reply(
        {"changed": True},
        [
            _("The vault has a new passphrase; the recovery code is as before."),
            _("Copies of the folder that were made earlier still open with the old one."),
        ],
    )
