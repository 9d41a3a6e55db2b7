"""``gigwallet letter``: a letter or form as a sealed PDF, a Word document or plain text."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.letters import draft_letter
from gigwallet.app.letters.draft_letter import LetterFile
from gigwallet.app.letters.shelf import FIRST
from gigwallet.app.records.keep_engagement import find_engagement
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets, values
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import LANGUAGES, N_, _, language, money, refusals

NAME = "letter"
ORDER = 70
HELP = N_("write a letter or form: pay that is short, a complaint, an application, a data request")

_KINDS = {".docx": LetterFile.DOCX, ".txt": LetterFile.TEXT}


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_document(parser)
    parser.add_argument(
        "--letter", metavar="LETTER", default=FIRST,
        help=_("which one; “gigwallet letters” lists them (cn/pay_shortfall, if none is named)"),
    )  # fmt: skip
    parser.add_argument(
        "--item", metavar="ORDER", default="",
        help=_("the order that a letter about a single one is about"),
    )  # fmt: skip
    parser.add_argument(
        "--reading", choices=sorted(LANGUAGES), default="",
        help=_("write the reading copy instead: the letter beside the same in this language"),
    )  # fmt: skip
    shared.add_answers(parser)


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    period = shared.period_of(arguments)
    job = terminal.job()
    with secrets.opened(arguments, terminal) as wallet:
        known = find_engagement(wallet, arguments.engagement)
        draft = draft_letter.prepare(
            wallet,
            known.id,
            period,
            arguments.letter_lang or language(),
            job,
            arguments.letter,
            arguments.item,
        )
        draft = draft_letter.edited(draft, shared.answers_of(arguments))
        written = draft_letter.write(
            wallet,
            draft,
            arguments.out,
            kind=_kind(arguments.out, arguments.reading),
            own_language=arguments.reading,
            replace=arguments.replace,
            job=job,
        )
    at_least = draft.at_least
    return Reply(
        {
            "file": str(written.path),
            "letter": draft.letter,
            "pages": written.pages,
            "digest": written.digest,
            "at_least": values.amount(at_least),
            "currency": at_least and at_least.currency,
            "gaps": [values.step(each) for each in draft.gaps],
            "notes": [values.step(each) for each in written.notes],
        },
        [
            _("The letter is in {name}.").format(name=written.path),
            *([_("It asks for at least {sum}.").format(sum=money(at_least))] if at_least else []),
            *(refusals.explain(each) for each in (*written.notes, *draft.gaps)),
        ],
    )


def _kind(out: Path, reading: str) -> LetterFile:
    """By the end of the file's name; anything else is a PDF."""
    return LetterFile.READING if reading else _KINDS.get(out.suffix.lower(), LetterFile.PDF)
