"""``gigwallet verify``: whether a sealed PDF is as it was sealed."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.verify_file import verify_file
from gigwallet.cli import values
from gigwallet.cli.reply import DONE, LOOK, REFUSED, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.verdict import Grade
from gigwallet.words import N_, _, labels, refusals

NAME = "verify"
ORDER = 90
HELP = N_("check that a sealed PDF is unchanged; needs no vault")

_CODES = {Grade.ALTERED: LOOK, Grade.UNREADABLE: REFUSED}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the PDF to check"))


def run(arguments: argparse.Namespace, _terminal: Terminal) -> Reply:
    verdict = verify_file(arguments.file)
    return Reply(
        {
            "file": str(arguments.file),
            "grade": verdict.grade.value,
            "text": labels.label(verdict.grade),
            "findings": [values.step(each) for each in verdict.findings],
        },
        [
            f"{arguments.file.name}: {labels.label(verdict.grade)}",
            *(f"    {refusals.explain(each)}" for each in verdict.findings),
        ],
        exit_code=_CODES.get(verdict.grade, DONE),
    )
