"""The authorities that the person chose to ask for the time; at first there are none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gigwallet.app.reading import read_bytes
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.time_stamp import ALGORITHMS, Authority
from gigwallet.host import http
from gigwallet.sealing import certificates

MOST_FILE_BYTES = 262_144
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class SeenCertificate:
    """What a person compares with what the authority prints: ``fingerprint`` is SHA-256, hex."""

    subject: str
    fingerprint: str
    until: datetime
    is_root: bool


def authorities(wallet: Wallet) -> list[Authority]:
    return wallet.vault.time_stamps.authorities()


def authority(wallet: Wallet, name: str) -> Authority:
    """Refusal: ``authority_unknown``."""
    for each in authorities(wallet):
        if each.name == name:
            return each
    raise GigWalletError("authority_unknown", name=name)


def put_authority(wallet: Wallet, given: Authority) -> Authority:
    """Keep it, first or anew under the same name; nothing is sent.

    Refusals: ``authority_nameless``, ``address_refused``, ``bad_algorithm``, ``root_unreadable``,
    ``root_not_a_root``.
    """
    name = " ".join(given.name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise GigWalletError("authority_nameless", most=LONGEST_NAME)
    if given.algorithm not in ALGORITHMS:
        raise GigWalletError("bad_algorithm", known=", ".join(ALGORITHMS))
    http.destination(given.url)
    kept = Authority(name, given.url, _checked(given.root), given.algorithm)
    wallet.vault.time_stamps.put_authority(kept)
    return kept


def remove_authority(wallet: Wallet, name: str) -> None:
    """Its stamps stay, with the root that each was received under."""
    authority(wallet, name)
    wallet.vault.time_stamps.remove_authority(name)


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
    return _checked("".join(certificates.pem(each) for each in found))


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


def _checked(root: str) -> str:
    if not root:
        return ""
    try:
        found = certificates.load(root.encode("ascii"))
    except ValueError as cause:
        raise GigWalletError("root_unreadable") from cause
    if not any(certificates.is_root(each) for each in found):
        raise GigWalletError("root_not_a_root")
    return "".join(certificates.pem(each) for each in found)
