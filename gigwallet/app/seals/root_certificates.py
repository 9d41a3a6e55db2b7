"""Root certificates as an authority publishes them: read from a file, shown to be compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gigwallet.app.reading import read_bytes
from gigwallet.domain.errors import GigWalletError
from gigwallet.sealing import certificates

MOST_FILE_BYTES = 262_144


@dataclass(frozen=True, slots=True)
class SeenCertificate:
    """What a person compares with what the authority prints: ``fingerprint`` is SHA-256, hex."""

    subject: str
    fingerprint: str
    until: datetime
    is_root: bool


def read_root(path: Path) -> str:
    """The certificates of a file as PEM, and nothing else that stands in it. Refusals:
    ``file_missing``, ``file_too_big``, ``root_unreadable``, ``root_not_a_root``."""
    try:
        data = read_bytes(path)
        found = certificates.load(data) if len(data) <= MOST_FILE_BYTES else []
    except ValueError as cause:
        raise GigWalletError("root_unreadable") from cause
    if not found:
        raise GigWalletError("root_unreadable")
    return checked("".join(certificates.pem(each) for each in found))


def seen(root: str) -> list[SeenCertificate]:
    """What stands in an authority's ``root``."""
    return [
        SeenCertificate(
            each.subject.rfc4514_string(),
            certificates.fingerprint(each),
            each.not_valid_after_utc,
            certificates.is_root(each),
        )
        for each in (certificates.load(root.encode()) if root else [])
    ]


def checked(root: str) -> str:
    """The same certificates and nothing else, one of them a root; empty stays empty. Refusals:
    ``root_unreadable``, ``root_not_a_root``."""
    if not root:
        return ""
    try:
        found = certificates.load(root.encode("ascii"))
        roots = [each for each in found if certificates.is_root(each)]
    except ValueError as cause:
        raise GigWalletError("root_unreadable") from cause
    if not roots:
        raise GigWalletError("root_not_a_root")
    return "".join(certificates.pem(each) for each in found)
