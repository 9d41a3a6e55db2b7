"""Whether a signature of a CMS structure is the key's: RSA, ECDSA and EdDSA with SHA-2."""

from __future__ import annotations

from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa
from pyasn1.codec.ber import decoder as ber
from pyasn1_modules import rfc4055

from gigwallet.sealing.certificates import Certificate
from gigwallet.sealing.stamp_reading import ALGORITHM_UNKNOWN, DIGESTS, Problem

_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_RSA = {
    "1.2.840.113549.1.1.1": None,  # the signer's digest algorithm
    "1.2.840.113549.1.1.11": "sha256",
    "1.2.840.113549.1.1.12": "sha384",
    "1.2.840.113549.1.1.13": "sha512",
}
_RSA_PSS = "1.2.840.113549.1.1.10"
_MGF1 = "1.2.840.113549.1.1.8"
_ECDSA = {
    "1.2.840.10045.2.1": None,
    "1.2.840.10045.4.3.2": "sha256",
    "1.2.840.10045.4.3.3": "sha384",
    "1.2.840.10045.4.3.4": "sha512",
}
_EDDSA = {"1.3.101.112", "1.3.101.113"}


def holds(
    leaf: Certificate,
    how: Any,  # Any: pyasn1's AlgorithmIdentifier
    digest: str,
    signature: bytes,
    signed: bytes,
) -> bool:
    """``Problem`` where the algorithm is none that is known here (SM2, SHA-1); the key and the
    algorithm that the structure names must be of one kind."""
    name = str(how["algorithm"])
    key = leaf.public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey) and name in _RSA:
            with_hash = _HASHES[_RSA[name] or digest]
            key.verify(signature, signed, padding.PKCS1v15(), with_hash)
        elif isinstance(key, rsa.RSAPublicKey) and name == _RSA_PSS:
            mask, salt, with_hash = _pss(how)
            key.verify(signature, signed, padding.PSS(padding.MGF1(mask), salt), with_hash)
        elif isinstance(key, ec.EllipticCurvePublicKey) and name in _ECDSA:
            key.verify(signature, signed, ec.ECDSA(_HASHES[_ECDSA[name] or digest]))
        elif isinstance(key, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey) and name in _EDDSA:
            key.verify(signature, signed)
        else:
            raise Problem(ALGORITHM_UNKNOWN)
    except InvalidSignature:
        return False
    return True


def _pss(how: Any) -> tuple[hashes.HashAlgorithm, int, hashes.HashAlgorithm]:  # Any: as above
    parameters, rest = ber.decode(bytes(how["parameters"]), asn1Spec=rfc4055.RSASSA_PSS_params())
    mask = parameters["maskGenAlgorithm"]
    inner, _ = ber.decode(bytes(mask["parameters"]), asn1Spec=rfc4055.AlgorithmIdentifier())
    with_hash = DIGESTS.get(str(parameters["hashAlgorithm"]["algorithm"]))
    mask_hash = DIGESTS.get(str(inner["algorithm"]))
    if rest or str(mask["algorithm"]) != _MGF1 or not with_hash or not mask_hash:
        raise Problem(ALGORITHM_UNKNOWN)
    return _HASHES[mask_hash], int(parameters["saltLength"]), _HASHES[with_hash]
