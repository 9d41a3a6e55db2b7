"""A file together with the time stamp that was handed over beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from gigwallet.domain.time_stamp import StampGrade, StampVerdict
from gigwallet.domain.verdict import Grade, Verdict
from gigwallet.sealing import checkpoint, proof, recognition, time_stamp
from gigwallet.sealing.bundles import NOTHING_OUTSIDE, Outside
from gigwallet.sealing.lying import Lying, opened
from gigwallet.sealing.proof import NotAProof


def verify(
    data: bytes | Path,
    response: bytes,
    against: bytes = b"",
    original: str = "",
    outside: Outside = NOTHING_OUTSIDE,
) -> Verdict:
    """As ``recognition.verify``, with what ``response`` says of the file, or of the checkpoint in
    it. ``ANCHORED`` where that signed time leads to one of the roots that the reader trusts, and of
    a bundle each exhibit; a file of no kind that is known here is judged by its stamp alone."""
    with opened(data) as lying:
        said = time_stamp.as_verdict(_of(lying, response, outside.roots))
        since = said.findings if said.grade is Grade.ANCHORED else ()
        known = replace(outside, since=(*outside.since, *since))
        own = recognition.judged(lying, against, original, known)
    if own.grade is Grade.ALTERED:
        return Verdict(own.grade, (*own.findings, *said.findings), own.exhibits)
    if own.grade is Grade.UNREADABLE:
        return said
    grade: Grade = own.grade
    if said.grade in (Grade.ANCHORED, Grade.ALTERED):
        grade = said.grade  # a stamp that cannot be judged here takes nothing from the file
    told = tuple(each for each in said.findings if each not in own.findings)
    return Verdict(grade, (*told, *own.findings), own.exhibits)


def _of(data: Lying, response: bytes, roots: tuple[str, ...]) -> StampVerdict:
    """Of the form of the bytes that was stamped; where none was, what is said of the file's own."""
    verdicts = [time_stamp.verify(each, response, roots) for each in _forms(data)]
    fit = (each for each in verdicts if each.grade is not StampGrade.BROKEN)
    return next(fit, verdicts[0])


def _forms(data: Lying) -> Iterator[bytes | Lying]:
    """The bytes themselves, the text without what mail adds to it, the checkpoint within."""
    yield data
    if not recognition.is_proof(data[:64]):
        return
    try:
        text = checkpoint.as_text(data[:])
    except UnicodeDecodeError:
        return
    yield text.encode()
    if text.startswith(proof.RECORD):
        try:
            yield proof.read_record(text).checkpoint.text.encode()
        except NotAProof:
            return
