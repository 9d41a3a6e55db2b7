"""``gigwallet rules infer``: the rule behind receipts, what contradicts it, and when it changed."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.records.keep_engagement import find_engagement
from gigwallet.app.wallet import Surroundings
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import N_, _

NAME = "infer"
ORDER = 40
HELP = N_("find the smallest pay rule that explains receipts, and when it changed")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE",
        help=_("trips with a column own_paid, or the tables of trips and pay lines"),
    )  # fmt: skip
    shared.add_optional_vault(parser, why=_("take the orders and pay lines of this vault"))
    shared.add_engagement(parser)


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    # Here and not above: it brings numpy, which no other command needs to start.
    from gigwallet.app.rules.infer_rule import InferredRules, infer_rule, infer_rules_of_files
    from gigwallet.cli import inferred_values, inferred_words

    if bool(arguments.files) == bool(arguments.vault):
        raise GigWalletError("usage", what=_("Give files or --vault, one of the two"))
    if arguments.vault:
        with secrets.opened(arguments, terminal, read_only=True) as wallet:
            known = find_engagement(wallet, arguments.engagement)
            found = InferredRules((infer_rule(wallet, known, terminal.job()),))
    else:
        isolation = Surroundings().isolation
        found = infer_rules_of_files(isolation, arguments.files, terminal.job())
    return Reply(
        inferred_values.told(found),
        list(inferred_words.told(found)),
        LOOK if found.rejected else DONE,
    )
