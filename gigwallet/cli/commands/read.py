"""``gigwallet read``: what intake would store of files, without a vault and storing nothing."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from gigwallet.app.intake.read_loose import LooseEnd, LooseFile, read_loose
from gigwallet.app.wallet import Surroundings
from gigwallet.cli import loose_values, loose_words, secrets
from gigwallet.cli.reply import DONE, LOOK, REFUSED, VERSION, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import Row
from gigwallet.words import N_, _, refusals

NAME = "read"
ORDER = 19
HELP = N_("show what files say; without a vault, and storing nothing")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=_("files or folders"))
    parser.add_argument(
        "--payers", action="store_true",
        help=_("also show rows of payers whom nobody knows: what else you spent and received"),
    )  # fmt: skip
    parser.add_argument(
        "--archive-password-file", metavar="FILE", default="",
        help=_("the password of a locked archive, in the first line of FILE"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    """It answers while it reads: a file may have more rows than fit into memory."""
    passwords: dict[str, bytearray] = {}
    if arguments.archive_password_file:
        passwords[""] = secrets.from_file(Path(arguments.archive_password_file))
    said = read_loose(
        Surroundings().isolation,
        arguments.files,
        terminal.job(),
        passwords=passwords,
        every_payer=arguments.payers,
    )
    telling = _Json(terminal) if arguments.json else _Text(terminal)
    for each in said:
        match each:
            case LooseFile():
                telling.begin(each)
            case LooseEnd():
                telling.end(each)
            case _:
                telling.rows(each)
    for secret in passwords.values():
        secrets.wipe(secret)
    telling.close()
    code = REFUSED if telling.errors else LOOK if telling.look else DONE
    return Reply(None, exit_code=code, errors=telling.errors, said=True)


class _Telling:
    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self.errors: list[GigWalletError] = []
        self.look = False

    def _take(self, each: LooseEnd) -> None:
        if each.error is not None:
            self.errors.append(each.error)
        self.look = self.look or loose_values.needs_a_look(each)


class _Text(_Telling):
    """Lines for people: the first rows of each file, and what it came to."""

    def __init__(self, terminal: Terminal) -> None:
        super().__init__(terminal)
        self._shown = self._files = 0

    def begin(self, each: LooseFile) -> None:
        self._shown = 0
        self._terminal.say([loose_words.title(each)])

    def rows(self, rows: list[Row]) -> None:
        room = max(0, loose_words.MOST_ROWS - self._shown)
        self._terminal.say(loose_words.row(each) for each in rows[:room])
        self._shown += len(rows)

    def end(self, each: LooseEnd) -> None:
        self._take(each)
        self._files += 1
        self._terminal.say(loose_words.end(each, self._shown))
        if each.error is not None:
            self._terminal.complain(refusals.sentence(each.error))

    def close(self) -> None:
        if not self._files:
            self._terminal.say([loose_words.no_files()])


class _Json(_Telling):
    """The same envelope as every command's, written as it comes."""

    def __init__(self, terminal: Terminal) -> None:
        super().__init__(terminal)
        self._open = False
        self._files = self._rows = 0
        head = f'{{"schema": "gigwallet.{NAME}", "version": {VERSION}, "result": {{"files": ['
        terminal.say([head])

    def begin(self, each: LooseFile) -> None:
        fields = _members(loose_values.begun(each))
        self._terminal.say([f'{self._comma()}{{{fields}, "rows": ['])
        self._open, self._rows = True, 0

    def _comma(self) -> str:
        self._files += 1
        return "," if self._files > 1 else ""

    def rows(self, rows: list[Row]) -> None:
        for each in rows:
            comma = "," if self._rows else ""
            self._rows += 1
            self._terminal.say([comma + json.dumps(loose_values.row(each), ensure_ascii=False)])

    def end(self, each: LooseEnd) -> None:
        self._take(each)
        if not self._open:
            self.begin(LooseFile(each.path))
        self._terminal.say([f"], {_members(loose_values.end(each))}}}"])
        self._open = False

    def close(self) -> None:
        errors = [loose_values.error(each) for each in self.errors]
        self._terminal.say([f']}}, "errors": {json.dumps(errors, ensure_ascii=False)}}}'])


def _members(fields: dict[str, object]) -> str:
    """The inside of a JSON object."""
    return json.dumps(fields, ensure_ascii=False)[1:-1]
