"""``gigwallet restore``: a vault from its sealed backup, into a new folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.vaults.restore_backup import restore_backup
from gigwallet.cli import secrets, values
from gigwallet.cli.reply import LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _, refusals

NAME = "restore"
ORDER = 112
HELP = N_("restore a sealed backup into a new folder, on this computer or another one")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the backup"))
    parser.add_argument(
        "--to", metavar="FOLDER", type=Path, required=True, dest="folder",
        help=_("the vault's new folder: empty, or not there yet"),
    )  # fmt: skip
    parser.add_argument(
        "--passphrase-file", metavar="FILE", default="",
        help=_("take the passphrase from the first line of FILE (- is standard input)"),
    )  # fmt: skip
    parser.add_argument(
        "--recovery-code-file", metavar="FILE", default="",
        help=_("open with the recovery code in FILE"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.secret_of(arguments, terminal) as (secret, code):
        made = restore_backup(
            arguments.file,
            arguments.folder,
            passphrase=secret,
            recovery_code=code,
            job=terminal.job(),
        )
    return Reply(
        {
            "vault": str(made.folder),
            "entries": made.entries,
            "exhibits": made.exhibits,
            "findings": [values.step(each) for each in made.findings],
        },
        [
            _("The vault is in {name}: {entries} entries, {exhibits} originals.").format(
                name=made.folder, entries=made.entries, exhibits=made.exhibits
            ),
            _(
                "It is a copy with the same passphrase and recovery code as when it was backed up. "
                "Go on in one of the copies; if both were used, bring them together with "
                "gigwallet merge."
            ),
            *(refusals.explain(each) for each in made.findings),
        ],
        exit_code=LOOK if made.findings else 0,
    )
