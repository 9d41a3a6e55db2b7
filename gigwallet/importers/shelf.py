"""Which importer knows a file, and what a whole document (file, workbook, archive) says."""

from __future__ import annotations

import codecs
import io
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from gigwallet import importers
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Paper
from gigwallet.domain.reading import (
    Covers,
    FileHead,
    Format,
    Importer,
    PaperImporter,
    PrintedTotal,
    Reading,
    Row,
    Skip,
)
from gigwallet.domain.recorded import Locator
from gigwallet.pages import Media, read_paper, sniff
from gigwallet.tabular import archives, limits, workbooks
from gigwallet.tabular.placing import agreed_hint, place

Refused = tuple[str, dict[str, str | int]]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file of a document. ``member`` is its path inside an archive, empty otherwise; ``data``
    its bytes where they are not the document's own. ``importer`` is empty where the file is only
    skipped; ``error`` is the code and facts of a refusal of this member alone."""

    name: str
    member: str
    importer: str
    version: str
    media_type: str
    readings: tuple[Reading, ...]
    data: bytes = b""
    error: Refused | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    files: tuple[ReadFile, ...]


@cache
def all_formats() -> tuple[Format, ...]:
    """Every folder of this package exports one, ordered by name."""
    folders = sorted(each.name for each in iter_modules(importers.__path__) if each.ispkg)
    return tuple(import_module(f"{importers.__name__}.{each}").IMPORTER for each in folders)


@cache
def all_importers() -> tuple[Importer, ...]:
    """Those that read files by their bytes."""
    return tuple(each for each in all_formats() if isinstance(each, Importer))


@cache
def all_paper_importers() -> tuple[PaperImporter, ...]:
    """Those that read what is printed."""
    return tuple(each for each in all_formats() if isinstance(each, PaperImporter))


def recognise(file: FileHead) -> Importer | None:
    """The importer that claims this file; no two claim the same."""
    return next((each for each in all_importers() if each.recognises(file)), None)


def recognise_paper(name: str, paper: Paper) -> PaperImporter | None:
    """The importer that claims this paper; at most one does."""
    return next(
        (each for each in all_paper_importers() if each.recognises_paper(name, paper)), None
    )


def read_document(
    name: str, data: bytes, password: bytes | None = None, path: str = ""
) -> ReadDocument:
    """What ``data`` says, a file as the person has it: pure, and safe to run in another process.

    ``path`` is where it lies in the folder that was named. It is asked where the name and the
    content say nothing, and never over them: ``rider`` may also be the person's own folder.

    A single file that cannot be trusted raises its refusal. Members of an archive stand alone; if
    none of them can be read, the refusal of the first is raised.
    """
    if not data:
        return ReadDocument((_empty(name, "", path),))
    kind = archives.other_archive(data)
    if kind:
        raise GigWalletError("archive_kind_unknown", name=name, what=kind)
    packed = archives.is_gzip(data) or (archives.is_zip(data) and not workbooks.is_workbook(data))
    if not packed:
        return ReadDocument((_file(name, "", data, path),))
    return ReadDocument(_members(name, data, password))


def _members(name: str, data: bytes, password: bytes | None) -> tuple[ReadFile, ...]:
    files = [_member(member) for member in archives.walk(name, data, password)]
    if not any(file.importer and not file.error for file in files):
        refused = next((file.error for file in files if file.error), None)
        code, facts = refused or ("format_unknown", {"name": name})
        raise GigWalletError(code, **{**facts, "name": name})
    return _agreed(
        replace(file, error=None, readings=(_skipped(file.member),))
        if file.error and file.error[0] == "format_unknown"
        else file
        for file in files
    )


def _agreed(files: Iterable[ReadFile]) -> tuple[ReadFile, ...]:
    """What came in one archive belongs together: zone, city and currency that one file names hold
    for the others of its platform."""
    together = tuple(files)
    hint = agreed_hint(each for file in together for each in file.readings)
    if not hint.platform:
        return together
    theirs = Engagement(hint.platform, hint.city, hint.zone, hint.currency)
    return tuple(
        replace(file, readings=tuple(_placed(each, theirs) for each in file.readings))
        for file in together
    )


def _placed(reading: Reading, theirs: Engagement) -> Reading:
    own = isinstance(reading, Row | Covers) and reading.hint.platform == theirs.platform
    return place(reading, theirs) if own else reading


def _member(member: archives.Member) -> ReadFile:
    base = posixpath.basename(member.name)
    if member.skip_reason:
        skip = Skip(member.skip_reason, Locator(member=member.name))
        return ReadFile(base, member.name, "", "", "", (skip,))
    if not member.data:
        return _empty(base, member.name)
    try:
        return _file(base, member.name, member.data)
    except GigWalletError as refusal:
        return ReadFile(base, member.name, "", "", "", (), b"", (refusal.code, refusal.facts))


def _empty(name: str, member: str, path: str = "") -> ReadFile:
    """A file of no bytes says nothing; exports really contain such files."""
    skip = Skip("empty_file", Locator(member=member))
    importer, _ = _claim((member or name, path), b"")
    if importer is None and not member:
        raise GigWalletError("file_empty", name=name)
    known, version = (importer.name, importer.version) if importer else ("", "")
    return ReadFile(name, member, known, version, "", (skip,))


def _skipped(member: str) -> Skip:
    return Skip("unsupported_table", Locator(member=member))


def _file(name: str, member: str, data: bytes, path: str = "") -> ReadFile:
    """One file, which a workbook splits into its sheets."""
    if len(data) > limits.MAX_MEMBER_BYTES:
        raise GigWalletError("table_too_large", name=name)
    media_type = _media_type(data)
    if media_type == Media.PDF and (printed := _printed(name, member, data, path)):
        return printed
    parts = (
        [(sheet.name, sheet.text) for sheet in workbooks.sheets(name, data)]
        if workbooks.is_workbook(data)
        else [("", data)]
    )
    found = [(sheet, text, *_claim((member or name, path), text)) for sheet, text in parts]
    known = {importer.name: importer for _, _, importer, _ in found if importer}
    if len(known) != 1:
        raise GigWalletError("format_unknown", name=name)
    (chosen,) = known.values()
    readings: list[Reading] = []
    for sheet, text, importer, file in found:
        if importer is None:
            readings.append(Skip("unsupported_table", Locator(member=member, pointer=sheet)))
            continue
        for reading in importer.read(file, io.BytesIO(text)):
            readings.append(_located(reading, member, sheet))
    kept = data if member else b""
    return ReadFile(name, member, chosen.name, chosen.version, media_type, tuple(readings), kept)


def _printed(name: str, member: str, data: bytes, path: str) -> ReadFile | None:
    """A PDF that a paper importer claims. One without words, or torn, or locked, is an exhibit."""
    try:
        paper = read_paper(data)
    except GigWalletError:
        return None
    names = [each for each in (member or name, path) if each]
    importer = next((found for each in names if (found := recognise_paper(each, paper))), None)
    if importer is None:
        return None
    readings = tuple(_located(each, member, "") for each in importer.read_paper(names[0], paper))
    kept = data if member else b""
    return ReadFile(name, member, importer.name, importer.version, str(Media.PDF), readings, kept)


def _claim(names: tuple[str, ...], text: bytes) -> tuple[Importer | None, FileHead]:
    """Who knows the file by the first of its names that says anything, and that head of it."""
    heads = [FileHead(name, len(text), text[: limits.HEAD_BYTES]) for name in names if name]
    claims = ((importer, head) for head in heads if (importer := recognise(head)))
    return next(claims, (None, heads[0]))


def _located(reading: Reading, member: str, sheet: str) -> Reading:
    if isinstance(reading, PrintedTotal | Covers):
        return reading
    own = reading.locator.pointer
    pointer = f"{sheet}!{own}" if sheet and own else sheet or own
    return replace(reading, locator=replace(reading.locator, member=member, pointer=pointer))


def _media_type(data: bytes) -> str:
    picture = sniff(data[:1024])
    if picture is not None:
        return str(picture)
    if not workbooks.is_workbook(data):
        return _text_type(data)
    if not archives.is_zip(data):
        return "application/vnd.ms-excel"
    return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _text_type(data: bytes) -> str:
    """Told by the first sign: good enough to name a file, and nothing hangs on it."""
    start = data[:1024].removeprefix(codecs.BOM_UTF8).lstrip()[:1]
    if start in (b"{", b"["):
        return "application/json"
    if start == b"<":
        return "application/xml"
    two_byte_letters = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    binary = b"\0" in data[:64] and not two_byte_letters
    return "application/octet-stream" if binary else "text/csv"
