"""``gigwallet self-test``: whether this installation can do what the program counts on."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from gigwallet.app.self_test import self_test
from gigwallet.cli.reply import DONE, REFUSED, Reply
from gigwallet.cli.terminal import Terminal, table
from gigwallet.words import N_, _

NAME = "self-test"
ORDER = 160
HELP = N_("check this installation")


def configure(parser: argparse.ArgumentParser) -> None:
    del parser  # it takes nothing


def run(_arguments: argparse.Namespace, _terminal: Terminal) -> Reply:
    checks = self_test()
    rows = [[_("good") if each.ok else _("FAILED"), each.check, each.detail] for each in checks]
    return Reply(
        {"checks": [asdict(each) for each in checks]},
        table(rows),
        exit_code=DONE if all(each.ok for each in checks) else REFUSED,
    )
