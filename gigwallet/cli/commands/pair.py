"""``gigwallet pair``: which pay lines pay which orders, where you know better."""

from __future__ import annotations

import argparse

from gigwallet.app.pay.decide_pay import find_facts, pair, pairings
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.pay_decision import Pairing
from gigwallet.words import N_, _, ngettext, number

NAME = "pair"
ORDER = 62
HELP = N_("say which pay lines pay which orders, or list what you said")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument(
        "--trip", action="append", default=[], metavar="ORDER",
        help=_("an order, by its number or id; give it again for more"),
    )  # fmt: skip
    parser.add_argument(
        "--line", action="append", default=[], metavar="ID",
        help=_("a pay line, by its id from reconcile --json; give it again for more"),
    )  # fmt: skip
    parser.add_argument(
        "--as", dest="pairing", choices=[each.value for each in Pairing],
        help=_("joined: they belong together; apart: they never do; open: as the program finds it"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal, read_only=arguments.pairing is None) as wallet:
        if arguments.pairing is not None:
            trips, lines = find_facts(wallet, arguments.trip, arguments.line)
            pair(wallet, trips, lines, Pairing(arguments.pairing))
        said = pairings(wallet)
    words = ngettext("You put {n} pairing in order.", "You put {n} pairings in order.", len(said))
    return Reply(
        {
            "pairings": [
                {
                    "trips": list(each.trips),
                    "pay_lines": list(each.pay_lines),
                    "pairing": each.pairing.value,
                }
                for each in said
            ]
        },
        [words.format(n=number(len(said)))],
    )
