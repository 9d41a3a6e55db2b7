"""The person's terminal: lines, a progress bar where somebody looks, prompts for secrets."""

from __future__ import annotations

import getpass
import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence

from gigwallet.domain.job import Job, Progress
from gigwallet.words import _

_BAR = 24


class Terminal:
    """Progress and prompts go to standard error, so that a pipe gets the answer alone."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._shows_progress = not quiet and sys.stderr.isatty()
        self._drawn = False

    @property
    def can_ask(self) -> bool:
        return sys.stdin is not None and sys.stdin.isatty()

    def job(self) -> Job:
        """A job that draws a bar here, or stays silent where nobody looks."""
        return Job(self._draw if self._shows_progress else None, every=25)

    def ask_secret(self, question: str) -> bytearray:
        return bytearray(getpass.getpass(f"{question}: ", stream=sys.stderr).encode("utf-8"))

    def ask_yes(self, question: str) -> bool:
        """Only a written-out yes counts."""
        sys.stderr.write(f"{question} [{_('yes')}/{_('no')}] ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().lower() in {"yes", _("yes")}

    def say(self, lines: Iterable[str]) -> None:
        self.wipe()
        for line in lines:
            print(line)  # noqa: T201  this is the command line's door to its person

    def complain(self, line: str) -> None:
        self.wipe()
        print(line, file=sys.stderr)  # noqa: T201

    def wipe(self) -> None:
        """Take the bar away again."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False

    def _draw(self, progress: Progress) -> None:
        what = _what(progress.what)
        if progress.total:
            share = min(progress.done / progress.total, 1.0)
            bar = "█" * round(_BAR * share) + "░" * (_BAR - round(_BAR * share))
            text = f"{bar} {progress.done}/{progress.total} {what}"
        else:
            text = f"{progress.done} {what}"
        room = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r\x1b[K{_cut(text, room)}")
        sys.stderr.flush()
        self._drawn = True


def _what(code: str) -> str:
    return {
        "reading": _("reading files"),
        "reading_screens": _("reading pictures"),
        "indexing": _("indexing"),
        "storing": _("storing"),
        "matching": _("matching"),
        "writing": _("writing pages"),
        "backing_up": _("writing the backup"),
        "restoring": _("restoring"),
        "comparing": _("comparing"),
        "merging": _("bringing together"),
        "rows": _("writing rows"),
        "exhibits": _("originals"),
        "digests": _("checking files"),
        "masking": _("making the copy"),
        "checking": _("searching what was made"),
    }.get(code, "")


def width(text: str) -> int:
    """Columns that ``text`` takes: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def _cut(text: str, room: int) -> str:
    while width(text) > room:
        text = text[:-1]
    return text


def table(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Rows in aligned columns; the columns in ``right`` end in line."""
    if not rows:
        return []
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            " " * (widths[n] - width(cell)) + cell
            if n in right
            else cell + " " * (widths[n] - width(cell))
            for n, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]


def speak_utf8() -> None:
    """Chinese must come out whole, whatever the terminal's code page says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def leave_the_pipe() -> None:
    """The reader of our output has gone: nothing more may be written, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
