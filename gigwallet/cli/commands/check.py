"""``gigwallet check``: whether a vault is whole."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.vaults.check_vault import CheckReport, check_open, check_vault
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
_MOST_PARTS = 1000


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument(
        "--against", metavar="FILE", type=Path,
        help=_("a checkpoint kept elsewhere: finds a whole older vault put back"),
    )  # fmt: skip
    parser.add_argument(
        "--originals", metavar="N/T", default="",
        help=_("read only part N of T of the originals, for a quick check"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    part = _part(arguments.originals) if arguments.originals else None
    report = _report(arguments, terminal, part)
    words = {
        "sound": _("Sound"),
        "attention": _("Usable, with something to look at"),
        "damaged": _("Damaged"),
    }
    lines = [words[report.grade], *(f"    {refusals.explain(each)}" for each in report.findings)]
    if report.counts:
        lines.append(_read(report))
    if report.grade == "damaged" and report.counts:
        # Damage at the door says itself which file to put back; damage inside needs the whole.
        lines.append(refusals.sentence(GigWalletError("vault_damaged")))
    return Reply(
        {
            "grade": report.grade,
            "text": words[report.grade],
            "findings": [values.step(each) for each in report.findings],
            "counts": dict(report.counts),
            "tables": dict(report.tables),
        },
        lines,
        exit_code=_CODES[report.grade],
    )


def _report(
    arguments: argparse.Namespace, terminal: Terminal, part: tuple[int, int] | None
) -> CheckReport:
    if arguments.from_keyring:
        with secrets.opened(arguments, terminal, read_only=True) as wallet:
            return check_open(wallet, terminal.job(), against=arguments.against, originals=part)
    with secrets.secret_of(arguments, terminal) as (secret, code):
        return check_vault(
            arguments.vault,
            passphrase=secret,
            recovery_code=code,
            against=arguments.against,
            originals=part,
            job=terminal.job(),
        )


def _read(report: CheckReport) -> str:
    counts = report.counts
    return _(
        "Read: {entries} entries of the log, {rows} rows, {originals} of {exhibits} originals."
    ).format(
        entries=counts["entries"],
        rows=counts["rows"],
        originals=counts["originals"],
        exhibits=counts["exhibits"],
    )


def _part(text: str) -> tuple[int, int]:
    """``2/7``: the second of seven parts. Refusal: ``bad_argument``."""
    number, _slash, parts = text.partition("/")
    digits = number.isascii() and number.isdigit() and parts.isascii() and parts.isdigit()
    if not digits or not 1 <= int(number) <= int(parts) <= _MOST_PARTS:
        raise GigWalletError("bad_argument", name="--originals", text=text)
    return int(number), int(parts)
