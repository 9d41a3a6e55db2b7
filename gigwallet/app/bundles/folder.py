"""An evidence PDF from a folder of plain files, without a vault."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace as set_fields
from datetime import date
from itertools import count
from pathlib import Path

from gigwallet.app.bundles.after import served_before, served_files
from gigwallet.app.bundles.exhibit_loading import letters_read
from gigwallet.app.bundles.form import FolderCover, Order, folder_spec
from gigwallet.app.bundles.index import IndexLine, read_index
from gigwallet.app.bundles.pieces import SECONDS, parts
from gigwallet.app.bundles.plain_lines import read_lines
from gigwallet.app.bundles.profiles import PLAIN, profile_named
from gigwallet.app.bundles.tell_choices import meanings
from gigwallet.app.bundles.volumes import (
    copies_note,
    limits_of,
    paths_of,
    write_volumes,
    written_as,
)
from gigwallet.app.exports.exporting import beside, refuse_existing
from gigwallet.app.pay.pay_basis import Written
from gigwallet.app.reading import named, read_bytes, walked
from gigwallet.app.writing import written_apart
from gigwallet.documents.bundles.composing import BundleExhibit, BundleSpec, ExhibitFile, files
from gigwallet.documents.bundles.volumes import divided
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit_choices import AS_USUAL, ExhibitChoices
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Isolation
from gigwallet.domain.step import Step
from gigwallet.pages import sniff, sniff_recording

__all__ = ["FolderCover", "FolderForm", "bundle_folder"]

_OTHER = "application/octet-stream"
_LARGEST_TABLE = 8 * 1024 * 1024
_NOTHING_SAID = FolderCover()


@dataclass(frozen=True, slots=True)
class FolderForm:
    """In which form. ``language`` empty: the profile's. ``after`` is the PDF that was served before
    and is continued, all its volumes, or the folder they lie in. A volume has at most
    ``volume_pages`` and ``volume_megabytes``; 0: what the profile says."""

    profile: str = PLAIN
    language: str = ""
    after: tuple[Path, ...] = ()
    volume_pages: int = 0
    volume_megabytes: int = 0


_PLAINLY = FolderForm()


def bundle_folder(
    isolation: Isolation,
    resources: Path,
    folder: Path,
    out: Path,
    *,
    today: date,
    index: Path | None = None,
    form: FolderForm = _PLAINLY,
    cover: FolderCover = _NOTHING_SAID,
    replace: bool = False,
    choices: ExhibitChoices = AS_USUAL,
    passwords: tuple[str, ...] = (),
    reading: Isolation | None = None,
    tell: Callable[[Step], None] | None = None,
    job: Job | None = None,
) -> Written:
    """The sealed PDF of the files that ``index`` names, in its order and groups; without one, of
    all files of the folder in the order of their names. The files are only read. ``reading`` is
    where the words of pictures and scans are read first, some seconds for each; without it nothing
    lies behind them. ``tell`` hears what the ``choices`` mean for these files before any is read.

    Refusals: ``bundle_empty``, ``bundle_index_file_missing``, ``bundle_index_day_unknown``, those
    of ``read_index``, ``profile_named`` and ``served_before``, ``served_exhibit_gone``,
    ``served_pages_would_move``, ``served_nothing_new``, ``bundle_paper_locked``,
    ``bundle_paper_password_wrong``, ``picture_reader_altered``, ``file_missing``,
    ``file_too_big``, ``file_exists``, ``folder_not_writable``, ``disk_full``.
    """
    refuse_existing(out, replace)
    work = job or Job()
    profile = profile_named(resources, form.profile)
    served = served_before(isolation, form.after)
    lines = _lines(isolation, folder, index, (out, *served_files(form.after)))
    if not lines:
        raise GigWalletError("bundle_empty")
    if profile.order is Order.DAY and index is not None:
        _refuse_unread_days(lines, index.name)
    bare = BundleSpec(
        cover.title or folder.resolve().name,
        form.language or profile.language,
        today,
        (),
        (),
        profile=profile.name,
        served=served,
        choices=choices,
    )
    exhibits = [(line.group, _exhibit(isolation, folder, line)) for line in lines]
    spec, numbers = written_apart(
        isolation, folder_spec, bare, exhibits, cover, folder.resolve().name, resources,
        seconds=SECONDS,
    )  # fmt: skip
    where = {number: folder / line.file for number, line in zip(numbers, lines, strict=True)}
    originals = tuple(set_fields(one, passwords=passwords) for one in files(spec))
    if tell is not None:
        for meaning in meanings(choices, originals):
            tell(meaning)
    seen = count(1)

    def loaded(file: ExhibitFile) -> ExhibitFile:
        data = read_bytes(where[file.number])
        words = None
        if reading is not None:
            work.report(next(seen) - 1, len(originals), "reading_screens")
            work.checkpoint()
            words = letters_read(reading, data, file.media_type)
        return set_fields(file, content=data, read=words)

    limits = limits_of(profile, form.volume_pages, form.volume_megabytes)
    with beside(out, sum(one.size for one in spec.exhibits)) as drafts:
        shown = tuple(parts(isolation, originals, loaded, work, drafts))
        made = write_volumes(
            isolation, resources, drafts, divided, spec, shown, limits, out.name, work
        )
        paths = paths_of(out, made)
        for path in paths:
            refuse_existing(path, replace)
        for path, volume in zip(paths, made, strict=True):
            volume.path.replace(path)
    return written_as(made, paths, copies_note(profile, spec.opening.opponents))


def _lines(
    isolation: Isolation, folder: Path, index: Path | None, others: Sequence[Path]
) -> tuple[IndexLine, ...]:
    """As the index has them. ``others`` are bundles: one that lies in the folder is no exhibit."""
    if not folder.is_dir():
        raise GigWalletError("file_missing", name=folder.name)
    bundles = {path.resolve() for path in others}
    inside = {
        path.relative_to(folder).as_posix(): path
        for path in walked([folder])
        if path.resolve() not in bundles
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
            raise GigWalletError(
                "bundle_index_file_missing",
                name=index.name,
                line=line.line,
                column=line.columns["file"],
                file=line.file,
            )
    return lines


def _refuse_unread_days(lines: Sequence[IndexLine], index: str) -> None:
    """A form in order of time must know each day that is named."""
    for line in lines:
        if line.dated and line.day is None:
            raise GigWalletError(
                "bundle_index_day_unknown",
                name=index,
                line=line.line,
                column=line.columns["dated"],
                text=line.dated,
            )


def _exhibit(isolation: Isolation, folder: Path, line: IndexLine) -> BundleExhibit:
    path = folder / line.file
    with path.open("rb") as stream:
        head = stream.read(1024)
        media = sniff(head)
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    media_type = (sniff_recording(head) or _OTHER) if media is None else str(media)
    extract = None
    if media_type == _OTHER and path.stat().st_size <= _LARGEST_TABLE:
        with suppress(GigWalletError):  # its page will say that it cannot be shown
            extract = isolation.run(read_lines, path.name, read_bytes(path))
    return BundleExhibit(
        number="",
        title=line.name or " ".join(path.stem.split()),
        source=line.source,
        purpose=line.purpose,
        media_type=media_type,
        original_name=path.name,
        original_sha256=digest,
        size=path.stat().st_size,
        form=line.form,
        day=line.day,
        dated=line.dated,
        extract=extract,
    )
