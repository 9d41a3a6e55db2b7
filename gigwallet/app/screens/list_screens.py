"""What was read of each picture, for a list: which screen it is, and how sure its fields are."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.app.screens import known_screens
from gigwallet.app.screens.screen_storing import decided
from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit import Exhibit, TakenFrom
from gigwallet.domain.instants import Instant
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import ScreenReading, Standing
from gigwallet.vault.shelves.screen_shelf import StoredReading


@dataclass(frozen=True, slots=True)
class ScreenSummary:
    """One exhibit that was read. ``fields`` in all, of which ``waiting`` for a person, ``proven``
    by form, confidence and arithmetic, ``confirmed`` (or corrected) by a person. ``trouble`` is the
    code of why it says nothing or is not kept, empty otherwise."""

    exhibit: ExhibitId
    name: str
    template: str
    platform: str
    taken_at: Instant | None
    taken_from: TakenFrom
    fields: int
    waiting: int
    proven: int
    confirmed: int
    missing: tuple[str, ...]
    trouble: str


def screens(wallet: Wallet) -> list[ScreenSummary]:
    """Every reading there is, in the order in which the pictures came."""
    templates = known_screens.known(wallet)
    by_id = {each.id: each.exhibit for each in wallet.vault.exhibits.all()}
    return [
        _summary(
            exhibit, by_id[exhibit], stored, decided(wallet, exhibit, stored.reading, templates)
        )
        for exhibit, stored in wallet.vault.screens.all()
        if exhibit in by_id
    ]


def _summary(
    exhibit: ExhibitId, said: Exhibit, stored: StoredReading, reading: ScreenReading
) -> ScreenSummary:
    standing = [each.standing for each in reading.fields]
    return ScreenSummary(
        exhibit=exhibit,
        name=said.name,
        template=reading.template,
        platform=reading.platform,
        taken_at=said.taken_at,
        taken_from=said.taken_from,
        fields=len(standing),
        waiting=standing.count(Standing.REVIEW),
        proven=standing.count(Standing.ACCEPTED),
        confirmed=standing.count(Standing.CONFIRMED) + standing.count(Standing.CORRECTED),
        missing=reading.missing,
        trouble=stored.trouble,
    )
