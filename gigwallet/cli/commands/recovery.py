"""``gigwallet recovery``: try the recovery code, or replace it."""

from __future__ import annotations

import argparse

from gigwallet.app.vaults.keep_slots import renew_recovery_code
from gigwallet.app.vaults.rehearse_recovery import rehearse, rehearsed_on
from gigwallet.cli import arguments as shared
from gigwallet.cli import new_code, secrets
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _

NAME = "recovery"
ORDER = 134
HELP = N_("the recovery code: try whether yours still opens the vault, or replace it")


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar=_("WHAT"), required=True)
    drill = what.add_parser(
        "drill", help=_("type the code from your paper: does it open the vault?")
    )
    renew = what.add_parser("renew", help=_("make a new code; the old one opens nothing any more"))
    for each, action in ((drill, _drill), (renew, _renew)):
        shared.add_common(each)
        shared.add_vault(each)
        each.set_defaults(action=action)
    drill.add_argument(
        "--code-file", metavar="FILE", default="",
        help=_("take the code to be tried from the first line of FILE"),
    )  # fmt: skip
    new_code.configure(renew)


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    reply: Reply = arguments.action(arguments, terminal)
    return reply


def _drill(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal) as wallet:
        rehearse(wallet, secrets.recovery_code(arguments.code_file, terminal))
        on = rehearsed_on(wallet)
    return Reply(
        {"opens": True, "rehearsed_on": on and on.isoformat()},
        [_("This recovery code opens this vault. Put the paper back to its place.")],
    )


def _renew(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    new_code.refuse_taken(arguments)
    with secrets.opened(arguments, terminal) as wallet:
        handed = new_code.hand_over(wallet, renew_recovery_code(wallet), arguments)
    return Reply(
        handed.result,
        [
            _("The vault has a new recovery code; the old one opens nothing of this folder."),
            *handed.lines,
            _("Copies of the folder that were made earlier still open with the old code."),
        ],
        exit_code=LOOK if handed.errors else DONE,
        errors=handed.errors,
    )
