"""``gigwallet reconcile``: the pay check."""

from __future__ import annotations

import argparse

from gigwallet.app import list_facts
from gigwallet.app.keep_engagement import find_engagement
from gigwallet.app.reconcile_pay import reconcile_pay
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets, values
from gigwallet.cli.pay_check import nothing_told, told
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _

NAME = "reconcile"
ORDER = 60
HELP = N_("check what you did against what was stated and what arrived")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    shared.add_period(parser)
    shared.add_engagement(parser)
    parser.add_argument("--all", action="store_true", help=_("also list what was paid in full"))


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    period = shared.period_of(arguments)
    with secrets.opened(arguments, terminal, read_only=True) as wallet:
        chosen = arguments.engagement and find_engagement(wallet, arguments.engagement).id
        outcome = reconcile_pay(wallet, period, chosen or None, terminal.job())
        missing = list_facts.missing(wallet)
    return Reply(
        {**values.reconciliation(outcome), "missing": [values.step(each) for each in missing]},
        told(outcome, everything=arguments.all) or nothing_told(missing),
    )
