"""Pay floors of public law for people: sums, what lies below, cautions, sources."""

from __future__ import annotations

from collections.abc import Iterator

from gigwallet.app.floors.outcome import Below, FloorPeriod, FloorSum, LegalFloors, Source
from gigwallet.cli import rejected
from gigwallet.cli.floor_values import number
from gigwallet.domain.money import Money
from gigwallet.words import _, day, duration, labels, language, money, period, refusals

# A whole month can be thousands of trips; all of them are in the JSON.
MOST_TRIPS = 20


def told(found: LegalFloors) -> Iterator[str]:
    yield f"{found.place[language()]}: {found.title[language()]}"
    if not found.periods:
        yield _("These files tell of no work.")
    for each in found.periods:
        yield ""
        yield from _period(each)
    yield ""
    yield _("Mind:")
    yield from (f"    {each[language()]}" for each in found.cautions)
    yield f"    {_('These are sums and differences, not legal advice.')}"
    if found.sources:
        yield ""
        yield _("Numbers that were used:")
        for source in found.sources:
            yield from _source(source)
    if found.to_confirm:
        yield ""
        yield _("Numbers that wait to be confirmed, and were not used:")
        for source in found.to_confirm:
            yield from _source(source)
            yield f"        {source.note}"
    yield from rejected.spoken(found.rejected)


def _period(each: FloorPeriod) -> Iterator[str]:
    yield f"{each.account}  {period(each.period)}".strip()
    for words, time in (
        (_("    engaged: {time}"), each.engaged),
        (_("    logged in: {time}"), each.logged_in),
    ):
        if time is not None:
            yield words.format(time=duration(time))
    if each.floor is not None:
        yield _("    floor: {sum}").format(sum=_range(each.floor))
    else:
        yield _("    No floor can be told for these days.")
    yield from _paid(each)
    if each.below is not None:
        yield f"    {_below(each.below)}"
    if each.settled is not None:
        yield _("    at the rate of the day of settlement: {sum}").format(
            sum=_between(each.settled.low, each.settled.high)
        )
    yield from (f"    {refusals.explain(step)}" for step in each.steps)
    yield from _trips(each)


def _paid(each: FloorPeriod) -> Iterator[str]:
    if each.paid is not None:
        yield _("    paid for the work: {sum}").format(sum=money(each.paid))
    else:
        yield _("    What was paid is not known, so nothing is compared.")
    if each.beside is not None:
        yield _("    paid for no single trip, and not compared: {sum}").format(
            sum=money(each.beside)
        )
    for category, left in each.left_out.items():
        if not left.minor:
            continue
        yield _("    not counted as pay for the work: {sum} ({category})").format(
            sum=money(left), category=labels.label(category)
        )


def _trips(each: FloorPeriod) -> Iterator[str]:
    short = [one for one in each.trips if one.below is not None and one.below.high.minor]
    for one in short[:MOST_TRIPS]:
        if one.floor is not None and one.paid is not None and one.below is not None:
            yield _("        {order}: floor {floor}, paid {paid}. {below}").format(
                order=one.trip.ref or (day(one.trip.day) if one.trip.day else "?"),
                floor=_range(one.floor),
                paid=money(one.paid),
                below=_below(one.below),
            )
    if len(short) > MOST_TRIPS:
        yield _("        ... and {count} more trips; --json lists all").format(
            count=len(short) - MOST_TRIPS
        )


def _range(floor: FloorSum) -> str:
    return _between(floor.low, floor.high)


def _between(low: Money, high: Money) -> str:
    if low == high:
        return money(low)
    return _("{lowest} to {highest}").format(lowest=money(low), highest=money(high))


def _below(below: Below) -> str:
    if not below.high.minor:
        return _("Not below the floor.")
    if below.low == below.high:
        return _("Below the floor by {sum}.").format(sum=money(below.low))
    if not below.low.minor:
        return _("Perhaps below the floor, by {sum} at most.").format(sum=money(below.high))
    return _("Below the floor by {lowest} at least and {highest} at most.").format(
        lowest=money(below.low), highest=money(below.high)
    )


def _source(each: Source) -> Iterator[str]:
    until = day(each.last) if each.last else "…"
    yield f"    {each.parameter}: {number(each)} {each.unit}  {day(each.first)} – {until}"
    yield _("        {instrument}; {source}; grade {grade}, checked on {day}").format(
        instrument=each.instrument or each.label,
        source=each.source,
        grade=each.confidence,
        day=day(each.checked_on),
    )
    if each.unchecked:
        yield _("        Used for a day after that check: it may have changed since.")
