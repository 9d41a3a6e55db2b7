"""Arguments that several commands share, and the values that their texts mean."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.words import LANGUAGES, N_, _


class _Help(argparse.RawDescriptionHelpFormatter):
    """The library speaks English only; its few words are said by our catalogue."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Says what is wrong as a refusal, so that it is one sentence and JSON where JSON was asked."""

    def __init__(self, **settings: object) -> None:
        settings.setdefault("formatter_class", _Help)
        super().__init__(allow_abbrev=False, add_help=False, **settings)  # type: ignore[arg-type]  # passed through
        self._positionals.title = _("what to give")
        self._optionals.title = _("options")
        self.add_argument("-h", "--help", action="help", help=_("show this help"))

    def error(self, message: str) -> None:  # type: ignore[override]  # it raises instead of exiting
        raise GigWalletError("usage", what=_said(message))


def _said(message: str) -> str:
    """The library's complaint in the spoken language; as it is where it is none of these."""
    for pattern, text in (
        (r"the following arguments are required: (?P<names>.+)", N_("Missing: {names}")),
        (r"unrecognized arguments: (?P<given>.+)", N_("Not known here: {names}")),
        (
            r"argument (?P<name>.+?): invalid choice: (?P<text>.+?) \(choose from (?P<names>.+)\)",
            N_("{text} is none of these: {names}"),
        ),
        (r"argument (?P<name>.+?): expected .*", N_("{name} needs a value")),
        (
            r"argument (?P<name>.+?): invalid \w+ value: (?P<text>.+)",
            N_("{name} cannot be {text}"),
        ),
    ):
        found = re.fullmatch(pattern, message)
        if found:
            facts = found.groupdict()
            return _(text).format_map({"names": _options(facts.get("given", "")), **facts})
    return message


def _options(given: str) -> str:
    """The options in ``given`` without their values: one may be a secret put in a wrong place."""
    options = [word.split("=")[0] for word in given.split() if word.startswith("-")]
    return ", ".join(options) or given


def add_common(parser: argparse.ArgumentParser) -> None:
    """What every command takes."""
    parser.add_argument("--json", action="store_true", help=_("answer as JSON"))
    parser.add_argument("--lang", choices=sorted(LANGUAGES), help=_("language of the answer"))


def add_vault(parser: argparse.ArgumentParser, *, needed: bool = True) -> None:
    """``needed`` False: the command works without one, too; None where it was not named."""
    parser.add_argument(
        "vault", type=Path, metavar="VAULT", nargs=None if needed else "?",
        help=_("folder of the vault"),
    )  # fmt: skip
    _add_secrets(parser)


def add_optional_vault(parser: argparse.ArgumentParser, *, why: str) -> None:
    """For commands that also work without one: ``--vault VAULT``, None where it was not named."""
    parser.add_argument("--vault", type=Path, metavar="VAULT", help=why)
    _add_secrets(parser)


def _add_secrets(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file", metavar="FILE", default="",
        help=_("take the passphrase from the first line of FILE (- is standard input)"),
    )  # fmt: skip
    parser.add_argument(
        "--recovery-code-file", metavar="FILE", default="",
        help=_("open with the recovery code in FILE"),
    )  # fmt: skip
    parser.add_argument(
        "--from-keyring", action="store_true",
        help=_("open with what the password store of this computer keeps for this vault"),
    )  # fmt: skip


def add_engagement(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--engagement", metavar="WHICH", default="",
        help=_("which engagement: its id, label, platform, firm or city; needed if several"),
    )  # fmt: skip


def add_period(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--month", metavar="YYYY-MM", help=_("a whole month"))
    parser.add_argument("--week", metavar="YYYY-MM-DD", help=_("the week around a day"))
    parser.add_argument("--day", metavar="YYYY-MM-DD", help=_("one day"))
    parser.add_argument("--from", metavar="YYYY-MM-DD", dest="first", help=_("first day"))
    parser.add_argument("--to", metavar="YYYY-MM-DD", dest="last", help=_("last day"))


def add_out(parser: argparse.ArgumentParser, *, what: str) -> None:
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help=what)
    parser.add_argument("--replace", action="store_true", help=_("write over a file of this name"))


def add_lang_of_document(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--letter-lang", choices=sorted(LANGUAGES), help=_("language of the document, if another")
    )


def add_document(parser: argparse.ArgumentParser, *, vault_needed: bool = True) -> None:
    """What every command takes that writes a PDF from a vault."""
    add_vault(parser, needed=vault_needed)
    add_out(parser, what=_("the PDF to write"))
    add_period(parser)
    add_engagement(parser)
    add_lang_of_document(parser)


def add_answers(parser: argparse.ArgumentParser) -> None:
    """The fields of a letter."""
    parser.add_argument(
        "--field", action="append", default=[], metavar="NAME=TEXT",
        help=_("fill in a field of the letter (again for more)"),
    )  # fmt: skip


def answers_of(arguments: argparse.Namespace) -> dict[str, str]:
    """What was filled in. Refusal: ``bad_argument``."""
    found = {}
    for text in arguments.field:
        name, equals, value = text.partition("=")
        if not equals:
            raise GigWalletError("bad_argument", name="--field", text=text)
        found[name] = value
    return found


def period_of(arguments: argparse.Namespace) -> Period | None:
    """The days that were named; None where none were. Refusal: ``bad_argument``."""
    said = [
        name
        for name in ("month", "week", "day", "first", "last")
        if getattr(arguments, name) is not None
    ]
    if not said:
        return None
    if said == ["month"]:
        return month_of(arguments.month)
    if said == ["week"]:
        return Period.of_week(day_of("--week", arguments.week))
    if said == ["day"]:
        return Period.of_day(day_of("--day", arguments.day))
    if said == ["first", "last"]:
        first, last = day_of("--from", arguments.first), day_of("--to", arguments.last)
        if last < first:
            raise GigWalletError("bad_argument", name="--to", text=arguments.last)
        return Period(first, last)
    raise GigWalletError("usage", what=_("Name one of --month, --week, --day, or --from and --to"))


def needed_period(arguments: argparse.Namespace) -> Period:
    period = period_of(arguments)
    if period is None:
        raise GigWalletError(
            "usage", what=_("Name one of --month, --week, --day, or --from and --to")
        )
    return period


def month_of(text: str) -> Period:
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError as cause:
        raise GigWalletError("bad_argument", name="--month", text=text) from cause
    return Period.of_month(first.year, first.month)


def day_of(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as cause:
        raise GigWalletError("bad_argument", name=name, text=text) from cause


def money_of(name: str, text: str, currency: str) -> Money:
    """``10,751.00`` or ``10751``. Refusal: ``bad_argument``."""
    try:
        return Money.of(text.replace(",", "").strip(), currency)
    except (ValueError, InvalidOperation) as cause:
        raise GigWalletError("bad_argument", name=name, text=text) from cause


def decimal_of(name: str, text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation as cause:
        raise GigWalletError("bad_argument", name=name, text=text) from cause
    if not value.is_finite() or value < 0:
        raise GigWalletError("bad_argument", name=name, text=text)
    return value


def hours_of(name: str, text: str) -> timedelta:
    """``7:30`` or ``7.5``."""
    hours, colon, minutes = text.partition(":")
    if colon and minutes.isdigit() and hours.isdigit() and int(minutes) < 60:
        return timedelta(hours=int(hours), minutes=int(minutes))
    return timedelta(minutes=int(decimal_of(name, text) * 60))


def moment_of(name: str, text: str, zone: str) -> Instant:
    """``2025-07-01T12:00``, ``2025-07-01 12:00`` on the clocks of ``zone``, or with an offset."""
    try:
        said = datetime.fromisoformat(text)
    except ValueError as cause:
        raise GigWalletError("bad_argument", name=name, text=text) from cause
    if len(text) <= 10:
        return Instant.from_day(said.date(), zone, text)
    if said.tzinfo is None:
        return Instant.from_local(said, zone, text)
    return Instant(said.astimezone(UTC), zone, text=text)
