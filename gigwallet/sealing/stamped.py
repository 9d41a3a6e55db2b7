"""A file together with the time stamp that was handed over beside it."""

from __future__ import annotations

from collections.abc import Iterator

from gigwallet.domain.time_stamp import StampGrade, StampVerdict
from gigwallet.domain.verdict import Grade, Verdict
from gigwallet.sealing import checkpoint, proof, recognition, time_stamp
from gigwallet.sealing.proof import NotAProof


def verify(
    data: bytes, response: bytes, roots: tuple[str, ...], against: bytes = b"", original: str = ""
) -> Verdict:
    """As ``recognition.verify``, with what ``response`` says of the file, or of the checkpoint in
    it. ``ANCHORED`` where that signed time leads to one of ``roots``; a file of no kind that is
    known here is judged by its stamp alone."""
    own = recognition.verify(data, against, original)
    best = _of(data, response, roots)
    said = time_stamp.as_verdict(best)
    if own.grade is Grade.ALTERED:
        return Verdict(own.grade, (*own.findings, *said.findings))
    if own.grade is Grade.UNREADABLE:
        return said
    grade: Grade = own.grade
    if said.grade in (Grade.ANCHORED, Grade.ALTERED):
        grade = said.grade  # a stamp that cannot be judged here takes nothing from the file
    return Verdict(grade, (*said.findings, *own.findings))


def _of(data: bytes, response: bytes, roots: tuple[str, ...]) -> StampVerdict:
    """Of the form of the bytes that was stamped; where none was, what is said of the file's own."""
    verdicts = [time_stamp.verify(each, response, roots) for each in _forms(data)]
    fit = (each for each in verdicts if each.grade is not StampGrade.BROKEN)
    return next(fit, verdicts[0])


def _forms(data: bytes) -> Iterator[bytes]:
    """The bytes themselves, the text without what mail adds to it, the checkpoint within."""
    yield data
    if not checkpoint.is_one(data[:64].decode("utf-8-sig", "replace")):
        return
    try:
        text = checkpoint.as_text(data)
    except UnicodeDecodeError:
        return
    yield text.encode()
    if text.startswith(proof.RECORD):
        try:
            yield proof.read_record(text).checkpoint.text.encode()
        except NotAProof:
            return
