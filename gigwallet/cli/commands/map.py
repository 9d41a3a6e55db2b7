"""``gigwallet map``: say once what the columns of a table mean that no format knows."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from gigwallet.app.exports.exporting import write_out
from gigwallet.app.intake import manage_taught, map_table
from gigwallet.app.intake.map_table import Proposal, Question, ShownLine, TablePreview
from gigwallet.app.reading import read_text
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets, taught, values
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.taught import ColumnUse, Meaning, TableProfile
from gigwallet.words import N_, _, findings, labels, money, ngettext, refusals

NAME = "map"
ORDER = 21
HELP = N_("explain once what the columns of your own table mean")

_ANSWERS = (
    "rows", "currency", "platform", "zone", "decimal", "day_order", "distance", "duration", "signs",
)  # fmt: skip
_QUESTIONS = {
    "currency": N_("In which currency are the amounts?"),
    "decimal": N_("Is 1,234 in column {column} a thousand, or one and a bit?"),
    "day_order": N_("Is the day or the month first in column {column}?"),
    "distance": N_("In which unit is column {column}?"),
    "duration": N_("In which unit is column {column}?"),
    "category": N_("What are the amounts in column {column} for?"),
    "signs": N_("Most amounts are below zero: what does the minus in column {column} mean?"),
    "platform": N_("For which platform or firm is this work?"),
    "zone": N_("In which time zone are the times? Left open, that of the engagement counts."),
}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help=_("the table"))
    parser.add_argument("--sheet", metavar="NAME", default="", help=_("which sheet of a workbook"))
    parser.add_argument(
        "--profile", metavar="FILE", type=Path,
        help=_("read the table by this profile, which --out wrote"),
    )  # fmt: skip
    parser.add_argument(
        "--set", metavar="WHAT=VALUE", action="append", default=[], dest="answers",
        help=_("answer a question: currency=EUR, platform=wolt, rows=trip... (again for more)"),
    )  # fmt: skip
    parser.add_argument(
        "--column", metavar="NAME=MEANING", action="append", default=[], dest="columns",
        help=_("what a column holds: day, clock, distance, money:tip...; nothing: not read"),
    )  # fmt: skip
    parser.add_argument("--out", metavar="FILE", type=Path, help=_("write the profile as a file"))
    parser.add_argument("--replace", action="store_true", help=_("write over a file of this name"))
    parser.add_argument(
        "--save", metavar="NAME", default="", help=_("keep the profile in the vault under NAME")
    )
    taught.configure(parser)
    shared.add_optional_vault(parser, why=_("the vault that keeps what is taught"))


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    if bool(arguments.file) + taught.asked(arguments) != 1:
        raise GigWalletError("usage", what=_("Name a table, or one thing to do with the vault"))
    if not arguments.file:
        return taught.run(arguments, terminal, lambda each: isinstance(each.lesson, TableProfile))
    if bool(arguments.save) != bool(arguments.vault):
        raise GigWalletError("usage", what=_("--save and --vault go together"))
    name = arguments.save or arguments.file.stem
    proposal: Proposal | None = None
    if arguments.profile:
        draft = map_table.read_profile(read_text(arguments.profile, most=taught.LARGEST))
        name = arguments.save or draft.name
    else:
        proposal = _chosen(map_table.propose(arguments.file), arguments.sheet)
        draft = proposal.profile
    uses = _uses(draft, arguments.columns)
    said = _said(arguments.answers)
    asked = [] if proposal is None else list(_open(proposal.questions, said, uses))
    needed = [each for each in asked if each.needed]
    if needed:
        return _questions(arguments, proposal, needed)
    profile = map_table.answered(draft, name=name, uses=uses, **said)
    shown = map_table.preview(arguments.file, profile, terminal.job())
    if arguments.out:
        text = manage_taught.exported(profile)
        write_out(arguments.out, text.encode(), replace=arguments.replace)
    if arguments.save:
        with secrets.opened(arguments, terminal) as wallet:
            map_table.save_profile(wallet, profile)
    return _preview(arguments, profile, shown)


def _chosen(found: tuple[Proposal, ...], sheet: str) -> Proposal:
    """The only table, or that of the sheet which was named."""
    fitting = [each for each in found if not sheet or each.sheet == sheet]
    if len(fitting) != 1:
        names = ", ".join(each.sheet for each in found)
        raise GigWalletError("usage", what=_("Name one of the sheets: {names}").format(names=names))
    return fitting[0]


def _said(answers: Iterable[str]) -> dict[str, str]:
    said = dict(_pair(each, "--set") for each in answers)
    for what in said:
        if what not in _ANSWERS:
            raise GigWalletError("bad_argument", name="--set", text=what)
    return said


def _uses(draft: TableProfile, columns: Iterable[str]) -> tuple[ColumnUse, ...]:
    """The draft's columns with those that the person named."""
    uses = {use.column: use for use in draft.uses}
    for each in columns:
        column, meaning = _pair(each, "--column")
        column = column.strip().casefold()
        if column not in draft.header:
            raise GigWalletError("bad_argument", name="--column", text=column)
        uses.pop(column, None)
        if meaning:
            uses[column] = _use(column, meaning)
    return tuple(uses.values())


def _use(column: str, said: str) -> ColumnUse:
    meaning, _colon, category = said.partition(":")
    try:
        return ColumnUse(column, Meaning(meaning), PayCategory(category) if category else None)
    except ValueError as unknown:
        raise GigWalletError("bad_argument", name="--column", text=said) from unknown


def _pair(text: str, option: str) -> tuple[str, str]:
    # The name of a column may hold the sign itself.
    name, sign, value = text.rpartition("=")
    if not sign or not name:
        raise GigWalletError("bad_argument", name=option, text=text)
    return name, value


def _open(
    questions: Iterable[Question], said: dict[str, str], uses: tuple[ColumnUse, ...]
) -> Iterable[Question]:
    """Questions that neither --set nor --column has answered."""
    known = {use.column: use for use in uses}
    payout = said.get("rows", "").startswith("payout")
    for each in questions:
        use = known.get(each.column)
        if each.what == "category":
            if use is not None and use.meaning is Meaning.MONEY and not (use.category or payout):
                yield each
        elif each.what == "platform" and any(u.meaning is Meaning.PLATFORM for u in uses):
            continue
        elif each.what not in said:
            yield each


def _questions(
    arguments: argparse.Namespace, proposal: Proposal | None, needed: list[Question]
) -> Reply:
    assert proposal is not None  # noqa: S101  questions come from one
    lines = [
        _("{name}: each line seems to be: {rows}").format(
            name=arguments.file.name, rows=labels.label(proposal.profile.rows)
        )
    ]
    for column in proposal.columns:
        meaning = labels.label(column.meaning) if column.meaning else _("not read")
        if column.category:
            meaning += f" ({labels.label(column.category)})"
        lines.append(f"    {column.column}: {meaning}    {', '.join(column.samples[:3])}")
    for each in needed:
        lines.append(_(_QUESTIONS[each.what]).format(column=each.column))
        how = f"--set {each.what}=..."
        if each.what == "category":
            how = f'--column "{each.column}=money:..."'
        lines.append(f"    {how}    {', '.join(each.choices)}".rstrip())
    return Reply(
        {
            "file": str(arguments.file),
            "sheet": proposal.sheet,
            "header_line": proposal.header_line,
            "rows": proposal.profile.rows.value,
            "columns": [asdict(each) for each in proposal.columns],
            "questions": [asdict(each) for each in needed],
            "profile": None,
        },
        lines,
        LOOK,
    )


def _preview(arguments: argparse.Namespace, profile: TableProfile, shown: TablePreview) -> Reply:
    found = shown.file
    rejected = len(found.rejected)
    lines = [
        _("{name}: each line is: {rows}").format(
            name=arguments.file.name, rows=labels.label(profile.rows)
        ),
        ngettext("    {count} record", "    {count} records", found.found.rows).format(
            count=found.found.rows
        ),
    ]
    for sums in found.sums.values():
        lines += [
            f"    {findings.category(name)}: {money(amount)}" for name, amount in sums.items()
        ]
    for each in found.rejected:
        lines.append(
            _("    line {line}, {column}: {reason}").format(
                line=each.line, column=each.column or "-", reason=refusals.reason(each.reason)
            )
        )
    if arguments.save:
        lines.append(_("Kept as {name}: such tables are read by themselves.").format(
            name=profile.name
        ))  # fmt: skip
    return Reply(
        {
            "file": str(arguments.file),
            "profile": profile.name,
            "saved": bool(arguments.save),
            "rows": profile.rows.value,
            "found": asdict(found.found),
            "sums": {currency: values.amounts(sums) for currency, sums in found.sums.items()},
            "rejected": [asdict(each) for each in found.rejected],
            "skipped": [asdict(each) for each in found.skipped],
            "lines": [_line(each) for each in shown.lines],
        },
        lines,
        LOOK if rejected else DONE,
    )


def _line(shown: ShownLine) -> values.Json:
    return {
        "line": shown.line,
        "sheet": shown.sheet,
        "reason": shown.reason,
        "column": shown.column,
        "rejected": shown.rejected,
        "rows": [
            {
                "kind": type(row.fact).__name__.casefold(),
                "amount": values.amount(row.amount),
                "currency": row.hint.currency,
            }
            for row in shown.rows
        ],
    }
