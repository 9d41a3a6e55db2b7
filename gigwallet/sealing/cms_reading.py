"""A CMS structure (RFC 5652) taken apart by pyasn1: its certificates, its one signer, and whether
the signature is over what it should be over. Time stamps and signatures of PDFs share it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from cryptography import x509
from cryptography.x509.oid import NameOID
from pyasn1.codec.ber import decoder as ber
from pyasn1.codec.der import encoder as der
from pyasn1.error import PyAsn1Error
from pyasn1.type import namedtype, tag, univ
from pyasn1_modules import rfc2634, rfc5035, rfc5652

from gigwallet.sealing import certificates
from gigwallet.sealing.certificates import Certificate
from gigwallet.sealing.cms_signature import holds
from gigwallet.sealing.stamp_reading import ALGORITHM_UNKNOWN, DIGESTS, UNREADABLE, Problem

Asn1 = Any  # Any: pyasn1 has no types; each value is read once and turned into Python's own

SIGNED_DATA = "1.2.840.113549.1.7.2"
_CONTENT_TYPE = "1.2.840.113549.1.9.3"
_MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
_SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12"
_SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"


def with_part(shape: Asn1, name: str, part: Asn1) -> namedtype.NamedTypes:
    """The parts of a sequence, one of them read in another way."""
    return namedtype.NamedTypes(
        *(
            namedtype.OptionalNamedType(name, part) if each.name == name else each
            for each in shape.componentType.namedTypes
        )
    )


def tagged(number: int) -> tag.Tag:
    return tag.Tag(tag.tagClassContext, tag.tagFormatConstructed, number)


class SignedData(univ.Sequence):  # type: ignore[misc]  # pyasn1 has no types
    """As RFC 5652 has it, its certificates left as the bytes that they came in: what is signed is
    judged over these, not over what a parser makes of them."""

    componentType = with_part(  # noqa: N815  pyasn1's name
        rfc5652.SignedData,
        "certificates",
        univ.SetOf(componentType=univ.Any()).subtype(implicitTag=tagged(0)),
    )


def decoded(data: bytes, shape: Asn1) -> Asn1:
    """BER, since answers in the wild are not always DER; nothing may follow it."""
    try:
        value, rest = ber.decode(data, asn1Spec=shape)
    except (PyAsn1Error, ValueError, TypeError, RecursionError) as cause:
        raise Problem(UNREADABLE) from cause
    if rest:
        raise Problem(UNREADABLE)
    return value


def embedded(signed: Asn1) -> list[bytes]:
    """The certificates that came with the token, DER, in the order in which they came."""
    if not signed["certificates"].hasValue():
        return []
    # Other kinds than certificates have other tags; they sign no time stamp.
    return [data for each in signed["certificates"] if (data := bytes(each))[:1] == b"\x30"]


def certificates_of(signed: Asn1) -> list[Certificate]:
    """One that cannot be read is left out: it may not be needed, and if it is, that shows."""
    found = []
    for each in embedded(signed)[: certificates.MOST_CERTIFICATES]:
        try:
            found += certificates.load(each)
        except ValueError:
            continue
    return found


def signer_of(signed: Asn1, pool: Sequence[Certificate]) -> tuple[Asn1, Certificate]:
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


def called(leaf: Certificate) -> str:
    """The name that a person reads; all of the subject where it has no such part."""
    names = leaf.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    said = str(names[0].value) if len(names) == 1 else leaf.subject.rfc4514_string()
    return " ".join("".join(each if each.isprintable() else " " for each in said).split())[:200]


def check_signature(
    signer: Asn1, leaf: Certificate, kind: str, digest_of: Callable[[str], str]
) -> None:
    """The signature is over the attributes, and these name content, certificate and digest.
    ``kind`` is the content's object id, ``digest_of`` its digest (hex) by an algorithm's name."""
    algorithm = DIGESTS.get(str(signer["digestAlgorithm"]["algorithm"]))
    if algorithm is None:
        raise Problem(ALGORITHM_UNKNOWN)
    attributes = signer["signedAttrs"]
    if not attributes.hasValue():
        raise Problem("stamp_signature_broken")
    content_type = decoded(attribute(attributes, _CONTENT_TYPE), univ.ObjectIdentifier())
    said = decoded(attribute(attributes, _MESSAGE_DIGEST), univ.OctetString())
    if str(content_type) != kind or bytes(said).hex() != digest_of(algorithm):
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


def attribute(attributes: Asn1, kind: str) -> bytes:
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
        value = attribute(attributes, _SIGNING_CERTIFICATE_V2)
        first = decoded(value, rfc5035.SigningCertificateV2())["certs"][0]
        algorithm = DIGESTS.get(str(first["hashAlgorithm"]["algorithm"]))
        if algorithm is None:
            raise Problem(ALGORITHM_UNKNOWN)
        named.append((first, hashlib.new(algorithm, certificate).digest()))
    if _SIGNING_CERTIFICATE in kinds:
        value = attribute(attributes, _SIGNING_CERTIFICATE)
        first = decoded(value, rfc2634.SigningCertificate())["certs"][0]
        # SHA-1 is what this older attribute has; the signature itself never rests on it.
        named.append((first, hashlib.sha1(certificate).digest()))  # noqa: S324
    if not named:
        raise Problem("stamp_certificate_not_named")
    for each, expected in named:
        serial = each["issuerSerial"]
        other = serial.hasValue() and int(serial["serialNumber"]) != leaf.serial_number
        if bytes(each["certHash"]) != expected or other:
            raise Problem("stamp_certificate_not_named")
