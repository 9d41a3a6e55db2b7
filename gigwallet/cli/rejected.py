"""Lines of loose files that could not be understood, as commands without a vault tell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gigwallet.app.intake.import_outcome import RejectedLine
from gigwallet.cli.values import Json
from gigwallet.words import _, refusals

# The file's name with each of its lines.
Rejected = Iterable[tuple[str, RejectedLine]]


def told(rejected: Rejected) -> list[Json]:
    return [
        {"file": name, "line": line.line, "reason": line.reason, "column": line.column}
        for name, line in rejected
    ]


def spoken(rejected: Rejected) -> Iterator[str]:
    for name, line in rejected:
        yield _("{file}, line {line}: {reason}").format(
            file=name, line=line.line, reason=refusals.reason(line.reason, {"column": line.column})
        )
