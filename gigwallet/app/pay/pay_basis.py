"""The facts of a pay check, gathered out of the vault for the papers that rest on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.bundles.outward_names import outward_names
from gigwallet.app.letters.basis import LetterBasis, RuleUsed, placed
from gigwallet.app.wallet import Wallet
from gigwallet.domain.payout import PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Reconciliation, Totals
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.step import Step
from gigwallet.domain.trip import TripStatus


@dataclass(frozen=True, slots=True)
class WrittenVolume:
    """One of several files that belong together."""

    path: Path
    pages: int
    digest: str


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written out. ``digest`` is its SHA-256 (hex), to note down or send apart.
    ``pages`` is 0 for a file that has none. ``notes`` are what the person should know before it
    goes on. Where it was parted into ``volumes``, ``path`` and ``digest`` are the first one's,
    ``pages`` those of all."""

    path: Path
    pages: int
    digest: str
    notes: tuple[Step, ...] = ()
    volumes: tuple[WrittenVolume, ...] = ()

    @property
    def paths(self) -> list[Path]:
        """Every file that was written."""
        return [each.path for each in self.volumes] or [self.path]


def span_of(outcome: Reconciliation) -> Period | None:
    """From the first to the last day that the pay check speaks of."""
    spans = [each.period for each in outcome.discrepancies]
    if not spans:
        return None
    return Period(min(each.first for each in spans), max(each.last for each in spans))


def basis_of(
    wallet: Wallet,
    engagement: EngagementId,
    span: Period,
    outcome: Reconciliation,
    totals: Totals,
) -> LetterBasis:
    """The facts that the figures of a letter, or the tables of a bundle, rest on."""
    vault = wallet.vault
    used = {each.scheme_id for each in outcome.discrepancies if each.scheme_id}
    names = outward_names(wallet)
    months = Counter(
        Period.of_month(day.year, day.month)
        for each in vault.trips.all(engagement, span)
        if each.fact.status is TripStatus.COMPLETED and (day := each.fact.day) is not None
    )
    shown = {fact for each in outcome.discrepancies for fact in each.facts}
    return LetterBasis(
        engagement=vault.engagements.get(engagement),
        period=span,
        totals=totals,
        items=tuple(outcome.discrepancies),
        tallies=tuple(each.fact for each in vault.tallies.all(engagement, span)),
        trips_done=tuple(sorted(months.items())),
        statements=tuple(placed(each, names) for each in vault.statements.all(engagement, span)),
        payouts=tuple(
            placed(each, names)
            for each in vault.payouts.all(engagement)
            if each.id in shown and each.fact.side is PayoutSide.RECEIVED
        ),
        rules=tuple(
            RuleUsed(each.scheme, names.get(each.scheme.proof, "") if each.scheme.proof else "")
            for each in vault.schemes.all()
            if each.id in used
        ),
    )
