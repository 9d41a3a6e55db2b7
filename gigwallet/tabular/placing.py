"""Rows whose file does not say where their clock stood, placed once their engagement is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar, get_args

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.money import UNNAMED, Money
from gigwallet.domain.reading import Covers, EngagementHint, Fact, Reading, Row
from gigwallet.tabular import moments
from gigwallet.tabular.currencies import may_be

_FILLED = ("platform", "city", "zone", "currency")
_FIELDS = {kind: tuple(each.name for each in fields(kind)) for kind in get_args(Fact)}
_NO_PLACE = ("UTC", moments.FLOATING)

R = TypeVar("R", bound=Reading)
M = TypeVar("M", Money, Money | None)


def place(reading: R, engagement: Engagement) -> R:
    """The reading as of ``engagement``: wall times of a file that names no zone are moved to the
    engagement's zone; an empty platform, city, currency or zone is filled, and amounts of no named
    currency are of the engagement's. Everything else stays, and so does the natural key.

    Refuses with ``currency_has_no_cents`` where an amount is finer than that currency, and with
    ``currency_not_of_sign`` where its file wrote a sign that no amount of that currency has."""
    if isinstance(reading, Covers):
        hint = filled(reading.hint, engagement)
        return replace(reading, hint=hint)
    if not isinstance(reading, Row):
        return reading
    if reading.hint.sign and engagement.currency and not reading.hint.currency:
        _check_sign(reading.hint.sign, engagement.currency)
    fact = _placed(
        reading.fact, engagement, floating=bool(engagement.zone) and not reading.hint.zone
    )
    hint = filled(reading.hint, engagement)
    amount = _in_currency(reading.amount, engagement.currency)
    # Most rows of most files are whole, and there may be a million of them.
    if fact is reading.fact and hint is reading.hint and amount is reading.amount:
        return reading
    return replace(reading, fact=fact, hint=hint, amount=amount)


def agreed_hint(readings: Iterable[Reading]) -> EngagementHint:
    """What the files read together say about their engagement: each field that all who name it
    name alike, empty otherwise."""
    return agreed(each.hint for each in readings if isinstance(each, Row | Covers))


def agreed(hints: Iterable[EngagementHint]) -> EngagementHint:
    """As ``agreed_hint``, of the hints alone."""
    said: dict[str, set[str]] = {each.name: set() for each in fields(EngagementHint)}
    for hint in set(hints):
        for name, values in said.items():
            values.add(getattr(hint, name))
    one = {name: values - {""} for name, values in said.items()}
    return EngagementHint(**{name: v.pop() if len(v) == 1 else "" for name, v in one.items()})


def filled(hint: EngagementHint, engagement: Engagement) -> EngagementHint:
    """``hint`` with what it leaves open as ``engagement`` has it."""
    if all(getattr(hint, name) or not getattr(engagement, name) for name in _FILLED):
        return hint
    return EngagementHint(
        platform=hint.platform or engagement.platform,
        city=hint.city or engagement.city,
        zone=hint.zone or engagement.zone,
        currency=hint.currency or engagement.currency,
        label=hint.label,
        account=hint.account,
        account_name=hint.account_name,
        whose=hint.whose,
        sign=hint.sign,
    )


def _placed(fact: Fact, engagement: Engagement, floating: bool) -> Fact:
    changed: dict[str, Any] = {}  # Any: fields of several kinds, checked by the facts themselves
    for name in _FIELDS[type(fact)]:
        value = getattr(fact, name)
        if value == "" and name in ("platform", "city", "currency"):
            changed[name] = getattr(engagement, name)
        elif isinstance(value, Money):
            if value.currency == UNNAMED:
                changed[name] = _in_currency(value, engagement.currency)
        elif name == "deductions" and value:
            changed[name] = tuple(
                replace(part, amount=_in_currency(part.amount, engagement.currency))
                for part in value
            )
        elif not floating:
            continue
        elif name == "zone":
            changed["zone"] = engagement.zone
        elif isinstance(value, Instant):
            changed[name] = moved(value, engagement.zone)
    return replace(fact, **changed) if changed else fact


def _in_currency(amount: M, currency: str) -> M:
    """An amount whose file names no currency, in ``currency``; any other as it is."""
    if amount is None or amount.currency != UNNAMED or not currency:
        return amount
    try:
        return Money.of(amount.amount, currency)
    except ValueError as finer:
        raise GigWalletError("currency_has_no_cents", currency=currency) from finer


def _check_sign(sign: str, currency: str) -> None:
    if not may_be(currency, sign):
        raise GigWalletError("currency_not_of_sign", sign=sign, currency=currency)


def moved(moment: Instant, zone: str) -> Instant:
    """The same clock face in ``zone``; a moment that is sure of its UTC keeps it."""
    local = moment.local.replace(tzinfo=None)
    if moment.quality is TimeQuality.DATE_ONLY:
        return Instant.from_day(local.date(), zone, moment.text)
    if moment.quality is TimeQuality.LOCAL_ASSUMED:
        placed = Instant.from_local(local, zone, moment.text)
        # An engagement that itself knows no zone does not make the clock any surer.
        return replace(placed, quality=moment.quality) if zone in _NO_PLACE else placed
    return replace(moment, zone=zone)
