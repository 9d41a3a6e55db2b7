"""Starts a command: language, parser, one answer, its exit code."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import ModuleType, TracebackType

import gigwallet
from gigwallet.app import keep_settings
from gigwallet.cli import bug, commands
from gigwallet.cli.arguments import Parser, add_common
from gigwallet.cli.reply import BUG, DONE, Reply, envelope, refused
from gigwallet.cli.terminal import Terminal, leave_the_pipe, speak_utf8
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled
from gigwallet.words import LANGUAGES, _, refusals, set_language

INTERRUPTED = 130


def discovered() -> dict[str, ModuleType]:
    """The command modules by the name that the person types. The module of ``self-test`` is called
    ``self_test``, and a name that Python keeps for itself ends in an underscore."""
    found = [_module(each.name) for each in pkgutil.iter_modules(commands.__path__)]
    return {module.NAME: module for module in sorted(found, key=lambda module: module.ORDER)}


def _module(stem: str) -> ModuleType:
    return importlib.import_module(f"{commands.__name__}.{stem}")


def _wanted(argv: Sequence[str]) -> dict[str, ModuleType]:
    """Only what was asked for: every command needs other parts, and loading all takes a second."""
    name = argv[0].replace("-", "_") if argv else ""
    for each in pkgutil.iter_modules(commands.__path__):
        if each.name.removesuffix("_") == name:
            module = _module(each.name)
            return {module.NAME: module}
    return discovered()


def build_parser(known: Mapping[str, ModuleType]) -> Parser:
    parser = Parser(
        prog="gigwallet",
        description=_(
            "An encrypted record of gig work: what was worked, what was stated, what was received, "
            "and a letter with the evidence. Nothing leaves this machine but what you export or "
            "send."
        ),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=gigwallet.__version__,
        help=_("show the version"),
    )
    add_common(parser)
    chosen = parser.add_subparsers(dest="command", metavar=_("COMMAND"), required=True)
    for name, module in known.items():
        added = chosen.add_parser(name, help=_(module.HELP), description=_(module.HELP))
        add_common(added)
        module.configure(added)
    return parser


def run(argv: Sequence[str]) -> int:
    """The exit code: 0 done, 1 done with something to look at, 2 refused, 3 a bug."""
    sys.excepthook = _last_resort
    speak_utf8()
    keep_settings.harden()
    set_language(_language(argv))
    as_json = "--json" in argv
    terminal = Terminal()
    command = argv[0] if argv else ""
    try:
        known = _wanted(argv)
        arguments = build_parser(known).parse_args(argv)
        command = arguments.command
        reply: Reply = known[command].run(arguments, terminal)
    except GigWalletError as refusal:
        reply = refused(refusal)
    except (KeyboardInterrupt, Cancelled):
        terminal.complain(_("Stopped. What was stored before is whole; nothing is half-stored."))
        return INTERRUPTED
    except BrokenPipeError:
        leave_the_pipe()
        return DONE
    except SystemExit as done:  # --help and --version
        return int(done.code or DONE)
    return _answer(command, reply, terminal, as_json=as_json)


def _answer(command: str, reply: Reply, terminal: Terminal, *, as_json: bool) -> int:
    try:
        if reply.said:
            pass
        elif as_json:
            terminal.say([envelope(command, reply)])
        else:
            terminal.say(reply.lines)
            # Beside an answer they are of single files, and each says of which.
            say = refusals.sentence if reply.result is None else refusals.sentence_of_file
            for error in reply.errors:
                terminal.complain(say(error))
        sys.stdout.flush()
    except BrokenPipeError:
        leave_the_pipe()
    return reply.exit_code


def _language(argv: Sequence[str]) -> str:
    """Needed before the parser is built, because its help is translated too."""
    for word, following in pairwise([*argv, ""]):
        said = word.removeprefix("--lang=") if word.startswith("--lang=") else following
        if word.startswith("--lang") and said in LANGUAGES:
            return said
    return keep_settings.settings().spoken


def _last_resort(
    kind: type[BaseException], _value: BaseException, trace: TracebackType | None
) -> None:
    sys.stderr.write(bug.report(kind, trace) + "\n")
    sys.stderr.flush()
    os._exit(BUG)
