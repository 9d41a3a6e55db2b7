"""``gigwallet rules floor``: a pay floor of public law beside what was paid."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.floors.legal_floors import floors_of_files, floors_of_vault
from gigwallet.app.floors.outcome import LegalFloors
from gigwallet.app.records.keep_engagement import find_engagement
from gigwallet.app.wallet import Surroundings
from gigwallet.cli import arguments as shared
from gigwallet.cli import floor_values, floor_words, secrets
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import N_, _

NAME = "floor"
ORDER = 30
HELP = N_("reckon a pay floor of public law for trips, and what lies below it")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pack", metavar="PACK", help=_("place and floor, such as us_nyc/tlc; a wrong one lists all")
    )
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE",
        help=_("trips, and the tables of pay lines, shifts and statements that belong to them"),
    )  # fmt: skip
    shared.add_optional_vault(parser, why=_("take the orders and pay lines of this vault"))
    shared.add_engagement(parser)
    shared.add_period(parser)
    parser.add_argument(
        "--settled", metavar="YYYY-MM-DD",
        help=_("also what it comes to at the rate of this day, where the law says so"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    if bool(arguments.files) == bool(arguments.vault):
        raise GigWalletError("usage", what=_("Give files or --vault, one of the two"))
    found = _found(arguments, terminal)
    return Reply(
        floor_values.told(found),
        list(floor_words.told(found)),
        LOOK if found.rejected else DONE,
    )


def _found(arguments: argparse.Namespace, terminal: Terminal) -> LegalFloors:
    period = shared.period_of(arguments)
    settled = shared.day_of("--settled", arguments.settled) if arguments.settled else None
    pack, job = arguments.pack, terminal.job()
    if arguments.vault:
        with secrets.opened(arguments, terminal, read_only=True) as wallet:
            known = find_engagement(wallet, arguments.engagement)
            return floors_of_vault(wallet, known, pack, job, period, settled)
    here = Surroundings()
    return floors_of_files(
        here.resources, here.isolation, pack, arguments.files, job, period, settled
    )
