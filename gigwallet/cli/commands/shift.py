"""``gigwallet shift``: start, pause, resume and end work; how long it was."""

from __future__ import annotations

import argparse

from gigwallet.app.records import keep_shift
from gigwallet.app.records.keep_engagement import find_engagement
from gigwallet.app.records.keep_shift import Hours
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets, values
from gigwallet.cli.commands import add
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _, duration, moment

NAME = "shift"
ORDER = 50
HELP = N_("start, pause, resume, end a shift; add one that is past; how long you worked")


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar=_("WHAT"), required=True)
    for name, text in (
        ("start", _("begin to work")),
        ("pause", _("begin a break")),
        ("resume", _("end the break")),
        ("end", _("end the work")),
        ("status", _("what runs now, and the hours of today and this week")),
    ):
        added = what.add_parser(name, help=text, description=text)
        shared.add_common(added)
        shared.add_vault(added)
        if name == "start":
            shared.add_engagement(added)
        added.set_defaults(action=_now)
    past = what.add_parser("add", help=_("a span of work that is past"))
    shared.add_common(past)
    shared.add_vault(past)
    add.shift_arguments(past)
    past.set_defaults(action=add.shift)


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    reply: Reply = arguments.action(arguments, terminal)
    return reply


def _now(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    reading = arguments.what == "status"
    with secrets.opened(arguments, terminal, read_only=reading) as wallet:
        if arguments.what == "start":
            keep_shift.start(wallet, find_engagement(wallet, arguments.engagement).id)
        elif arguments.what == "pause":
            keep_shift.pause(wallet)
        elif arguments.what == "resume":
            keep_shift.resume(wallet)
        elif arguments.what == "end":
            keep_shift.end(wallet)
        status = keep_shift.status(wallet)
    running = status.open
    if running is None:
        first = _("No shift is running.")
    elif status.on_break:
        first = _("On a break since {when}.").format(when=moment(running.fact.started_at))
    else:
        first = _("At work since {when}.").format(when=moment(running.fact.started_at))
    return Reply(
        {
            "running": running
            and {
                "id": running.id,
                "state": running.fact.state.value,
                "started_at": values.moment(running.fact.started_at),
            },
            "on_break": status.on_break,
            "today": _hours(status.today),
            "week": _hours(status.week),
        },
        [
            first,
            _("Today: {logged_in} logged in, {engaged} on orders").format(**_spoken(status.today)),
            _("This week: {logged_in} logged in, {engaged} on orders").format(
                **_spoken(status.week)
            ),
        ],
    )


def _hours(hours: Hours) -> dict[str, int]:
    return {
        "engaged_s": int(hours.engaged.total_seconds()),
        "logged_in_s": int(hours.logged_in.total_seconds()),
    }


def _spoken(hours: Hours) -> dict[str, str]:
    return {"engaged": duration(hours.engaged), "logged_in": duration(hours.logged_in)}
