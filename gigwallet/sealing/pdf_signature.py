"""What a signature inside a PDF is worth: whose it is, and since when; without pyHanko."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from pyasn1.error import PyAsn1Error
from pyasn1_modules import rfc5652

from gigwallet.domain.step import Step
from gigwallet.domain.time_stamp import StampGrade, StampVerdict
from gigwallet.sealing import certificates, signed_update, time_stamp
from gigwallet.sealing.certificates import Certificate
from gigwallet.sealing.cms_reading import (
    SIGNED_DATA,
    Asn1,
    SignedData,
    called,
    certificates_of,
    check_signature,
    decoded,
    signer_of,
)
from gigwallet.sealing.lying import Lying
from gigwallet.sealing.second_reading import moment_text
from gigwallet.sealing.signed_update import SignedUpdate
from gigwallet.sealing.stamp_reading import UNREADABLE, Problem

_DATA = "1.2.840.113549.1.7.1"
_TIME_STAMP = "1.2.840.113549.1.9.16.2.14"
# A TimeStampResp that was granted, but for its length and the token that follows.
_GRANTED = b"\x30\x03\x02\x01\x00"


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """``sound``: one signature over the whole file, which holds, and no other change. ``since`` is
    what from outside stands behind it: a time stamp, or a signer who leads to a given root."""

    sound: bool
    findings: tuple[Step, ...]
    since: tuple[Step, ...] = ()


def read(data: Lying, sealed: int, roots: Sequence[str]) -> SignatureVerdict | None:
    """Of what stands behind the first ``sealed`` bytes; None where that is no signature. ``roots``
    are PEM texts that the reader trusts. For a worker process."""
    if data.rfind(b"/ByteRange", sealed) < 0:
        return None
    update = signed_update.read(data, sealed)
    if update is None:
        return SignatureVerdict(False, (Step("signature_with_changes"),))
    try:
        with certificates.tolerating():
            return _judged(data, update, [one for pem in roots for one in _loaded(pem)], roots)
    except (Problem, *certificates.MALFORMED, PyAsn1Error, UnsupportedAlgorithm):
        return SignatureVerdict(False, (Step("signature_broken"),))


def _loaded(pem: str) -> list[Certificate]:
    return certificates.load(pem.encode()) if pem else []


def _judged(
    data: Lying, update: SignedUpdate, given: list[Certificate], roots: Sequence[str]
) -> SignatureVerdict:
    outer = decoded(_without_filling(update.signature), rfc5652.ContentInfo())
    if str(outer["contentType"]) != SIGNED_DATA:
        raise Problem(UNREADABLE)
    signed = decoded(bytes(outer["content"]), SignedData())
    pool = certificates_of(signed) + given
    signer, leaf = signer_of(signed, pool)
    _check_frame(signed, signer)
    check_signature(signer, leaf, _DATA, lambda how: _digest(data, update, how))
    own = leaf.issuer == leaf.subject
    facts = {"signer": called(leaf), "fingerprint": certificates.fingerprint(leaf)}
    findings = [Step("signature_self_issued" if own else "signature_holds", facts)]
    since: list[Step] = []
    stamp = _time(signer, roots)
    if stamp is not None and stamp.grade is StampGrade.BROKEN:
        return SignatureVerdict(False, (*findings, Step("signature_time_broken")))
    if stamp is not None and stamp.token is not None:
        if stamp.grade is StampGrade.ANCHORED:
            when = {"time": moment_text(stamp.token.at), "signer": stamp.token.signer}
            since.append(Step("anchored_since", when))
        trusted = [each for each in given if certificates.is_root(each)]
        if certificates.path(leaf, pool, trusted, stamp.token.at):
            since.append(Step("signed_by_known", {"signer": called(leaf)}))
        findings += stamp.findings
    return SignatureVerdict(True, tuple(findings), tuple(since))


def _check_frame(signed: Asn1, signer: Asn1) -> None:
    """What no signature covers says what it must (RFC 5652, 5.1 and 5.3), and nothing else."""
    inner = signed["encapContentInfo"]
    named = [_plain(each) for each in signed["digestAlgorithms"]]
    fits = (
        (int(signed["version"]), int(signer["version"])) == (1, 1)
        and str(inner["eContentType"]) == _DATA
        and not inner["eContent"].hasValue()
        and named == [_plain(signer["digestAlgorithm"])]
    )
    if not fits:
        raise Problem(UNREADABLE)


def _plain(how: Asn1) -> str:
    """An algorithm that has no parameters, absent or said to be none."""
    if how["parameters"].hasValue() and bytes(how["parameters"]) != b"\x05\x00":
        raise Problem(UNREADABLE)
    return str(how["algorithm"])


def _digest(data: Lying, update: SignedUpdate, algorithm: str) -> str:
    first, before, second, after = update.spans
    return data.digest((first, before), (second, after), algorithm=algorithm)


def _without_filling(signature: bytes) -> bytes:
    """The structure alone, as long as its own first bytes say; the rest must be zeros."""
    if signature[:1] != b"\x30" or len(signature) < 4:
        raise Problem(UNREADABLE)
    length, head = signature[1], 2
    if length & 0x80:
        head += length & 0x7F
        length = int.from_bytes(signature[2:head], "big")
    if signature[head + length :].strip(b"\0"):
        raise Problem(UNREADABLE)
    return signature[: head + length]


def _time(signer: Asn1, roots: Sequence[str]) -> StampVerdict | None:
    """What the time stamp inside says of the signature's value; None where there is none."""
    if not signer["unsignedAttrs"].hasValue():
        return None
    held = [each for each in signer["unsignedAttrs"] if str(each["attrType"]) == _TIME_STAMP]
    if not held:
        return None
    if len(held) != 1 or len(held[0]["attrValues"]) != 1:
        raise Problem(UNREADABLE)
    body = _GRANTED + bytes(held[0]["attrValues"][0])
    size = len(body).to_bytes(4, "big")
    response = b"\x30\x84" + size + body if len(body) > 0xFFFF else b"\x30\x82" + size[2:] + body
    return time_stamp.verify(bytes(signer["signature"]), response, tuple(roots))
