"""``gigwallet teach``: show a firm's payslip once, and keep what was taught in order."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from gigwallet.app import keep_taught, map_table, teach_paper
from gigwallet.app.exporting import write_out
from gigwallet.app.reading import read_text
from gigwallet.app.wallet import Wallet
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets, values
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.reading import Reading, Rejection, Row
from gigwallet.domain.statement import Statement
from gigwallet.domain.taught import PaperTemplate, TableProfile
from gigwallet.words import N_, _, labels, money, refusals

NAME = "teach"
ORDER = 21
HELP = N_("show the payslip of your firm once; list, hand on or remove what was taught")

LARGEST = 256 * 1024


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
    parser.add_argument("--list", action="store_true", help=_("what the vault was taught"))
    parser.add_argument("--export", metavar="NAME", default="", help=_("write NAME to --out"))
    parser.add_argument(
        "--import", metavar="FILE", type=Path, dest="taken", help=_("keep what FILE holds")
    )
    parser.add_argument("--remove", metavar="NAME", default="", help=_("forget NAME"))
    parser.add_argument("--out", metavar="FILE", type=Path, help=_("write the template as a file"))
    parser.add_argument("--replace", action="store_true", help=_("write over a file of this name"))
    shared.add_optional_vault(parser, why=_("the vault that keeps what is taught"))


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    kept = [bool(arguments.list), bool(arguments.export), arguments.taken, bool(arguments.remove)]
    if sum(map(bool, (arguments.file, *kept))) != 1:
        raise GigWalletError("usage", what=_("Name a payslip, or one thing to do with the vault"))
    if arguments.file:
        return _paper(arguments, terminal)
    if arguments.vault is None:
        raise GigWalletError("usage", what=_("Name the vault with --vault"))
    with secrets.opened(arguments, terminal, read_only=arguments.list) as wallet:
        return _of_vault(arguments, wallet)


def _paper(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    if bool(arguments.fields) == bool(arguments.template):
        raise GigWalletError("usage", what=_("Give --fields to teach, or --template to try one"))
    if arguments.template:
        template = teach_paper.read_template(read_text(arguments.template, most=LARGEST))
    else:
        lesson = teach_paper.lesson_of(read_text(arguments.fields, most=LARGEST))
        template = teach_paper.learn_paper(arguments.file, lesson)
    read = teach_paper.preview_paper(arguments.file, template)
    if arguments.out:
        text = teach_paper.export_template(template)
        write_out(arguments.out, text.encode(), replace=arguments.replace)
    saved = False
    if arguments.vault and not arguments.template:
        with secrets.opened(arguments, terminal) as wallet:
            teach_paper.save_template(wallet, template)
            saved = True
    return _told(template, read, saved=saved)


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


def _of_vault(arguments: argparse.Namespace, wallet: Wallet) -> Reply:
    if arguments.taken:
        lesson = keep_taught.imported(wallet, read_text(arguments.taken, most=LARGEST))
        return Reply({"kept": lesson.name}, [_("Kept as {name}.").format(name=lesson.name)])
    if arguments.list:
        return _list(wallet)
    name = arguments.export or arguments.remove
    paper = any(each.name == name for each in teach_paper.templates(wallet))
    if arguments.remove:
        keep_taught.remove(wallet, name, paper=paper)
        return Reply({"removed": name}, [_("Forgotten: {name}.").format(name=name)])
    if arguments.out is None:
        raise GigWalletError("usage", what=_("Name the file to write with --out"))
    text = keep_taught.exported(wallet, name, paper=paper)
    path = write_out(arguments.out, text.encode(), replace=arguments.replace)
    return Reply({"file": str(path)}, [_("Written: {name}").format(name=path.name)])


def _list(wallet: Wallet) -> Reply:
    papers, tables = teach_paper.templates(wallet), map_table.profiles(wallet)
    found: list[PaperTemplate | TableProfile] = [*papers, *tables]
    return Reply(
        {
            "papers": [{"name": e.name, "platform": e.platform} for e in papers],
            "tables": [
                {"name": e.name, "rows": e.rows.value, "columns": list(e.header)} for e in tables
            ],
        },
        [f"{each.name}: {_about(each)}" for each in found] or [_("Nothing was taught yet.")],
    )


def _about(taught: PaperTemplate | TableProfile) -> str:
    if isinstance(taught, PaperTemplate):
        return labels.label(taught.kind)
    return f"{labels.label(taught.rows)} ({', '.join(taught.header)})"
