"""Who the worker is: asked for once, printed at the head of letters."""

from __future__ import annotations

from gigwallet.app.wallet import Wallet
from gigwallet.domain.worker import Worker


def worker(wallet: Wallet) -> Worker:
    """All fields are empty in a new vault."""
    return wallet.vault.worker.get()


def put_worker(wallet: Wallet, new: Worker) -> None:
    with wallet.vault.transaction():
        wallet.vault.worker.put(new)
