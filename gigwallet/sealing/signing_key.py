"""Who signs a PDF: a key that the vault makes for itself, or the person's own in a PKCS#12 file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from gigwallet.domain.errors import GigWalletError
from gigwallet.sealing.certificates import MALFORMED, der, tolerating

_CURVE = ec.SECP256R1()
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_LEAST_RSA_BITS = 2048
_CURVES = ("secp256r1", "secp384r1", "secp521r1")
# One certificate for ever: its dates say nothing, since the vault vouches for itself.
_SINCE = datetime(2020, 1, 1, tzinfo=UTC)
_UNTIL = datetime(2099, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """``private`` is PKCS#8, ``certificate`` and ``chain`` are DER. It has a short life: it is made
    where something is signed, and kept nowhere."""

    certificate: bytes
    private: bytes = field(repr=False)
    chain: tuple[bytes, ...] = ()


def self_issued(secret: bytes, name: str) -> SigningKey:
    """The same certificate each time for the same ``secret`` (48 random bytes) and ``name``. It
    says that one key signed, and nothing about a person."""
    if len(secret) != 48:
        raise ValueError("48 bytes, so that no scalar is likelier than another")
    key = ec.derive_private_key(int.from_bytes(secret, "big") % (_ORDER - 1) + 1, _CURVE)
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    public = key.public_key()
    serial = hashlib.sha256(
        public.public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    ).digest()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(public)
        .serial_number(int.from_bytes(serial[:16], "big") >> 1)
        .not_valid_before(_SINCE)
        .not_valid_after(_UNTIL)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_for_signing(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key, hashes.SHA256(), ecdsa_deterministic=True)
    )
    return SigningKey(der(certificate), _pkcs8(key))


def from_pkcs12(data: bytes, passphrase: bytes) -> SigningKey:
    """Refusals: ``signing_key_unreadable`` (also where the passphrase is another),
    ``signing_key_kind`` for keys that PDF readers do not take."""
    try:
        with tolerating():
            key, certificate, others = pkcs12.load_key_and_certificates(data, passphrase or None)
    except MALFORMED as cause:
        raise GigWalletError("signing_key_unreadable") from cause
    if key is None or certificate is None:
        raise GigWalletError("signing_key_unreadable")
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= _LEAST_RSA_BITS:
        return SigningKey(der(certificate), _pkcs8(key), tuple(map(der, others)))
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in _CURVES:
        return SigningKey(der(certificate), _pkcs8(key), tuple(map(der, others)))
    raise GigWalletError("signing_key_kind")


def _pkcs8(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _for_signing() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
