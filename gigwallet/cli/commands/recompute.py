"""``gigwallet recompute``: the figures of a letter done anew from the file alone."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.letters.recompute_letter import recompute_file
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.step import Step
from gigwallet.words import N_, _, ngettext, number, refusals

NAME = "recompute"
ORDER = 91
HELP = N_("do the figures of a letter anew from the file alone, and name what does not hold")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="BUNDLE", help=_("the letter or bundle, a PDF of GigWallet")
    )


def run(arguments: argparse.Namespace, _terminal: Terminal) -> Reply:
    found = recompute_file(arguments.file)
    wrong = [each for each in found.sentences if each.flags]
    lines = [
        ngettext(
            "{count} sentence with figures, done anew from {sources} source values.",
            "{count} sentences with figures, done anew from {sources} source values.",
            len(found.sentences),
        ).format(count=number(len(found.sentences)), sources=number(found.sources))
    ]
    for each in wrong:
        lines.append(each.text)
        lines += [
            "    "
            + refusals.explain(
                Step(
                    f"figure_{flag.fault.value}",
                    {"printed": flag.printed, "recomputed": flag.recomputed},
                )
            )
            for flag in each.flags
        ]
    if not wrong:
        lines.append(_("Every figure follows from the source values and is printed as it should."))
    return Reply(
        {
            "file": str(arguments.file),
            "holds": found.holds,
            "sources": found.sources,
            "steps": found.steps,
            "sentences": [
                {
                    "text": each.text,
                    "holds": not each.flags,
                    "rests_on": each.rests_on,
                    "flags": [
                        {
                            "fault": flag.fault.value,
                            "printed": flag.printed,
                            "recomputed": flag.recomputed,
                            "row": flag.row,
                        }
                        for flag in each.flags
                    ],
                }
                for each in found.sentences
            ],
        },
        lines,
        exit_code=DONE if found.holds else LOOK,
    )
