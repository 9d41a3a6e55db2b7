"""``gigwallet hours``: engaged and logged-in time side by side, rest, and what an hour paid."""

from __future__ import annotations

import argparse
from decimal import Decimal, InvalidOperation

from gigwallet.app.pay.tell_hours import Costs, tell_hours
from gigwallet.app.records import list_months
from gigwallet.app.records.keep_engagement import engagements, find_engagement
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.cli import arguments as shared
from gigwallet.cli import hours_values, hours_words, secrets
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.recorded import EngagementId
from gigwallet.words import N_, _

NAME = "hours"
ORDER = 62
HELP = N_("hours on orders beside hours at work, rest, and what an hour and a km paid")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    shared.add_period(parser)
    shared.add_engagement(parser)
    parser.add_argument(
        "--cost", metavar="NAME=AMOUNT", action="append", default=[],
        help=_("what the work cost in this time, such as charging=120; may be given again"),
    )  # fmt: skip
    parser.add_argument(
        "--cost-per-km", metavar="AMOUNT", default="", help=_("what a kilometre cost")
    )
    parser.add_argument(
        "--cost-source", metavar="TEXT", default="", help=_("where --cost-per-km is from")
    )


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal, read_only=True) as wallet:
        chosen = arguments.engagement and find_engagement(wallet, arguments.engagement).id
        months = list_months.months(wallet, chosen or None)
        period = shared.period_of(arguments) or (months[0] if months else None)
        if period is None:
            raise GigWalletError("hours_nothing")
        found = tell_hours(
            wallet,
            period,
            chosen or None,
            _costs(arguments, wallet, chosen or None),
            Surroundings().resources,
        )
        zone = _zone(wallet)
    result = hours_values.told(found)
    if arguments.cost_per_km:
        result = {**result, "cost_source": arguments.cost_source}
    return Reply(result, list(hours_words.told(found, zone)))


def _costs(
    arguments: argparse.Namespace, wallet: Wallet, chosen: EngagementId | None
) -> Costs | None:
    if not (arguments.cost or arguments.cost_per_km):
        return None
    if arguments.cost_per_km and not arguments.cost_source:
        raise GigWalletError("usage", what=_("Say with --cost-source where --cost-per-km is from"))
    known = [each for each in engagements(wallet) if chosen in (None, each.id)]
    currency = known[0].engagement.currency if known else "CNY"
    named = tuple(_named(each, currency) for each in arguments.cost)
    per_km = _per_km(arguments.cost_per_km) if arguments.cost_per_km else None
    return Costs(named, per_km, arguments.cost_source)


def _named(text: str, currency: str) -> tuple[str, Money]:
    name, _equals, cost = text.partition("=")
    amount = shared.money_of("--cost", cost, currency)
    if not name or amount.minor < 0:
        raise GigWalletError("bad_argument", name="--cost", text=text)
    return name, amount


def _per_km(text: str) -> Decimal:
    """May be finer than a cent; below zero nothing costs."""
    try:
        rate = Decimal(text)
    except InvalidOperation as cause:
        raise GigWalletError("bad_argument", name="--cost-per-km", text=text) from cause
    if not rate.is_finite() or rate < 0:
        raise GigWalletError("bad_argument", name="--cost-per-km", text=text)
    return rate


def _zone(wallet: Wallet) -> str:
    known = engagements(wallet)
    return known[0].engagement.zone if known else "UTC"
