"""Rows whose file does not say where their clock stood, placed once their engagement is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.reading import Covers, EngagementHint, Fact, Reading, Row
from gigwallet.tabular import moments

_NO_PLACE = ("UTC", moments.FLOATING)

R = TypeVar("R", bound=Reading)


def place(reading: R, engagement: Engagement) -> R:
    """The reading as of ``engagement``: wall times of a file that names no zone are moved to the
    engagement's zone; an empty platform, city, currency or zone is filled. Everything else stays,
    and so does the natural key."""
    if isinstance(reading, Covers):
        hint = _filled(reading.hint, engagement)
        return replace(reading, hint=hint)
    if not isinstance(reading, Row):
        return reading
    fact = _placed(
        reading.fact, engagement, floating=bool(engagement.zone) and not reading.hint.zone
    )
    hint = _filled(reading.hint, engagement)
    return replace(reading, fact=fact, hint=hint)


def agreed_hint(readings: Iterable[Reading]) -> EngagementHint:
    """What the files read together say about their engagement: each field that all who name it
    name alike, empty otherwise."""
    said: dict[str, set[str]] = {each.name: set() for each in fields(EngagementHint)}
    for hint in {each.hint for each in readings if isinstance(each, Row | Covers)}:
        for name, values in said.items():
            values.add(getattr(hint, name))
    one = {name: values - {""} for name, values in said.items()}
    return EngagementHint(**{name: v.pop() if len(v) == 1 else "" for name, v in one.items()})


def _filled(hint: EngagementHint, engagement: Engagement) -> EngagementHint:
    return EngagementHint(
        platform=hint.platform or engagement.platform,
        city=hint.city or engagement.city,
        zone=hint.zone or engagement.zone,
        currency=hint.currency or engagement.currency,
        label=hint.label,
    )


def _placed(fact: Fact, engagement: Engagement, floating: bool) -> Fact:
    changed: dict[str, Any] = {}  # Any: fields of several kinds, checked by the facts themselves
    for each in fields(fact):
        value = getattr(fact, each.name)
        if each.name in ("platform", "city", "currency") and value == "":
            changed[each.name] = getattr(engagement, each.name)
        elif not floating:
            continue
        elif each.name == "zone":
            changed["zone"] = engagement.zone
        elif isinstance(value, Instant):
            changed[each.name] = _moved(value, engagement.zone)
    return replace(fact, **changed)


def _moved(moment: Instant, zone: str) -> Instant:
    """The same clock face in ``zone``; a moment that is sure of its UTC keeps it."""
    local = moment.local.replace(tzinfo=None)
    if moment.quality is TimeQuality.DATE_ONLY:
        return Instant.from_day(local.date(), zone, moment.text)
    if moment.quality is TimeQuality.LOCAL_ASSUMED:
        placed = Instant.from_local(local, zone, moment.text)
        # An engagement that itself knows no zone does not make the clock any surer.
        return replace(placed, quality=moment.quality) if zone in _NO_PLACE else placed
    return replace(moment, zone=zone)
