"""``gigwallet history``: everything that was ever said of a record."""

from __future__ import annotations

import argparse

from gigwallet.app.seals.tell_history import history, record_id
from gigwallet.cli import arguments as shared
from gigwallet.cli import sayings, secrets
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _

NAME = "history"
ORDER = 92
HELP = N_("tell everything that was ever said of a record: who, when, what")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument(
        "id", metavar="ID",
        help=_("of a record, exhibit, engagement, pay rule or case, or its beginning; or worker"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal, read_only=True) as wallet:
        identity = record_id(wallet, arguments.id)
        found = history(wallet, identity)
    lines = [line for each in found for line in sayings.spoken(each)]
    return Reply({"id": identity, "sayings": [sayings.told(each) for each in found]}, lines)
