"""What two copies said differently: shown side by side, and settled by the person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gigwallet.app.seals.telling import Saying, told
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import history, settling
from gigwallet.vault.copies.conflict_shelf import KnownConflict


class Holds(StrEnum):
    """Which of the two sayings of a conflict."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """``kind`` is what it is about (``trip``, ``exhibit``, ``worker``...), ``record`` its id.

    ``ours`` and ``theirs`` tell who said what when; None where that copy had deleted it. ``holds``
    counts until the conflict is settled, or the record is said anew in any other way.
    """

    id: str
    kind: str
    record: str
    ours: Saying | None
    theirs: Saying | None
    holds: Holds


def conflicts(wallet: Wallet) -> list[Conflict]:
    """Those that wait for a person, the oldest first."""
    with wallet.vault.connection.snapshot():
        return [_in_words(wallet, each) for each in wallet.vault.conflicts.open()]


def _in_words(wallet: Wallet, known: KnownConflict) -> Conflict:
    holds = (
        Holds.OURS if known.current is not None and known.current == known.ours else Holds.THEIRS
    )
    ours, theirs = (_saying(wallet, each) for each in (known.ours, known.theirs))
    return Conflict(known.id, known.kind, known.object, ours, theirs, holds)


def _saying(wallet: Wallet, seq: int | None) -> Saying | None:
    return None if seq is None else told(history.said(wallet.vault.connection, seq))


def settle_conflict(wallet: Wallet, conflict_id: str, holds: Holds) -> None:
    """Say that this one holds. It becomes a new saying, which the other copy takes over at its next
    merge; where the chosen side had deleted the record, it is deleted.

    Refusals: ``conflict_missing``, ``vault_read_only``.
    """
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    known = wallet.vault.conflicts.get(conflict_id)
    settling.settle(wallet.vault, known, known.ours if holds is Holds.OURS else known.theirs)
