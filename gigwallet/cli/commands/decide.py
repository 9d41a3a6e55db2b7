"""``gigwallet decide``: what you make of a difference that the pay check shows."""

from __future__ import annotations

import argparse

from gigwallet.app.pay.decide_pay import find_item, think
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets, values
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.pay_decision import Opinion
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.words import N_, _, labels

NAME = "decide"
ORDER = 61
HELP = N_("say what you make of a difference: dispute it, accept it, or leave it open")

_SAID = {
    "dispute": (Opinion.DISPUTED, N_("claim it")),
    "accept": (Opinion.ACCEPTED, N_("leave it at that and claim nothing")),
    "unsure": (Opinion.UNSURE, N_("claim it nowhere until you are sure")),
    "open": (Opinion.OPEN, N_("take back what you said")),
}


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument(
        "ref", metavar="ITEM",
        help=_("order number or period of the item, as gigwallet reconcile names it"),
    )  # fmt: skip
    parser.add_argument(
        "--kind", choices=[each.value for each in DiscrepancyKind], default="",
        help=_("which kind of difference, where there are several"),
    )  # fmt: skip
    chosen = parser.add_mutually_exclusive_group(required=True)
    for name, (opinion, meaning) in _SAID.items():
        chosen.add_argument(
            f"--{name}", dest="opinion", action="store_const", const=opinion, help=_(meaning)
        )
    parser.add_argument(
        "--claim", metavar="AMOUNT",
        help=_("the figure to claim, between the lowest and the highest that is shown"),
    )  # fmt: skip
    parser.add_argument("--note", default="", metavar="TEXT", help=_("your own words about it"))


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal) as wallet:
        item = find_item(wallet, arguments.ref, arguments.kind, terminal.job())
        claim = _claim(arguments, item.low.currency)
        now = think(wallet, item, arguments.opinion, claim, arguments.note)
    said = _("{item}, {kind}: {opinion}.").format(
        item=now.ref, kind=labels.label(now.kind), opinion=labels.label(now.opinion)
    )
    return Reply({"item": values.discrepancy(now)}, [said])


def _claim(arguments: argparse.Namespace, currency: str) -> Money | None:
    if arguments.claim is None:
        return None
    try:
        return Money.of(arguments.claim, currency)
    except ValueError as fault:
        raise GigWalletError("usage", what=_("--claim takes an amount like 12.50")) from fault
