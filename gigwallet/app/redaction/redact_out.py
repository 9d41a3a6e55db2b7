"""Redacted copies beside their originals on the disk, with the record that proves them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.exports.exporting import refuse_existing, write_out
from gigwallet.app.reading import named, read_bytes
from gigwallet.app.redaction import letters, redact_file
from gigwallet.documents.redaction import boxes_file, checking
from gigwallet.documents.redaction.checking import Compared
from gigwallet.documents.redaction.masking import Redacted
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Isolation
from gigwallet.domain.redaction import Mask

__all__ = [
    "Checked",
    "WrittenCopy",
    "boxes_of",
    "check_copy",
    "masks_in",
    "record_beside",
    "suggest_for",
    "write_copy",
]

_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class WrittenCopy:
    """``record`` is the JSON beside the copy."""

    path: Path
    record: Path
    redacted: Redacted
    original_sha256: str
    redacted_sha256: str


@dataclass(frozen=True, slots=True)
class Checked:
    """``compared`` is of pixels; the digests are of both files as they lie there."""

    compared: Compared
    original_sha256: str
    redacted_sha256: str


def suggest_for(isolation: Isolation, path: Path, job: Job | None = None) -> tuple[Mask, ...]:
    """What may have to be hidden in a file, to be looked at by a person. Refusals: as
    ``read_bytes`` and ``read_letters``, ``redaction_kind``."""
    original = letters.original_of(path.name, read_bytes(path))
    read = letters.read_letters(isolation, original, job)
    return letters.proposed(isolation, original, read, job=job)


def masks_in(path: Path) -> tuple[Mask, ...]:
    """Of a file of boxes, or of a record. Refusals: as ``read_bytes``,
    ``redaction_boxes_unreadable``."""
    return boxes_file.masks_of(_read_record(path))


def boxes_of(masks: Sequence[Mask]) -> list[dict[str, object]]:
    """As a record lists them."""
    return list(boxes_file.as_values(masks))


def record_beside(copy: Path) -> Path:
    return copy.with_name(f"{copy.name}.json")


def write_copy(
    isolation: Isolation,
    path: Path,
    masks: Sequence[Mask],
    out: Path,
    *,
    harmless: Iterable[str] = (),
    replace: bool = False,
    job: Job | None = None,
) -> WrittenCopy:
    """The copy in ``out`` and its record beside it; neither where anything of what the masks hide
    can still be found. Refusals: as ``make_copy`` and ``refuse_survivors``, ``file_exists``,
    ``folder_not_writable``, ``disk_full``."""
    record = record_beside(out)
    for each in (out, record):
        refuse_existing(each, replace)
    data = read_bytes(path)
    original = letters.original_of(path.name, data)
    made = redact_file.make_copy(
        isolation, original, masks, names=(out.name,), harmless=harmless, job=job
    )
    copy = redact_file.refuse_survivors(made)
    digests = hashlib.sha256(data).hexdigest(), hashlib.sha256(copy.data).hexdigest()
    write_out(out, copy.data, replace=replace)
    write_out(record, _record(copy, *digests), replace=replace)
    return WrittenCopy(out, record, copy, *digests)


def check_copy(isolation: Isolation, original: Path, copy: Path, record: Path | None) -> Checked:
    """For the side that holds the original: whether the copy differs from it in nothing but the
    boxes that the record names (by default the one beside the copy).

    Refusals: ``redaction_record_missing``, ``redaction_boxes_unreadable``,
    ``redaction_of_other_file``, ``redaction_other_kind``, and those of reading both.
    """
    where = record or record_beside(copy)
    if not where.is_file():
        raise GigWalletError("redaction_record_missing")
    said = _read_record(where)
    masks, stated = boxes_file.masks_of(said), boxes_file.digests_of(said)
    found = []
    files = []
    for path, name in ((original, "original_sha256"), (copy, "redacted_sha256")):
        data = read_bytes(path)
        found.append(hashlib.sha256(data).hexdigest())
        if stated.get(name, found[-1]) != found[-1]:
            raise GigWalletError("redaction_of_other_file", name=path.name)
        files.append(letters.original_of(path.name, data))
    was, now = files
    try:
        compared: Compared = isolation.run(
            checking.compare,
            was.data,
            was.media_type,
            now.data,
            now.media_type,
            masks,
            seconds=_SECONDS,
        )
    except GigWalletError as refusal:
        raise named(refusal, copy.name) from refusal
    return Checked(compared, *found)


def _read_record(path: Path) -> bytes:
    data = read_bytes(path)
    if len(data) > boxes_file.MOST_BYTES:
        raise GigWalletError("redaction_boxes_unreadable")
    return data


def _record(copy: Redacted, original_sha256: str, redacted_sha256: str) -> bytes:
    """Sorted keys, two blanks, one line end: the same copy has the same record. It names neither
    the original nor what is masked."""
    record = {
        "schema": boxes_file.SCHEMA,
        "version": 1,
        "original_sha256": original_sha256,
        "redacted_sha256": redacted_sha256,
        "outside_sha256": copy.outside_sha256,
        "pages": copy.pages,
        "resolution": copy.resolution,
        "drawn_by": copy.drawn_by,
        "boxes": boxes_file.as_values(copy.masks),
    }
    return json.dumps(record, indent=2, sort_keys=True).encode() + b"\n"
