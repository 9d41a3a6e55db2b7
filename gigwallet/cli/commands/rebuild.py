"""``gigwallet rebuild``: a vault out of what ``gigwallet export`` wrote."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.vaults.rebuild_vault import rebuild
from gigwallet.cli import new_code, secrets
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _

NAME = "rebuild"
ORDER = 120
HELP = N_("make a vault out of an export in open formats, with a new passphrase")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "export", metavar="DIR", type=Path, help=_("the folder that gigwallet export wrote")
    )
    parser.add_argument(
        "--to", metavar="FOLDER", type=Path, required=True, help=_("folder of the new vault")
    )
    parser.add_argument(
        "--new-passphrase-file", metavar="FILE", default="",
        help=_("take the new passphrase from the first line of FILE"),
    )  # fmt: skip
    new_code.configure(parser)


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    new_code.refuse_taken(arguments)
    secret = secrets.new_passphrase(arguments.new_passphrase_file, terminal)
    try:
        made = rebuild(arguments.export, arguments.to, secret, terminal.job())
    finally:
        secrets.wipe(secret)
    with made.wallet as wallet:
        told = new_code.hand_over(wallet, made.recovery_code, arguments)
        known = {
            "vault": str(arguments.to),
            "id": wallet.vault.vault_id,
            "entries": wallet.vault.log.size,
        }
    return Reply(
        {**known, **told.result},
        [
            _("The vault is in {name}.").format(name=arguments.to),
            _("Its rows, originals and log are those of the export; the keys are new."),
            *told.lines,
        ],
        exit_code=LOOK if told.errors else DONE,
        errors=told.errors,
    )
