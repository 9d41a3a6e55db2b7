"""Certificates: from a file, and the path from a signer to a root that the person gave."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.oid import ExtendedKeyUsageOID

Certificate = x509.Certificate
E = TypeVar("E", bound=x509.ExtensionType)

LONGEST_PATH = 8
MOST_CERTIFICATES = 32
# A critical extension that is none of these is a condition that we would not see.
_UNDERSTOOD = (
    x509.BasicConstraints,
    x509.KeyUsage,
    x509.ExtendedKeyUsage,
    x509.CertificatePolicies,
    x509.SubjectAlternativeName,
)


# What ``cryptography`` raises over a certificate that it cannot read; some are no ValueError.
MALFORMED = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)


@contextmanager
def tolerating() -> Iterator[None]:
    """Old roots have serial numbers that are not allowed any more; that is no reason to stop."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        yield


def load(data: bytes) -> list[Certificate]:
    """Those of a file, PEM (one or several) or DER (one). ``ValueError`` where it holds none, or
    more than anyone needs."""
    try:
        with tolerating():
            if b"-----BEGIN" in data:
                found = x509.load_pem_x509_certificates(data)
            else:
                found = [x509.load_der_x509_certificate(data)]
    except MALFORMED as cause:
        raise ValueError("not a certificate") from cause
    if len(found) > MOST_CERTIFICATES:
        raise ValueError("too many certificates")
    return found


def pem(certificate: Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode("ascii")


def der(certificate: Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


def fingerprint(certificate: Certificate) -> str:
    """SHA-256, in hex: what an authority prints beside its root."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def is_root(certificate: Certificate) -> bool:
    """Signed by itself and fit to sign others."""
    return _issued(certificate, certificate) and _may_sign(certificate, 0)


def path(
    leaf: Certificate, pool: Sequence[Certificate], roots: Sequence[Certificate], at: datetime
) -> list[Certificate]:
    """From ``leaf`` to a root, each valid ``at`` that time and fit for its place; empty where
    there is no such path."""
    if not valid(leaf, at) or _has_unknown_conditions(leaf):
        return []
    return next(_paths([leaf], [*pool, *roots], roots, at), [])


def _paths(
    so_far: list[Certificate],
    pool: Sequence[Certificate],
    roots: Sequence[Certificate],
    at: datetime,
) -> Iterator[list[Certificate]]:
    last = so_far[-1]
    if last in roots:
        yield so_far
        return
    if len(so_far) == LONGEST_PATH:
        return
    for issuer in pool:
        # Below an issuer stand as many others as there are between it and the leaf.
        fit = issuer not in so_far and _may_sign(issuer, len(so_far) - 1)
        if fit and valid(issuer, at) and _issued(last, issuer):
            yield from _paths([*so_far, issuer], pool, roots, at)


def valid(certificate: Certificate, at: datetime) -> bool:
    return certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc


def _issued(certificate: Certificate, issuer: Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, *MALFORMED):
        return False
    return True


def _may_sign(issuer: Certificate, between: int) -> bool:
    """Whether it is an authority's certificate with room for ``between`` others below it."""
    basic = extension(issuer, x509.BasicConstraints)
    if basic is None or not basic.value.ca or _has_unknown_conditions(issuer):
        return False
    if basic.value.path_length is not None and between > basic.value.path_length:
        return False
    usage = extension(issuer, x509.KeyUsage)
    if usage is not None and not usage.value.key_cert_sign:
        return False
    purposes = extension(issuer, x509.ExtendedKeyUsage)
    wanted = {ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE}
    return purposes is None or not wanted.isdisjoint(purposes.value)


def extension(certificate: Certificate, kind: type[E]) -> x509.Extension[E] | None:
    """None where there is none of this kind; ``ValueError`` where they cannot be read."""
    try:
        return _extensions(certificate).get_extension_for_class(kind)
    except x509.ExtensionNotFound:
        return None


def _extensions(certificate: Certificate) -> x509.Extensions:
    try:
        return certificate.extensions
    except MALFORMED as cause:
        raise ValueError("extensions that cannot be read") from cause


def _has_unknown_conditions(certificate: Certificate) -> bool:
    return any(
        each.critical and not isinstance(each.value, _UNDERSTOOD)
        for each in _extensions(certificate)
    )
