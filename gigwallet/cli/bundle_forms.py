"""The form of a bundle on the command line: office, volumes, cover, what was served before."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from gigwallet.app.bundles.build_bundle import BundleDraft
from gigwallet.app.bundles.folder import FolderCover, FolderForm
from gigwallet.app.bundles.profiles import PLAIN
from gigwallet.app.pay.pay_basis import Written
from gigwallet.cli import values
from gigwallet.words import _


def add_form(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--profile", default="", metavar="NAME",
        help=_("the form of the office that it goes to, such as cn_arbitration, gb_ew or "
               "us_exhibits; an unknown one is refused with all that there are"),
    )  # fmt: skip
    parser.add_argument("--matter", default="", metavar="TEXT", help=_("the matter, for the cover"))
    parser.add_argument(
        "--case-number", default="", metavar="TEXT", help=_("the number of the case, for the cover")
    )
    parser.add_argument(
        "--office", default="", metavar="NAME",
        help=_("the court or commission that it goes to, for the cover"),
    )  # fmt: skip
    parser.add_argument(
        "--submitted-by", default="", metavar="NAME",
        help=_("with --from-folder: who submits it, for the cover"),
    )  # fmt: skip
    parser.add_argument(
        "--opponent", action="append", default=[], metavar="NAME",
        help=_("with --from-folder: the other side, who gets a copy (again for more)"),
    )  # fmt: skip
    parser.add_argument(
        "--after", type=Path, action="append", default=[], metavar="PDF",
        help=_("continue this evidence PDF, which was served: its numbers and pages stay (again "
               "for each of its volumes, or the folder that they lie in)"),
    )  # fmt: skip
    parser.add_argument(
        "--volume-pages", type=int, default=0, metavar="N",
        help=_("part it into volumes of at most N pages"),
    )  # fmt: skip
    parser.add_argument(
        "--volume-mb", type=int, default=0, metavar="N",
        help=_("part it into volumes of at most N megabytes"),
    )  # fmt: skip


def folder_form(arguments: argparse.Namespace, spoken: str) -> FolderForm:
    """In the language of the form that was chosen, else in the one spoken."""
    language = arguments.letter_lang or ("" if arguments.profile else spoken)
    return FolderForm(
        arguments.profile or PLAIN,
        language,
        tuple(arguments.after),
        max(0, arguments.volume_pages),
        max(0, arguments.volume_mb),
    )


def folder_cover(arguments: argparse.Namespace) -> FolderCover:
    return FolderCover(
        arguments.title,
        arguments.submitted_by,
        tuple(arguments.opponent),
        arguments.matter,
        arguments.case_number,
        arguments.office,
    )


def formed(draft: BundleDraft, arguments: argparse.Namespace) -> BundleDraft:
    """The draft with what was said of its cover, its volumes and what it continues."""
    return replace(
        draft,
        matter=arguments.matter,
        case_number=arguments.case_number,
        office=arguments.office,
        after=tuple(arguments.after),
        volume_pages=max(0, arguments.volume_pages),
        volume_mb=max(0, arguments.volume_mb),
    )


def told(written: Written) -> dict[str, object]:
    """The part of ``result`` about the files that were written."""
    return {
        "file": str(written.path),
        "pages": written.pages,
        "digest": written.digest,
        "volumes": [
            {"file": str(each.path), "pages": each.pages, "digest": each.digest}
            for each in written.volumes
        ],
        "notes": [values.step(each) for each in written.notes],
    }


def spoken(written: Written) -> list[str]:
    lines = []
    for each in written.volumes or (written,):
        lines += [
            _("The evidence is in {name}, {pages} pages.").format(name=each.path, pages=each.pages),
            _("Its SHA-256, to note down or send apart: {digest}").format(digest=each.digest),
        ]
    return lines
