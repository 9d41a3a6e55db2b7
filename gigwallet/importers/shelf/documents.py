"""A document (a file, a workbook, an archive) as what it says, one thing after the other."""

from __future__ import annotations

import codecs
import hashlib
import io
import posixpath
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Beat
from gigwallet.domain.reading import Covers, FileHead, Importer, PrintedTotal, Reading, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.domain.taught import NOTHING, Taught
from gigwallet.importers.shelf.formats import recognise, recognise_paper
from gigwallet.importers.shelf.opened import Opened
from gigwallet.pages import MAX_BYTES, Media, page_count, read_paper, sniff, sniff_recording
from gigwallet.tabular import archives, limits, workbooks
from gigwallet.tabular.table_guess import looks_like_table
from gigwallet.tabular.unpacking import no_beat

Refused = tuple[str, dict[str, str | int]]

_MAPPABLE = "table_can_be_mapped"
_PIECE_BYTES = 1024 * 1024
_SECONDS_A_PAGE = 10.0


@dataclass(frozen=True, slots=True)
class FileBegun:
    """A file of the document. ``member`` is its path inside an archive, empty otherwise.
    ``importer`` is empty where the file is only skipped. ``size`` and ``sha256`` are those of a
    member whose content follows."""

    name: str
    member: str = ""
    importer: str = ""
    version: str = ""
    media_type: str = ""
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class FileEnded:
    """The end of what a file says. ``error`` is the code and facts of a refusal of this member
    alone: then nothing that it said before counts."""

    error: Refused | None = None


# After a beginning: pieces of a member's content, then its readings, then its end.
Event = FileBegun | bytes | Reading | FileEnded


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of a document. ``path`` is where it lies in the folder that was named: it is
    asked where the name and the content say nothing, and never over them: ``rider`` may also be the
    person's own folder. ``contents`` says of which members the bytes are wanted too; ``left_out``
    names members that were refused before. ``taught`` is what the person explained of files of
    their own."""

    name: str
    password: bytes | None = None
    path: str = ""
    contents: Callable[[FileBegun], bool] | None = None
    left_out: Collection[str] = ()
    beat: Beat = no_beat
    taught: Taught = NOTHING


def events(source: Opened, asked: Asked) -> Iterator[Event]:
    """What ``source`` says: pure, and safe to run in another process. Nothing is held but what one
    importer holds of one file.

    A single file that cannot be trusted raises its refusal, also after readings. Members of an
    archive stand alone; if none of them can be read, the refusal of the first is raised at the end.
    """
    if not source.size:
        yield from _empty(asked.name, "", asked)
        return
    kind = archives.other_archive(source.head)
    if kind:
        raise GigWalletError("archive_kind_unknown", name=asked.name, what=kind)
    if archives.is_gzip(source.head) or (archives.is_zip(source.head) and not _is_book(source)):
        yield from _members(source, asked)
        return
    yield from _File(asked.name, "", source, asked).events()
    yield FileEnded()


def _members(source: Opened, asked: Asked) -> Iterator[Event]:
    any_there = read_any = False
    first: Refused | None = None
    with source.stream() as stream:
        for member in archives.walk(asked.name, stream, asked.password, asked.beat):
            any_there = True
            if member.name in asked.left_out:
                continue
            known = False
            try:
                for event in _member(member, asked):
                    known = known or (isinstance(event, FileBegun) and bool(event.importer))
                    yield event
            except GigWalletError as refusal:
                error = (refusal.code, refusal.facts)
                first = first or error
                # Nobody knows it: it is a member that is left out, not one that is refused.
                if refusal.code in ("format_unknown", _MAPPABLE) and not known:
                    yield from _skipped(member.name, "unsupported_table")
                    continue
                if not known:
                    yield FileBegun(posixpath.basename(member.name), member.name)
                yield FileEnded(error)
                continue
            read_any = read_any or known
    if not read_any and not asked.left_out:
        code, facts = first or ("format_unknown" if any_there else "file_empty", {})
        raise GigWalletError(code, **{**facts, "name": asked.name})


def _member(member: archives.Member, asked: Asked) -> Iterator[Event]:
    base = posixpath.basename(member.name)
    if member.refusal is not None:
        raise member.refusal
    if member.skip_reason:
        yield from _skipped(member.name, member.skip_reason)
    elif not member.size:
        yield from _empty(base, member.name, asked)
    else:
        yield from _File(base, member.name, Opened.of_member(member), asked).events()
        yield FileEnded()


def _skipped(member: str, reason: str) -> Iterator[Event]:
    yield FileBegun(posixpath.basename(member), member)
    yield Skip(reason, Locator(member=member))
    yield FileEnded()


def _empty(name: str, member: str, asked: Asked) -> Iterator[Event]:
    """A file of no bytes says nothing; exports really contain such files."""
    importer, _ = _claim((member or name, asked.path), b"", 0, asked.taught)
    if importer is None and not member:
        raise GigWalletError("file_empty", name=name)
    known, version = (importer.name, importer.version) if importer else ("", "")
    begun = FileBegun(name, member, known, version, "", 0, hashlib.sha256().hexdigest())
    yield begun
    yield Skip("empty_file", Locator(member=member))
    yield FileEnded()


class _File:
    """One file, which a workbook splits into its sheets."""

    def __init__(self, name: str, member: str, source: Opened, asked: Asked) -> None:
        self._name = name
        self._member = member
        self._source = source
        self._asked = asked
        self._names = (member or name, asked.path)

    def events(self) -> Iterator[Event]:
        if self._source.size > limits.MAX_MEMBER_BYTES:
            raise GigWalletError("table_too_large", name=self._name)
        if (printed := self._printed()) is not None:
            yield from printed
            return
        if _is_book(self._source):
            yield from self._workbook()
            return
        importer, head = self._claim(self._source.head, self._source.size)
        if importer is None:
            raise GigWalletError(_unknown(self._source.head, self._source.size), name=self._name)
        yield from self._begun(importer.name, importer.version)
        with self._source.stream() as stream:
            for reading in importer.read(head, stream):
                yield self._located(reading, "")

    def _claim(self, head: bytes, size: int) -> tuple[Importer | None, FileHead]:
        return _claim(self._names, head, size, self._asked.taught)

    def _workbook(self) -> Iterator[Event]:
        data = self._source.held(self._name)
        found = [
            (sheet, *self._claim(sheet.text, len(sheet.text)))
            for sheet in workbooks.sheets(self._name, data)
        ]
        if not any(importer for _, importer, _ in found):
            codes = [_unknown(sheet.text, len(sheet.text)) for sheet, _, _ in found]
            code = _MAPPABLE if _MAPPABLE in codes else "format_unknown"
            raise GigWalletError(code, name=self._name)
        known = {importer.name: importer for _, importer, _ in found if importer}
        if len(known) != 1:
            raise GigWalletError("format_unknown", name=self._name)
        (chosen,) = known.values()
        yield from self._begun(chosen.name, chosen.version)
        for sheet, importer, head in found:
            if importer is None:
                where = Locator(member=self._member, pointer=sheet.name)
                yield Skip("unsupported_table", where)
                continue
            for reading in importer.read(head, io.BytesIO(sheet.text)):
                yield self._located(reading, sheet.name)

    def _printed(self) -> Iterator[Event] | None:
        """A PDF that a paper importer claims. One without words, torn, or locked is an exhibit."""
        if sniff(self._source.head[:1024]) is not Media.PDF or self._source.size > MAX_BYTES:
            return None
        data = self._source.held(self._name)
        try:
            self._asked.beat(0, _SECONDS_A_PAGE * page_count(data))
            paper = read_paper(data)
        except GigWalletError:
            return None
        for name in filter(None, self._names):
            importer = recognise_paper(name, paper, self._asked.taught)
            if importer is not None:
                return self._read_paper(
                    importer.name, importer.version, importer.read_paper(name, paper)
                )
        return None

    def _read_paper(self, name: str, version: str, read: Iterator[Reading]) -> Iterator[Event]:
        yield from self._begun(name, version)
        for reading in read:
            yield self._located(reading, "")

    def _begun(self, importer: str, version: str) -> Iterator[Event]:
        """The beginning, and the content where it is a member's and wanted."""
        begun = FileBegun(
            self._name,
            self._member,
            importer,
            version,
            _media_type(self._source),
            self._source.size,
        )
        wanted = self._asked.contents
        if not self._member or wanted is None or not wanted(begun):
            yield begun
            return
        with self._source.stream() as stream:
            yield replace(begun, sha256=_digest(stream))
            stream.seek(0)
            while piece := stream.read(_PIECE_BYTES):
                yield piece

    def _located(self, reading: Reading, sheet: str) -> Reading:
        if isinstance(reading, PrintedTotal | Covers) or not (self._member or sheet):
            return reading
        own = reading.locator.pointer
        pointer = f"{sheet}!{own}" if sheet and own else sheet or own
        place = replace(reading.locator, member=self._member, pointer=pointer)
        return replace(reading, locator=place)


def _claim(
    names: tuple[str, ...], head: bytes, size: int, taught: Taught
) -> tuple[Importer | None, FileHead]:
    """Who knows the file by the first of its names that says anything, and that head of it."""
    heads = [FileHead(name, size, head[: limits.HEAD_BYTES]) for name in names if name]
    claims = ((importer, each) for each in heads if (importer := recognise(each, taught)))
    return next(claims, (None, heads[0]))


def _unknown(head: bytes, size: int) -> str:
    """The refusal of what nobody knows: a table can be explained, anything else cannot."""
    is_table = looks_like_table(head[: limits.HEAD_BYTES], complete=size <= limits.HEAD_BYTES)
    return _MAPPABLE if is_table else "format_unknown"


def _is_book(source: Opened) -> bool:
    if not archives.is_zip(source.head):
        return workbooks.is_workbook(source.head)
    if source.size > limits.MAX_HELD_BYTES:
        return False
    with source.stream() as stream:
        return workbooks.is_workbook(stream)


def _digest(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := stream.read(_PIECE_BYTES):
        digest.update(piece)
    return digest.hexdigest()


def _media_type(source: Opened) -> str:
    picture = sniff(source.head[:1024])
    if picture is not None:
        return str(picture)
    if recording := sniff_recording(source.head[:64]):
        return recording
    if _is_book(source):
        if not archives.is_zip(source.head):
            return "application/vnd.ms-excel"
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _text_type(source.head)


def _text_type(head: bytes) -> str:
    """Told by the first sign: good enough to name a file, and nothing hangs on it."""
    start = head[:1024].removeprefix(codecs.BOM_UTF8).lstrip()[:1]
    if start in (b"{", b"["):
        return "application/json"
    if start == b"<":
        return "application/xml"
    two_byte_letters = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    binary = b"\0" in head[:64] and not two_byte_letters
    return "application/octet-stream" if binary else "text/csv"
