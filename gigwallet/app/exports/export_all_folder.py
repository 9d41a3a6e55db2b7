"""A folder of plain files that appears whole or not at all, with the digest of each file."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import os
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from gigwallet.app.exports import export_all_form as form
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault.disk import Disk, refusing
from gigwallet.vault.folder import is_link
from gigwallet.vault.open_form.rows import Cells, Column, Table

MANIFEST = Table(
    "manifest",
    (
        Column("file", "TEXT", True),
        Column("bytes", "INTEGER", True),
        Column("sha256", "TEXT", True),
    ),
)
_TOP = frozenset(
    {form.README, form.HEAD, form.MANIFEST, form.ORIGINALS, "log.json", "log.csv"}
    | {"tables", "schema", "originals"}
)
_LONGEST_NAME = 180  # bytes of UTF-8; file systems take 255
_NEVER_IN_NAMES = frozenset('<>:"/\\|?*')


class Sink:
    """A file that is being written; what goes in is digested on its way."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self._size = 0

    def write(self, data: bytes) -> None:
        self._stream.write(data)
        self._digest.update(data)
        self._size += len(data)

    def said(self, name: str) -> Cells:
        """Its line of the manifest."""
        return name, self._size, self._digest.hexdigest()


class Draft:
    """Written under another name; ``finish`` gives it its own. Readable by its owner alone."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        self._folder = folder
        self._disk = disk
        self._root = draft_of(folder)
        self._written: list[Cells] = []

    @contextlib.contextmanager
    def file(self, name: str) -> Iterator[Sink]:
        """A new file of the manifest; durable when the body is through."""
        with self._open(name) as sink:
            yield sink
        self._written.append(sink.said(name))

    @contextlib.contextmanager
    def _open(self, name: str) -> Iterator[Sink]:
        path = self._root / name
        with refusing(self._folder.parent):
            self._disk.make_folder(path.parent)
            self._disk.create_file(path, ())
            with path.open("wb") as stream:
                yield Sink(stream)
                stream.flush()
                os.fsync(stream.fileno())

    def put(self, name: str, data: bytes) -> None:
        with self.file(name) as sink:
            sink.write(data)

    def forget(self, name: str) -> None:
        """A file that turned out not to be whole."""
        self._disk.unlink(self._root / name)

    def finish(self) -> None:
        """The manifest last, then the folder under its name."""
        with self._open(form.MANIFEST) as sink:
            lines = map(form.RowForm(MANIFEST).json, self._written)
            sink.write(form.JSON_START + b",\n".join(lines) + b"\n" + form.JSON_END)
        with refusing(self._folder.parent):
            for folder in sorted({path.parent for path in self._root.rglob("*")}):
                self._disk.sync_folder(folder)
            if self._folder.exists():
                self._folder.rmdir()
            self._disk.rename(self._root, self._folder)

    def __enter__(self) -> Draft:
        """Refusals: ``open_export_folder_taken``, ``folder_not_writable``."""
        if self._folder.exists() and not _empty(self._folder):
            raise GigWalletError("open_export_folder_taken", name=self._folder.name)
        self._clear_left()
        with refusing(self._folder.parent):
            self._disk.make_folder(self._root)
        return self

    def _clear_left(self) -> None:
        """What a killed attempt left; nothing else that is called so, and nothing behind a link."""
        if not os.path.lexists(self._root):
            return
        own = not is_link(self._root) and self._root.is_dir()
        if not own or {each.name for each in self._root.iterdir()} - _TOP:
            raise GigWalletError("open_export_folder_taken", name=self._root.name)
        shutil.rmtree(self._root, ignore_errors=True)

    def __exit__(self, *_: object) -> None:
        """What was not finished goes."""
        shutil.rmtree(self._root, ignore_errors=True)


def draft_of(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.new")


def _empty(folder: Path) -> bool:
    try:
        return folder.is_dir() and not any(folder.iterdir())
    except OSError as cause:
        raise GigWalletError("file_unreadable", name=folder.name) from cause


def csv_lines(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as a spreadsheet program reads them."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def safe_name(number: int, name: str) -> str:
    """``00012-name.png``: without what a file system, a terminal or a reader could stumble over."""
    kept = "".join(
        "_" if each in _NEVER_IN_NAMES or unicodedata.category(each)[0] == "C" else each
        for each in unicodedata.normalize("NFC", name)
    )
    stem, dot, end = kept.strip(" .").rpartition(".")
    if not stem or len(end.encode()) > 12:
        stem, dot, end = kept.strip(" ."), "", ""
    room = _LONGEST_NAME - len((dot + end).encode())
    stem = stem.encode()[:room].decode(errors="ignore").strip(" .") or "original"
    return f"{number:05}-{stem}{dot}{end}"
