"""Which pictures count as another one saved once more."""

from __future__ import annotations

from gigwallet.app.wallet import Wallet
from gigwallet.domain.deciding import copy_decisions
from gigwallet.domain.recorded import ExhibitId


def is_copy(wallet: Wallet, exhibit: ExhibitId) -> bool:
    """Whether a person said that it is another picture saved once more: that one counts."""
    return any(copy_decisions(wallet.vault.screens.decisions(exhibit)).values())
