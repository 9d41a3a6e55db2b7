"""``gigwallet import``: files into the vault, and what became of each line."""

from __future__ import annotations

import argparse
import shlex
from dataclasses import asdict
from pathlib import Path

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.intake.import_outcome import FileOutcome, PayerPreview
from gigwallet.app.intake.keep_accounts import say_account
from gigwallet.app.intake.keep_payers import say_platform
from gigwallet.app.records.keep_engagement import find_engagement
from gigwallet.cli import arguments as shared
from gigwallet.cli import loose_words, rejected, secrets, values
from gigwallet.cli.reply import DONE, LOOK, REFUSED, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _, findings, money, ngettext, refusals

NAME = "import"
ORDER = 20
HELP = N_("store files: bills, exports, tables, pictures, PDFs")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=_("files or folders"))
    parser.add_argument(
        "--payer", action="append", default=[], metavar="NAME",
        help=_("confirm that this payer of a wallet bill pays you for work (again for more)"),
    )  # fmt: skip
    parser.add_argument(
        "--paid-by", action="append", default=[], nargs=2, metavar=("NAME", "PLATFORM"),
        help=_("as --payer, and say for which platform this payer pays (again for more)"),
    )  # fmt: skip
    parser.add_argument(
        "--driver", action="append", default=[], nargs=2, metavar=("PLATFORM", "WHO"),
        help=_("which driver of a report you are, by the name or number that stands in it"),
    )  # fmt: skip
    parser.add_argument(
        "--payers", action="store_true", help=_("list every payer that may be confirmed")
    )
    parser.add_argument(
        "--archive-password-file", metavar="FILE", default="",
        help=_("the password of a locked archive, in the first line of FILE"),
    )  # fmt: skip
    shared.add_engagement(parser)


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    passwords: dict[str, bytearray] = {}
    if arguments.archive_password_file:
        passwords[""] = secrets.from_file(Path(arguments.archive_password_file))
    payers = frozenset((*arguments.payer, *(name for name, _platform in arguments.paid_by)))
    with secrets.opened(arguments, terminal) as wallet:
        chosen = arguments.engagement and find_engagement(wallet, arguments.engagement).id
        for name, platform in arguments.paid_by:
            say_platform(wallet, name, platform)
        for platform, who in arguments.driver:
            say_account(wallet, platform, who)
        outcome = import_files(
            wallet,
            arguments.files,
            terminal.job(),
            payers=payers,
            passwords=passwords,
            engagement=chosen or None,
        )
    for secret in passwords.values():
        secrets.wipe(secret)
    stored = [file for file in outcome.files if file.error is None]
    errors = [file.error for file in outcome.files if file.error is not None]
    unseen = sorted(payers - outcome.payers)
    look = bool(unseen) or any(file.needs_a_look for file in stored)
    code = REFUSED if errors else LOOK if look else DONE
    lines = [line for file in stored for line in _lines(file, every_payer=arguments.payers)]
    lines += [] if outcome.files else [loose_words.no_files()]
    lines += [
        _("no payment by {name} in these files; write the payer as the bill does").format(name=each)
        for each in unseen
    ]
    return Reply(
        {
            "files": [_file(file, every_payer=arguments.payers) for file in stored],
            "payers_not_seen": unseen,
        },
        lines,
        code,
        errors,
    )


def _file(file: FileOutcome, *, every_payer: bool) -> values.Json:
    return {
        "file": file.file,
        "member": file.member,
        "importer": file.importer,
        "added": asdict(file.added),
        "engagements": file.engagements,
        "known": file.known,
        "rejected": [asdict(each) for each in file.rejected],
        "more_rejected": file.more_rejected,
        "skipped": [asdict(each) for each in file.skipped],
        "sums": {currency: values.amounts(sums) for currency, sums in file.sums.items()},
        "source_sums": {
            currency: {column: values.amounts(sums) for column, sums in columns.items()}
            for currency, columns in file.source_sums.items()
        },
        "statuses": dict(file.statuses),
        "first": values.moment(file.first),
        "last": values.moment(file.last),
        "printed": [
            {
                "label": each.label,
                "count": each.count,
                "amount": values.amount(each.amount),
                "residue": values.amount(each.residue),
            }
            for each in file.printed
        ],
        "payers": [
            {
                "name": each.name,
                "count": each.count,
                "sum": str(each.sum),
                "currency": each.sum.currency,
                "suggested": each.suggested,
            }
            for each in _shown(file, every_payer=every_payer)
        ],
    }


def _shown(file: FileOutcome, *, every_payer: bool) -> list[PayerPreview]:
    """A payer that no dictionary knows may be a friend: named only where the person asks."""
    return [each for each in file.payers if each.suggested or every_payer]


def _lines(file: FileOutcome, *, every_payer: bool) -> list[str]:
    name = f"{file.file} › {file.member}" if file.member else file.file
    lines = [f"{name}  [{file.importer}]"]
    added = findings.counted(asdict(file.added))
    lines.append("  " + (_("added: {what}").format(what=added) if added else _("nothing new")))
    if file.known:
        lines.append(
            "  "
            + ngettext(
                "{count} was in the vault already", "{count} were in the vault already", file.known
            ).format(count=file.known)
        )
    lines += [
        "  "
        + _("skipped {count}: {why}").format(count=each.count, why=refusals.reason(each.reason))
        for each in file.skipped
    ]
    lines += [f"  {rejected.sentence(each)}" for each in file.rejected]
    if file.more_rejected:
        more = _("{count} more lines could not be understood").format(count=file.more_rejected)
        lines.append(f"  {more}")
    for total in file.printed:
        if total.amount is not None and total.residue:
            lines.append(
                "  "
                + _(
                    "the file prints {label} {sum}; its lines differ from that by {residue}"
                ).format(
                    label=findings.total_label(total.label),
                    sum=money(total.amount),
                    residue=money(total.residue),
                )
            )
    for payer in _shown(file, every_payer=every_payer):
        lines.append(
            "  "
            + ngettext(
                "not confirmed: {name}, {count} payment, {sum}. To store it: --payer {quoted}",
                "not confirmed: {name}, {count} payments, {sum}. To store them: --payer {quoted}",
                payer.count,
            ).format(
                name=payer.name,
                count=payer.count,
                sum=money(payer.sum),
                quoted=shlex.quote(payer.name),
            )
        )
    return lines
