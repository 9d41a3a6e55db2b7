"""``gigwallet checkpoint``: a signed line of where the record stands, to be kept elsewhere."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.seals.make_checkpoint import (
    Checkpoint,
    checkpoint,
    checkpoints,
    export_checkpoint,
)
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import N_, _, records

NAME = "checkpoint"
ORDER = 94
HELP = N_("sign where the record stands, to find later whatever was changed before")


_REASONS = {
    "exported": N_("exported"),
    "proof": N_("for a proof"),
    "time_stamp": N_("for a time stamp"),
    "backup": N_("for a backup"),
    "rebuilt": N_("vault rebuilt from an export"),
    "asked": N_("asked for"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument("--out", metavar="FILE", type=Path, help=_("write a new one to FILE"))
    parser.add_argument("--replace", action="store_true", help=_("write over a file of this name"))
    parser.add_argument("--list", action="store_true", help=_("list those that were made"))


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    if arguments.list and arguments.out:
        raise GigWalletError("usage", what=_("Give --out or --list, not both"))
    with secrets.opened(arguments, terminal, read_only=arguments.list) as wallet:
        if arguments.list:
            return _listed(checkpoints(wallet))
        if arguments.out is None:
            made = checkpoint(wallet)
            return Reply({"checkpoint": _told(made), "file": None}, made.text.splitlines())
        made = export_checkpoint(wallet, arguments.out, replace=arguments.replace)
    said = _("Checkpoint {no} of {entries} entries, signed by {key}, is in {file}.").format(
        no=made.no, entries=made.size, key=made.key, file=arguments.out
    )
    keep = _("Keep it where this computer cannot change it: printed, sent away, with a lawyer.")
    return Reply({"checkpoint": _told(made), "file": str(arguments.out)}, [said, keep])


def _listed(found: list[Checkpoint]) -> Reply:
    lines = [
        _("{no}  {when}  {entries} entries  {key}  ({why})").format(
            no=each.no,
            when=records.utc(each.at),
            entries=each.size,
            key=each.key,
            why=_(_REASONS.get(each.why, each.why)),
        )
        for each in found
    ]
    empty = [_("No checkpoint was made yet.")]
    return Reply({"checkpoints": [_told(each) for each in found]}, lines or empty)


def _told(each: Checkpoint) -> dict[str, object]:
    return {
        "no": each.no,
        "entries": each.size,
        "root": each.root.hex(),
        "key": each.key,
        "at": each.at.isoformat(),
        "why": each.why,
        "text": each.text,
    }
