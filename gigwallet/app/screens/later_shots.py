"""Of two shots of one running day the later one holds, and nothing is added up twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit import Exhibit, KnownExhibit
from gigwallet.domain.recorded import ExhibitId, HowKnown, Recorded
from gigwallet.importers import app_screen

Key = tuple[str, str, str, int]  # kind, family, natural key, occurrence


def let_later_hold(
    wallet: Wallet,
    known: KnownExhibit,
    told: Mapping[Key, object],
    shelves: Mapping[str, str],
    shot: Callable[[Exhibit], datetime | None],
) -> Iterator[str]:
    """Says anew, as ``told`` by the exhibit ``known``, the facts about a period that only earlier
    shots stated until now; yields the shelf of each. ``shelves`` names that of each kind. Where one
    of the moments is not known, or a person typed the fact, it stays as it is."""
    mine = shot(known.exhibit)
    if mine is None:
        return
    for each in wallet.vault.screens.stated(known.id, [app_screen.IMPORTER.name]):
        fact = told.get((each.kind, each.family, each.natural_key, each.occurrence))
        if fact is None or each.alone or each.family not in app_screen.RUNNING:
            continue
        shelf = getattr(wallet.vault, shelves[each.kind])
        recorded: Recorded[object] = shelf.get(each.id)
        if recorded.fact == fact or recorded.typed:
            continue
        if all(_before(wallet, other, mine, shot) for other in _others(recorded, known.id)):
            shelf.revise(each.id, fact, HowKnown.READ_BY_OCR)
            yield shelves[each.kind]


def _others(recorded: Recorded[object], own: ExhibitId) -> set[ExhibitId | None]:
    return {each.exhibit_id for each in recorded.sources} - {own}


def _before(
    wallet: Wallet,
    other: ExhibitId | None,
    mine: datetime,
    shot: Callable[[Exhibit], datetime | None],
) -> bool:
    if other is None:
        return False
    theirs = shot(wallet.vault.exhibits.get(other).exhibit)
    return theirs is not None and theirs < mine
