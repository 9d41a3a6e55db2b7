"""``gigwallet check``: whether a vault is whole."""

from __future__ import annotations

import argparse

from gigwallet.app.check_vault import check_vault
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets, values
from gigwallet.cli.reply import DONE, LOOK, REFUSED, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import N_, _, refusals

NAME = "check"
ORDER = 100
HELP = N_("check that a vault is whole: header, database, log, attachments")

_CODES = {"sound": DONE, "attention": LOOK, "damaged": REFUSED}


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.secret_of(arguments, terminal) as (secret, code):
        report = check_vault(arguments.vault, passphrase=secret, recovery_code=code)
    words = {
        "sound": _("Sound"),
        "attention": _("Usable, with something to look at"),
        "damaged": _("Damaged"),
    }
    lines = [words[report.grade], *(f"    {refusals.explain(each)}" for each in report.findings)]
    if report.grade == "damaged" and report.counts:
        # Damage at the door says itself which file to put back; damage inside needs the whole.
        lines.append(refusals.sentence(GigWalletError("vault_damaged")))
    return Reply(
        {
            "grade": report.grade,
            "text": words[report.grade],
            "findings": [values.step(each) for each in report.findings],
            "counts": dict(report.counts),
        },
        lines,
        exit_code=_CODES[report.grade],
    )
