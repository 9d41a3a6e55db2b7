"""An open export as it is read back: every file by its digest, every row by its only form.

The folder may come from a stranger. Only files that the manifest names, under names that an export
has, are opened; nothing is held but one row, and a row has a limit.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

from gigwallet.app import export_all_form as form
from gigwallet.app.export_all_folder import MANIFEST
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.vault import migrations
from gigwallet.vault.open_form import Cells, Table
from gigwallet.vault.open_form_filling import Head

LONGEST_ROW = 32 * 1024 * 1024
MOST_FILES = 1_000_000
LARGEST_ORIGINAL = 1024 * 1024 * 1024
_LONGEST_HEAD = 1024 * 1024
_BLOCK = 1024 * 1024
_TABLE = r"[a-z][a-z0-9_]{0,62}"
_NAMES = re.compile(
    rf"README\.txt|head\.json|originals\.csv|log\.(?:json|csv)|tables/{_TABLE}\.(?:json|csv)"
    rf"|schema/{_TABLE}\.schema\.json|originals/[0-9]{{5,7}}-[^/\\]{{1,200}}"
)
_DIGEST = re.compile("[0-9a-f]{64}")
# No row hangs on these: they may be gone, but not be other than they were.
_SPARE = frozenset({form.README, form.ORIGINALS})
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Said:
    """A file as the manifest tells it."""

    size: int
    sha256: str


class OpenExport:
    """A ``Record`` to make a vault of. Opening it checks the digest of every file first.

    Refusals: ``open_export_missing``, ``open_export_too_new``, ``open_export_file_missing``,
    ``open_export_file_altered``, ``open_export_name_refused``, ``open_export_row_refused``,
    ``open_export_forms_differ``, ``file_unreadable``.
    """

    def __init__(self, folder: Path, job: Job) -> None:
        self._folder = folder
        csv.field_size_limit(LONGEST_ROW)
        self._files = self._manifest()
        named = set(self._files)
        self._refuse_missing()
        for name in job.watch(list(self._files), len(self._files), "digests"):
            self._refuse_altered(name, job)
        self.head, self._counts = self._read_head()
        self._refuse_other_files(named)
        self.originals = {
            said.sha256: name for name, said in self._files.items() if name.startswith("originals/")
        }

    @property
    def tables(self) -> Sequence[str]:
        return [name for name in self._counts if name != "log"]

    def file_of(self, table: str) -> str:
        name = form.file_of(table, "json")
        return name if name in self._files else form.file_of(table, "csv")

    def original(self, sha256: str) -> bytes:
        name = self.originals[sha256]
        if self._files[name].size > LARGEST_ORIGINAL:
            raise GigWalletError("file_too_big", name=name, most_mb=LARGEST_ORIGINAL >> 20)
        with self._open(name) as stream:
            data = stream.read(self._files[name].size + 1)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise GigWalletError("open_export_file_altered", name=name)
        return data

    def rows(self, table: Table) -> Iterator[Cells]:
        """From the JSON, with which the CSV must agree; from the CSV alone where the JSON was
        taken away. Nothing for a table that the exported vault did not have."""
        if table.name not in self._counts:
            return iter(())
        named = [form.file_of(table.name, kind) for kind in ("json", "csv")]
        there = [name for name in named if name in self._files]
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
        if found != self._counts[table]:
            raise GigWalletError("open_export_rows_refused", name=self.file_of(table))

    # Rows -------------------------------------------------------------------------------------

    def _json_rows(self, as_row: form.RowForm, name: str) -> Iterator[Cells]:
        with self._open(name) as stream:
            for number, line in enumerate(_array_lines(stream, name), start=2):
                yield _read(as_row.of_json, line, name, number)

    def _csv_texts(self, as_row: form.RowForm, name: str) -> Iterator[tuple[int, list[str | None]]]:
        """The exact columns of each line, in the order of the table, with the line's number.
        A column that the table got later is None."""
        with self._open(name) as stream:
            text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
            lines = csv.reader(_bounded_lines(text, name), strict=True)
            try:
                head = next(lines, [])
                places = _places(as_row.names, head, name)
                for row in lines:
                    if len(row) != len(head):
                        raise _refused(name, lines.line_num)
                    yield lines.line_num, [None if at is None else row[at] for at in places]
            except (csv.Error, UnicodeDecodeError) as cause:
                raise _refused(name, lines.line_num) from cause

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

    # Files ------------------------------------------------------------------------------------

    def _manifest(self) -> dict[str, _Said]:
        files: dict[str, _Said] = {}
        as_row = form.RowForm(MANIFEST)
        try:
            stream = self._open(form.MANIFEST)
        except FileNotFoundError as cause:
            raise GigWalletError("open_export_missing", name=self._folder.name) from cause
        with stream:
            for number, line in enumerate(_array_lines(stream, form.MANIFEST), start=2):
                name, size, sha256 = _read(as_row.of_json, line, form.MANIFEST, number)
                if not isinstance(name, str) or not _NAMES.fullmatch(name):
                    raise GigWalletError("open_export_name_refused", name=str(name)[:80])
                if name in files or len(files) == MOST_FILES or not _DIGEST.fullmatch(str(sha256)):
                    raise _refused(form.MANIFEST, number)
                files[name] = _Said(cast("int", size), str(sha256))
        return files

    def _refuse_missing(self) -> None:
        """Of a table one of its two forms is enough; on some files no row hangs."""
        for name in [name for name in self._files if not (self._folder / name).exists()]:
            if name not in _SPARE and not name.startswith("schema/"):
                stem, _, kind = name.rpartition(".")
                twin = f"{stem}.{'csv' if kind == 'json' else 'json'}"
                if name == form.HEAD or not (self._folder / twin).exists():
                    raise GigWalletError("open_export_file_missing", name=name)
            del self._files[name]

    def _refuse_altered(self, name: str, job: Job) -> None:
        said, digest = self._files[name], hashlib.sha256()
        with self._open(name) as stream:
            if os.fstat(stream.fileno()).st_size == said.size:
                while block := stream.read(_BLOCK):
                    job.checkpoint()
                    digest.update(block)
        if digest.hexdigest() != said.sha256:
            raise GigWalletError("open_export_file_altered", name=name)

    def _open(self, name: str) -> BinaryIO:
        """A plain file inside the export; a link may lead anywhere."""
        path = self._folder / name
        if path.is_symlink() or (path.parent != self._folder and path.parent.is_symlink()):
            raise GigWalletError("open_export_name_refused", name=name)
        if path.exists() and not path.is_file():
            raise GigWalletError("open_export_name_refused", name=name)
        try:
            return path.open("rb")
        except FileNotFoundError:
            raise
        except OSError as cause:
            raise GigWalletError("file_unreadable", name=name) from cause

    def _read_head(self) -> tuple[Head, dict[str, int]]:
        if form.HEAD not in self._files:
            raise GigWalletError("open_export_missing", name=self._folder.name)
        with self._open(form.HEAD) as stream:
            data = stream.read(_LONGEST_HEAD)
        try:
            said = json.loads(data)
            if said["form"] != form.FORM:
                raise GigWalletError("open_export_missing", name=self._folder.name)
            if said["version"] > form.VERSION or said["schema"] > migrations.latest():
                raise GigWalletError("open_export_too_new", name=form.HEAD)
            if form.head_bytes(said) != data:
                raise _refused(form.HEAD, 1)
            return _head_of(said), _counts_of(said)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as cause:
            raise _refused(form.HEAD, 1) from cause

    def _refuse_other_files(self, named: set[str]) -> None:
        """The manifest names what an export of these tables has, no less and no more."""
        expected = {form.README, form.HEAD, form.ORIGINALS}
        for table in self._counts:
            expected |= {f"schema/{table}.schema.json"}
            expected |= {form.file_of(table, kind) for kind in ("json", "csv")}
        for name in sorted(expected - named):
            raise GigWalletError("open_export_file_missing", name=name)
        for name in sorted(named - expected):
            if not name.startswith("originals/"):
                raise GigWalletError("open_export_name_refused", name=name)


def _head_of(said: dict[str, Any]) -> Head:  # Any: JSON
    vault_id, root = bytes.fromhex(said["vault_id"]), bytes.fromhex(said["root"])
    size, specimen = said["size"], said["specimen"]
    if (
        (len(vault_id), len(root)) != (16, 32)
        or type(size) is not int
        or type(specimen) is not bool
    ):
        raise ValueError("not as a head is")
    return Head(vault_id, specimen, size, root)


def _counts_of(said: dict[str, Any]) -> dict[str, int]:  # Any: JSON
    counts = {str(table): rows for table, rows in said["tables"].items()}
    if any(type(rows) is not int for rows in counts.values()) or "log" in counts:
        raise ValueError("not as a head is")
    return {**counts, "log": said["size"]}


def _array_lines(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """The rows of a JSON array that has one on each line, without their commas."""
    if stream.readline(3) != form.JSON_START:
        raise _refused(name, 1)
    row_may_come = end_may_come = True
    number = 1
    while (line := stream.readline(LONGEST_ROW)) != form.JSON_END:
        number += 1
        if not line.endswith(b"\n") or not row_may_come:
            raise _refused(name, number)
        row_may_come = line.endswith(b",\n")
        end_may_come = not row_may_come
        yield line[: -2 if row_may_come else -1]
    if not end_may_come or stream.read(1):
        raise _refused(name, number + 1)


def _bounded_lines(text: io.TextIOWrapper, name: str) -> Iterator[str]:
    while line := text.readline(LONGEST_ROW):
        if len(line) == LONGEST_ROW:
            raise _refused(name, 0)
        yield line


def _places(names: Sequence[str], head: list[str], name: str) -> list[int | None]:
    exact = [each for each in head if not each.endswith(form.READABLE)]
    if exact != [each for each in names if each in exact]:
        raise _refused(name, 1)
    return [head.index(each) if each in exact else None for each in names]


def _read(how: Callable[[T], Cells], row: T, name: str, number: int) -> Cells:
    try:
        return how(row)
    except form.NotAsWritten as cause:
        raise _refused(name, number) from cause


def _refused(name: str, line: int) -> GigWalletError:
    return GigWalletError("open_export_row_refused", name=name, line=line)
