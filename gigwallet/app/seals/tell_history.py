"""Everything that was ever said of a record: who said what when, and what was deleted when."""

from __future__ import annotations

from gigwallet.app.seals.telling import Saying, told
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import history as stored
from gigwallet.vault.committed import entries_of

__all__ = ["Saying", "history", "record_id"]


def record_id(wallet: Wallet, beginning: str) -> str:
    """The whole id of the one record whose id begins so, ``worker`` as it is. ``record_unknown``
    where there is none, or several."""
    connection = wallet.vault.connection
    if entries_of(connection, beginning):
        return beginning
    known = stored.ids(connection, beginning)
    if len(known) != 1:
        raise GigWalletError("record_unknown")
    return known[0]


def history(wallet: Wallet, object_id: str) -> list[Saying]:
    """In order, of a fact, an exhibit, an engagement, a pay rule, a case, or of ``worker``.

    What was deleted leaves that something was said, when and by whom, and when it was deleted.

    Refusal: ``record_unknown``.
    """
    found = stored.history(wallet.vault.connection, object_id)
    if not found:
        raise GigWalletError("record_unknown")
    return [told(each) for each in found]
