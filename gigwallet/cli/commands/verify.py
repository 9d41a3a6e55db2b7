"""``gigwallet verify``: whether a sealed PDF, a checkpoint or a proof is as it was signed."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.verify_file import verify_file
from gigwallet.cli import values
from gigwallet.cli.reply import DONE, LOOK, REFUSED, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.verdict import Grade
from gigwallet.words import N_, _, labels, refusals

NAME = "verify"
ORDER = 90
HELP = N_("check that a sealed PDF, a checkpoint or a proof is unchanged; needs no vault")

_CODES = {Grade.ALTERED: LOOK, Grade.UNREADABLE: REFUSED}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the file to check"))
    parser.add_argument(
        "--against", metavar="FILE", type=Path,
        help=_("a checkpoint that reached you another way: what leads to it is anchored"),
    )  # fmt: skip
    parser.add_argument(
        "--original", metavar="FILE", type=Path,
        help=_("the file that the proof of an exhibit should be about"),
    )  # fmt: skip

    parser.add_argument(
        "--stamp", metavar="FILE", type=Path,
        help=_("a time stamp of the file, or of the checkpoint in it (response.tsr)"),
    )  # fmt: skip
    parser.add_argument(
        "--root", metavar="FILE", type=Path,
        help=_("the root certificate of the authority that stamped it"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, _terminal: Terminal) -> Reply:
    if arguments.root and not arguments.stamp:
        raise GigWalletError("usage", what=_("--root goes with --stamp"))
    verdict = verify_file(
        arguments.file,
        against=arguments.against,
        original=arguments.original,
        stamp=arguments.stamp,
        root=arguments.root,
    )
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
        exit_code=_exit_code(verdict.grade, asked=bool(arguments.against or arguments.stamp)),
    )


def _exit_code(grade: Grade, *, asked: bool) -> int:
    """What was ``asked`` for is an anchor from outside: where it does not hold the file, a script
    must not take the file for anchored."""
    if asked and grade is Grade.SELF_CONSISTENT:
        return LOOK
    return _CODES.get(grade, DONE)
