"""What the person typed: listed, so that a mistake can be seen, and removed when it is one."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.payout import Payout
from gigwallet.domain.recorded import EngagementId, FactId, Recorded
from gigwallet.domain.shift import Shift
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally

# The kind of a record -> what a change of it is called in change sets.
KINDS = {"tally": "tallies", "statement": "statements", "payout": "payouts", "shift": "shifts"}


@dataclass(frozen=True, slots=True)
class TypedRecord:
    """``kind`` is a key of ``KINDS``."""

    id: FactId
    kind: str
    engagement_id: EngagementId
    record: Tally | Statement | Payout | Shift


def typed_records(wallet: Wallet) -> list[TypedRecord]:
    """Everything that was typed, kind by kind, in order of time. A shift that still runs is not
    among them: it is ended first."""
    vault = wallet.vault
    found: list[tuple[str, Recorded[Tally | Statement | Payout | Shift]]] = [
        *(("tally", each) for each in vault.tallies.all()),
        *(("statement", each) for each in vault.statements.all()),
        *(("payout", each) for each in vault.payouts.all()),
        *(("shift", each) for each in vault.shifts.all()),
    ]
    return [
        TypedRecord(each.id, kind, each.engagement_id, each.fact)
        for kind, each in found
        if each.typed and not (isinstance(each.fact, Shift) and each.fact.ended_at is None)
    ]


def remove(wallet: Wallet, wanted: FactId) -> TypedRecord:
    """Erases what was typed; the log keeps that something was, not what. To correct a record,
    remove it and type it again. Refusal: ``typed_record_unknown``, also for imported facts."""
    found = next((each for each in typed_records(wallet) if each.id == wanted), None)
    if found is None:
        raise GigWalletError("typed_record_unknown")
    vault = wallet.vault
    shelves = {
        "tally": vault.tallies.delete,
        "statement": vault.statements.delete,
        "payout": vault.payouts.delete,
        "shift": vault.shifts.delete,
    }
    vault.erasing(lambda: shelves[found.kind](wanted))
    vault.anchor()
    return found
