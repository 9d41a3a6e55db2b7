"""``gigwallet verify``: whether a sealed PDF, a folder around one, a checkpoint or a proof is as it
was sealed or signed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from gigwallet.app.seals.verify_file import verify_file
from gigwallet.cli import exhibit_cards, values
from gigwallet.cli.reply import DONE, LOOK, REFUSED, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.verdict import ExhibitVerdict, Grade, Verdict
from gigwallet.words import N_, _, labels, refusals

NAME = "verify"
ORDER = 90
HELP = N_(
    "check that a sealed PDF, a folder around one, a checkpoint or a proof is unchanged; no vault"
)

_CODES = {Grade.ALTERED: LOOK, Grade.UNREADABLE: REFUSED}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE|DIR", help=_("the file or folder to check")
    )
    parser.add_argument(
        "--against", metavar="FILE", type=Path,
        help=_("a checkpoint that reached you another way: what leads to it is anchored"),
    )  # fmt: skip
    parser.add_argument(
        "--original", metavar="FILE", type=Path,
        help=_("the file that the proof of an exhibit should be about, or an exhibit show"),
    )  # fmt: skip

    parser.add_argument(
        "--stamp", metavar="FILE", type=Path,
        help=_("a time stamp of the file, or of the checkpoint in it (response.tsr)"),
    )  # fmt: skip
    parser.add_argument(
        "--root", metavar="FILE", type=Path,
        help=_("the root certificate of the authority that stamped it, or of who signed it"),
    )  # fmt: skip
    parser.add_argument(
        "--digest", metavar="SHA256", action="append", default=[],
        help=_("the SHA-256 of the PDF as it reached you another way (again for more volumes)"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, _terminal: Terminal) -> Reply:
    judged = arguments.file.is_dir() or arguments.file.suffix.casefold() == ".pdf"
    if arguments.root and not (arguments.stamp or judged):
        raise GigWalletError("usage", what=_("--root goes with --stamp, a PDF or a folder"))
    about = (arguments.against, arguments.original, arguments.stamp)
    if arguments.file.is_dir() and (arguments.original or arguments.stamp):
        raise GigWalletError("usage", what=_("--original and --stamp go with a file, not a folder"))
    if arguments.digest and not arguments.file.is_dir() and any(about):
        raise GigWalletError("usage", what=_("--digest goes with a PDF alone, or with a folder"))
    verdict = verify_file(
        arguments.file,
        against=arguments.against,
        original=arguments.original,
        stamp=arguments.stamp,
        root=arguments.root,
        digests=tuple(each.casefold() for each in arguments.digest),
    )
    asked = any((arguments.against, arguments.stamp, arguments.root, arguments.digest))
    return Reply(
        {
            "file": str(arguments.file),
            "grade": verdict.grade.value,
            "text": labels.label(verdict.grade),
            "findings": [values.step(each) for each in verdict.findings],
            "exhibits": [_told(each) for each in verdict.exhibits],
        },
        [
            f"{arguments.file.name}: {labels.label(verdict.grade)}",
            *(f"    {refusals.explain(each)}" for each in verdict.findings),
            *(line for each in verdict.exhibits for line in _spoken(each)),
            *(
                [_("What is said of how exhibits came is the submitter's word. No seal proves it.")]
                if any(each.card for each in verdict.exhibits)
                else []
            ),
        ],
        exit_code=_exit_code(verdict, asked=asked),
    )


def _told(exhibit: ExhibitVerdict) -> dict[str, object]:
    return {
        "number": exhibit.number,
        "title": exhibit.title,
        "pages": list(exhibit.pages),
        "grade": exhibit.grade.value,
        "text": labels.label(exhibit.grade),
        "anchors": [values.step(each) for each in exhibit.anchors],
        "findings": [values.step(each) for each in exhibit.findings],
        "card": asdict(exhibit.card) if exhibit.card else None,
    }


def _spoken(exhibit: ExhibitVerdict) -> Iterator[str]:
    yield _("Exhibit {number} ({title}): {grade}").format(
        number=exhibit.number, title=exhibit.title, grade=labels.label(exhibit.grade)
    )
    for each in (*exhibit.anchors, *exhibit.findings):
        yield f"    {refusals.explain(each)}"
    if exhibit.card is not None:
        yield from (f"    {line}" for line in exhibit_cards.spoken(exhibit.card))


def _exit_code(verdict: Verdict, *, asked: bool) -> int:
    """What was ``asked`` for is an anchor from outside: where it does not hold the file, a script
    must not take the file for anchored; nor another file for an original."""
    if asked and verdict.grade is Grade.SELF_CONSISTENT:
        return LOOK
    if any(each.code == "original_not_listed" for each in verdict.findings):
        return max(LOOK, _CODES.get(verdict.grade, DONE))
    return _CODES.get(verdict.grade, DONE)
