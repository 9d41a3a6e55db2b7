"""``gigwallet rules eval``: what a pay rule says of tables of work; without a vault."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from gigwallet.app.rules.evaluate_rule import evaluate_rule
from gigwallet.app.wallet import Surroundings
from gigwallet.cli import arguments as shared
from gigwallet.cli import evaluated_values, evaluated_words
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import N_, _

NAME = "eval"
ORDER = 10
HELP = N_("reckon what a pay rule gives for trips and tallies")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "scheme", type=Path, metavar="SCHEME", help=_("pay rule, docs/pay-schemes.md")
    )
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE",
        help=_("trips, and the tables of tallies, pay lines and shifts that belong to them"),
    )  # fmt: skip
    shared.add_period(parser)
    parser.add_argument(
        "--given", action="append", default=[], metavar="MEASURE=NUMBER",
        help=_("a number that the rule asks of you, for the days that you name"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    around = Surroundings()
    period = shared.period_of(arguments)
    stated = _stated(arguments.given)
    if stated and period is None:
        raise GigWalletError("usage", what=_("--given needs the days that it is for"))
    found = evaluate_rule(
        around.resources,
        around.isolation,
        arguments.scheme,
        arguments.files,
        terminal.job(),
        period,
        stated,
    )
    look = found.rejected or found.other_currency
    return Reply(
        evaluated_values.told(found), list(evaluated_words.told(found)), LOOK if look else DONE
    )


def _stated(given: Sequence[str]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for each in given:
        name, _equals, value = each.partition("=")
        try:
            found[name.strip()] = Fraction(value.strip())
        except (ValueError, ZeroDivisionError) as cause:
            raise GigWalletError("bad_argument", name="--given", text=each) from cause
    return found
