"""``gigwallet imports``: what came together, and taking one import back as a whole."""

from __future__ import annotations

import argparse

from gigwallet.app.intake.undo_import import Imported, Undone, find_import, imports, undo_import
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.imported import ImportedFile
from gigwallet.words import N_, _, findings, ngettext
from gigwallet.words.undoing import engagements_gone

NAME = "imports"
ORDER = 21
HELP = N_("list what was imported together; take one import back")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument(
        "--undo", metavar="ID", default="",
        help=_("take back all that the import ID brought and nothing else states"),
    )  # fmt: skip
    parser.add_argument(
        "--force", action="store_true", help=_("also where you have worked with it since")
    )


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    if arguments.force and not arguments.undo:
        raise GigWalletError("usage", what=_("--force belongs to --undo"))
    with secrets.opened(arguments, terminal, read_only=not arguments.undo) as wallet:
        done: Undone | None = None
        if arguments.undo:
            chosen = find_import(wallet, arguments.undo)
            done = undo_import(wallet, chosen, force=arguments.force)
        left = imports(wallet)
    lines = [] if done is None else _undone(done)
    if done is None:
        lines = [line for each in left for line in _lines(each)]
    return Reply(
        {"undone": None if done is None else _counts(done), "imports": list(map(_told, left))},
        lines or [_("Nothing was imported yet.")],
    )


def _undone(done: Undone) -> list[str]:
    facts = ngettext("{n} record", "{n} records", done.erased).format(n=done.erased)
    exhibits = ngettext("{n} original", "{n} originals", done.exhibits).format(n=done.exhibits)
    lines = [_("Taken back: {facts}, {exhibits}").format(facts=facts, exhibits=exhibits)]
    if done.still_stated:
        stay = ngettext(
            "{n} record stays: another document states it too",
            "{n} records stay: another document states them too",
            done.still_stated,
        )
        lines.append(stay.format(n=done.still_stated))
    if gone := engagements_gone(done):
        lines.append(gone)
    return lines


def _lines(each: Imported) -> list[str]:
    lines = [f"{each.id[:8]}  {each.at.isoformat(' ', 'seconds')}"]
    for file in each.files:
        name = f"{file.name} › {file.member}" if file.member else file.name
        lines.append(f"    {name}  {_gave(file)}".rstrip())
    return lines


def _gave(file: ImportedFile) -> str:
    if file.error:
        return _("refused")
    return findings.counted(file.added) or _("nothing new")


def _counts(done: Undone) -> dict[str, int]:
    return {
        "facts": done.erased,
        "still_stated": done.still_stated,
        "exhibits": done.exhibits,
        "spans": done.spans,
        "engagements": done.engagements,
    }


def _told(each: Imported) -> dict[str, object]:
    return {
        "id": each.id,
        "at": each.at.isoformat(),
        "route": each.route.value,
        "files": [
            {
                "file": file.name,
                "member": file.member,
                "importer": file.importer,
                "added": dict(file.added),
                "known": file.known,
                "rejected": file.rejected,
                "skipped": file.skipped,
                "error": file.error,
            }
            for file in each.files
        ],
    }
