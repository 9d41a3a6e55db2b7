"""What is told of rest, in words: for the window and the command line alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from gigwallet.app.pay.rest_limits import RestLimit
from gigwallet.app.pay.tell_hours import HoursTold, Stretch
from gigwallet.words import _, day, duration


def rest_words(found: HoursTold, zone: str) -> Iterator[str]:
    """Long work without a pause and long days, on the clocks of ``zone``; nothing where no times
    are known."""
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


def limit_words(limit: RestLimit) -> str:
    """A number of law or of a guide, with its source."""
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
