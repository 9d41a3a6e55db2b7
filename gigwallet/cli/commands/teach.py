"""``gigwallet teach``: show a firm's payslip once, and keep what was taught in order."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from gigwallet.app.exports.exporting import write_out
from gigwallet.app.intake import manage_taught, point_at_paper, teach_paper
from gigwallet.app.reading import read_text
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets, taught, values
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.reading import Reading, Rejection, Row
from gigwallet.domain.statement import Statement
from gigwallet.domain.taught import PaperRole, PaperTemplate
from gigwallet.words import N_, _, money, refusals

NAME = "teach"
ORDER = 21
HELP = N_("show the payslip of your firm once; list, rename, hand on or forget what was taught")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="PAPER", help=_("a payslip: PDF, scan or photo")
    )
    parser.add_argument(
        "--fields", metavar="FILE", type=Path,
        help=_("labels and values of this payslip, as docs/tables.md shows"),
    )  # fmt: skip
    parser.add_argument(
        "--template", metavar="FILE", type=Path,
        help=_("read the payslip by this template, and teach nothing"),
    )  # fmt: skip
    taught.configure(parser)
    parser.add_argument("--out", metavar="FILE", type=Path, help=_("write the template as a file"))
    parser.add_argument("--replace", action="store_true", help=_("write over a file of this name"))
    shared.add_optional_vault(parser, why=_("the vault that keeps what is taught"))


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    if bool(arguments.file) + taught.asked(arguments) != 1:
        raise GigWalletError("usage", what=_("Name a payslip, or one thing to do with the vault"))
    if arguments.file:
        return _paper(arguments, terminal)
    return taught.run(arguments, terminal, lambda _any: True)


def _paper(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    if arguments.fields and arguments.template:
        raise GigWalletError("usage", what=_("Give --fields to teach, or --template to try one"))
    if not arguments.fields and not arguments.template:
        return _printed(arguments.file)
    if arguments.template:
        template = teach_paper.read_template(read_text(arguments.template, most=taught.LARGEST))
    else:
        lesson = teach_paper.lesson_of(read_text(arguments.fields, most=taught.LARGEST))
        template = teach_paper.learn_paper(arguments.file, lesson)
    read = teach_paper.preview_paper(arguments.file, template)
    if arguments.out:
        text = manage_taught.exported(template)
        write_out(arguments.out, text.encode(), replace=arguments.replace)
    saved = False
    if arguments.vault and not arguments.template:
        with secrets.opened(arguments, terminal) as wallet:
            teach_paper.save_template(wallet, template)
            saved = True
    return _told(template, read, saved=saved)


def _printed(path: Path) -> Reply:
    """What can be pointed at, and the words that would name it: what --fields is written from."""
    sheet = point_at_paper.lay_out(path)
    found: list[values.Json] = [
        {
            "page": spot.page,
            "value": spot.text,
            "roles": [role.value for role in PaperRole if role in spot.roles],
            "labels": list(sheet.printed.labels(spot, min(spot.roles))),
        }
        for spot in sheet.printed.values
    ]
    lines = [
        _("page {page}: {value}    {labels}").format(
            page=each["page"], value=each["value"], labels=", ".join(each["labels"]) or "-"
        )
        for each in found
    ]
    return Reply(
        {"printed": found, "texts": [spot.text for spot in sheet.printed.texts]},
        lines or [_("No value is printed on it.")],
        DONE if found else LOOK,
    )


def _told(template: PaperTemplate, read: tuple[Reading, ...], *, saved: bool) -> Reply:
    statements = [e.fact for e in read if isinstance(e, Row) and isinstance(e.fact, Statement)]
    rejected = [each for each in read if isinstance(each, Rejection)]
    lines = []
    for each in statements:
        lines.append(f"{template.name}: {each.period.first} - {each.period.last}")
        lines += [f"    {label}: {money(amount)}" for label, amount in _amounts(each)]
    lines += [f"    {each.column}: {refusals.reason(each.reason)}" for each in rejected]
    if saved:
        lines.append(_("Kept as {name}: the next one is read by itself.").format(
            name=template.name
        ))  # fmt: skip
    return Reply(
        {
            "template": template.name,
            "saved": saved,
            "statements": [_statement(each) for each in statements],
            "rejected": [{"label": e.column, "reason": e.reason} for e in rejected],
        },
        lines,
        LOOK if rejected or not statements else DONE,
    )


def _amounts(statement: Statement) -> Iterator[tuple[str, Money]]:
    if statement.gross is not None:
        yield _("Gross"), statement.gross
    for each in statement.deductions:
        yield each.label, each.amount
    if statement.net is not None:
        yield _("Net"), statement.net


def _statement(statement: Statement) -> values.Json:
    return {
        "period": values.period(statement.period),
        "currency": statement.currency,
        "orders": statement.orders,
        "gross": values.amount(statement.gross),
        "deductions": [
            {"label": each.label, "amount": str(each.amount)} for each in statement.deductions
        ],
        "net": values.amount(statement.net),
    }
