"""An open export as it is read back: every row by its only form, one at a time.

What a stranger sends must not fill the memory: nothing is held but one row, and a row has a limit.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from gigwallet.app.exports import export_all_form as form
from gigwallet.app.vaults.rebuild_vault_files import LONGEST_ROW, ExportFiles, array_lines, refused
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.vault.open_form.rows import Cells, Table

LARGEST_ORIGINAL = 1024 * 1024 * 1024
T = TypeVar("T")


class OpenExport:
    """A ``Record`` to make a vault of. Opening it checks the digest of every file first.

    Refusals: ``open_export_missing``, ``open_export_too_new``, ``open_export_file_missing``,
    ``open_export_file_altered``, ``open_export_name_refused``, ``open_export_row_refused``,
    ``open_export_forms_differ``, ``file_unreadable``.
    """

    def __init__(self, folder: Path, job: Job) -> None:
        csv.field_size_limit(LONGEST_ROW)
        self._files = ExportFiles(folder, job)
        self.head = self._files.head
        self.originals = {
            said.sha256: name
            for name, said in self._files.said.items()
            if name.startswith("originals/")
        }

    @property
    def tables(self) -> Sequence[str]:
        return [name for name in self._files.counts if name != "log"]

    def file_of(self, table: str) -> str:
        name = form.file_of(table, "json")
        return name if name in self._files.said else form.file_of(table, "csv")

    def original(self, sha256: str) -> bytes:
        name = self.originals[sha256]
        if self._files.said[name].size > LARGEST_ORIGINAL:
            raise GigWalletError("file_too_big", name=name, most_mb=LARGEST_ORIGINAL >> 20)
        with self._files.open(name) as stream:
            data = stream.read(self._files.said[name].size + 1)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise GigWalletError("open_export_file_altered", name=name)
        return data

    def rows(self, table: Table) -> Iterator[Cells]:
        """From the JSON, with which the CSV must agree; from the CSV alone where the JSON was
        taken away. Nothing for a table that the exported vault did not have."""
        if table.name not in self._files.counts:
            return iter(())
        named = [form.file_of(table.name, kind) for kind in ("json", "csv")]
        there = [name for name in named if name in self._files.said]
        as_row = form.RowForm(table)
        if there == named:
            rows = self._agreeing(as_row, *named)
        elif there == named[:1]:
            rows = self._json_rows(as_row, named[0])
        else:
            rows = self._csv_rows(as_row, named[1])
        return self._counted(rows, table.name)

    def _counted(self, rows: Iterator[Cells], table: str) -> Iterator[Cells]:
        found = 0
        for found, cells in enumerate(rows, start=1):  # noqa: B007  the last one is asked below
            yield cells
        if found != self._files.counts[table]:
            raise GigWalletError("open_export_rows_refused", name=self.file_of(table))

    # Rows -------------------------------------------------------------------------------------

    def _json_rows(self, as_row: form.RowForm, name: str) -> Iterator[Cells]:
        with self._files.open(name) as stream:
            for number, line in enumerate(array_lines(stream, name), start=2):
                yield _read(as_row.of_json, line, name, number)

    def _csv_texts(self, as_row: form.RowForm, name: str) -> Iterator[tuple[int, list[str | None]]]:
        """The exact columns of each line, in the order of the table, with the line's number.
        A column that the table got later is None."""
        with self._files.open(name) as stream:
            text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
            bounded = _Lines(text, name)
            lines = csv.reader(bounded, strict=True)
            try:
                head = next(lines, [])
                places = _places(as_row.names, head, name)
                bounded.taken = 0
                for row in lines:
                    bounded.taken = 0
                    if len(row) != len(head):
                        raise refused(name, lines.line_num)
                    yield lines.line_num, [None if at is None else row[at] for at in places]
            except (csv.Error, UnicodeDecodeError) as cause:
                raise refused(name, lines.line_num) from cause

    def _csv_rows(self, as_row: form.RowForm, name: str) -> Iterator[Cells]:
        for number, row in self._csv_texts(as_row, name):
            yield _read(as_row.of_csv, row, name, number)

    def _agreeing(self, as_row: form.RowForm, name: str, other: str) -> Iterator[Cells]:
        texts = self._csv_texts(as_row, other)
        for cells in self._json_rows(as_row, name):
            number, row = next(texts, (0, []))
            if [text or "" for text in row] != as_row.exact_csv(cells):
                raise GigWalletError("open_export_forms_differ", name=other, line=number)
            yield cells
        for number, _ in texts:
            raise GigWalletError("open_export_forms_differ", name=other, line=number)


class _Lines:
    """The lines of a csv. ``taken`` counts what they hold since it was last set to 0: a cell may
    go on for many lines, a row may not go on for ever."""

    def __init__(self, text: io.TextIOWrapper, name: str) -> None:
        self._text = text
        self._name = name
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(LONGEST_ROW):
            self.taken += len(line)
            if self.taken >= LONGEST_ROW:
                raise refused(self._name, 0)
            yield line


def _places(names: Sequence[str], head: list[str], name: str) -> list[int | None]:
    exact = [each for each in head if not each.endswith(form.READABLE)]
    if exact != [each for each in names if each in exact]:
        raise refused(name, 1)
    return [head.index(each) if each in exact else None for each in names]


def _read(how: Callable[[T], Cells], row: T, name: str, number: int) -> Cells:
    try:
        return how(row)
    except form.NotAsWritten as cause:
        raise refused(name, number) from cause
