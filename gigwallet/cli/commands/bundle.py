"""``gigwallet bundle``: the evidence PDF, sealed."""

from __future__ import annotations

import argparse
from dataclasses import replace

from gigwallet.app import build_bundle
from gigwallet.app.keep_engagement import find_engagement
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets, values
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _, language, refusals

NAME = "bundle"
ORDER = 80
HELP = N_("write the evidence PDF: cover, index, exhibits, manifest")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_document(parser)
    parser.add_argument(
        "--leave-out", action="append", default=[], metavar="ID",
        help=_("leave out the exhibit with this id (again for more)"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    period = shared.period_of(arguments)
    job = terminal.job()
    with secrets.opened(arguments, terminal) as wallet:
        known = find_engagement(wallet, arguments.engagement)
        draft = build_bundle.prepare(
            wallet, known.id, period, arguments.letter_lang or language(), job
        )
        items = tuple(
            replace(each, included=each.included and each.exhibit not in arguments.leave_out)
            for each in draft.items
        )
        draft = replace(draft, items=items)
        written = build_bundle.write(
            wallet, draft, arguments.out, replace=arguments.replace, job=job
        )
    return Reply(
        {
            "file": str(written.path),
            "pages": written.pages,
            "digest": written.digest,
            "exhibits": [
                {"id": each.exhibit, "title": each.title, "lines": len(each.rows)}
                for each in items
                if each.included
            ],
            "gaps": [values.step(each) for each in draft.gaps],
        },
        [
            _("The evidence is in {name}, {pages} pages.").format(
                name=written.path, pages=written.pages
            ),
            _("Its SHA-256, to note down or send apart: {digest}").format(digest=written.digest),
            *(refusals.explain(each) for each in draft.gaps),
        ],
    )
