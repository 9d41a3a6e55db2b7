"""Lines of files that could not be understood, as the command line tells them."""

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
        yield f"{name} › {sentence(line)}"


def sentence(line: RejectedLine) -> str:
    """Where it stands, and why it was not understood."""
    why = refusals.reason(line.reason, {"column": line.column})
    return _("{name}: {said}").format(name=_place(line), said=why)


def _place(line: RejectedLine) -> str:
    """A line, with its sheet where it has one; else the page, or what the file counts by."""
    column = f" ({line.column})" if line.column else ""
    if line.page:
        return _("page {page}").format(page=line.page) + column
    if not line.line:
        return (line.sheet or _("the file")) + column
    sheet = f"{line.sheet} › " if line.sheet else ""
    return sheet + _("line {line}").format(line=line.line) + column
