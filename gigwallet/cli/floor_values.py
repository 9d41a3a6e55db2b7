"""Pay floors of public law as JSON has them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from gigwallet.app.floors.outcome import (
    Below,
    FloorPeriod,
    FloorSum,
    FloorTrip,
    LegalFloors,
    Source,
)
from gigwallet.cli import rejected
from gigwallet.cli.values import Json, amount, moment, period, step, trace
from gigwallet.words import language


def told(found: LegalFloors) -> Json:
    return {
        "pack": found.pack,
        "place": found.place[language()],
        "title": found.title[language()],
        "shape": found.shape,
        "compared": found.compared,
        "time": found.time,
        "currency": found.currency,
        "zone": found.zone,
        "periods": [_period(each) for each in found.periods],
        "cautions": [each[language()] for each in found.cautions],
        "sources": [_source(each) for each in found.sources],
        "to_confirm": [_source(each) for each in found.to_confirm],
        "rejected": rejected.told(found.rejected),
    }


def _period(each: FloorPeriod) -> Json:
    return {
        "account": each.account,
        "period": period(each.period),
        "floor": _floor(each.floor),
        "paid": amount(each.paid),
        "beside": amount(each.beside),
        "left_out": {category.value: str(left) for category, left in each.left_out.items()},
        "below": _below(each.below),
        "settled": _below(each.settled),
        "engaged_hours": _hours(each.engaged),
        "logged_in_hours": _hours(each.logged_in),
        "unreckoned": dict(each.unreckoned),
        "steps": [step(one) for one in each.steps],
        "trips": [_trip(one) for one in each.trips],
    }


def _trip(each: FloorTrip) -> Json:
    return {
        "ref": each.trip.ref,
        "at": moment(each.trip.completed_at or each.trip.begun),
        "floor": _floor(each.floor),
        "reason": each.reason,
        "paid": amount(each.paid),
        "below": _below(each.below),
    }


def _floor(floor: FloorSum | None) -> Json | None:
    if floor is None:
        return None
    return {
        "low": str(floor.low),
        "high": str(floor.high),
        "unknown": list(floor.unknown),
        "trace": [trace(line) for line in floor.trace],
    }


def _below(below: Below | None) -> Json | None:
    return None if below is None else {"low": str(below.low), "high": str(below.high)}


def _hours(time: timedelta | None) -> str | None:
    """To the fourth place: a third of a second."""
    if time is None:
        return None
    hours = Decimal(time // timedelta(microseconds=1)) / Decimal(3_600_000_000)
    return f"{hours.quantize(Decimal('0.0001')).normalize():f}"


def _source(each: Source) -> Json:
    return {
        "parameter": each.parameter,
        "label": each.label,
        "amount": number(each),
        "unit": each.unit,
        "from": each.first.isoformat(),
        "to": None if each.last is None else each.last.isoformat(),
        "instrument": each.instrument,
        "source": each.source,
        "confidence": each.confidence,
        "published_on": None if each.published_on is None else each.published_on.isoformat(),
        "checked_on": each.checked_on.isoformat(),
        "used_after_check": each.unchecked,
        "file": each.file,
        "note": each.note,
    }


def number(each: Source) -> str:
    """As its file writes it: the fraction of a text with a point, which always ends."""
    exact = Decimal(each.amount.numerator) / Decimal(each.amount.denominator)
    return f"{exact:f}"
