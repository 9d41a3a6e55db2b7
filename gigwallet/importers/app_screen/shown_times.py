"""The times that a screen prints and that lie before its shot: none is of the future."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from gigwallet.domain.screen import FieldKind, ScreenField, ScreenReading
from gigwallet.importers.app_screen import days
from gigwallet.ocr import Template

# What happened already when a screen shows it; a promised time and the end of a week may come yet.
_HAPPENED = frozenset(
    {
        "offered_at", "accepted_at", "arrived_pickup_at", "picked_up_at", "arrived_dropoff_at",
        "completed_at", "started_at", "ended_at", "payout_at",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownTimes:
    """``moments`` have their day (naive, on the clock of the app); ``clocks`` are of the day of the
    shot."""

    moments: tuple[datetime, ...] = ()
    clocks: tuple[time, ...] = ()


def shown_times(
    reading: ScreenReading, taken_at: datetime | None, templates: Sequence[Template]
) -> ShownTimes:
    """Of the usable fields of ``reading``. A clock belongs to the day that its screen prints, or to
    that of the shot where the template is of the running day; else it may be of any day, and says
    nothing. A clock after midnight counts as one of the day before: it only says less then."""
    template = next((each for each in templates if each.key == reading.template), None)
    if template is None:
        return ShownTimes()
    day = _day(template, reading, taken_at)
    moments: list[datetime] = []
    clocks: list[time] = []
    for field in reading.fields:
        rule = template.rule(field.name)
        if rule is None or rule.fact not in _HAPPENED or not field.usable or not field.value:
            continue
        if field.kind is FieldKind.MOMENT:
            at = days.moment_of(field.value, template.zone, taken_at)
            moments += [at.local.replace(tzinfo=None)] if at is not None else []
        elif field.kind is FieldKind.CLOCK and day is not None:
            moments.append(datetime.combine(day, time.fromisoformat(field.value)))
        elif field.kind is FieldKind.CLOCK and template.today and not _prints_day(reading.fields):
            clocks.append(time.fromisoformat(field.value))
    return ShownTimes(tuple(moments), tuple(clocks))


def _prints_day(fields: Sequence[ScreenField]) -> bool:
    return any(each.kind is FieldKind.DAY for each in fields)


def _day(template: Template, reading: ScreenReading, taken_at: datetime | None) -> date | None:
    """The one day that the screen prints, where it prints one."""
    found = {
        days.day_of(each.value, taken_at)
        for each in reading.fields
        if each.kind is FieldKind.DAY and each.usable and each.value
    }
    return found.pop() if len(found) == 1 else None
