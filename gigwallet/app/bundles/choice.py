"""Which exhibits show a pay check's items, in which group, and which lines of a table they show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gigwallet.app.letters.basis import LetterBasis
from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.domain.payout import PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import DiscrepancyKind, Reconciliation
from gigwallet.domain.recorded import EngagementId, ExhibitId, FactId, Recorded
from gigwallet.domain.redaction import Redaction

WORK, RULES, STATED, RECEIVED, OTHER = 1, 2, 3, 4, 5
# Who the parties are, and what was asked and answered: chosen by the person alone.
PARTIES, REDRESS = 6, 7
# More lines than these are cut down to those that the pay check has something to say about.
MOST_LINES = 200
_ARCHIVES = ("application/zip", "application/gzip")
_SHOWN = ("image/", "application/pdf", "audio/", "video/")  # else it is a table, or data like one


@dataclass(frozen=True, slots=True)
class BundleItem:
    """One exhibit in its place. ``rows`` not empty: only an extract of these lines is shown, the
    file itself (a wallet bill, a whole export) stays in the vault. Replace a field to edit.

    With a ``redaction`` its copy is shown, unless the person wants the original after all."""

    exhibit: ExhibitId
    name: str
    media_type: str
    title: str
    purpose: str
    source: str
    group: int
    included: bool = True
    rows: tuple[FactId, ...] = ()
    redaction: Redaction | None = None
    show_original: bool = False

    @property
    def hidden(self) -> Redaction | None:
        """The redaction that counts."""
        return None if self.show_original or self.rows else self.redaction

    @property
    def shown(self) -> ExhibitId:
        """The exhibit whose pages go in."""
        hidden = self.hidden
        return self.exhibit if hidden is None or hidden.copy_id is None else hidden.copy_id


def chosen(
    wallet: Wallet,
    engagement: EngagementId,
    period: Period,
    outcome: Reconciliation,
    basis: LetterBasis | None = None,
) -> list[BundleItem]:
    """Tables are shown as extracts only. A picture or paper is chosen beforehand where it proves a
    rule, states a fact, or belongs to the engagement; others are offered and left out. Redacted
    copies stand for their originals."""
    known = {each.id: each for each in wallet.vault.exhibits.all()}
    proofs = {
        each.scheme.proof
        for each in wallet.vault.schemes.all()
        if each.scheme.proof and each.scheme.engagement_id in (None, engagement)
    }
    stated = _stated(wallet, engagement, period, _pointed_at(outcome, basis))
    copies = wallet.vault.redactions.copies()
    hidden = {each.exhibit_id: each for each in wallet.vault.redactions.all() if each.copy_id}
    items: list[BundleItem] = []
    for exhibit in known.values():
        if exhibit.id in copies:
            continue
        if exhibit.exhibit.media_type in _ARCHIVES or not exhibit.present:
            continue
        if not exhibit.exhibit.media_type.startswith(_SHOWN):
            items += [
                _item(exhibit, group, rows=tuple(facts))
                for group, facts in stated.get(exhibit.id, {}).items()
            ]
        elif exhibit.id in proofs:
            items.append(_item(exhibit, RULES))
        else:
            group = min(stated.get(exhibit.id, {OTHER: []}))
            own = exhibit.exhibit.engagement_id == engagement or exhibit.id in stated
            items.append(_item(exhibit, group, included=own))
    items = [replace(each, redaction=hidden.get(each.exhibit)) for each in items]
    return sorted(items, key=lambda each: each.group)


def _item(
    known: KnownExhibit, group: int, *, included: bool = True, rows: tuple[FactId, ...] = ()
) -> BundleItem:
    said = known.exhibit
    return BundleItem(
        exhibit=known.id,
        name=said.name,
        media_type=said.media_type,
        title=said.label or said.name,
        purpose=said.note,
        source="",
        group=group,
        included=included,
        rows=rows,
    )


def _pointed_at(outcome: Reconciliation, basis: LetterBasis | None) -> frozenset[FactId]:
    """What the pay check has something to say about, and what its sums count: money that arrived
    after the last day stands in them too."""
    said = [
        fact
        for each in outcome.discrepancies
        if each.kind is not DiscrepancyKind.PAID
        for fact in each.facts
    ]
    counted = (*basis.statements, *basis.payouts) if basis is not None else ()
    return frozenset((*said, *(FactId(each.id) for each in counted)))


def _stated(
    wallet: Wallet, engagement: EngagementId, period: Period, pointed_at: frozenset[FactId]
) -> dict[ExhibitId, dict[int, list[FactId]]]:
    vault = wallet.vault
    payouts = vault.payouts.all(engagement)
    paid = [each for each in payouts if each.id in pointed_at or each.fact.at.day in period]
    groups: list[tuple[int, Iterable[Recorded[object]]]] = [
        (WORK, [*vault.trips.all(engagement, period), *vault.tallies.all(engagement, period)]),
        (
            STATED,
            [
                *vault.statements.all(engagement, period),
                *vault.pay_lines.all(engagement, period),
                *(each for each in paid if each.fact.side is PayoutSide.STATED),
            ],
        ),
        (RECEIVED, [each for each in paid if each.fact.side is PayoutSide.RECEIVED]),
    ]
    found: dict[ExhibitId, dict[int, list[FactId]]] = {}
    for group, facts in groups:
        for fact in facts:
            for source in fact.sources:
                if source.exhibit_id is not None:
                    found.setdefault(source.exhibit_id, {}).setdefault(group, []).append(fact.id)
    for by_group in found.values():
        for group, ids in by_group.items():
            if len(ids) > MOST_LINES:
                by_group[group] = [each for each in ids if each in pointed_at] or ids
    return found
