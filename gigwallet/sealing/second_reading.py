"""The second reading of a time stamp: pyasn1 takes it apart, and RFC 3161 and 5652 are checked here
step by step, independent of the library that reads it first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyasn1.error import PyAsn1Error
from pyasn1.type import univ
from pyasn1_modules import rfc3161

from gigwallet.domain.time_stamp import StampToken
from gigwallet.sealing import certificates
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
    tagged,
    with_part,
)
from gigwallet.sealing.lying import Lying
from gigwallet.sealing.stamp_reading import (
    ALGORITHM_UNKNOWN,
    DIGESTS,
    MOST_BYTES,
    UNREADABLE,
    Problem,
    Reading,
    digest,
)

_TST_INFO = "1.2.840.113549.1.9.16.1.4"


class _TSTInfo(univ.Sequence):  # type: ignore[misc]  # pyasn1 has no types
    """As RFC 3161 has it; the modules' own reads the authority's name under a wrong tag."""

    componentType = with_part(  # noqa: N815  pyasn1's name
        rfc3161.TSTInfo, "tsa", univ.Any().subtype(explicitTag=tagged(0))
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer taken apart, nothing of it believed yet. ``status`` 0 and 1 are granted."""

    status: int
    texts: tuple[str, ...]
    signed: Asn1 | None


def answer(response: bytes) -> Answer:
    """``Problem`` where it is no answer at all. Says nothing about whether it is signed."""
    if len(response) > MOST_BYTES:
        raise Problem(UNREADABLE)
    outer = decoded(response, rfc3161.TimeStampResp())
    said = outer["status"]["statusString"]
    texts = tuple(str(each)[:200] for each in said) if said.hasValue() else ()
    token = outer["timeStampToken"]
    signed = None
    if token.hasValue():
        if str(token["contentType"]) != SIGNED_DATA:
            raise Problem(UNREADABLE)
        signed = decoded(bytes(token["content"]), SignedData())
    return Answer(int(outer["status"]["status"]), texts, signed)


def nonce_of(request: bytes) -> int | None:
    """The nonce of a request; ``Problem`` where that is no request."""
    nonce = decoded(request, rfc3161.TimeStampReq())["nonce"]
    return int(nonce) if nonce.hasValue() else None


def read(
    stamped: bytes | Lying,
    response: bytes,
    given: Sequence[Certificate],
    nonce: int | None = None,
) -> Reading:
    """``given`` are the person's roots and what else stands in their file."""
    try:
        found = answer(response)
        if found.signed is None or found.status not in (0, 1):
            raise Problem(UNREADABLE)
        info_bytes = _content(found.signed)
        info = decoded(info_bytes, _TSTInfo())
        token = _token(info)
    except Problem as problem:
        return Reading(None, problem.code)
    try:
        pool = certificates_of(found.signed) + list(given)
        signer, leaf = signer_of(found.signed, pool)
        roots = [each for each in given if certificates.is_root(each)]
        trail = certificates.path(leaf, pool, roots, token.at)
        token = _with_signer(token, leaf, trail, pool)
        _check_imprint(token, stamped)
        if nonce is not None and (not info["nonce"].hasValue() or int(info["nonce"]) != nonce):
            raise Problem("stamp_wrong_nonce")
        _check_purpose(leaf)
        if not certificates.valid(leaf, token.at):
            raise Problem("stamp_certificate_not_valid_then")
        check_signature(signer, leaf, _TST_INFO, lambda how: digest(how, info_bytes))
    except Problem as problem:
        return Reading(token, problem.code)
    except UnsupportedAlgorithm:
        return Reading(token, ALGORITHM_UNKNOWN)
    except (*certificates.MALFORMED, PyAsn1Error):
        return Reading(token, UNREADABLE)
    return Reading(token, rooted=bool(trail))


def _content(signed: Asn1) -> bytes:
    inner = signed["encapContentInfo"]
    if str(inner["eContentType"]) != _TST_INFO or not inner["eContent"].hasValue():
        raise Problem(UNREADABLE)
    return bytes(inner["eContent"])


def _token(info: Asn1) -> StampToken:
    algorithm = DIGESTS.get(str(info["messageImprint"]["hashAlgorithm"]["algorithm"]))
    if algorithm is None:
        raise Problem(ALGORITHM_UNKNOWN)
    try:
        at = info["genTime"].asDateTime
    except (PyAsn1Error, ValueError) as cause:
        raise Problem(UNREADABLE) from cause
    if int(info["version"]) != 1 or at.tzinfo is None:
        raise Problem(UNREADABLE)
    return StampToken(
        at=at.astimezone(UTC),
        algorithm=algorithm,
        digest=bytes(info["messageImprint"]["hashedMessage"]).hex(),
        serial=int(info["serialNumber"]),
        policy=str(info["policy"]),
        accuracy=_accuracy(info["accuracy"]),
        ordering=bool(info["ordering"]),
    )


def _accuracy(said: Asn1) -> timedelta | None:
    if not said.hasValue():
        return None

    def part(name: str) -> int:
        return int(said[name]) if said[name].hasValue() else 0

    return timedelta(
        seconds=part("seconds"), milliseconds=part("millis"), microseconds=part("micros")
    )


def _with_signer(
    token: StampToken, leaf: Certificate, trail: list[Certificate], pool: list[Certificate]
) -> StampToken:
    chain = trail or [leaf, *(each for each in pool if each != leaf)]
    return StampToken(
        token.at,
        token.algorithm,
        token.digest,
        token.serial,
        token.policy,
        token.accuracy,
        token.ordering,
        called(leaf),
        min(each.not_valid_after_utc for each in trail or [leaf]),
        tuple(certificates.pem(each) for each in chain),
    )


def _check_imprint(token: StampToken, stamped: bytes | Lying) -> None:
    if token.digest != digest(token.algorithm, stamped):
        raise Problem("stamp_wrong_digest")


def _check_purpose(leaf: Certificate) -> None:
    """RFC 3161, 2.3: one extended key usage, critical, and that is time stamping."""
    purposes = certificates.extension(leaf, x509.ExtendedKeyUsage)
    stamping = [ExtendedKeyUsageOID.TIME_STAMPING]
    if purposes is None or not purposes.critical or list(purposes.value) != stamping:
        raise Problem("stamp_wrong_purpose")
    usage = certificates.extension(leaf, x509.KeyUsage)
    if usage and not (usage.value.digital_signature or usage.value.content_commitment):
        raise Problem("stamp_wrong_purpose")


def moment_text(at: datetime) -> str:
    """As a person reads it in any language; fractions only where the authority gave them."""
    shown = at.astimezone(UTC).isoformat(sep=" ", timespec="auto").removesuffix("+00:00")
    return f"{shown} UTC"
