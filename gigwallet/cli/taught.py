"""What a vault was taught of tables, papers and reports, for the commands that teach it: list,
rename, hand on, take in, forget."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from gigwallet.app.exports.exporting import write_out
from gigwallet.app.intake import manage_taught
from gigwallet.app.intake.manage_taught import Explained
from gigwallet.app.reading import read_text
from gigwallet.app.wallet import Wallet
from gigwallet.cli import secrets, values
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.taught import PaperTemplate, ReportWords, TableProfile
from gigwallet.words import _, labels, ngettext

LARGEST = 256 * 1024
Wanted = Callable[[Explained], bool]


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--list", action="store_true", help=_("what the vault was taught"))
    parser.add_argument("--export", metavar="NAME", default="", help=_("write NAME to --out"))
    parser.add_argument(
        "--import", metavar="FILE", type=Path, dest="taken", help=_("keep what FILE holds")
    )
    parser.add_argument("--rename", metavar="NAME", default="", help=_("call NAME as --to says"))
    parser.add_argument("--to", metavar="NAME", default="", help=_("its new name"))
    parser.add_argument("--remove", metavar="NAME", default="", help=_("forget NAME"))


def asked(arguments: argparse.Namespace) -> int:
    """How many things are to be done with the vault: one, or none where a file is given."""
    return sum(map(bool, (
        arguments.list, arguments.export, arguments.taken, arguments.rename, arguments.remove,
    )))  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal, wanted: Wanted) -> Reply:
    """``wanted`` says which of them the command is about."""
    if arguments.vault is None:
        raise GigWalletError("usage", what=_("Name the vault with --vault"))
    if bool(arguments.rename) != bool(arguments.to):
        raise GigWalletError("usage", what=_("--rename and --to go together"))
    only_read = arguments.list or bool(arguments.export)
    with secrets.opened(arguments, terminal, read_only=only_read) as wallet:
        if arguments.taken:
            return _take_in(arguments, wallet, wanted)
        known = [each for each in manage_taught.explained(wallet) if wanted(each)]
        if arguments.list:
            return _list(known)
        name = arguments.export or arguments.rename or arguments.remove
        # A payslip comes before what `map` or `words` is asked about under the same name.
        found = sorted(
            (each for each in known if each.name == name),
            key=lambda each: not isinstance(each.lesson, PaperTemplate),
        )
        if not found:
            raise GigWalletError("taught_unknown", name=name)
        return _with(arguments, wallet, found[0])


def _with(arguments: argparse.Namespace, wallet: Wallet, one: Explained) -> Reply:
    if arguments.remove:
        manage_taught.forget(wallet, one.lesson)
        return Reply({"removed": one.name}, [_("Forgotten: {name}.").format(name=one.name)])
    if arguments.rename:
        renamed = manage_taught.rename(wallet, one.lesson, arguments.to)
        said = _("{name} is called {other} now.").format(name=one.name, other=renamed.name)
        return Reply({"renamed": one.name, "to": renamed.name}, [said])
    if arguments.out is None:
        raise GigWalletError("usage", what=_("Name the file to write with --out"))
    data = manage_taught.exported(one.lesson).encode()
    path = write_out(arguments.out, data, replace=arguments.replace)
    return Reply({"file": str(path)}, [_("Written: {name}").format(name=path.name)])


def _take_in(arguments: argparse.Namespace, wallet: Wallet, wanted: Wanted) -> Reply:
    text = read_text(arguments.taken, most=LARGEST)
    if not wanted(Explained(manage_taught.lesson_of(text))):
        raise GigWalletError("taught_file_wrong", field="kind")
    lesson = manage_taught.take_in(wallet, text, over=arguments.replace)
    return Reply({"kept": lesson.name}, [_("Kept as {name}.").format(name=lesson.name)])


def _list(known: list[Explained]) -> Reply:
    lines = ["; ".join(filter(None, (f"{e.name}: {_about(e)}", _read(e)))) for e in known]
    return Reply(
        {
            "papers": [_paper(e, e.lesson) for e in known if isinstance(e.lesson, PaperTemplate)],
            "tables": [_table(e, e.lesson) for e in known if isinstance(e.lesson, TableProfile)],
            "reports": [_report(e.lesson) for e in known if isinstance(e.lesson, ReportWords)],
        },
        lines or [_("Nothing was taught yet.")],
    )


def _paper(each: Explained, template: PaperTemplate) -> values.Json:
    return {
        "name": template.name,
        "platform": template.platform,
        "anchors": list(template.anchors),
        "labels": [field.label for field in template.fields],
        "files": each.files,
    }


def _table(each: Explained, profile: TableProfile) -> values.Json:
    return {
        "name": profile.name,
        "rows": profile.rows.value,
        "columns": list(profile.header),
        "files": each.files,
    }


def _report(words: ReportWords) -> values.Json:
    return {
        "name": words.name,
        "words": {word: said.value for word, said in [*words.parts, *words.columns]},
    }


def _about(each: Explained) -> str:
    if isinstance(each.lesson, ReportWords):
        return ", ".join(word for word, _said in [*each.lesson.parts, *each.lesson.columns])
    if isinstance(each.lesson, PaperTemplate):
        return f"{labels.label(each.lesson.kind)} ({', '.join(each.lesson.anchors)})"
    return f"{labels.label(each.lesson.rows)} ({', '.join(each.lesson.header)})"


def _read(each: Explained) -> str:
    if each.files is None:
        return ""
    words = ngettext("{count} file read", "{count} files read", each.files)
    return words.format(count=each.files)
