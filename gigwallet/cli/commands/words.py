"""``gigwallet words``: say once what the words of a fleet's report mean whose language is new."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from pathlib import Path

from gigwallet.app.exports.exporting import write_out
from gigwallet.app.intake import explain_report, keep_taught, manage_taught
from gigwallet.app.intake.explain_report import (
    ReportPreview,
    ReportQuestions,
    UnknownWord,
    plain_word,
)
from gigwallet.app.reading import read_text
from gigwallet.app.wallet import Wallet
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets, taught, values
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.taught import NOTHING, ReportColumn, ReportPart, ReportWords
from gigwallet.words import N_, _, findings, labels, money, ngettext, refusals

NAME = "words"
ORDER = 21
HELP = N_("explain once what the words of an Uber report mean, in a language that is new")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help=_("the report, or a ZIP of several")
    )
    parser.add_argument(
        "--word", metavar="WORD=MEANING", action="append", default=[], dest="words",
        help=_("what a word means: earnings, fare, cash, bank, trip... (again for more)"),
    )  # fmt: skip
    parser.add_argument(
        "--words", metavar="FILE", type=Path, dest="given",
        help=_("take the meanings from this file, which --out wrote"),
    )  # fmt: skip
    parser.add_argument("--out", metavar="FILE", type=Path, help=_("write the words as a file"))
    parser.add_argument("--replace", action="store_true", help=_("write over a file of this name"))
    parser.add_argument(
        "--save", metavar="NAME", default="",
        help=_("keep the words in the vault under NAME, beside those that it has already"),
    )  # fmt: skip
    taught.configure(parser)
    shared.add_optional_vault(parser, why=_("the vault that keeps what is taught"))


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    if bool(arguments.file) + taught.asked(arguments) != 1:
        raise GigWalletError("usage", what=_("Name a report, or one thing to do with the vault"))
    if not arguments.file:
        return taught.run(arguments, terminal, lambda each: isinstance(each.lesson, ReportWords))
    if arguments.save and not arguments.vault:
        raise GigWalletError("usage", what=_("--save needs --vault"))
    lesson = _lesson(arguments)
    vault: AbstractContextManager[Wallet | None] = (
        secrets.opened(arguments, terminal, read_only=not arguments.save)
        if arguments.vault
        else nullcontext()
    )
    with vault as wallet:
        known = keep_taught.taught(wallet) if wallet else NOTHING
        asked = explain_report.ask(arguments.file, known)
        _check(arguments.words, asked)
        if lesson is None:
            return _reply(arguments, ReportPreview(asked, ()))
        seen = explain_report.preview(arguments.file, lesson, known, terminal.job())
        if arguments.out:
            data = manage_taught.exported(lesson).encode()
            write_out(arguments.out, data, replace=arguments.replace)
        if arguments.save and wallet:
            explain_report.keep_words(wallet, lesson)
        return _reply(arguments, seen)


def _check(said: Iterable[str], asked: ReportQuestions) -> None:
    """A word that the report does not ask about is a slip of the keyboard."""
    unknown = {each.word for each in asked.words}
    for each in said:
        if plain_word(each.rpartition("=")[0]) not in unknown:
            raise GigWalletError("bad_argument", name="--word", text=each)


def _lesson(arguments: argparse.Namespace) -> ReportWords | None:
    """What the person said; None where they said nothing yet."""
    parts: dict[str, ReportPart] = {}
    columns: dict[str, ReportColumn] = {}
    name = arguments.save or "Uber"
    if arguments.given:
        given = explain_report.read_words(read_text(arguments.given, most=taught.LARGEST))
        name = arguments.save or given.name
        parts |= dict(given.parts)
        columns |= dict(given.columns)
    for each in arguments.words:
        word, sign, meaning = each.rpartition("=")
        if not sign or not word.strip():
            raise GigWalletError("bad_argument", name="--word", text=each)
        if meaning in list(ReportPart):
            parts[word] = ReportPart(meaning)
        elif meaning in list(ReportColumn):
            columns[word] = ReportColumn(meaning)
        else:
            raise GigWalletError("bad_argument", name="--word", text=each)
    return explain_report.named(name, parts, columns) if parts or columns else None


def _reply(arguments: argparse.Namespace, seen: ReportPreview) -> Reply:
    """What would be read, and what is not named yet; with nothing read the meanings to choose
    from."""
    read = seen.read
    missing = bool(seen.open.lacking) or any(each.needed for each in seen.open.words)
    lines = [_("{name}: words that GigWallet does not know").format(name=arguments.file.name)]
    lines += [line for each in seen.open.words for line in _word_lines(each)]
    if not seen.open.words:
        lines = [_("{name}: every word is known").format(name=arguments.file.name)]
    if seen.open.lacking:
        named = ", ".join(f"{each.value} ({labels.label(each)})" for each in seen.open.lacking)
        lines.append(_("Without these columns it is not read: {columns}").format(columns=named))
    if missing:
        lines.append(_('Say what they mean with --word "WORD=MEANING", once for each.'))
        lines.append(_("Parts of an amount's column: {meanings}").format(
            meanings=", ".join(each.value for each in ReportPart)))  # fmt: skip
        lines.append(_("Other columns: {meanings}").format(
            meanings=", ".join(each.value for each in ReportColumn)))  # fmt: skip
    for file in read:
        count = file.found.rows
        words = ngettext("{name}: {count} record", "{name}: {count} records", count)
        lines.append(words.format(name=file.member or file.file, count=count))
        for sums in file.sums.values():
            lines += [
                f"    {findings.category(name)}: {money(sum_)}" for name, sum_ in sums.items()
            ]
        for wrong in file.rejected:
            lines.append(_("    line {line}, {column}: {reason}").format(
                line=wrong.line, column=wrong.column or "-", reason=refusals.reason(wrong.reason)
            ))  # fmt: skip
    if arguments.save:
        lines.append(_("Kept as {name}: such reports are read by themselves.").format(
            name=arguments.save
        ))  # fmt: skip
    return Reply(
        {
            "file": str(arguments.file),
            "saved": bool(arguments.save),
            "words": [
                {**asdict(each), "total": values.amount(each.total)} for each in seen.open.words
            ],
            "lacking": [each.value for each in seen.open.lacking],
            "files": [
                {
                    "file": each.member or each.file,
                    "found": asdict(each.found),
                    "sums": {code: values.amounts(sums) for code, sums in each.sums.items()},
                    "rejected": [asdict(wrong) for wrong in each.rejected],
                    "skipped": [asdict(skipped) for skipped in each.skipped],
                }
                for each in read
            ],
        },
        lines,
        LOOK if missing or any(each.rejected for each in read) else DONE,
    )  # fmt: skip


def _word_lines(each: UnknownWord) -> list[str]:
    """The word with what stands under it."""
    mark = "*" if each.needed else " "
    lines = [f"  {mark} {each.label}", *(f"        {' > '.join(place)}" for place in each.places)]
    held = ", ".join(each.samples)
    if each.samples and each.total is not None:
        held = _("{samples}; in all {amount}").format(samples=held, amount=money(each.total))
    return [*lines, f"        {held}"] if held else lines
