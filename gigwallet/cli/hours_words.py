"""Hours in words, for a terminal: engaged beside logged in, rest, and what an hour paid."""

from __future__ import annotations

from collections.abc import Iterator

from gigwallet.app.pay.rest_words import limit_words, rest_words
from gigwallet.app.pay.tell_hours import HoursTold, Overlap, Rate
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
    yield from rest_words(found, zone)
    yield from map(limit_words, found.limits)
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
