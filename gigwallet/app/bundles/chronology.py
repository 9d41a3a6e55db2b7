"""What happened when, as exhibits and pay check tell it: beside the board, before a file is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gigwallet.app.bundles.build_bundle import BundleDraft, BundleItem
from gigwallet.app.bundles.events import events_of
from gigwallet.app.bundles.evidence_board import BoardExhibit
from gigwallet.domain.exhibit import TakenFrom
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import ExhibitId
from gigwallet.words import _

_COPIED = (TakenFrom.FILE_TIME, TakenFrom.UNKNOWN)  # perhaps the day on which a file was copied


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that happened, and the exhibits that tell of it; none where only the person said
    so. ``last`` is another day than ``first`` where it took a while."""

    first: date
    last: date
    what: str
    exhibits: tuple[ExhibitId, ...] = ()


def chronology(draft: BundleDraft, exhibits: Mapping[ExhibitId, BoardExhibit]) -> tuple[Dated, ...]:
    """By day, in the language spoken: what the file's own chronology tells, and of each exhibit
    that may go into the file the days that it is about, or the day on which it was taken."""
    told = [*_pay_check(draft), *_of_exhibits(draft, exhibits)]
    return tuple(sorted(told, key=lambda each: (each.first, each.last)))


def _pay_check(draft: BundleDraft) -> Iterator[Dated]:
    if draft.basis is None:
        return
    own = {each.exhibit: (str(each.exhibit),) for each in draft.items}
    for event in events_of(draft.basis, own):
        last = event.day.last if isinstance(event.day, Period) else event.day
        ids = tuple(ExhibitId(each) for each in event.exhibits)
        yield Dated(event.first, last, event.what, ids)


def _of_exhibits(draft: BundleDraft, exhibits: Mapping[ExhibitId, BoardExhibit]) -> Iterator[Dated]:
    for item in draft.items:
        about = exhibits.get(item.exhibit)
        if about is not None and (found := _of_exhibit(item, about)) is not None:
            yield found


def _of_exhibit(item: BundleItem, about: BoardExhibit) -> Dated | None:
    said = about.known.exhibit
    if not item.rows and said.taken_at is not None and said.taken_from not in _COPIED:
        taken = said.taken_at.day
        what = _("Taken: {exhibit}").format(exhibit=item.title)
        return Dated(taken, taken, what, (item.exhibit,))
    if about.span is not None:
        return Dated(about.span.first, about.span.last, item.title, (item.exhibit,))
    return None
