"""``gigwallet create``: a new vault and its recovery code."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.cli import new_code, secrets
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _, refusals

NAME = "create"
ORDER = 10
HELP = N_("make a new vault with a passphrase, and print its recovery code once")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("vault", type=Path, metavar="VAULT", help=_("folder of the new vault"))
    parser.add_argument(
        "--passphrase-file", metavar="FILE", default="",
        help=_("take the passphrase from the first line of FILE (- is standard input)"),
    )  # fmt: skip
    new_code.configure(parser)


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    new_code.refuse_taken(arguments)
    named = arguments.passphrase_file or os.environ.get(secrets.ENVIRONMENT, "")
    secret = secrets.new_passphrase(named, terminal, needed="passphrase_needed")
    try:
        made = create_vault(arguments.vault, secret)
    finally:
        secrets.wipe(secret)
    with made.wallet as wallet:
        for notice in wallet.notices:
            terminal.complain(refusals.explain(notice))
        told = new_code.hand_over(wallet, made.recovery_code, arguments)
        known = {"vault": str(arguments.vault), "id": wallet.vault.vault_id}
    return Reply(
        {**known, **told.result},
        [_("The vault is in {name}.").format(name=arguments.vault), *told.lines],
        exit_code=LOOK if told.errors else DONE,
        errors=told.errors,
    )
