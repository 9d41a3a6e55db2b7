"""``gigwallet typed``: what you typed in, and taking back what was a mistake."""

from __future__ import annotations

import argparse

from gigwallet.app.records.typed_records import TypedRecord, remove, typed_records
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.recorded import FactId
from gigwallet.words import N_, _
from gigwallet.words.naming import record_words

NAME = "typed"
ORDER = 35
HELP = N_("list what you typed in; remove what was a mistake")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument("--remove", metavar="ID", default="", help=_("remove the record ID"))


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal, read_only=not arguments.remove) as wallet:
        removed = [remove(wallet, FactId(arguments.remove))] if arguments.remove else []
        left = typed_records(wallet)
    said = [_("Removed: {what}").format(what=record_words(each.record)) for each in removed]
    said += [f"{each.id}  {record_words(each.record)}" for each in left]
    return Reply(
        {"typed": [_told(each) for each in left], "removed": [_told(each) for each in removed]},
        said or [_("Nothing was typed in yet.")],
    )


def _told(each: TypedRecord) -> dict[str, str]:
    return {
        "id": each.id,
        "kind": each.kind,
        "engagement": each.engagement_id,
        "text": record_words(each.record),
    }
