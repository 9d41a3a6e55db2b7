"""``gigwallet rekey``: new keys for everything in a vault."""

from __future__ import annotations

import argparse

from gigwallet.app.vaults.rekey_vault import rekey
from gigwallet.cli import arguments as shared
from gigwallet.cli import new_code, secrets
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _, ngettext

NAME = "rekey"
ORDER = 136
HELP = N_("new keys for everything, for the day somebody may know the old ones")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument(
        "--new-passphrase-file", metavar="FILE", default="",
        help=_("take the new passphrase from the first line of FILE"),
    )  # fmt: skip
    new_code.configure(parser)


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    new_code.refuse_taken(arguments)
    with secrets.opened(arguments, terminal) as wallet:
        secret = secrets.new_passphrase(arguments.new_passphrase_file, terminal)
        try:
            done = rekey(wallet, secret, terminal.job())
        finally:
            secrets.wipe(secret)
        handed = new_code.hand_over(wallet, done.recovery_code, arguments)
    lines = [
        ngettext(
            "Everything has new keys: the database and {count} original.",
            "Everything has new keys: the database and {count} originals.",
            done.attachments,
        ).format(count=done.attachments),
        *handed.lines,
        _(
            "Only the new passphrase and this code open the vault. Other passphrases and the "
            "keyring have ended: add them again where they are wanted."
        ),
        _(
            "Backups and copies that were made earlier still open with the old secrets. Make a new "
            "backup, and destroy the old ones."
        ),
    ]
    if done.left:
        lines.insert(
            1,
            ngettext(
                "{count} original is missing or damaged and stays under its old key.",
                "{count} originals are missing or damaged and stay under their old keys.",
                done.left,
            ).format(count=done.left),
        )
    return Reply(
        {
            "attachments": done.attachments,
            "left": done.left,
            "ended": done.ended,
            **handed.result,
        },
        lines,
        exit_code=LOOK if handed.errors else DONE,
        errors=handed.errors,
    )
