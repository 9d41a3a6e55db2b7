"""Settling a conflict: one of the two sayings is said anew, or the thing is erased."""

from __future__ import annotations

from gigwallet.domain.recorded import EngagementId, ExhibitId, FactId, SchemeId
from gigwallet.vault.copies.conflict_shelf import FACTS, KnownConflict
from gigwallet.vault.shelves.fact_shelf import FactShelf
from gigwallet.vault.vault import Vault


def settle(vault: Vault, known: KnownConflict, holds: int | None) -> None:
    """``holds`` is the entry that counts from now on; None erases the thing."""
    with vault.transaction():
        if holds is not None:
            vault.conflicts.settle(known.id, holds)
            return
        erase(vault, known.kind, known.object)
        vault.conflicts.settle_erased(known.id)


def erase(vault: Vault, kind: str, object_id: str) -> None:
    """Through the shelf that knows what hangs on it."""
    if kind in FACTS:
        fact_shelf(vault, kind).delete(FactId(object_id))
    elif kind == "exhibit":
        vault.exhibits.delete(ExhibitId(object_id))
    elif kind == "redaction":
        vault.redactions.erase(object_id)
    elif kind == "scheme":
        vault.schemes.remove(SchemeId(object_id))
    elif kind == "engagement" and vault.engagements.idle(EngagementId(object_id)):
        vault.engagements.remove(EngagementId(object_id))


def fact_shelf(vault: Vault, kind: str) -> FactShelf[object]:
    shelves: dict[str, FactShelf[object]] = {
        "trip": vault.trips,  # type: ignore[dict-item]  # what a shelf holds does not matter here
        "shift": vault.shifts,  # type: ignore[dict-item]
        "track_point": vault.track_points,  # type: ignore[dict-item]
        "track": vault.tracks,  # type: ignore[dict-item]
        "tally": vault.tallies,  # type: ignore[dict-item]
        "statement": vault.statements,  # type: ignore[dict-item]
        "pay_line": vault.pay_lines,  # type: ignore[dict-item]
        "payout": vault.payouts,  # type: ignore[dict-item]
    }
    return shelves[kind]
