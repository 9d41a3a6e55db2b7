"""The second reading of a time stamp: pyasn1 takes it apart, and RFC 3161 and 5652 are checked here
step by step, independent of the library that reads it first."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyasn1.codec.ber import decoder as ber
from pyasn1.codec.der import encoder as der
from pyasn1.error import PyAsn1Error
from pyasn1.type import namedtype, tag, univ
from pyasn1_modules import rfc2634, rfc3161, rfc5035, rfc5652

from gigwallet.domain.time_stamp import StampToken
from gigwallet.sealing import certificates
from gigwallet.sealing.certificates import Certificate
from gigwallet.sealing.cms_signature import holds
from gigwallet.sealing.stamp_reading import (
    ALGORITHM_UNKNOWN,
    DIGESTS,
    MOST_BYTES,
    UNREADABLE,
    Problem,
    Reading,
    digest,
)

Asn1 = Any  # Any: pyasn1 has no types; each value is read once and turned into Python's own

_SIGNED_DATA = "1.2.840.113549.1.7.2"
_TST_INFO = "1.2.840.113549.1.9.16.1.4"
_CONTENT_TYPE = "1.2.840.113549.1.9.3"
_MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
_SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12"
_SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"


def _with(shape: Asn1, name: str, part: Asn1) -> namedtype.NamedTypes:
    """The parts of a sequence, one of them read in another way."""
    return namedtype.NamedTypes(
        *(
            namedtype.OptionalNamedType(name, part) if each.name == name else each
            for each in shape.componentType.namedTypes
        )
    )


def _tagged(number: int) -> tag.Tag:
    return tag.Tag(tag.tagClassContext, tag.tagFormatConstructed, number)


class _TSTInfo(univ.Sequence):  # type: ignore[misc]  # pyasn1 has no types
    """As RFC 3161 has it; the modules' own reads the authority's name under a wrong tag."""

    componentType = _with(  # noqa: N815  pyasn1's name
        rfc3161.TSTInfo, "tsa", univ.Any().subtype(explicitTag=_tagged(0))
    )


class _SignedData(univ.Sequence):  # type: ignore[misc]  # pyasn1 has no types
    """As RFC 5652 has it, its certificates left as the bytes that they came in: what is signed is
    judged over these, not over what a parser makes of them."""

    componentType = _with(  # noqa: N815  pyasn1's name
        rfc5652.SignedData,
        "certificates",
        univ.SetOf(componentType=univ.Any()).subtype(implicitTag=_tagged(0)),
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
    outer = _decoded(response, rfc3161.TimeStampResp())
    said = outer["status"]["statusString"]
    texts = tuple(str(each)[:200] for each in said) if said.hasValue() else ()
    token = outer["timeStampToken"]
    signed = None
    if token.hasValue():
        if str(token["contentType"]) != _SIGNED_DATA:
            raise Problem(UNREADABLE)
        signed = _decoded(bytes(token["content"]), _SignedData())
    return Answer(int(outer["status"]["status"]), texts, signed)


def embedded(signed: Asn1) -> list[bytes]:
    """The certificates that came with the token, DER, in the order in which they came."""
    if not signed["certificates"].hasValue():
        return []
    # Other kinds than certificates have other tags; they sign no time stamp.
    return [data for each in signed["certificates"] if (data := bytes(each))[:1] == b"\x30"]


def nonce_of(request: bytes) -> int | None:
    """The nonce of a request; ``Problem`` where that is no request."""
    nonce = _decoded(request, rfc3161.TimeStampReq())["nonce"]
    return int(nonce) if nonce.hasValue() else None


def read(
    stamped: bytes,
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
        info = _decoded(info_bytes, _TSTInfo())
        token = _token(info)
    except Problem as problem:
        return Reading(None, problem.code)
    try:
        pool = _certificates(found.signed) + list(given)
        signer, leaf = _signer(found.signed, pool)
        roots = [each for each in given if certificates.is_root(each)]
        trail = certificates.path(leaf, pool, roots, token.at)
        token = _with_signer(token, leaf, trail, pool)
        _check_imprint(token, stamped)
        if nonce is not None and (not info["nonce"].hasValue() or int(info["nonce"]) != nonce):
            raise Problem("stamp_wrong_nonce")
        _check_purpose(leaf)
        if not certificates.valid(leaf, token.at):
            raise Problem("stamp_certificate_not_valid_then")
        _check_signature(signer, leaf, info_bytes)
    except Problem as problem:
        return Reading(token, problem.code)
    except UnsupportedAlgorithm:
        return Reading(token, ALGORITHM_UNKNOWN)
    except (*certificates.MALFORMED, PyAsn1Error):
        return Reading(token, UNREADABLE)
    return Reading(token, rooted=bool(trail))


def _decoded(data: bytes, shape: Asn1) -> Asn1:
    """BER, since answers in the wild are not always DER; nothing may follow it."""
    try:
        value, rest = ber.decode(data, asn1Spec=shape)
    except (PyAsn1Error, ValueError, TypeError, RecursionError) as cause:
        raise Problem(UNREADABLE) from cause
    if rest:
        raise Problem(UNREADABLE)
    return value


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


def _certificates(signed: Asn1) -> list[Certificate]:
    """One that cannot be read is left out: it may not be needed, and if it is, that shows."""
    found = []
    for each in embedded(signed)[: certificates.MOST_CERTIFICATES]:
        try:
            found += certificates.load(each)
        except ValueError:
            continue
    return found


def _signer(signed: Asn1, pool: Sequence[Certificate]) -> tuple[Asn1, Certificate]:
    """The one signer and its certificate."""
    if len(signed["signerInfos"]) != 1:
        raise Problem(UNREADABLE)
    signer = signed["signerInfos"][0]
    sid = signer["sid"]
    for each in pool:
        if sid.getName() == "issuerAndSerialNumber":
            named = sid["issuerAndSerialNumber"]
            same = each.issuer.public_bytes() == bytes(der.encode(named["issuer"]))
            if same and each.serial_number == int(named["serialNumber"]):
                return signer, each
        else:
            key = certificates.extension(each, x509.SubjectKeyIdentifier)
            if key is not None and key.value.digest == bytes(sid["subjectKeyIdentifier"]):
                return signer, each
    raise Problem("stamp_certificate_missing")


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
        _called(leaf),
        min(each.not_valid_after_utc for each in trail or [leaf]),
        tuple(certificates.pem(each) for each in chain),
    )


def _called(leaf: Certificate) -> str:
    """The name that a person reads; all of the subject where it has no such part."""
    names = leaf.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    said = str(names[0].value) if len(names) == 1 else leaf.subject.rfc4514_string()
    return " ".join("".join(each if each.isprintable() else " " for each in said).split())[:200]


def _check_imprint(token: StampToken, stamped: bytes) -> None:
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


def _check_signature(signer: Asn1, leaf: Certificate, info: bytes) -> None:
    """The signature is over the attributes, and these name content, certificate and digest."""
    algorithm = DIGESTS.get(str(signer["digestAlgorithm"]["algorithm"]))
    if algorithm is None:
        raise Problem(ALGORITHM_UNKNOWN)
    attributes = signer["signedAttrs"]
    if not attributes.hasValue():
        raise Problem("stamp_signature_broken")
    content_type = _decoded(_attribute(attributes, _CONTENT_TYPE), univ.ObjectIdentifier())
    said = _decoded(_attribute(attributes, _MESSAGE_DIGEST), univ.OctetString())
    if str(content_type) != _TST_INFO or bytes(said).hex() != digest(algorithm, info):
        raise Problem("stamp_signature_broken")
    _check_named(attributes, leaf)
    # RFC 5652, 5.4: signed as a SET OF, whatever tag it carries inside the structure.
    plain = rfc5652.SignedAttributes().clone()
    for each in attributes:
        plain.append(each)
    signature = bytes(signer["signature"])
    how = signer["signatureAlgorithm"]
    if not holds(leaf, how, algorithm, signature, bytes(der.encode(plain))):
        raise Problem("stamp_signature_broken")


def _attribute(attributes: Asn1, kind: str) -> bytes:
    """The one value of the one attribute of this kind, DER."""
    found = [each for each in attributes if str(each["attrType"]) == kind]
    if len(found) != 1 or len(found[0]["attrValues"]) != 1:
        raise Problem("stamp_signature_broken")
    return bytes(found[0]["attrValues"][0])


def _check_named(attributes: Asn1, leaf: Certificate) -> None:
    """RFC 3161, 2.4.2 and RFC 5816: the signed attributes name the signer's certificate, so that no
    other one with the same key can be put in its place."""
    kinds = {str(each["attrType"]) for each in attributes}
    certificate = certificates.der(leaf)
    named = []
    if _SIGNING_CERTIFICATE_V2 in kinds:
        value = _attribute(attributes, _SIGNING_CERTIFICATE_V2)
        first = _decoded(value, rfc5035.SigningCertificateV2())["certs"][0]
        algorithm = DIGESTS.get(str(first["hashAlgorithm"]["algorithm"]))
        if algorithm is None:
            raise Problem(ALGORITHM_UNKNOWN)
        named.append((first, hashlib.new(algorithm, certificate).digest()))
    if _SIGNING_CERTIFICATE in kinds:
        value = _attribute(attributes, _SIGNING_CERTIFICATE)
        first = _decoded(value, rfc2634.SigningCertificate())["certs"][0]
        # SHA-1 is what this older attribute has; the signature itself never rests on it.
        named.append((first, hashlib.sha1(certificate).digest()))  # noqa: S324
    if not named:
        raise Problem("stamp_certificate_not_named")
    for each, expected in named:
        serial = each["issuerSerial"]
        other = serial.hasValue() and int(serial["serialNumber"]) != leaf.serial_number
        if bytes(each["certHash"]) != expected or other:
            raise Problem("stamp_certificate_not_named")


def moment_text(at: datetime) -> str:
    """As a person reads it in any language; fractions only where the authority gave them."""
    shown = at.astimezone(UTC).isoformat(sep=" ", timespec="auto").removesuffix("+00:00")
    return f"{shown} UTC"
