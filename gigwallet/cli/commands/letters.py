"""``gigwallet letters``: the letters and forms there are, and what each asks to be filled in."""

from __future__ import annotations

import argparse

from gigwallet.app.letters.shelf import KnownLetter, known_letters
from gigwallet.app.wallet import Surroundings
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _, language

NAME = "letters"
ORDER = 69
HELP = N_("list the letters and forms, and what each asks to be filled in; needs no vault")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "letter", metavar="LETTER", nargs="?", default="",
        help=_("only this one, with its fields (cn/pay_shortfall)"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, _terminal: Terminal) -> Reply:
    every = known_letters(Surroundings().resources, language())
    shown = [each for each in every if arguments.letter in ("", each.id)]
    lines: list[str] = []
    for each in shown:
        lines += [f"{each.id}: {each.called}", f"    {each.about}"]
        if not each.reviewed_by:
            lines.append("    " + _("Not yet read by a lawyer here."))
        if arguments.letter:
            lines += [
                f"    {one.key}{'*' if one.required else ''}: {one.label}" for one in each.fields
            ]
    return Reply({"letters": [_as_value(each) for each in shown]}, lines)


def _as_value(each: KnownLetter) -> dict[str, object]:
    return {
        "id": each.id,
        "called": each.called,
        "about": each.about,
        "reviewed_by": each.reviewed_by,
        "languages": list(each.languages),
        "needs_pay_check": each.needs_pay_check,
        "fields": [
            {"key": one.key, "label": one.label, "kind": one.kind, "required": one.required}
            for one in each.fields
        ],
    }
