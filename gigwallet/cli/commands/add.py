"""``gigwallet add``: what the person types; it is marked as typed."""

from __future__ import annotations

import argparse
from dataclasses import replace

from gigwallet.app.records import add_record
from gigwallet.app.records.keep_engagement import add_engagement, find_engagement
from gigwallet.app.records.keep_worker import put_worker, worker
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.payout import Payout, PayoutMethod, PayoutSide
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.domain.statement import Coverage, Deduction, Statement, StatementKind
from gigwallet.domain.tally import Tally
from gigwallet.words import N_, _

NAME = "add"
ORDER = 30
HELP = N_("type in an engagement, a count of orders, a pay slip, a payout, a shift, who you are")

_ENGAGEMENT = ("contracting_firm", "paying_firm", "kind", "level", "vehicle", "account")
_WORKER = ("name", "id_number", "phone", "address", "email")


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar=_("WHAT"), required=True)
    for name, text, fill, action in (
        ("engagement", _("for whom you ride"), _engagement_arguments, _engagement),
        ("tally", _("orders, distance, hours of some days"), _tally_arguments, _tally),
        ("statement", _("what a pay slip or bill says"), _statement_arguments, _statement),
        ("payout", _("money that arrived"), _payout_arguments, _payout),
        ("shift", _("a span of work"), shift_arguments, shift),
        ("worker", _("who you are, for letters"), _worker_arguments, _worker),
    ):
        added = what.add_parser(name, help=text, description=text)
        shared.add_common(added)
        shared.add_vault(added)
        fill(added)
        added.set_defaults(action=action)


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    reply: Reply = arguments.action(arguments, terminal)
    return reply


def _engagement_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--platform", required=True, help=_("meituan, eleme, uber, or your word"))
    parser.add_argument("--city", default="", help=_("city"))
    parser.add_argument("--zone", default="Asia/Shanghai", help=_("time zone, IANA name"))
    parser.add_argument("--currency", default="CNY", help=_("ISO 4217 code"))
    for name in _ENGAGEMENT:
        parser.add_argument(f"--{name.replace('_', '-')}", default="")
    parser.add_argument("--from", dest="first", metavar="YYYY-MM-DD", help=_("first day"))
    parser.add_argument("--to", dest="last", metavar="YYYY-MM-DD", help=_("last day"))
    parser.add_argument("--label", default="", help=_("what your tables call it"))


def _engagement(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    new = Engagement(
        platform=arguments.platform,
        city=arguments.city,
        zone=arguments.zone,
        currency=arguments.currency,
        first_day=arguments.first and shared.day_of("--from", arguments.first),
        last_day=arguments.last and shared.day_of("--to", arguments.last),
        **{name: getattr(arguments, name) for name in _ENGAGEMENT},
    )
    with secrets.opened(arguments, terminal) as wallet:
        made = add_engagement(wallet, new, arguments.label)
    return Reply(
        {"what": "engagement", "id": made, "known": False}, [_("Added: {id}").format(id=made)]
    )


def _tally_arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_engagement(parser)
    shared.add_period(parser)
    parser.add_argument("--orders", type=int, help=_("orders done"))
    parser.add_argument("--km", help=_("distance in kilometres"))
    parser.add_argument("--hours", help=_("time worked, 7:30 or 7.5"))
    parser.add_argument("--note", default="")


def _tally(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    metres = None if arguments.km is None else shared.decimal_of("--km", arguments.km) * 1000
    worked = None if arguments.hours is None else shared.hours_of("--hours", arguments.hours)
    period = shared.needed_period(arguments)
    with secrets.opened(arguments, terminal) as wallet:
        known = find_engagement(wallet, arguments.engagement)
        tally = Tally(
            platform=known.engagement.platform,
            period=period,
            orders=arguments.orders,
            distance_m=None if metres is None else int(metres),
            worked=worked,
            note=arguments.note,
        )
        return _added("tally", add_record.add_tally(wallet, known.id, tally))


def _statement_arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_engagement(parser)
    shared.add_period(parser)
    parser.add_argument("--gross", metavar="AMOUNT", help=_("pay before deductions, as printed"))
    parser.add_argument("--net", metavar="AMOUNT", help=_("pay after deductions, as printed"))
    parser.add_argument(
        "--deduction", action="append", default=[], metavar="LABEL=AMOUNT",
        help=_("a deduction as printed (again for more)"),
    )  # fmt: skip
    parser.add_argument("--orders", type=int, help=_("orders, as printed"))
    parser.add_argument("--ref", default="", help=_("number of the statement"))
    parser.add_argument("--kind", choices=[each.value for each in StatementKind], default="payslip")
    parser.add_argument("--issued", metavar="YYYY-MM-DD", help=_("day of issue"))
    parser.add_argument(
        "--listed-lines-only", action="store_true",
        help=_("it covers only the orders that it lists, not the whole period"),
    )  # fmt: skip


def _statement(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    period = shared.needed_period(arguments)
    with secrets.opened(arguments, terminal) as wallet:
        known = find_engagement(wallet, arguments.engagement)
        said = known.engagement
        issued = arguments.issued and shared.moment_of("--issued", arguments.issued, said.zone)
        covers = Coverage.LISTED_LINES if arguments.listed_lines_only else Coverage.WHOLE_PERIOD
        statement = Statement(
            platform=said.platform,
            kind=StatementKind(arguments.kind),
            period=period,
            currency=said.currency,
            covers=covers,
            ref=arguments.ref,
            issued_at=issued,
            orders=arguments.orders,
            gross=arguments.gross and shared.money_of("--gross", arguments.gross, said.currency),
            deductions=tuple(_deduction(each, said.currency) for each in arguments.deduction),
            net=arguments.net and shared.money_of("--net", arguments.net, said.currency),
        )
        return _added("statement", add_record.add_statement(wallet, known.id, statement))


def _deduction(text: str, currency: str) -> Deduction:
    label, equals, amount = text.rpartition("=")
    if not equals or not label.strip():
        raise GigWalletError("bad_argument", name="--deduction", text=text)
    # Pay slips print what is taken off with or without its minus sign.
    taken = abs(shared.money_of("--deduction", amount, currency))
    return Deduction(label.strip(), -taken)


def _payout_arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_engagement(parser)
    shared.add_period(parser)
    parser.add_argument("--on", required=True, metavar="WHEN", help=_("day or moment of arrival"))
    parser.add_argument("--amount", required=True, help=_("amount"))
    parser.add_argument("--payer", default="", help=_("payer, as the bank or wallet writes it"))
    parser.add_argument("--ref", default="", help=_("transaction number"))
    parser.add_argument("--method", choices=[each.value for each in PayoutMethod], default="bank")
    parser.add_argument(
        "--stated", action="store_true", help=_("the platform says it sent this; not seen arriving")
    )


def _payout(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal) as wallet:
        known = find_engagement(wallet, arguments.engagement)
        said = known.engagement
        payout = Payout(
            side=PayoutSide.STATED if arguments.stated else PayoutSide.RECEIVED,
            at=shared.moment_of("--on", arguments.on, said.zone),
            amount=shared.money_of("--amount", arguments.amount, said.currency),
            platform=said.platform,
            payer_text=arguments.payer,
            period=shared.period_of(arguments),
            method=PayoutMethod(arguments.method),
            ext_ref=arguments.ref,
        )
        return _added("payout", add_record.add_payout(wallet, known.id, payout))


def shift_arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_engagement(parser)
    parser.add_argument("--start", required=True, metavar="WHEN", help=_("2025-07-01T12:00"))
    parser.add_argument("--end", required=True, metavar="WHEN", help=_("2025-07-01T12:40"))
    parser.add_argument("--state", choices=[each.value for each in ShiftState], default="worked")


def shift(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal) as wallet:
        known = find_engagement(wallet, arguments.engagement)
        zone = known.engagement.zone
        worked = Shift(
            platform=known.engagement.platform,
            state=ShiftState(arguments.state),
            started_at=shared.moment_of("--start", arguments.start, zone),
            ended_at=shared.moment_of("--end", arguments.end, zone),
        )
        return _added("shift", add_record.add_shift(wallet, known.id, worked))


def _worker_arguments(parser: argparse.ArgumentParser) -> None:
    for name in _WORKER:
        parser.add_argument(f"--{name.replace('_', '-')}", default=None)


def _worker(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    said = {name: value for name in _WORKER if (value := getattr(arguments, name)) is not None}
    with secrets.opened(arguments, terminal) as wallet:
        put_worker(wallet, replace(worker(wallet), **said))
    return Reply({"what": "worker", "fields": sorted(said)}, [_("Noted.")])


def _added(what: str, added: add_record.AddedRecord) -> Reply:
    line = _("This was typed before: {id}") if added.known else _("Added: {id}")
    return Reply({"what": what, "id": added.id, "known": added.known}, [line.format(id=added.id)])
