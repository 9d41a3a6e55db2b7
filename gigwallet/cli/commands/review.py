"""``gigwallet review``: fields of screens that wait for a person, and what the person says."""

from __future__ import annotations

import argparse

from gigwallet.app.records.keep_exhibits import find_exhibit
from gigwallet.app.screens import review_fields
from gigwallet.app.screens.review_fields import (
    Absent,
    Confirm,
    Correct,
    ReviewCounts,
    Saying,
    ToReview,
)
from gigwallet.app.wallet import Wallet
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets, values
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import N_, _, number, refusals

NAME = "review"
ORDER = 23
HELP = N_("what waits for your eyes on screenshots; confirm, correct or strike it out")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument(
        "id", metavar="ID", nargs="?", default="", help=_("the exhibit, or the beginning of its id")
    )
    parser.add_argument(
        "--confirm", metavar="FIELD", default="", help=_("the picture says what was read")
    )
    parser.add_argument(
        "--correct", metavar=("FIELD", "VALUE"), nargs=2, help=_("the picture says VALUE")
    )
    parser.add_argument(
        "--absent", metavar="FIELD", default="", help=_("the picture does not say this")
    )
    parser.add_argument(
        "--undo", action="store_true", help=_("take back the last decision that still holds")
    )
    parser.add_argument(
        "--limit", metavar="N", type=int, default=50, help=_("show at most N, least sure first")
    )


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    saying = _saying(arguments)
    if saying is not None and not arguments.id:
        raise GigWalletError("usage", what=_("Name the exhibit before --confirm and the like"))
    changes = saying is not None or arguments.undo
    with secrets.opened(arguments, terminal, read_only=not changes) as wallet:
        if arguments.undo and review_fields.take_back(wallet) is None:
            raise GigWalletError("no_decision_left")
        if saying is not None:
            name, said = saying
            review_fields.decide(wallet, find_exhibit(wallet, arguments.id).id, name, said)
        items = _items(wallet, arguments)
        counts = review_fields.review_counts(wallet)
    return Reply(
        {
            "review": [_told(each) for each in items],
            "waiting": counts.waiting,
            "proven": counts.proven,
            "confirmed": counts.confirmed,
        },
        [*(line for each in items for line in _lines(each)), _counted(counts)],
        exit_code=LOOK if counts.waiting else DONE,
    )


def _saying(arguments: argparse.Namespace) -> tuple[str, Saying] | None:
    said: list[tuple[str, Saying]] = []
    if arguments.confirm:
        said.append((arguments.confirm, Confirm()))
    if arguments.correct:
        said.append((arguments.correct[0], Correct(arguments.correct[1])))
    if arguments.absent:
        said.append((arguments.absent, Absent()))
    if len(said) > 1 or (said and arguments.undo):
        raise GigWalletError("usage", what=_("Say one thing at a time"))
    return said[0] if said else None


def _items(wallet: Wallet, arguments: argparse.Namespace) -> list[ToReview]:
    if not arguments.id:
        return review_fields.to_review(wallet, max(0, arguments.limit), crops=False)
    which = find_exhibit(wallet, arguments.id).id
    every = review_fields.to_review(wallet, 10_000, crops=False)
    return [each for each in every if each.exhibit == which][: max(0, arguments.limit)]


def _told(each: ToReview) -> values.Json:
    field = each.field
    return {
        "exhibit": each.exhibit,
        "file": each.name,
        "template": each.template,
        "field": field.name,
        "label": field.label,
        "text": field.text,
        "value": each.guess or None,
        "currency": field.currency or None,
        "page": field.page,
        "box": field.box.pointer,
        "confidence": round(field.confidence, 3),
        "reason": each.why,
        "why": refusals.reason(each.why),
    }


def _lines(each: ToReview) -> list[str]:
    field = each.field
    guess = f"{each.guess} {field.currency}".strip() or _("nothing that fits")
    return [
        f"{each.exhibit[:12]}  {field.name}  {field.label}: {guess}",
        f"    {each.name}, {field.value_box.pointer}. {refusals.reason(each.why)}",
    ]


def _counted(counts: ReviewCounts) -> str:
    return _("{waiting} to review, {proven} proven, {confirmed} decided by you").format(
        waiting=number(counts.waiting),
        proven=number(counts.proven),
        confirmed=number(counts.confirmed),
    )
