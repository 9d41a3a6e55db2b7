"""The folder that goes with a bundle: what lies in it, and the verdict on all of it together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from gigwallet.domain.step import Step
from gigwallet.domain.verdict import ExhibitVerdict, Grade, Verdict
from gigwallet.sealing import anchors, bundles
from gigwallet.sealing import checkpoint as checkpoints
from gigwallet.sealing.anchors import Anchor
from gigwallet.sealing.bundles import Outside
from gigwallet.sealing.lying import opened

SUMS = "SHA256SUMS"
MANIFEST = "manifest.json"
CHECKER = "check_bundle.py"
_LINE = re.compile(r"([0-9a-f]{64}) [ *]([^\r\n]+)")
_WORST = (Grade.UNREADABLE, Grade.ALTERED, Grade.SELF_CONSISTENT, Grade.ANCHORED)


def manifest_beside(pdf: str) -> str:
    """The name of the list of digests that lies next to a bundle, or next to one of its volumes."""
    stem = pdf.removesuffix(".pdf")
    return MANIFEST if stem == "evidence" else f"{stem}.{MANIFEST}"


def is_bundle(name: str) -> bool:
    """Whether a file of the folder is a bundle, or one of its volumes."""
    return name.endswith(".pdf") and "/" not in name


def verify(
    files: Mapping[str, bytes | Path],
    roots: tuple[str, ...] = (),
    against: bytes = b"",
    digests: tuple[str, ...] = (),
) -> Verdict:
    """``files``: name with forward strokes -> content, or where a PDF lies; all that is in the
    folder. For a worker process."""
    pdfs = sorted(filter(is_bundle, files))
    if not pdfs:
        return Verdict(Grade.UNREADABLE, (Step("folder_without_bundle"),))
    small = {name: data for name, data in files.items() if isinstance(data, bytes)}
    found = anchors.read(small, roots, checkpoints.known(against) if against else None)
    verdicts = [
        bundles.verify(
            files[name], Outside(small.get(manifest_beside(name), b""), found, digests, roots)
        )
        for name in pdfs
    ]
    wrong = [*_sums(files, small.get(SUMS)), *_false(found)]
    grade = min((each.grade for each in verdicts), key=_WORST.index)
    if wrong and grade is not Grade.UNREADABLE:
        grade = Grade.ALTERED
    several = len(pdfs) > 1
    said = chain.from_iterable(
        (Step("of_file", {"name": name}), *each.findings) if several else each.findings
        for name, each in zip(pdfs, verdicts, strict=True)
    )
    exhibits: tuple[ExhibitVerdict, ...] = tuple(
        chain.from_iterable(each.exhibits for each in verdicts)
    )
    return Verdict(grade, (*wrong, *said, *_told(found)), exhibits)


def _sums(files: Mapping[str, bytes | Path], sums: bytes | None) -> Iterator[Step]:
    """What ``sha256sum -c`` would say, and which files it would not look at."""
    if sums is None:
        yield Step("sums_missing")
        return
    listed: dict[str, str] = {}
    for line in sums.decode("utf-8", "replace").splitlines():
        match = _LINE.fullmatch(line)
        if match is None or match[2] in listed:
            yield Step("sums_unreadable")
            return
        listed[match[2]] = match[1]
    for name, digest in sorted(listed.items()):
        if name not in files:
            yield Step("file_gone", {"name": name})
        elif _digest(files[name]) != digest:
            yield Step("file_not_as_listed", {"name": name})
    for name in sorted(files.keys() - listed.keys() - {SUMS}):
        yield Step("file_not_listed", {"name": name})


def _digest(data: bytes | Path) -> str:
    with opened(data) as lying:
        return lying.digest()


def _false(found: tuple[Anchor, ...]) -> Iterator[Step]:
    for each in found:
        if each.grade is Grade.ALTERED:
            yield from each.findings


def _told(found: tuple[Anchor, ...]) -> Iterator[Step]:
    """What each proof shows of the log, and what is said of its stamp."""
    for each in found:
        if each.grade is not Grade.ALTERED:
            facts = {"shown": str(each.shown), "entries": str(each.entries), "name": each.name}
            yield Step("proof_shows", facts)
            yield from each.findings
