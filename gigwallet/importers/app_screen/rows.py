"""A reading of a screen as rows: only what is believed, each with its pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from gigwallet.domain.money import UNNAMED
from gigwallet.domain.period import Period
from gigwallet.domain.reading import Row
from gigwallet.domain.screen import FieldKind, ScreenField, ScreenReading
from gigwallet.importers.app_screen.believed import Believed
from gigwallet.importers.app_screen.days import day_of
from gigwallet.importers.app_screen.periods import name_of, payout_rows, period_of, period_rows
from gigwallet.importers.app_screen.trips import trip_rows
from gigwallet.ocr import REPEAT, ScreenKind, Template

_OF_ONE = (ScreenKind.ORDER, ScreenKind.TRIP)


def rows(
    reading: ScreenReading, taken_at: datetime | None, templates: Sequence[Template]
) -> tuple[Row, ...]:
    """What the usable fields of ``reading`` state, to be stored as READ_BY_OCR.

    ``taken_at`` is when the shot was taken, on the clock of the phone (naive) or aware: it gives a
    day without its year the year, and a clock without a day the day. Nothing where its template is
    not known any more. Two shots of one order have equal keys and facts, as far as they show the
    same; two orders never have. An app of several countries whose currency no engagement told
    states amounts of no named currency: the engagement that they are placed at names it.
    """
    template = next((each for each in templates if each.key == reading.template), None)
    if template is None:
        return ()
    taken, fields = _wall(taken_at, template.zone), unnamed(reading, templates).fields
    if _of_many_countries(template):
        template = template.in_currency(UNNAMED)
    return tuple(_once(_rows(template, fields, taken, reading.list_day)))


def unnamed(reading: ScreenReading, templates: Sequence[Template]) -> ScreenReading:
    """The reading with amounts of no named currency, where its app pays in several countries and no
    engagement told which; else as it is."""
    template = next((each for each in templates if each.key == reading.template), None)
    if template is None or not _of_many_countries(template):
        return reading
    return replace(reading, fields=tuple(map(_of_no_country, reading.fields)))


def _of_many_countries(template: Template) -> bool:
    return not template.zone and not template.sure_of_currency


def _of_no_country(field: ScreenField) -> ScreenField:
    return replace(field, currency=UNNAMED) if field.kind is FieldKind.MONEY else field


def _once(found: Iterable[Row]) -> Iterator[Row]:
    """Where screens were joined, the seam shows an order twice: its number and time make it one."""
    seen: set[tuple[str, str]] = set()
    for row in found:
        if (row.family, row.natural_key) not in seen:
            seen.add((row.family, row.natural_key))
            yield row


def _wall(taken: datetime | None, zone: str) -> datetime | None:
    if taken is None or taken.tzinfo is None:
        return taken
    return (taken.astimezone(ZoneInfo(zone)) if zone else taken).replace(tzinfo=None)


def _rows(
    template: Template, fields: Sequence[ScreenField], taken: datetime | None, list_day: str
) -> Iterator[Row]:
    own = [each for each in fields if "." not in each.name]
    entries: dict[str, list[ScreenField]] = {}
    for each in fields:
        if "." in each.name:
            entries.setdefault(each.name.rpartition(".")[0], []).append(each)
    whole = Believed.of(template, own, taken)
    if template.kind in _OF_ONE:
        blocks = [own] if own else []
        blocks += [block for name, block in entries.items() if name.startswith(f"{REPEAT}.")]
        for block in blocks:
            yield from _of_one(Believed.of(template, block, taken))
        return
    on = day_of(list_day, taken) if list_day else None
    period = Period.of_day(on) if on else period_of(whole)
    for block in entries.values():
        listed = Believed.of(template, block, taken)
        if not listed.fields:
            continue
        if listed.field("payout"):
            yield from payout_rows(listed)
        else:
            day = period.first if period and period.days == 1 else None
            name = name_of(whole, period) if period else ""
            yield from trip_rows(listed, day, name, listed=True)
    if period is not None:
        yield from period_rows(whole, period)


def _of_one(believed: Believed) -> Iterator[Row]:
    if believed.fields:
        yield from trip_rows(believed)
