"""``gigwallet rules floor``: a pay floor of public law beside what was paid; without a vault."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.legal_floors import floors_of_files
from gigwallet.app.wallet import Surroundings
from gigwallet.cli import arguments as shared
from gigwallet.cli import floor_values, floor_words
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _

NAME = "floor"
ORDER = 30
HELP = N_("reckon a pay floor of public law for trips, and what lies below it")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pack", metavar="PACK", help=_("place and floor, such as us_nyc/tlc; a wrong one lists all")
    )
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE",
        help=_("trips, and the tables of pay lines, shifts and statements that belong to them"),
    )  # fmt: skip
    shared.add_period(parser)
    parser.add_argument(
        "--settled", metavar="YYYY-MM-DD",
        help=_("also what it comes to at the rate of this day, where the law says so"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    around = Surroundings()
    found = floors_of_files(
        around.resources,
        around.isolation,
        arguments.pack,
        arguments.files,
        terminal.job(),
        shared.period_of(arguments),
        shared.day_of("--settled", arguments.settled) if arguments.settled else None,
    )
    return Reply(
        floor_values.told(found),
        list(floor_words.told(found)),
        LOOK if found.rejected else DONE,
    )
