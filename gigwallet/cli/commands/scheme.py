"""``gigwallet scheme``: the person's pay rules, and the shapes to start from."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.floors import choose_floor
from gigwallet.app.pay import state_measure
from gigwallet.app.reading import read_text
from gigwallet.app.records.keep_engagement import find_engagement
from gigwallet.app.rules import keep_scheme
from gigwallet.app.rules.keep_proof import proof_of
from gigwallet.app.wallet import Surroundings
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal, table
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.scheme import KnownScheme
from gigwallet.words import N_, _, language

NAME = "scheme"
ORDER = 40
HELP = N_("your pay rules: add one, list them, show one, choose a floor of law, show the shapes")


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar=_("WHAT"), required=True)
    add = what.add_parser("add", help=_("keep the pay rule that a TOML file states"))
    shared.add_common(add)
    shared.add_vault(add)
    add.add_argument("file", type=Path, metavar="FILE", help=_("pay rule, docs/pay-schemes.md"))
    add.add_argument(
        "--proof", metavar="FILE", type=Path, help=_("picture or PDF that shows the rule")
    )
    shared.add_engagement(add)
    add.set_defaults(action=_add)
    listed = what.add_parser("list", help=_("list your pay rules"))
    shared.add_common(listed)
    shared.add_vault(listed)
    listed.set_defaults(action=_list)
    show = what.add_parser("show", help=_("print a pay rule"))
    shared.add_common(show)
    shared.add_vault(show)
    show.add_argument("id", metavar="ID", help=_("its id, or the beginning of it"))
    show.set_defaults(action=_show)
    floor = what.add_parser(
        "floor", help=_("choose the pay floor of public law that holds for an account")
    )
    shared.add_common(floor)
    shared.add_vault(floor)
    floor.add_argument(
        "pack", nargs="?", metavar="PACK", help=_("such as us_nyc/tlc; left out: show the choice")
    )
    floor.add_argument("--none", action="store_true", help=_("hold pay against no floor"))
    shared.add_engagement(floor)
    floor.set_defaults(action=_floor)
    state = what.add_parser(
        "state", help=_("state a number that a rule asks you for; left out: list what is asked")
    )
    shared.add_common(state)
    shared.add_vault(state)
    state.add_argument(
        "measure", nargs="?", metavar="NAME", help=_("as the rule calls it, such as acceptance")
    )
    state.add_argument("value", nargs="?", metavar="NUMBER")
    shared.add_period(state)
    shared.add_engagement(state)
    state.set_defaults(action=_state)
    shapes = what.add_parser("shapes", help=_("list the shapes that the program ships"))
    shared.add_common(shapes)
    shapes.add_argument("key", nargs="?", metavar="KEY", help=_("print this one"))
    shapes.set_defaults(action=_shapes)


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    reply: Reply = arguments.action(arguments, terminal)
    return reply


def _add(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    text = read_text(arguments.file, most=keep_scheme.LONGEST_SCHEME)
    with secrets.opened(arguments, terminal) as wallet:
        engagement = find_engagement(wallet, arguments.engagement).id
        proof = proof_of(wallet, arguments.proof, engagement) if arguments.proof else None
        made = keep_scheme.add_scheme_text(wallet, text, engagement, proof)
        known = next(each for each in keep_scheme.schemes(wallet) if each.id == made)
    return Reply(_scheme(known), [_("Added: {id}").format(id=made)])


def _floor(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    changes = arguments.none or bool(arguments.pack)
    if arguments.none and arguments.pack:
        raise GigWalletError("usage", what=_("Give a floor or --none, one of the two"))
    with secrets.opened(arguments, terminal, read_only=not changes) as wallet:
        engagement = find_engagement(wallet, arguments.engagement).id
        if changes:
            chosen = choose_floor.choose_floor(wallet, engagement, arguments.pack or "")
        else:
            chosen = choose_floor.chosen_floor(wallet, engagement)
        choices = choose_floor.floor_choices(wallet.resources)
    spoken = language()
    rows = [
        [each.name, each.currency, f"{each.place[spoken]}: {each.title[spoken]}"]
        for each in choices
        if not changes
    ]
    said = _("Pay is held against the floor {name}.") if chosen else _("Pay is held to no floor.")
    value = {"engagement": engagement, "floor": chosen, "known": [each.name for each in choices]}
    return Reply(value, [said.format(name=chosen), *table(rows)])


def _state(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    period = shared.needed_period(arguments)
    changes = arguments.measure is not None
    if changes and arguments.value is None:
        raise GigWalletError("usage", what=_("Give the number as well"))
    with secrets.opened(arguments, terminal, read_only=not changes) as wallet:
        engagement = find_engagement(wallet, arguments.engagement).id
        if changes:
            number = shared.decimal_of("NUMBER", arguments.value)
            state_measure.state_measure(wallet, engagement, arguments.measure, period, number)
        asked = state_measure.asked_measures(wallet, period, engagement)
    rows = [[each.name, each.label, str(each.span), each.shown or "-"] for each in asked]
    value = [
        {
            "scheme": each.scheme,
            "name": each.name,
            "label": each.label,
            "first": each.span.first.isoformat(),
            "last": each.span.last.isoformat(),
            "said": each.shown or None,
        }
        for each in asked
    ]
    lines = table(rows) or [_("No rule of yours asks you for a number in these days.")]
    return Reply({"engagement": engagement, "asked": value}, lines)


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal, read_only=True) as wallet:
        known = keep_scheme.schemes(wallet)
    rows = [
        [
            each.id[:8],
            each.scheme.name,
            each.scheme.first_day.isoformat(),
            _("illustrative") if each.scheme.illustrative else "",
            _("with proof") if each.scheme.proof else _("no proof of it yet"),
        ]
        for each in known
    ]
    return Reply({"schemes": [_scheme(each) for each in known]}, table(rows))


def _show(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal, read_only=True) as wallet:
        found = [each for each in keep_scheme.schemes(wallet) if each.id.startswith(arguments.id)]
    if len(found) != 1:
        raise GigWalletError("scheme_unknown", name=arguments.id)
    return Reply(
        _scheme(found[0]) | {"toml": found[0].scheme.text}, found[0].scheme.text.splitlines()
    )


def _shapes(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    shipped = keep_scheme.shapes(Surroundings().resources)
    if arguments.key:
        for each in shipped:
            if each.key == arguments.key:
                return Reply({"key": each.key, "toml": each.text}, each.text.splitlines())
        raise GigWalletError("scheme_unknown", name=arguments.key)
    return Reply(
        {"shapes": [{"key": each.key, "name": each.name} for each in shipped]},
        table([[each.key, each.titles.get(language(), each.name)] for each in shipped]),
    )


def _scheme(known: KnownScheme) -> dict[str, object]:
    said = known.scheme
    return {
        "id": known.id,
        "name": said.name,
        "digest": said.digest,
        "illustrative": said.illustrative,
        "first_day": said.first_day.isoformat(),
        "last_day": said.last_day and said.last_day.isoformat(),
        "engagement": said.engagement_id,
        "proof": said.proof,
    }
