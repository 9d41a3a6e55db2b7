"""Which platform a payer of bills pays for, where no dictionary knows and the person does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import EngagementHint, Row
from gigwallet.tabular.received import paid_for

_SAID = "payer_platforms"


@dataclass(frozen=True, slots=True)
class PayersSaid:
    """``platforms``: payer, as a bill names it -> platform. The person's word goes over that of
    the dictionary."""

    platforms: Mapping[str, str]

    def hint(self, payer: str, hint: EngagementHint) -> EngagementHint:
        """Where rows of this payer belong."""
        platform = self.platforms.get(payer)
        return replace(hint, platform=platform) if platform else hint

    def row(self, row: Row) -> Row:
        """The row with the platform that its payer pays for."""
        platform = self.platforms.get(row.payer)
        return paid_for(row, platform) if platform else row


def payers_said(wallet: Wallet) -> PayersSaid:
    """What was said so far."""
    stored = wallet.vault.settings.get(_SAID)
    return PayersSaid(json.loads(stored) if stored else {})


def say_platform(wallet: Wallet, payer: str, platform: str) -> None:
    """From now on ``payer`` pays for ``platform``; what is stored already stays where it is.
    Refuses with ``payer_platform_missing`` and ``vault_read_only``."""
    name = platform.strip().lower()
    if not name or not payer.strip():
        raise GigWalletError("payer_platform_missing", name=payer)
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    known = dict(payers_said(wallet).platforms)
    if known.get(payer) != name:
        with wallet.vault.transaction():
            text = json.dumps({**known, payer: name}, ensure_ascii=False, sort_keys=True)
            wallet.vault.settings.put(_SAID, text)
