"""Time stamps: the request for one, and what an answer is worth, judged offline by two readings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from gigwallet.domain.step import Step
from gigwallet.domain.time_stamp import StampGrade, StampToken, StampVerdict
from gigwallet.domain.verdict import Grade, Verdict
from gigwallet.sealing import certificates, first_reading, second_reading
from gigwallet.sealing.certificates import Certificate
from gigwallet.sealing.lying import Lying
from gigwallet.sealing.second_reading import moment_text
from gigwallet.sealing.stamp_reading import (
    ALGORITHM_UNKNOWN,
    ROOT_UNKNOWN,
    UNREADABLE,
    Problem,
    Reading,
)

_HASHES = {"sha256": HashAlgorithm.SHA256, "sha512": HashAlgorithm.SHA512}
_CANNOT_TELL = {UNREADABLE, ALGORITHM_UNKNOWN}
_NO_ROOT = {ROOT_UNKNOWN, "stamp_root_not_reached"}


def request(stamped: bytes, algorithm: str) -> bytes:
    """A TimeStampReq over the digest of ``stamped``, with a fresh 64-bit nonce, asking for the
    certificate; nothing else is in it."""
    built = (
        TimestampRequestBuilder()
        .data(stamped)
        .hash_algorithm(_HASHES[algorithm])
        .nonce(nonce=True)
        .cert_request(cert_request=True)
        .build()
    )
    return built.as_bytes()


def digest(stamped: bytes, algorithm: str) -> str:
    return hashlib.new(algorithm, stamped).hexdigest()


def nonce_of(request: bytes) -> int | None:
    """``ValueError`` where ``request`` is none."""
    try:
        return second_reading.nonce_of(request)
    except Problem as problem:
        raise ValueError("not a request for a time stamp") from problem


@dataclass(frozen=True, slots=True)
class Received:
    """``status`` is the authority's (0 and 1: granted) with its words; None: this is no answer."""

    status: int | None
    texts: tuple[str, ...]
    verdict: StampVerdict


def receive(
    stamped: bytes, response: bytes, roots: Sequence[str] = (), request: bytes = b""
) -> Received:
    """As ``verify``, with what the authority says about the request itself."""
    verdict = verify(stamped, response, roots, request)
    try:
        found = second_reading.answer(response)
    except Problem:
        return Received(None, (), verdict)
    return Received(found.status, found.texts, verdict)


def verify(
    stamped: bytes | Lying, response: bytes, roots: Sequence[str] = (), request: bytes = b""
) -> StampVerdict:
    """What ``response`` says about ``stamped``. ``roots`` are PEM texts; with ``request`` the nonce
    is compared too.

    Two readings that share no parser must agree. Revocation is not asked for: that would need the
    network. Refuses nothing: what cannot be read is a grade.
    """
    try:
        given = [each for text in roots if text for each in certificates.load(text.encode())]
        nonce = second_reading.nonce_of(request) if request else None
    except (ValueError, Problem):
        return StampVerdict(StampGrade.UNCHECKED, None, (Step(UNREADABLE),))
    with certificates.tolerating():
        first = first_reading.read(stamped, response, given, nonce)
        second = second_reading.read(stamped, response, given, nonce)
    token = second.token or first.token
    grade = _grade(first, second)
    return StampVerdict(grade, token, tuple(_findings(grade, token, first, second, given)))


def as_verdict(stamp: StampVerdict) -> Verdict:
    """The same on the scale of sealed files."""
    grade = {
        StampGrade.ANCHORED: Grade.ANCHORED,
        StampGrade.SIGNED: Grade.SELF_CONSISTENT,
        StampGrade.DISPUTED: Grade.SELF_CONSISTENT,
        StampGrade.BROKEN: Grade.ALTERED,
        StampGrade.UNCHECKED: Grade.UNREADABLE,
    }[stamp.grade]
    return Verdict(grade, stamp.findings)


def _grade(first: Reading, second: Reading) -> StampGrade:
    takes = [_takes(each) for each in (first, second)]
    if all(takes) and _same(first.token, second.token):
        # The second reading judges the signature with and without a root.
        rooted = {first.rooted, second.rooted}
        if rooted == {True}:
            return StampGrade.ANCHORED
        return StampGrade.SIGNED if rooted == {False} else StampGrade.DISPUTED
    if any(takes):
        return StampGrade.DISPUTED
    if first.problem in _CANNOT_TELL and second.problem in _CANNOT_TELL:
        return StampGrade.UNCHECKED
    return StampGrade.BROKEN


def _takes(reading: Reading) -> bool:
    return reading.token is not None and (not reading.problem or reading.problem in _NO_ROOT)


def _same(first: StampToken | None, second: StampToken | None) -> bool:
    def said(token: StampToken | None) -> object:
        if token is None:
            return None
        second = token.at.replace(microsecond=0)  # one of them may drop fractions
        return second, token.algorithm, token.digest, token.serial, token.policy

    return said(first) == said(second)


def _findings(
    grade: StampGrade,
    token: StampToken | None,
    first: Reading,
    second: Reading,
    given: Sequence[Certificate],
) -> Iterator[Step]:
    if token is not None and grade is StampGrade.ANCHORED:
        yield Step("stamp_existed", {"time": moment_text(token.at), "signer": token.signer})
    if token is not None and grade is StampGrade.SIGNED:
        yield Step("stamp_signed", {"time": moment_text(token.at), "signer": token.signer})
        yield Step("stamp_root_not_reached" if given else ROOT_UNKNOWN)
    if grade is StampGrade.DISPUTED:
        yield Step("stamp_readings_differ")
    if grade is not StampGrade.SIGNED:
        problems = [each.problem for each in (first, second)]
        yield from (Step(code) for code in dict.fromkeys(problems) if code)
    if token is not None and token.accuracy is not None:
        seconds = f"{token.accuracy.total_seconds():.6f}".rstrip("0").rstrip(".")
        yield Step("stamp_accuracy", {"seconds": seconds})
    if first.reordered:
        yield Step("stamp_reordered")
