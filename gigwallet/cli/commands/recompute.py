"""``gigwallet recompute``: the figures of a letter done anew from the file alone."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from gigwallet.app.letters.recompute_letter import Contradicted, Unlike, recompute_file
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
    parser.add_argument(
        "--original", metavar="FILE", type=Path, action="append", default=[],
        help=_("a file whose lines the bundle shows: they are compared with it (again for more)"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, _terminal: Terminal) -> Reply:
    found = recompute_file(arguments.file, originals=arguments.original)
    wrong = [each for each in found.sentences if each.flags]
    lines = [
        ngettext(
            "{count} sentence with figures, done anew from {sources} source values.",
            "{count} sentences with figures, done anew from {sources} source values.",
            len(found.sentences),
        ).format(count=number(len(found.sentences)), sources=number(found.sources))
    ]
    if found.held.compared or found.held.lines:
        lines.append(
            _(
                "Of the source values, {cells} are stated by cells of the extracts in this file "
                "and {lines} were worked out of whole lines of them; these were compared."
            ).format(cells=number(found.held.compared), lines=number(found.held.lines))
        )
    beside = found.with_originals
    if beside.lines:
        lines.append(
            ngettext(
                "{count} line of the extracts was compared with its original.",
                "{count} lines of the extracts were compared with their originals.",
                beside.lines,
            ).format(count=number(beside.lines))
        )
    lines += [refusals.explain(_unlike(each)) for each in beside.unlike]
    lines += [refusals.explain(_contradicted(each)) for each in found.held.against]
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
            "compared": found.held.compared,
            "compared_lines": found.held.lines,
            "contradicted": [
                {
                    "value": each.value,
                    "unit": each.unit,
                    "exhibit": each.exhibit,
                    "line": each.line,
                    "column": each.column,
                    "listed": each.listed,
                    "how": each.how.value,
                }
                for each in found.held.against
            ],
            "compared_originals": beside.lines,
            "unlike_originals": [asdict(each) for each in beside.unlike],
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


def _unlike(each: Unlike) -> Step:
    facts = {"line": each.line, "exhibit": each.exhibit}
    if not each.column:
        return Step("extract_line_not_in_original", facts)
    said = {"column": each.column, "listed": each.listed, "original": each.original}
    return Step("extract_unlike_original", {**facts, **said})


def _contradicted(each: Contradicted) -> Step:
    facts = {
        "value": f"{each.value} {each.unit}" if each.unit.isupper() else each.value,
        "exhibit": each.exhibit,
        "line": each.line,
        "listed": each.listed,
    }
    return Step(f"source_{each.how.value}", facts)
