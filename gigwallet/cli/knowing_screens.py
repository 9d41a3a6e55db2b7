"""The part of ``gigwallet screens`` that is about what is known: screens and labels are listed,
learnt, given on, taken in and forgotten."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from gigwallet.app.screens import known_screens, learn_labels, share_screens
from gigwallet.app.screens.learn_labels import LearntLabel, Proposed
from gigwallet.app.screens.list_known_screens import KnownScreen, known_screens_of
from gigwallet.app.screens.share_screens import Change, Offered
from gigwallet.app.wallet import Wallet
from gigwallet.cli import values
from gigwallet.cli.reply import Reply
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory
from gigwallet.words import N_, _, labels, ngettext, number, screen_words
from gigwallet.words.labels import platform

_CHANGES = ("learn", "learn_label", "not_label", "unlearn", "teach", "forget")
PAID_FOR = tuple(each.value for each in learn_labels.PAID_FOR)
_TAKEN_IN = {
    Change.NEW: N_("{screen} is known from now on."),
    Change.LABELS: N_("{screen} is read with more labels from now on: {labels}"),
    Change.IN_PLACE_OF_PROGRAMS: N_("{screen} is known from this file now, not from GigWallet's."),
    Change.IN_PLACE_OF_TAUGHT: N_("{screen} is known from this file now, not as it was taught."),
    Change.NOTHING: N_("All that this file says of {screen} was known already."),
}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--known", action="store_true", help=_("list the screens and labels that are known")
    )
    parser.add_argument(
        "--learn", action="store_true",
        help=_("learn the labels that your answers confirmed on two screens or more"),
    )  # fmt: skip
    parser.add_argument(
        "--learn-label", metavar="LABEL", default="",
        help=_("learn this one of the labels that your answers confirmed"),
    )  # fmt: skip
    parser.add_argument(
        "--paid-for", metavar="CATEGORY", default="", choices=["", *PAID_FOR],
        help=_("with --learn-label: what an amount is paid for that a sum lacks"),
    )  # fmt: skip
    parser.add_argument(
        "--not-label", metavar="LABEL", default="",
        help=_("do not propose this label any more"),
    )  # fmt: skip
    parser.add_argument(
        "--unlearn", metavar="LABEL", default="", help=_("take a label back that was learnt")
    )
    parser.add_argument(
        "--teach", metavar="FILE", type=Path,
        help=_("let this vault know the screen that FILE describes"),
    )  # fmt: skip
    parser.add_argument(
        "--share", metavar="SCREEN", default="",
        help=_("print the description of a screen, to give on; it holds no data of yours"),
    )  # fmt: skip
    parser.add_argument(
        "--forget", metavar="SCREEN", default="",
        help=_("forget a screen that was taught or taken in"),
    )  # fmt: skip


def changes(arguments: argparse.Namespace) -> bool:
    return any(getattr(arguments, each) for each in _CHANGES)


def share(wallet: Wallet, key: str) -> Reply:
    text = share_screens.shared(wallet, key).text
    return Reply({"screen": key, "text": text}, text.splitlines())


def change(wallet: Wallet, arguments: argparse.Namespace) -> list[str]:
    """What was asked for, in this order: taken in, forgotten, declined, learnt, taken back. Each in
    a line."""
    said = []
    if arguments.teach:
        offer = share_screens.offered(wallet, arguments.teach)
        share_screens.take_in(wallet, offer)
        said.append(_taken_in(offer))
    if arguments.forget:
        known_screens.forget(wallet, arguments.forget)
        said.append(_("{screen} is forgotten.").format(screen=arguments.forget))
    if arguments.not_label:
        for each in _proposed(wallet, arguments.not_label):
            learn_labels.decline(wallet, each.label)
    if arguments.learn_label:
        said += [_learnt(each) for each in _learn(wallet, arguments)]
    if arguments.learn:
        said += [_learnt(each.label) for each in learn_labels.learn_sure(wallet)]
    if arguments.unlearn:
        for label in _one_of(learn_labels.learnt(wallet), arguments.unlearn):
            learn_labels.unlearn(wallet, label)
            said.append(_("{label} is no longer known.").format(label=label.label))
    return said


def known(wallet: Wallet) -> tuple[list[values.Json], list[str]]:
    """For programs and for people."""
    found = known_screens_of(wallet)
    return [_told(each) for each in found], [line for each in found for line in _lines(each)]


def told_label(offer: Proposed) -> values.Json:
    return {
        **_told_label(offer.label),
        "field": offer.label.field if offer.means else None,
        "adds_up": offer.adds_up or None,
        "times": offer.times,
    }


def proposed_lines(offers: Sequence[Proposed]) -> list[str]:
    return [_proposed_line(each) for each in offers]


def _proposed_line(each: Proposed) -> str:
    label, template = each.label.label, each.label.template
    if each.means is not None and each.adds_up:
        words = _(
            "{label} stands beside just what the other amounts of {field} come to ({template}). "
            "To learn it: --learn-label {label}"
        )
        return words.format(label=label, field=each.means.called, template=template)
    if each.means is not None:
        words = _(
            "{label} was confirmed as {field} ({template}). To learn it: --learn-label {label}"
        )
        return words.format(label=label, field=each.means.called, template=template)
    words = _(
        "{label} is what {total} lacks ({template}). To learn it: --learn-label {label} "
        "--paid-for {categories}"
    )
    categories = "|".join(PAID_FOR)
    return words.format(label=label, total=each.adds_up, template=template, categories=categories)


def _learn(wallet: Wallet, arguments: argparse.Namespace) -> list[LearntLabel]:
    learnt = []
    for each in _proposed(wallet, arguments.learn_label):
        label = each.label
        if label.part is not None:
            if not arguments.paid_for:
                raise GigWalletError("usage", what=_("Say what it is paid for with --paid-for"))
            label = learn_labels.as_paid_for(label, PayCategory(arguments.paid_for))
        learn_labels.learn(wallet, label)
        learnt.append(label)
    return learnt


def _proposed(wallet: Wallet, text: str) -> tuple[Proposed, ...]:
    found = tuple(each for each in learn_labels.proposed(wallet) if each.label.label == text)
    if not found:
        raise GigWalletError("label_not_learnt", label=text)
    return found


def _one_of(learnt: Sequence[LearntLabel], text: str) -> list[LearntLabel]:
    found = [each for each in learnt if each.label == text]
    if not found:
        raise GigWalletError("label_not_learnt", label=text)
    return found


def _taken_in(offer: Offered) -> str:
    more = ", ".join(each.label for each in offer.labels)
    return _(_TAKEN_IN[offer.change]).format(screen=offer.story.key, labels=more)


def _learnt(each: LearntLabel) -> str:
    if each.part is not None:
        return _("learnt: {label} means {field} ({template})").format(
            label=each.label, field=labels.label(each.part.pay), template=each.template
        )
    return _("learnt: {label} means {field} ({template})").format(
        label=each.label, field=each.field, template=each.template
    )


def _told(each: KnownScreen) -> values.Json:
    return {
        "screen": each.key,
        "platform": each.story.platform,
        "kind": each.story.kind,
        "origin": each.origin.value,
        "wording": each.sureness.value,
        "pictures": each.pictures,
        "confirmed": each.confirmed,
        "replaces": each.replaces,
        "learnt": [_told_label(label) for label in each.learnt],
    }


def _told_label(each: LearntLabel) -> values.Json:
    paid_for = each.part.pay.value if each.part else None
    return {
        "template": each.template,
        "field": each.field,
        "label": each.label,
        "paid_for": paid_for,
    }


def _lines(each: KnownScreen) -> list[str]:
    read = ngettext("{count} picture", "{count} pictures", each.pictures)
    parts = (
        each.key,
        f"{platform(each.story.platform)}, {screen_words.about(each.story.kind)}",
        screen_words.origin(each.origin.value),
        screen_words.sureness(each.sureness.value),
        read.format(count=number(each.pictures)),
    )
    return ["  ".join(parts), *(f"    {_learnt(label)}" for label in each.learnt)]
