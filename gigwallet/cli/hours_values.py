"""Hours as JSON has them."""

from __future__ import annotations

from datetime import timedelta

from gigwallet.app.pay.rest_limits import RestLimit
from gigwallet.app.pay.tell_hours import HoursTold, Rate, Stretch
from gigwallet.cli.values import Json, amount, period, step


def told(found: HoursTold) -> Json:
    pay = found.pay
    return {
        "period": period(found.period),
        "engaged_s": _seconds(found.engaged),
        "logged_in_s": _seconds(found.logged_in),
        "counted_s": _seconds(found.typed),
        "engaged_by_s": {each.value: _seconds(one) for each, one in found.engaged_by.items()},
        "days": [
            {
                "day": each.day.isoformat(),
                "engaged_s": _seconds(each.engaged),
                "logged_in_s": _seconds(each.logged_in),
            }
            for each in found.days
        ],
        "metres": found.metres,
        "currency": pay.work.currency if pay else None,
        "pay": amount(pay.work) if pay else None,
        "tips": amount(pay.tips) if pay else None,
        "costs": amount(found.costs),
        "rates": [_rate(each) for each in found.rates],
        "rest_of": "orders" if found.rest_of_orders else "work",
        "longest_stretch": _stretch(found.longest) if found.longest else None,
        "long_stretches": [_stretch(each) for each in found.long_stretches],
        "long_days": [
            {"day": each.day.isoformat(), "worked_s": _seconds(each.worked), "beyond": each.beyond}
            for each in found.long_days
        ],
        "limits": [_limit(each) for each in found.limits],
        "cautions": [step(each) for each in found.cautions],
    }


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else int(length.total_seconds())


def _rate(each: Rate) -> Json:
    return {
        "per": each.per,
        "quantity": f"{each.quantity:.4f}",
        "gross": str(each.gross),
        "with_tips": str(each.with_tips),
        "net": amount(each.net),
    }


def _stretch(each: Stretch) -> Json:
    return {
        "day": each.day.isoformat(),
        "start": each.span.start.isoformat(),
        "end": each.span.end.isoformat(),
        "length_s": _seconds(each.length),
        "worked_s": _seconds(each.worked),
    }


def _limit(each: RestLimit) -> Json:
    return {
        "name": each.name,
        "length_s": _seconds(each.length),
        "label": each.label,
        "instrument": each.instrument,
        "source": each.value.source,
        "confidence": each.value.confidence,
        "checked_on": each.value.checked_on.isoformat(),
        "to_confirm": not each.sure,
        "note": each.value.note,
    }
