"""``gigwallet letter``: the complaint letter as a sealed PDF."""

from __future__ import annotations

import argparse

from gigwallet.app import draft_letter
from gigwallet.app.keep_engagement import find_engagement
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets, values
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import N_, _, language, money, refusals

NAME = "letter"
ORDER = 70
HELP = N_("write the letter that asks for the pay that is short")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_document(parser)
    parser.add_argument(
        "--field", action="append", default=[], metavar="NAME=TEXT",
        help=_("fill in a field of the letter (again for more)"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    period = shared.period_of(arguments)
    job = terminal.job()
    with secrets.opened(arguments, terminal) as wallet:
        known = find_engagement(wallet, arguments.engagement)
        draft = draft_letter.prepare(
            wallet, known.id, period, arguments.letter_lang or language(), job
        )
        draft = draft_letter.edited(draft, dict(_pair(each) for each in arguments.field))
        written = draft_letter.write(
            wallet, draft, arguments.out, replace=arguments.replace, job=job
        )
    at_least = draft.at_least
    return Reply(
        {
            "file": str(written.path),
            "pages": written.pages,
            "digest": written.digest,
            "at_least": values.amount(at_least),
            "currency": at_least and at_least.currency,
            "gaps": [values.step(each) for each in draft.gaps],
        },
        [
            _("The letter is in {name}.").format(name=written.path),
            *([_("It asks for at least {sum}.").format(sum=money(at_least))] if at_least else []),
            *(refusals.explain(each) for each in draft.gaps),
        ],
    )


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise GigWalletError("bad_argument", name="--field", text=text)
    return name, value
