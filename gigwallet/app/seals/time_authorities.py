"""The authorities that the person chose to ask for the time; at first there are none."""

from __future__ import annotations

from gigwallet.app.seals.root_certificates import checked
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.time_stamp import ALGORITHMS, Authority
from gigwallet.host import http

LONGEST_NAME = 80


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
    kept = Authority(name, given.url, checked(given.root), given.algorithm)
    wallet.vault.time_stamps.put_authority(kept)
    return kept


def remove_authority(wallet: Wallet, name: str) -> None:
    """Its stamps stay, with the root that each was received under."""
    authority(wallet, name)
    wallet.vault.time_stamps.remove_authority(name)
