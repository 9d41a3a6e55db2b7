"""What the command line asks of the exhibits of a bundle, and how it opens locked PDFs."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from gigwallet.cli import secrets
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit_choices import ExhibitChoices, Papers
from gigwallet.words import _, refusals

R = TypeVar("R")
_ASKS = ("bundle_paper_locked", "bundle_paper_password_wrong")


def add_choices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--keep-metadata", action="store_true",
        help=_("leave the hidden details (place, device, time) in JPEG pictures"),
    )  # fmt: skip
    parser.add_argument(
        "--draw-papers", action="store_true",
        help=_("draw pages of PDFs that break PDF/A as pictures, so that the file can be PDF/A"),
    )  # fmt: skip
    parser.add_argument(
        "--attach-originals", action="store_true",
        help=_("put the original files into the PDF too, with all that they tell"),
    )  # fmt: skip
    parser.add_argument(
        "--no-words", action="store_true",
        help=_("lay no words that were read by a program behind pictures and scans"),
    )  # fmt: skip
    parser.add_argument(
        "--paper-password-file", action="append", default=[], metavar="FILE",
        help=_("a password for locked PDFs, in the first line of FILE (again for more)"),
    )  # fmt: skip
    parser.add_argument(
        "--locked-unshown", action="store_true",
        help=_("let a locked PDF whose password is not given have a page that says so"),
    )  # fmt: skip


def choices_of(arguments: argparse.Namespace) -> ExhibitChoices:
    return ExhibitChoices(
        words=not arguments.no_words,
        keep_metadata=arguments.keep_metadata,
        papers=Papers.DRAWN if arguments.draw_papers else Papers.AS_THEY_ARE,
        attach_originals=arguments.attach_originals,
        locked_unshown=arguments.locked_unshown,
    )


def with_passwords(
    arguments: argparse.Namespace, terminal: Terminal, write: Callable[[tuple[str, ...]], R]
) -> R:
    """What ``write`` returns with the passwords that are given; where a PDF asks for one more, the
    person is asked, as long as somebody is there. An empty answer gives up."""
    known = tuple(
        secrets.from_file(Path(each)).decode("utf-8", "replace")
        for each in arguments.paper_password_file
    )
    while True:
        try:
            return write(known)
        except GigWalletError as refusal:
            if refusal.code not in _ASKS or not terminal.can_ask:
                raise
            terminal.complain(refusals.sentence(refusal))
            name = str(refusal.facts["name"])
            asked = terminal.ask_secret(_("Password of {file}").format(file=name))
            if not asked:
                raise
            known = (*known, asked.decode("utf-8", "replace"))
            secrets.wipe(asked)
