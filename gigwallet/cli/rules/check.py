"""``gigwallet rules check``: whether a pay rule or a number of law can be reckoned with, and where
it cannot."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.rules.check_rules import check_rules
from gigwallet.app.wallet import Surroundings
from gigwallet.cli.reply import DONE, REFUSED, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _

NAME = "check"
ORDER = 20
HELP = N_("check a file of pay rules: line and column of what is wrong")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE",
        help=_("pay rule (docs/pay-schemes.md) or number of law (docs/adding/jurisdiction.md)"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    checked = check_rules(arguments.file, Surroundings().resources)
    result = {
        "file": arguments.file.name,
        "kind": checked.kind,
        "name": checked.name,
        "illustrative": checked.illustrative,
        "faults": len(checked.faults),
    }
    lines = (
        [] if checked.faults else [_("Nothing is wrong with it: {name}").format(name=checked.name)]
    )
    return Reply(result, lines, REFUSED if checked.faults else DONE, checked.faults)
