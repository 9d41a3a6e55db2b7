"""One picture by itself: its reading as its person left it, and when it was taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from gigwallet import ocr
from gigwallet.app.screens.list_shots import left_in_list
from gigwallet.app.wallet import Wallet
from gigwallet.domain.deciding import FieldKey, standing_decisions
from gigwallet.domain.exhibit import Exhibit, TakenFrom
from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import ScreenField, ScreenReading, Standing
from gigwallet.pages.file_names import moment_in
from gigwallet.pages.taking import day_is_open

TORN = "screen_decided_differently"

_TO_ITS_END = timedelta(hours=23, minutes=59)


def as_left(
    wallet: Wallet, exhibit: ExhibitId, reading: ScreenReading, templates: Sequence[ocr.Template]
) -> ScreenReading:
    """The reading as the person left it, whatever other pictures of its orders say; a shot of a
    scrolled list is read with the others of that list. A field of which two copies of the vault say
    different things waits once more."""
    said, torn = standing_decisions(wallet.vault.screens.decisions(exhibit))
    listed = left_in_list(wallet, exhibit, reading, templates) if reading.list_of else None
    if listed is None and not said and not torn:
        return reading
    left = listed or ocr.with_decisions(reading, said, templates)
    if not torn:
        return left
    return replace(left, fields=tuple(_open(left.template, each, torn) for each in left.fields))


def _open(template: str, field: ScreenField, torn: frozenset[FieldKey]) -> ScreenField:
    if any(each.means(template, field) for each in torn):
        return replace(field, standing=Standing.REVIEW, why=TORN)
    return field


def shot_moment(exhibit: Exhibit) -> datetime | None:
    """The moment that gives a screen without a date its day. The time of a file does not: copying
    may renew it, and one order would be kept once for each day on which it was copied. Nor does a
    clock of twelve hours whose halves are of two days."""
    taken = exhibit.taken_at
    if taken is None or exhibit.taken_from is TakenFrom.FILE_TIME:
        return None
    if exhibit.taken_from is TakenFrom.STATUS_BAR and moment_in(exhibit.name, "UTC") is None:
        return None
    if day_is_open(taken):
        return None
    if taken.quality is TimeQuality.DATE_ONLY:
        return taken.local + _TO_ITS_END
    return taken.local
