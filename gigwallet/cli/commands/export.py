"""``gigwallet export``: everything in open formats, not encrypted."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.exports.export_all import export_all
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import N_, _

NAME = "export"
ORDER = 118
HELP = N_("write everything out in open formats (csv, json, the originals), not encrypted")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument(
        "--out", metavar="DIR", type=Path, required=True,
        help=_("a new folder for everything"),
    )  # fmt: skip
    parser.add_argument(
        "--yes-unencrypted", action="store_true",
        help=_("yes: whoever gets the folder may read everything in it"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    _refuse_unconfirmed(arguments, terminal)
    with secrets.opened(arguments, terminal) as wallet:
        done = export_all(wallet, arguments.out, terminal.job())
    lines = [
        _("Everything is in {name}: {rows} rows in {tables} tables, {originals} originals.").format(
            name=arguments.out, rows=done.rows, tables=done.tables, originals=done.originals
        ),
        _("It is not encrypted. Delete it when you are done, or keep it on an encrypted disk."),
    ]
    if done.absent:
        lines.append(
            _(
                "Originals that the vault itself has lost: {count}. originals.csv says which; "
                "gigwallet check says more."
            ).format(count=done.absent)
        )
    return Reply(
        {
            "folder": str(arguments.out),
            "tables": done.tables,
            "rows": done.rows,
            "entries": done.entries,
            "originals": done.originals,
            "absent": done.absent,
        },
        lines,
        exit_code=LOOK if done.absent else DONE,
    )


def _refuse_unconfirmed(arguments: argparse.Namespace, terminal: Terminal) -> None:
    """Asked before the vault is opened."""
    if arguments.yes_unencrypted:
        return
    question = _(
        "The export is not encrypted: whoever gets the folder can read everything in it. Go on?"
    )
    if not terminal.can_ask or not terminal.ask_yes(question):
        raise GigWalletError("open_export_unconfirmed")
