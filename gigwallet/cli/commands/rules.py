"""``gigwallet rules``: pay rules at work, without a vault. Each thing it does is a module of
``gigwallet.cli.rules``."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
from types import ModuleType

from gigwallet.cli import arguments as shared
from gigwallet.cli import rules
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _

NAME = "rules"
ORDER = 41
HELP = N_("reckon with pay rules and check them; without a vault")


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar=_("WHAT"), required=True)
    for module in _parts():
        added = what.add_parser(module.NAME, help=_(module.HELP), description=_(module.HELP))
        shared.add_common(added)
        module.configure(added)
        added.set_defaults(action=module.run)


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    reply: Reply = arguments.action(arguments, terminal)
    return reply


def _parts() -> list[ModuleType]:
    found = [
        importlib.import_module(f"{rules.__name__}.{each.name}")
        for each in pkgutil.iter_modules(rules.__path__)
    ]
    return sorted(found, key=lambda module: module.ORDER)
