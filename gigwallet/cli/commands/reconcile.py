"""``gigwallet reconcile``: the pay check."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.pay.export_pay_check import export_pay_check
from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.pay.reconcile_tables import reconcile_tables
from gigwallet.app.records import list_facts
from gigwallet.app.records.keep_engagement import find_engagement
from gigwallet.app.wallet import Surroundings
from gigwallet.cli import arguments as shared
from gigwallet.cli import loose_values, rejected, secrets, values
from gigwallet.cli.pay_check import nothing_told, told
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.period import Period
from gigwallet.words import N_, _, refusals

NAME = "reconcile"
ORDER = 60
HELP = N_("check what you did against what was stated and what arrived")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser, needed=False)
    parser.add_argument(
        "--tables", type=Path, metavar="DIR",
        help=_("check the tables and pay rules in DIR instead, without a vault"),
    )  # fmt: skip
    parser.add_argument(
        "--floor", action="append", default=[], metavar="PACK",
        help=_(
            "a pay floor of public law to hold pay against, such as us_nyc/tlc (again for more); "
            "a wrong one lists all"
        ),
    )  # fmt: skip
    shared.add_period(parser)
    shared.add_engagement(parser)
    parser.add_argument(
        "--out", type=Path, metavar="FILE",
        help=_("also write it as a spreadsheet: a name that ends with .csv or .xlsx"),
    )  # fmt: skip
    parser.add_argument("--all", action="store_true", help=_("also list what was paid in full"))


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    period = shared.period_of(arguments)
    if arguments.tables is not None and arguments.out is not None:
        raise GigWalletError("usage", what=_("--out takes the pay check of a vault"))
    if arguments.floor and arguments.tables is None:
        raise GigWalletError("usage", what=_("In a vault a floor is chosen with scheme floor"))
    if (arguments.tables is None) == (arguments.vault is None):
        raise GigWalletError("usage", what=_("Name a vault, or a folder of tables with --tables"))
    if arguments.tables is not None:
        return _of_tables(arguments, period, terminal)
    with secrets.opened(arguments, terminal, read_only=arguments.out is None) as wallet:
        chosen = arguments.engagement and find_engagement(wallet, arguments.engagement).id
        outcome = reconcile_pay(wallet, period, chosen or None, terminal.job())
        missing = list_facts.missing(wallet)
        if arguments.out is not None:
            export_pay_check(wallet, outcome, arguments.out)
    return Reply(
        {**values.reconciliation(outcome), "missing": [values.step(each) for each in missing]},
        told(outcome, everything=arguments.all) or nothing_told(missing),
    )


def _of_tables(arguments: argparse.Namespace, period: Period | None, terminal: Terminal) -> Reply:
    around = Surroundings()
    today = around.clock.now().date()
    checked = reconcile_tables(
        around.resources,
        around.isolation,
        arguments.tables,
        today,
        terminal.job(),
        period,
        arguments.floor,
    )
    lost = rejected.told(checked.rejected)
    unknown = [loose_values.error(each) for each in checked.unknown]
    return Reply(
        {
            **values.reconciliation(checked.outcome),
            "missing": [],
            "rejected": lost,
            "unknown_files": unknown,
        },
        [
            *(refusals.sentence(each) for each in checked.unknown),
            *told(checked.outcome, everything=arguments.all),
            *rejected.spoken(checked.rejected),
        ],
        exit_code=LOOK if lost or checked.more_rejected or unknown else DONE,
    )
