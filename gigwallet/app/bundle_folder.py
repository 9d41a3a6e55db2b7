"""An evidence PDF from a folder of plain files, without a vault."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace as set_fields
from datetime import date
from itertools import count
from pathlib import Path

from gigwallet.app.bundle_index import IndexLine, read_index
from gigwallet.app.bundle_pieces import parts, write_sealed
from gigwallet.app.exhibit_loading import letters_read
from gigwallet.app.exporting import beside, refuse_existing
from gigwallet.app.pay_basis import Written
from gigwallet.app.reading import named, read_bytes, walked
from gigwallet.documents import bundle
from gigwallet.documents.bundle import (
    BundleExhibit,
    BundleSpec,
    ExhibitFile,
    ExhibitGroup,
    Outline,
    Part,
    files,
)
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit_choices import AS_USUAL, ExhibitChoices
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Isolation
from gigwallet.pages import sniff

_OTHER = "application/octet-stream"


def bundle_folder(
    isolation: Isolation,
    resources: Path,
    folder: Path,
    out: Path,
    *,
    index: Path | None = None,
    title: str = "",
    language: str = "zh",
    today: date,
    replace: bool = False,
    choices: ExhibitChoices = AS_USUAL,
    passwords: tuple[str, ...] = (),
    reading: Isolation | None = None,
    job: Job | None = None,
) -> Written:
    """The sealed PDF of the files that ``index`` names, in its order and groups; without one, of
    all files of the folder in the order of their names. The files are only read. ``reading`` is
    where the words of pictures and scans are read first, some seconds for each; without it nothing
    lies behind them.

    Refusals: ``bundle_empty``, ``bundle_index_file_missing``, those of ``read_index``,
    ``bundle_paper_locked``, ``bundle_paper_password_wrong``, ``picture_reader_altered``,
    ``file_missing``, ``file_too_big``, ``file_exists``, ``folder_not_writable``, ``disk_full``.
    """
    refuse_existing(out, replace)
    work = job or Job()
    lines = _lines(isolation, folder, index, out)
    if not lines:
        raise GigWalletError("bundle_empty")
    spec = BundleSpec(
        title or folder.resolve().name,
        language,
        today,
        (),
        _groups(folder, lines),
        choices=choices,
    )
    where = {one.number: folder / line.file for one, line in zip(spec.exhibits, lines, strict=True)}

    originals = tuple(set_fields(one, passwords=passwords) for one in files(spec))
    seen = count(1)

    def loaded(file: ExhibitFile) -> ExhibitFile:
        data = read_bytes(where[file.number])
        words = None
        if reading is not None:
            work.report(next(seen) - 1, len(originals), "reading_screens")
            work.checkpoint()
            words = letters_read(reading, data, file.media_type)
        return set_fields(file, content=data, read=words)

    with beside(out, sum(one.size for one in spec.exhibits)) as drafts:
        shown = tuple(parts(isolation, originals, loaded, work, drafts))
        whole = drafts / "whole.pdf"
        outline, sha256 = write_sealed(isolation, whole, _pieces, spec, resources, shown, job=work)
        refuse_existing(out, replace)
        whole.replace(out)
    return Written(out, outline.pages, sha256, outline.notes)


def _pieces(
    beat: Callable[..., None], spec: BundleSpec, resources: Path, shown: tuple[Part, ...]
) -> Iterator[bytes | Outline]:
    yield from bundle.compose_pieces(spec, resources, shown)


def _lines(
    isolation: Isolation, folder: Path, index: Path | None, out: Path
) -> tuple[IndexLine, ...]:
    """In the order in which they are printed: a group's lines stand together."""
    if not folder.is_dir():
        raise GigWalletError("file_missing", name=folder.name)
    inside = {
        path.relative_to(folder).as_posix(): path
        for path in walked([folder])
        if path.resolve() != out.resolve()
    }
    if index is None:
        return tuple(IndexLine(name) for name in sorted(inside))
    try:
        lines: tuple[IndexLine, ...] = isolation.run(read_index, read_bytes(index))
    except GigWalletError as refusal:
        raise named(refusal, index.name) from refusal
    for line in lines:
        # Only what lies in the folder: an index may come from somebody else.
        if line.file not in inside:
            raise GigWalletError("bundle_index_file_missing", name=index.name, file=line.file)
    order = list(dict.fromkeys(line.group for line in lines))
    return tuple(sorted(lines, key=lambda line: order.index(line.group)))


def _groups(folder: Path, lines: tuple[IndexLine, ...]) -> tuple[ExhibitGroup, ...]:
    titles = list(dict.fromkeys(line.group for line in lines))
    groups = []
    for place, title in enumerate(titles, start=1):
        own = [line for line in lines if line.group == title]
        exhibits = (
            set_fields(_exhibit(folder, line), number=_number(place, at, len(titles)))
            for at, line in enumerate(own, start=1)
        )
        groups.append(ExhibitGroup(title, tuple(exhibits)))
    return tuple(groups)


def _number(group: int, place: int, groups: int) -> str:
    return str(place) if groups == 1 else f"{group}-{place}"


def _exhibit(folder: Path, line: IndexLine) -> BundleExhibit:
    path = folder / line.file
    with path.open("rb") as stream:
        media = sniff(stream.read(1024))
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    name = line.name or path.stem
    return BundleExhibit(
        number="",
        title=f"{name} ({line.date})" if line.date else name,
        source=line.source,
        purpose=line.purpose,
        media_type=_OTHER if media is None else str(media),
        original_name=path.name,
        original_sha256=digest,
        size=path.stat().st_size,
        form=line.form,
    )
