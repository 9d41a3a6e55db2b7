"""Hours in words, for a terminal: engaged beside logged in, rest, and what an hour paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from gigwallet.app.rest_limits import RestLimit
from gigwallet.app.tell_hours import HoursTold, Overlap, Rate, Stretch
from gigwallet.cli.terminal import table
from gigwallet.words import _, day, duration, money, period, refusals


def told(found: HoursTold, zone: str) -> Iterator[str]:
    unknown = _("not known")
    logged_in = unknown if found.logged_in is None else duration(found.logged_in)
    yield _("{period}: {engaged} on orders, {logged_in} at work").format(
        period=period(found.period), engaged=duration(found.engaged), logged_in=logged_in
    )
    alone = found.engaged_by[Overlap.ALONE]
    if alone != found.engaged:
        yield _("Orders that overlap count once. Each counted in full they are {alone}.").format(
            alone=duration(alone)
        )
    if found.typed is not None:
        yield _("Counted by yourself: {hours}").format(hours=duration(found.typed))
    yield from table(
        [
            [
                day(each.day),
                duration(each.engaged),
                unknown if each.logged_in is None else duration(each.logged_in),
            ]
            for each in found.days
        ]
    )
    for rate in found.rates:
        yield _rate(rate)
    yield from _rests(found, zone)
    for step in found.cautions:
        yield refusals.explain(step)


def _rate(rate: Rate) -> str:
    per = {
        "engaged_hour": _("an hour on orders"),
        "logged_in_hour": _("an hour at work"),
        "km": _("a kilometre"),
    }[rate.per]
    said = _("For {per}: {gross}; with tips {with_tips}").format(
        per=per, gross=money(rate.gross), with_tips=money(rate.with_tips)
    )
    if rate.net is None:
        return said
    return _("{said}; after costs {net}").format(said=said, net=money(rate.net))


def _rests(found: HoursTold, zone: str) -> Iterator[str]:
    if found.longest is not None:
        rest, span = _minutes(_pause(found)), _span(found.longest, zone)
        if found.rest_of_orders:
            yield _("Longest time on orders without a pause of {rest}: {span}").format(
                rest=rest, span=span
            )
        else:
            yield _("Longest work without a pause of {rest}: {span}").format(rest=rest, span=span)
    for stretch in found.long_stretches:
        if stretch != found.longest:
            yield _("Also without a pause: {span}").format(span=_span(stretch, zone))
    for long in found.long_days:
        yield _("{day}: {hours} in one day").format(day=day(long.day), hours=duration(long.worked))
    for limit in found.limits:
        yield _limit(limit)


def _limit(limit: RestLimit) -> str:
    if limit.sure:
        return _("Held against {length} ({what}): {source}").format(
            length=_minutes(limit.length), what=limit.label, source=limit.value.source
        )
    return _("To confirm, {length} ({what}): {source}. {why}").format(
        length=_minutes(limit.length),
        what=limit.label,
        source=limit.value.source,
        why=limit.value.note,
    )


def _pause(found: HoursTold) -> timedelta:
    known = [each.length for each in found.limits if each.name == "pause"]
    return min(known, default=timedelta(minutes=20))


def _minutes(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    if minutes % 60:
        return _("{minutes} min").format(minutes=minutes)
    return _("{hours} h").format(hours=minutes // 60)


def _span(stretch: Stretch, zone: str) -> str:
    start, end = (
        each.astimezone(ZoneInfo(zone)) for each in (stretch.span.start, stretch.span.end)
    )
    return _("{day}, {start} to {end} ({hours})").format(
        day=day(stretch.day),
        start=f"{start:%H:%M}",
        end=f"{end:%H:%M}",
        hours=duration(stretch.length),
    )
