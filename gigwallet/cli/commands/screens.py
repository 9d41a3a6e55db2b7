"""``gigwallet screens``: what was read of pictures and scans, and reading what waits."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from gigwallet.app.records.keep_engagement import find_engagement
from gigwallet.app.records.keep_exhibits import find_exhibit
from gigwallet.app.screens import learn_labels, read_screens, screens_due
from gigwallet.app.screens.find_copies import LooksLike, copies
from gigwallet.app.screens.list_screens import ScreenSummary, screens
from gigwallet.app.screens.place_screens import place
from gigwallet.app.screens.review_fields import judge_copy
from gigwallet.app.screens.state_screens import ReadOutcome
from gigwallet.app.wallet import Wallet
from gigwallet.cli import arguments as shared
from gigwallet.cli import knowing_screens, secrets, values
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import N_, _, labels, moment, ngettext, number, refusals

NAME = "screens"
ORDER = 22
HELP = N_("read screenshots and scans; list what was read of them")

_TROUBLES = {
    "screen_of_a_wallet": "screen_of_a_wallet",
    "engagement_ambiguous": "screen_unplaced",
}


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument("--read", action="store_true", help=_("read what waits, the latest first"))
    parser.add_argument(
        "--again", action="store_true", help=_("also what could not be read before")
    )
    parser.add_argument(
        "--place", metavar="ID", default="",
        help=_("the screen ID is of the work for --engagement"),
    )  # fmt: skip
    parser.add_argument(
        "--same", nargs=2, metavar=("COPY", "OF"), help=_("COPY is the picture OF saved once more")
    )
    parser.add_argument(
        "--different", nargs=2, metavar=("ID", "OTHER"), help=_("the two only look alike")
    )
    knowing_screens.configure(parser)
    shared.add_engagement(parser)


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    pair = arguments.same or arguments.different
    reads = any((arguments.read, arguments.again, arguments.place, pair))
    writes = reads or knowing_screens.changes(arguments)
    with secrets.opened(arguments, terminal, read_only=not writes) as wallet:
        if arguments.share:
            return knowing_screens.share(wallet, arguments.share)
        done = ReadOutcome()
        changed = knowing_screens.change(wallet, arguments)
        if pair:
            one, other = (find_exhibit(wallet, each).id for each in pair)
            done = judge_copy(wallet, one, other, same=bool(arguments.same))
        if arguments.place:
            done = _placed(wallet, arguments)
        if arguments.again:
            screens_due.try_again(wallet)
        if arguments.read or arguments.again:
            done = read_screens.read_waiting(wallet, terminal.job())
        waiting = len(screens_due.waiting(wallet))
        told = screens(wallet)
        alike = copies(wallet)
        spellings = learn_labels.proposed(wallet)
        known, known_lines = knowing_screens.known(wallet) if arguments.known else ([], [])
    look = bool(waiting or alike or any(each.waiting or each.trouble for each in told))
    return Reply(
        {
            "screens": [_told(each) for each in told],
            "waiting": waiting,
            "read": {**asdict(done), "changed": sorted(done.changed)},
            "copies": [asdict(each) for each in alike],
            "spellings": [knowing_screens.told_label(each) for each in spellings],
            "known": known,
        },
        [
            *changed,
            *(known_lines or _lines(told, waiting, done, alike)),
            *knowing_screens.proposed_lines(spellings),
        ],
        exit_code=LOOK if look else DONE,
    )


def _placed(wallet: Wallet, arguments: argparse.Namespace) -> ReadOutcome:
    if not arguments.engagement:
        raise GigWalletError("usage", what=_("Name the engagement with --engagement"))
    engagement = find_engagement(wallet, arguments.engagement).id
    return place(wallet, find_exhibit(wallet, arguments.place).id, engagement)


def _told(each: ScreenSummary) -> values.Json:
    return {
        "exhibit": each.exhibit,
        "name": each.name,
        "template": each.template or None,
        "platform": each.platform or None,
        "taken_at": values.moment(each.taken_at),
        "taken_from": each.taken_from.value,
        "fields": each.fields,
        "waiting": each.waiting,
        "proven": each.proven,
        "confirmed": each.confirmed,
        "missing": list(each.missing),
        "trouble": each.trouble or None,
    }


def _lines(
    told: list[ScreenSummary], waiting: int, done: ReadOutcome, alike: list[LooksLike]
) -> list[str]:
    lines = []
    for each in told:
        taken = ""
        if each.taken_at is not None:
            sign = labels.label(each.taken_from)
            taken = f"  {moment(each.taken_at)} ({sign})"
        lines.append(f"{each.exhibit[:12]}  {each.template or '-'}  {each.name}{taken}")
        lines.append(f"    {_said(each)}")
    for pair in alike:
        text = (
            _("{one} looks like {other}, saved once more. --same or --different settles it.")
            if pair.sure
            else _("{one} may be {other}, saved once more. --same or --different settles it.")
        )
        lines.append(text.format(one=pair.exhibit[:12], other=pair.original[:12]))
    if done.read:
        lines.append(
            ngettext("{count} read", "{count} read", done.read).format(count=number(done.read))
        )
    if waiting:
        lines.append(
            ngettext(
                "{count} waits to be read: gigwallet screens VAULT --read",
                "{count} wait to be read: gigwallet screens VAULT --read",
                waiting,
            ).format(count=number(waiting))
        )
    return lines or [_("No picture was read yet.")]


def _said(each: ScreenSummary) -> str:
    if each.trouble:
        return refusals.reason(_TROUBLES.get(each.trouble, "screen_unreadable"))
    if not each.template:
        return _("Read for search. It is no screen that is known.")
    parts = [
        _("{count} proven").format(count=number(each.proven)),
        _("{count} decided by you").format(count=number(each.confirmed)),
    ]
    if each.waiting:
        parts.append(_("{count} to review").format(count=number(each.waiting)))
    if each.missing:
        parts.append(_("not found: {names}").format(names=", ".join(each.missing)))
    return _("; ").join(parts)
