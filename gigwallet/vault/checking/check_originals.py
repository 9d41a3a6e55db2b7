"""Originals: each that an exhibit names is there, all or a part of them read to the last byte."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.vault.attachments import Attachment, Attachments
from gigwallet.vault.checking.check_report import Findings
from gigwallet.vault.connection import Connection

_ALL = (1, 1)


@dataclass(slots=True)
class Read:
    """How much was looked at: exhibits' contents named, those read whole, and their bytes."""

    exhibits: int = 0
    originals: int = 0
    bytes: int = 0


def in_part(attachment: Attachment, part: tuple[int, int]) -> bool:
    """Whether an original belongs to part N of T: by its random id, so that the parts are about
    equal, stay the same from check to check, and together are everything."""
    number, parts = part
    return int(attachment.id[:12], 16) % parts == number - 1


def check_originals(
    connection: Connection,
    attachments: Attachments,
    findings: Findings,
    job: Job,
    part: tuple[int, int] | None = None,
) -> Read:
    """Each is there with its right length; those of ``part`` (all by default) are authentic too.
    A finding names the first exhibit that it is about."""
    read, skipped = Read(), 0
    stored = {each.sha256: each for each in attachments.all()}
    rows = connection.all(
        "SELECT sha256, max(size), min(id) FROM main.exhibit GROUP BY sha256 ORDER BY sha256"
    )
    for sha256, size, exhibit in job.watch(rows, len(rows), "exhibits"):
        read.exhibits += 1
        attachment = stored.pop(sha256, None)
        if attachment is None:
            findings.add("exhibit_file_missing", exhibit)
        elif attachment.size != size:
            findings.add("exhibit_damaged", exhibit)
        elif in_part(attachment, part or _ALL):
            _read(attachments, attachment, findings, job, read, exhibit)
        else:
            skipped += 1
            _look(attachments, attachment, findings, exhibit)
    findings.add("originals_not_read", times=skipped)
    findings.add("attachment_without_exhibit", times=len(stored))
    findings.add("orphan_files", times=len(attachments.orphans()))
    return read


def _read(
    attachments: Attachments,
    attachment: Attachment,
    findings: Findings,
    job: Job,
    read: Read,
    exhibit: str,
) -> None:
    try:
        for block in attachments.stream(attachment):
            job.checkpoint()
            read.bytes += len(block)
        read.originals += 1
    except GigWalletError as damage:
        missing = damage.code == "exhibit_missing"
        findings.add("exhibit_file_missing" if missing else damage.code, exhibit)


def _look(
    attachments: Attachments, attachment: Attachment, findings: Findings, exhibit: str
) -> None:
    """What costs nothing to see without reading: the file is there and as long as it should be."""
    length = attachments.length_of(attachment)
    if length is None:
        findings.add("exhibit_file_missing", exhibit)
    elif length not in attachment.lengths:
        findings.add("exhibit_damaged", exhibit)
