"""What the vault knows of each exhibit: what was read from it, and what else says the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations

from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import DiscrepancyKind, Reconciliation
from gigwallet.domain.recorded import ExhibitId

# Items of a pay check in which records of two sides speak of the same work or money, whether or
# not they agree on the amount.
_BOTH_SPEAK = frozenset(DiscrepancyKind) - {
    DiscrepancyKind.UNPAID,
    DiscrepancyKind.MISSING_PAYOUT,
    DiscrepancyKind.NOT_COVERED,
    DiscrepancyKind.UNRECONCILED,
    DiscrepancyKind.UNLOGGED_PAY,
}
_OWN_TABLES = frozenset({"gigwallet_tables", "generic_table"})


class Origin(StrEnum):
    """Whose record a file is. Two files of one origin do not support each other."""

    PLATFORM = "platform"
    ACCOUNT = "account"  # a bank or a wallet that money arrived in
    PHONE = "phone"  # positions that a phone wrote down
    OWN = "own"  # tables that the person filled in


@dataclass(frozen=True, slots=True)
class Support:
    """``points`` rows of an exhibit meet rows of ``exhibit``, a record of another origin."""

    exhibit: ExhibitId
    origin: Origin
    points: int


@dataclass(frozen=True, slots=True)
class BoardExhibit:
    """``stated`` counts the facts by kind that were read from it. ``span`` is the time that the pay
    check uses it for. ``supports`` is empty where nothing of another origin speaks of the same:
    that is no fault of the exhibit. ``redacted`` is the copy that goes out in its place, ``copy``
    says that it is, or was, such a copy itself."""

    known: KnownExhibit
    stated: Mapping[str, int]
    span: Period | None = None
    supports: tuple[Support, ...] = ()
    redacted: ExhibitId | None = None
    copy: bool = False


def board(wallet: Wallet, outcome: Reconciliation | None = None) -> dict[ExhibitId, BoardExhibit]:
    """Every exhibit of the vault, in the order they came. ``outcome`` is the pay check that says
    which records meet; without it nothing is said of that."""
    known = wallet.vault.exhibits.all()
    stated = wallet.vault.exhibits.stated()
    origins = _origins(known, stated)
    met, spans = _met(outcome, origins) if outcome is not None else ({}, {})
    redacted = {each.exhibit_id: each.copy_id for each in wallet.vault.redactions.all()}
    copies = wallet.vault.redactions.copies()
    return {
        each.id: BoardExhibit(
            each,
            stated.get(each.id, {}),
            spans.get(each.id),
            _supports(met.get(each.id, Counter()), origins),
            redacted.get(each.id),
            each.id in copies,
        )
        for each in known
    }


def corroborations(
    wallet: Wallet, outcome: Reconciliation
) -> dict[ExhibitId, tuple[Support, ...] | None]:
    """Of every exhibit what the pay check says meets it. None: nothing that could be compared was
    read from it, which is not the same as that nothing meets it."""
    known = wallet.vault.exhibits.all()
    stated = wallet.vault.exhibits.stated()
    origins = _origins(known, stated)
    met, _spans = _met(outcome, origins)
    return {
        each.id: _supports(met.get(each.id, Counter()), origins) if stated.get(each.id) else None
        for each in known
    }


def _origins(
    known: Iterable[KnownExhibit], stated: Mapping[ExhibitId, Mapping[str, int]]
) -> dict[ExhibitId, Origin]:
    return {
        each.id: origin
        for each in known
        if (origin := _origin(each, stated.get(each.id, {}))) is not None
    }


def _origin(each: KnownExhibit, stated: Mapping[str, int]) -> Origin | None:
    """None for a file that nothing was read from: it supports nothing that could be counted."""
    if each.exhibit.importer in _OWN_TABLES:
        return Origin.OWN
    if stated.get("payout_received"):
        return Origin.ACCOUNT
    if stated.get("track"):
        return Origin.PHONE
    return Origin.PLATFORM if stated else None


def _met(
    outcome: Reconciliation, origins: Mapping[ExhibitId, Origin]
) -> tuple[dict[ExhibitId, Counter[ExhibitId]], dict[ExhibitId, Period]]:
    """How often the records of two exhibits met, and the days that each speaks of. The items are
    gone through once: each is made by being looked at."""
    met: dict[ExhibitId, Counter[ExhibitId]] = defaultdict(Counter)
    spans: dict[ExhibitId, Period] = {}
    for item in outcome.discrepancies:
        for each in item.exhibits:
            known = spans.get(each, item.period)
            spans[each] = Period(
                min(known.first, item.period.first), max(known.last, item.period.last)
            )
        if item.kind not in _BOTH_SPEAK:
            continue
        for one, other in permutations(dict.fromkeys(item.exhibits), 2):
            sides = origins.get(one), origins.get(other)
            if None not in sides and sides[0] is not sides[1]:
                met[one][other] += 1
    return met, spans


def _supports(
    met: Mapping[ExhibitId, int], origins: Mapping[ExhibitId, Origin]
) -> tuple[Support, ...]:
    found: Sequence[Support] = [Support(id, origins[id], points) for id, points in met.items()]
    return tuple(sorted(found, key=lambda each: -each.points))
