"""Checkpoints as text: how long a log is and under which root, signed, as C2SP writes it.

The form is fixed in docs/proof-format.md: a C2SP checkpoint whose one extension line carries the
public key, so that a stranger can check it with this text alone.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from gigwallet.crypto import merkle, signing

ORIGIN = re.compile(r"gigwallet/[0-9a-f]{16}")
MOST_SIGNATURES = 16
_ED25519 = b"\x01"
_SIGNATURE_MARK = "\N{EM DASH} "
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class NotACheckpoint(ValueError):  # noqa: N818  a finding that each caller words for its place
    """This text does not have the form of a checkpoint."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """``signed`` is False where name, key and signature do not belong together; everything else
    may then have been written by anybody."""

    origin: str
    size: int
    root: bytes
    key: bytes
    text: str
    signed: bool


def origin_of(key: bytes) -> str:
    """The name of a log: the start of a digest of its public key, and nothing about the vault."""
    return f"gigwallet/{hashlib.sha256(key).hexdigest()[:16]}"


def key_id(name: str, key: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + key).digest()[:4]


def verifier_key(key: bytes) -> str:
    """The public key as tools for signed notes take it: ``name+id+base64(type | key)``."""
    name = origin_of(key)
    return f"{name}+{key_id(name, key).hex()}+{base64_of(_ED25519 + key)}"


def signed_text(seed: bytes, size: int, root: bytes) -> str:
    """The whole checkpoint, signature included."""
    key = signing.public_key(seed)
    name = origin_of(key)
    body = f"{name}\n{size}\n{base64_of(root)}\nkey {verifier_key(key)}\n"
    signature = key_id(name, key) + signing.sign(seed, body.encode())
    return f"{body}\n{_SIGNATURE_MARK}{name} {base64_of(signature)}\n"


def read(text: str) -> Checkpoint:
    """``NotACheckpoint`` where the form is another. Signatures of others (witnesses) may stand
    below the log's own; they are not judged."""
    body, blank, signatures = text.rpartition("\n\n")
    lines = body.split("\n")
    if not blank or len(lines) != 4 or not signatures.endswith("\n"):
        raise NotACheckpoint
    origin, size, root, keyed = lines
    word, _space, verifier = keyed.partition(" ")
    if not ORIGIN.fullmatch(origin) or not _SIZE.fullmatch(size) or word != "key":
        raise NotACheckpoint
    head = bytes_of(root)
    key = bytes_of(verifier.split("+", 2)[-1])[1:]  # base64 has plus signs of its own
    if len(head) != merkle.HASH_BYTES or len(key) != signing.KEY_BYTES:
        raise NotACheckpoint
    named = origin == origin_of(key) and verifier == verifier_key(key)
    good = named and _own_signature(signatures, origin, key, f"{body}\n".encode())
    return Checkpoint(origin, int(size), head, key, text, good)


def _own_signature(signatures: str, name: str, key: bytes, body: bytes) -> bool:
    """Whether the log's own line is there once and right."""
    lines = signatures.removesuffix("\n").split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise NotACheckpoint
    found = False
    for line in lines:
        mark, _space, rest = line.partition(" ")
        signer, space, encoded = rest.partition(" ")
        if f"{mark} " != _SIGNATURE_MARK or not space:
            raise NotACheckpoint
        blob = bytes_of(encoded)
        if (signer, blob[:4]) == (name, key_id(name, key)):
            if found or not signing.signed(key, body, blob[4:]):
                return False
            found = True
    return found


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


def bytes_of(text: str) -> bytes:
    """Of base64 in its one canonical form; ``NotACheckpoint`` for any other."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as cause:
        raise NotACheckpoint from cause
    if base64_of(data) != text:
        raise NotACheckpoint
    return data
