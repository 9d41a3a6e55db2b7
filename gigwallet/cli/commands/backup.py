"""``gigwallet backup``: the whole vault as one sealed file that was tried out."""

from __future__ import annotations

import argparse

from gigwallet.app.vaults.back_up import back_up
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets, values
from gigwallet.cli.reply import LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _, refusals

NAME = "backup"
ORDER = 110
HELP = N_("write the whole vault into one sealed file, and try it out")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    shared.add_out(parser, what=_("the backup to write; its name ends in .gwbackup"))


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal) as wallet:
        made = back_up(wallet, arguments.out, terminal.job(), replace=arguments.replace)
    return Reply(
        {
            "file": str(made.path),
            "bytes": made.bytes,
            "exhibits": made.exhibits,
            "entries": made.entries,
            "findings": [values.step(each) for each in made.findings],
        },
        [
            _("The backup is in {name}: {entries} entries, {exhibits} originals.").format(
                name=made.path, entries=made.entries, exhibits=made.exhibits
            ),
            _("It was restored once and found whole. Passphrase or recovery code open it."),
            *(refusals.explain(each) for each in made.findings),
        ],
        exit_code=LOOK if made.findings else 0,
    )
