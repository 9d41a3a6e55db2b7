"""The files of an open export: which there may be, each as the manifest tells it.

The folder may come from a stranger. Only what the manifest names, under names that an export has,
is opened.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from gigwallet.app.exports import export_all_form as form
from gigwallet.app.exports.export_all_folder import MANIFEST
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.vault import migrations
from gigwallet.vault.open_form.record import Head

LONGEST_ROW = 32 * 1024 * 1024
MOST_FILES = 1_000_000
_LONGEST_HEAD = 1024 * 1024
_BLOCK = 1024 * 1024
_TABLE = r"[a-z][a-z0-9_]{0,62}"
NAMES = re.compile(
    rf"README\.txt|head\.json|originals\.csv|log\.(?:json|csv)|tables/{_TABLE}\.(?:json|csv)"
    rf"|schema/{_TABLE}\.schema\.json|originals/[0-9]{{5,7}}-[^/\\]{{1,200}}"
)
_DIGEST = re.compile("[0-9a-f]{64}")
# No row hangs on these: they may be gone, but not be other than they were.
_SPARE = frozenset({form.README, form.ORIGINALS})


@dataclass(frozen=True, slots=True)
class Said:
    """A file as the manifest tells it."""

    size: int
    sha256: str


class ExportFiles:
    """``said`` holds the files that are there, each looked at by its digest; ``counts`` the tables
    with their number of rows, the log among them."""

    def __init__(self, folder: Path, job: Job) -> None:
        self._folder = folder
        self.said = self._manifest()
        named = set(self.said)
        self._refuse_missing()
        for name in job.watch(list(self.said), len(self.said), "digests"):
            self._refuse_altered(name, job)
        self.head, self.counts = self._read_head()
        self._refuse_other_files(named)

    def open(self, name: str) -> BinaryIO:
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

    def _manifest(self) -> dict[str, Said]:
        files: dict[str, Said] = {}
        as_row = form.RowForm(MANIFEST)
        try:
            stream = self.open(form.MANIFEST)
        except FileNotFoundError as cause:
            raise GigWalletError("open_export_missing", name=self._folder.name) from cause
        with stream:
            for number, line in enumerate(array_lines(stream, form.MANIFEST), start=2):
                try:
                    name, size, sha256 = as_row.of_json(line)
                except form.NotAsWritten as cause:
                    raise refused(form.MANIFEST, number) from cause
                if not isinstance(name, str) or not NAMES.fullmatch(name):
                    raise GigWalletError("open_export_name_refused", name=str(name)[:80])
                if name in files or len(files) == MOST_FILES or not _DIGEST.fullmatch(str(sha256)):
                    raise refused(form.MANIFEST, number)
                files[name] = Said(cast("int", size), str(sha256))
        return files

    def _refuse_missing(self) -> None:
        """Of a table one of its two forms is enough; on some files no row hangs."""
        for name in [name for name in self.said if not (self._folder / name).exists()]:
            if name not in _SPARE and not name.startswith("schema/"):
                stem, _, kind = name.rpartition(".")
                twin = f"{stem}.{'csv' if kind == 'json' else 'json'}"
                if name == form.HEAD or not (self._folder / twin).exists():
                    raise GigWalletError("open_export_file_missing", name=name)
            del self.said[name]

    def _refuse_altered(self, name: str, job: Job) -> None:
        said, digest = self.said[name], hashlib.sha256()
        with self.open(name) as stream:
            if os.fstat(stream.fileno()).st_size == said.size:
                while block := stream.read(_BLOCK):
                    job.checkpoint()
                    digest.update(block)
        if digest.hexdigest() != said.sha256:
            raise GigWalletError("open_export_file_altered", name=name)

    def _read_head(self) -> tuple[Head, dict[str, int]]:
        if form.HEAD not in self.said:
            raise GigWalletError("open_export_missing", name=self._folder.name)
        with self.open(form.HEAD) as stream:
            data = stream.read(_LONGEST_HEAD)
        try:
            said = json.loads(data)
            if said["form"] != form.FORM:
                raise GigWalletError("open_export_missing", name=self._folder.name)
            if said["version"] > form.VERSION or said["schema"] > migrations.latest():
                raise GigWalletError("open_export_too_new", name=form.HEAD)
            if form.head_bytes(said) != data:
                raise refused(form.HEAD, 1)
            return _head_of(said), _counts_of(said)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as cause:
            raise refused(form.HEAD, 1) from cause

    def _refuse_other_files(self, named: set[str]) -> None:
        """The manifest names what an export of these tables has, no less and no more."""
        expected = {form.README, form.HEAD, form.ORIGINALS}
        for table in self.counts:
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


def array_lines(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """The rows of a JSON array that has one on each line, without their commas."""
    if stream.readline(3) != form.JSON_START:
        raise refused(name, 1)
    row_may_come = end_may_come = True
    number = 1
    while (line := stream.readline(LONGEST_ROW)) != form.JSON_END:
        number += 1
        if not line.endswith(b"\n") or not row_may_come:
            raise refused(name, number)
        row_may_come = line.endswith(b",\n")
        end_may_come = not row_may_come
        yield line[: -2 if row_may_come else -1]
    if not end_may_come or stream.read(1):
        raise refused(name, number + 1)


def refused(name: str, line: int) -> GigWalletError:
    return GigWalletError("open_export_row_refused", name=name, line=line)
