"""``gigwallet exhibits``: the originals in a vault, and what you write beside them."""

from __future__ import annotations

import argparse

from gigwallet.app.records import keep_exhibits
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets, values
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.words import N_, _

NAME = "exhibits"
ORDER = 42
HELP = N_("list the originals; give one a name and a note of your own")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    what = parser.add_subparsers(dest="what", metavar=_("WHAT"))
    listed = what.add_parser("list", help=_("the originals in the order they came (default)"))
    shared.add_common(listed)
    described = what.add_parser("describe", help=_("what you call one, and your note beside it"))
    shared.add_common(described)
    described.add_argument("id", metavar="ID", help=_("its id, or the beginning of it"))
    described.add_argument("--label", metavar="TEXT", help=_("what you call it; empty: its name"))
    described.add_argument("--note", metavar="TEXT", help=_("your note beside it"))


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    describing = arguments.what == "describe"
    if describing and arguments.label is None and arguments.note is None:
        raise GigWalletError("usage", what=_("Name --label, --note or both"))
    with secrets.opened(arguments, terminal, read_only=not describing) as wallet:
        if describing:
            which = keep_exhibits.find_exhibit(wallet, arguments.id)
            said = which.exhibit
            keep_exhibits.describe(
                wallet,
                which.id,
                label=said.label if arguments.label is None else arguments.label,
                note=said.note if arguments.note is None else arguments.note,
            )
        known = keep_exhibits.exhibits(wallet)
    shown = [each for each in known if not describing or each.id == which.id]
    missing = any(not each.present for each in shown)
    return Reply(
        {"exhibits": [_told(each) for each in shown]},
        [line for each in shown for line in _lines(each)] or [_("There are no originals yet.")],
        exit_code=LOOK if missing else DONE,
    )


def _lines(each: KnownExhibit) -> list[str]:
    exhibit = each.exhibit
    title = f"{exhibit.label} ({exhibit.name})" if exhibit.label else exhibit.name
    lines = [f"{each.id}  {exhibit.added_at.date().isoformat()}  {title}"]
    if exhibit.note:
        lines.append(f"    {exhibit.note}")
    if not each.present:
        lines.append(f"    {_('File missing')}")
    return lines


def _told(each: KnownExhibit) -> dict[str, object]:
    exhibit = each.exhibit
    return {
        "id": each.id,
        "name": exhibit.name,
        "label": exhibit.label,
        "note": exhibit.note,
        "media_type": exhibit.media_type,
        "size": exhibit.size,
        "sha256": exhibit.sha256,
        "added_at": exhibit.added_at.isoformat(),
        "taken_at": values.moment(exhibit.taken_at),
        "importer": exhibit.importer,
        "parent": exhibit.parent,
        "present": each.present,
    }
