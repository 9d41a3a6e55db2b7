"""Shots of one scrolled list: joined where they show the same rows, judged as one, told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from gigwallet import ocr
from gigwallet.app.screens.kept_copies import is_copy
from gigwallet.app.wallet import Wallet
from gigwallet.domain.deciding import Decision, FieldKey, standing_decisions
from gigwallet.domain.instants import Instant
from gigwallet.domain.paper import Box, Page
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import ScreenReading
from gigwallet.ocr.fields import shot_lists
from gigwallet.ocr.fields.shot_lists import JoinedList, Part
from gigwallet.vault.shelves.screen_shelf import StoredReading

# Shots of one scrolling are taken within minutes; the rows decide, this only spares looking.
_APART = timedelta(minutes=30)

K = TypeVar("K")
Readings = Mapping[ExhibitId, StoredReading]


def shows_list(reading: ScreenReading, templates: Sequence[ocr.Template]) -> bool:
    """Whether it may be a shot of a list: rows of one stand on it."""
    pages = reading.paper.pages
    return len(pages) == 1 and any(
        shot_lists.rows_of_list(each, pages[0])
        for each in templates
        if reading.template in ("", each.key)
    )


def lists_in(
    wallet: Wallet, readings: Readings, templates: Sequence[ocr.Template]
) -> dict[ExhibitId, tuple[ExhibitId, ...]]:
    """As ``lists_among``, of all pictures of a vault that are no copies of others."""
    shown = {
        exhibit: stored.reading
        for exhibit, stored in readings.items()
        if shows_list(stored.reading, templates) and not is_copy(wallet, exhibit)
    }
    taken = {each: wallet.vault.exhibits.get(each).exhibit.taken_at for each in shown}
    return lists_among(shown, taken, templates)


def lists_among(
    readings: Mapping[K, ScreenReading],
    taken: Mapping[K, Instant | None],
    templates: Sequence[ocr.Template],
) -> dict[K, tuple[K, ...]]:
    """For each picture that shows a part of a list, all of that list in its order. ``readings``
    are all there are. Only shots that together are a screen that is known count: one of them has
    the head of the list, and another what stands below it."""
    lists: dict[K, tuple[K, ...]] = {}
    for template in templates:
        if shot_lists.list_entry(template) is None:
            continue
        papers = {
            each: reading.paper
            for each, reading in readings.items()
            if shows_list(reading, (template,))
        }
        pages = {each: paper.pages[0] for each, paper in papers.items()}
        # What begins in the middle of a list is the shorter one.
        found = [(head, *_after(template, head, pages, taken)) for head in pages]
        for each in sorted(found, key=len, reverse=True):
            if len(each) < 2 or lists.keys() & set(each):
                continue
            together = shot_lists.joined(template, [papers[shot] for shot in each])
            if together is not None and together.read().template == template.key:
                lists |= dict.fromkeys(each, each)
    return lists


def joined_of(
    readings: Sequence[ScreenReading], templates: Sequence[ocr.Template]
) -> JoinedList | None:
    """The list that these shots are in their order, None where they do not hold together."""
    papers = [each.paper for each in readings]
    joins = (shot_lists.joined(each, papers) for each in templates)
    return next(
        (each for each in joins if each and each.read().template == each.template.key), None
    )


def _after(
    template: ocr.Template,
    head: K,
    pages: Mapping[K, Page],
    taken: Mapping[K, Instant | None],
) -> list[K]:
    near = {
        each: page
        for each, page in pages.items()
        if each != head and _near(taken[head], taken[each])
    }
    return shot_lists.chain(template, pages[head], near)


def _near(one: Instant | None, other: Instant | None) -> bool:
    if one is None or other is None:
        return True
    return abs(one.utc - other.utc) <= _APART


def left_in_list(
    wallet: Wallet, exhibit: ExhibitId, reading: ScreenReading, templates: Sequence[ocr.Template]
) -> ScreenReading | None:
    """What one shot says beside the others of its list, with all that the person said of any of
    them. None where the list does not hold together any more."""
    members = [ExhibitId(each) for each in reading.list_of]
    stored = [wallet.vault.screens.get(each) for each in members]
    readings = [each.reading for each in stored if each is not None]
    if exhibit not in members or len(readings) < len(members):
        return None
    together = joined_of(readings, templates)
    if together is None:
        return None
    decisions = [
        _there(each, part)
        for member, part in zip(members, together.parts, strict=True)
        for each in _holding(wallet, member)
    ]
    left = ocr.with_decisions(together.read(), decisions, (together.template,))
    own = shot_lists.slices(left, together, readings)
    return own[members.index(exhibit)]


def _holding(wallet: Wallet, exhibit: ExhibitId) -> Iterator[Decision]:
    yield from standing_decisions(wallet.vault.screens.decisions(exhibit))[0]


def _there(said: Decision, part: Part) -> Decision:
    box = Box.of(said.field.box)
    if box is None:
        return said
    key = said.field
    return replace(said, field=FieldKey(key.template, key.name, key.page, part.there(box).pointer))


def kept_with(stored: StoredReading, members: Sequence[ExhibitId]) -> StoredReading:
    """The reading, with the list that it is a part of."""
    return replace(stored, reading=replace(stored.reading, list_of=tuple(members)))
