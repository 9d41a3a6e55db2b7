"""Which of the drivers that a report lists the person is, said once for each platform."""

from __future__ import annotations

import json
from collections.abc import Mapping

from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError

_SAID = "own_accounts"


def accounts_said(wallet: Wallet) -> Mapping[str, str]:
    """Platform -> the person's number or name there, as its reports write it."""
    stored = wallet.vault.settings.get(_SAID)
    return dict(json.loads(stored)) if stored else {}


def say_account(wallet: Wallet, platform: str, account: str) -> None:
    """From now on only lines of ``account`` are kept of reports that list several drivers; an
    engagement that names an account of its own goes before. Refusal: ``vault_read_only``."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    known = dict(accounts_said(wallet))
    if account.strip() and known.get(platform) != account.strip():
        known[platform] = account.strip()
        text = json.dumps(known, ensure_ascii=False, sort_keys=True)
        wallet.vault.settings.put(_SAID, text)
