"""What tracks say about each trip, and where a paid distance lies outside of what is plausible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from gigwallet.domain.intervals import Interval
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import FactId, Recorded
from gigwallet.domain.ridden import Ridden, TrackedTrip
from gigwallet.domain.step import Step
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.reconciliation.dues import Basis
from gigwallet.reconciliation.expectation import Expectations, tallies_of
from gigwallet.reconciliation.facts import Book, exhibits_of, exhibits_together
from gigwallet.reconciliation.figures import fact
from gigwallet.reconciliation.order_items import name_of
from gigwallet.reconciliation.ridden import ridden
from gigwallet.reconciliation.trails import Trail, Trails

# Apps print distances to a tenth of a kilometre.
_ROUNDING_M = 100
# Bounds that hold in 95 of 100 rides, on ways that nobody has measured.
_CONFIDENCE = Decimal("0.60")
_KMH = Decimal("3.6")
_WHOLE = Decimal(1)


@dataclass(slots=True)
class Tracked:
    """``trips`` that a track says something of, ``found`` differences, ``steps`` by trip."""

    trips: list[TrackedTrip] = field(default_factory=list)
    found: list[Discrepancy] = field(default_factory=list)
    steps: dict[FactId, tuple[Step, ...]] = field(default_factory=dict)


def spans_of(trips: Iterable[Recorded[Trip]]) -> dict[FactId, tuple[Interval, bool]]:
    """When each completed trip was carried out: from pickup on where that is known (True), else
    from acceptance on."""
    found: dict[FactId, tuple[Interval, bool]] = {}
    for each in trips:
        trip = each.fact
        ended = trip.ended
        begun, carrying = trip.picked_up_at or trip.accepted_at, trip.picked_up_at is not None
        if trip.status is not TripStatus.COMPLETED or begun is None or ended is None:
            continue
        if begun.utc < ended.utc:
            found[each.id] = (Interval(begun.utc, ended.utc), carrying)
    return found


def shared_of(spans: dict[FactId, tuple[Interval, bool]]) -> frozenset[FactId]:
    """The trips during which another one was on the way, of whichever engagement."""
    ordered = sorted(spans.items(), key=lambda each: each[1][0])
    shared: set[FactId] = set()
    latest = None
    for place, (name, (span, _)) in enumerate(ordered):
        following = ordered[place + 1][1][0] if place + 1 < len(ordered) else None
        before = latest is not None and span.start < latest
        after = following is not None and following.start < span.end
        if before or after:
            shared.add(name)
        latest = span.end if latest is None else max(latest, span.end)
    return frozenset(shared)


def judge_tracks(
    book: Book,
    trails: Trails,
    spans: dict[FactId, tuple[Interval, bool]],
    shared: frozenset[FactId],
    due: Expectations,
) -> Tracked:
    """Tracks corroborate, they never make a trip, and what they suggest is never called short: each
    difference is at least nothing. ``spans`` and ``shared`` are those of all engagements."""
    judged = Tracked()
    if not trails:
        return judged
    outside: list[tuple[Recorded[Trip], TrackedTrip]] = []
    own = (each for each in book.trips if each.id in spans)
    for trip in sorted(own, key=lambda each: spans[each.id][0]):
        span, carrying = spans[trip.id]
        best, day = _best(trails.within(span), span), trip.fact.day
        if best is None or day is None:
            continue
        trail, way = best
        said = TrackedTrip(
            trip=trip.id,
            ref=name_of(trip.fact),
            day=day,
            ridden=way,
            carrying=carrying,
            shared=trip.id in shared,
            source=trail.source,
            paid_m=trip.fact.paid_distance_m,
            exhibits=(trail.exhibit,) if trail.exhibit else (),
        )
        judged.trips.append(said)
        judged.steps[trip.id] = tuple(_steps(said))
        if _compared(trip.fact, said) is not None:
            outside.append((trip, said))
    worth = _worth(book, due, [(trip, said) for trip, said in outside if _is_below(trip, said)])
    judged.found = [_difference(book, trip, said, worth.get(trip.id)) for trip, said in outside]
    return judged


def with_steps(
    discrepancies: Iterable[Discrepancy], steps: Mapping[FactId, tuple[Step, ...]]
) -> list[Discrepancy]:
    """What a track says stands in the explanation of every line that is about its trip alone."""
    if not steps:
        return list(discrepancies)
    found = []
    for each in discrepancies:
        own = [steps[name] for name in each.facts if name in steps]
        about = each.kind is not DiscrepancyKind.DISTANCE_DIFFERS and len(own) == 1
        found.append(replace(each, steps=(*each.steps, *own[0])) if about else each)
    return found


def _best(trails: Iterable[Trail], span: Interval) -> tuple[Trail, Ridden] | None:
    """The trail that saw most of the span."""
    ways = [(trail, way) for trail in trails if (way := ridden(trail.points, span)) is not None]
    return max(
        ways,
        key=lambda each: (each[1].coverage, -each[1].longest_gap_s, each[1].fixes, each[0].source),
        default=None,
    )


def _compared(trip: Trip, said: TrackedTrip) -> Step | None:
    """How the paid distance lies outside, or None. Where the track holds the way to the pickup, it
    is held against that way too, and without knowing it only the upper bound means anything. A way
    that served several orders is longer than any one of them."""
    if said.paid_m is None:
        return None
    way, compared = said.ridden, said.paid_m
    bounded_below = not said.shared
    if not said.carrying:
        bounded_below = bounded_below and trip.to_pickup_m is not None
        compared += trip.to_pickup_m or 0
    facts = {
        "paid_distance": str(said.paid_m),
        "low_distance": str(way.low_m),
        "high_distance": str(way.high_m),
    }
    if bounded_below and compared < way.low_m - _ROUNDING_M:
        return Step("track_paid_below", facts)
    if compared > way.high_m + _ROUNDING_M:
        return Step("track_paid_above", facts)
    return None


def _is_below(trip: Recorded[Trip], said: TrackedTrip) -> bool:
    step = _compared(trip.fact, said)
    return step is not None and step.code == "track_paid_below"


def _worth(
    book: Book, due: Expectations, outside: Sequence[tuple[Recorded[Trip], TrackedTrip]]
) -> dict[FactId, tuple[Money, Money]]:
    """What the plausible distance, at its least and at its most, would have paid more by the rule
    that priced the trip; nothing where no rule does or the rule does not price distance."""
    found: dict[FactId, tuple[Money, Money]] = {}
    by_rule = {
        trip.id: owed
        for trip, _ in outside
        if (owed := due.due.get(trip.id)) and owed.basis is Basis.RULE and owed.scheme
    }
    for name in dict.fromkeys(owed.scheme[0] for owed in by_rule.values() if owed.scheme):
        scheme = next(each for each in book.schemes if each[0] == name)
        ruled = [
            each
            for each in book.trips
            if (owed := due.due.get(each.id)) and owed.scheme and owed.scheme[0] == name
        ]
        bounds = {trip.id: said for trip, said in outside if trip.id in by_rule}
        tallies = tallies_of(book, scheme)
        least, most = (
            scheme[2].for_each([_moved(each, bounds, high) for each in ruled], tallies)[0]
            for high in (False, True)
        )
        for each, low, high in zip(ruled, least, most, strict=True):
            if each.id in bounds and low is not None and high is not None:
                before = due.due[each.id].low
                found[each.id] = (low.low - before, high.low - before)
    return found


def _moved(trip: Recorded[Trip], bounds: dict[FactId, TrackedTrip], high: bool) -> Trip:
    """The trip as if the plausible distance had been paid."""
    said = bounds.get(trip.id)
    if said is None:
        return trip.fact
    way = said.ridden.high_m if high else said.ridden.low_m
    approach = 0 if said.carrying else trip.fact.to_pickup_m or 0
    return replace(trip.fact, paid_m=max(0, way - approach))


def _difference(
    book: Book, trip: Recorded[Trip], said: TrackedTrip, worth: tuple[Money, Money] | None
) -> Discrepancy:
    zero = Money.zero(trip.fact.currency)
    amount, high = worth or (zero, zero)
    step = _compared(trip.fact, said)
    priced = (
        (Step("track_priced", {"more_money": fact(amount), "most_money": fact(high)}),)
        if amount.minor > 0
        else ()
    )
    return Discrepancy(
        kind=DiscrepancyKind.DISTANCE_DIFFERS,
        ref=said.ref,
        engagement_id=book.id,
        period=Period.of_day(said.day),
        amount=amount if amount.minor > 0 else zero,
        low=zero,
        high=high if high.minor > 0 else zero,
        confidence=_CONFIDENCE,
        steps=(*((step,) if step else ()), *_steps(said), *priced),
        facts=(trip.id,),
        exhibits=exhibits_together(exhibits_of([trip]), said.exhibits),
    )


def _steps(said: TrackedTrip) -> Iterable[Step]:
    way = said.ridden
    yield Step(
        "track_way",
        {
            "along_distance": str(way.along_m),
            "low_distance": str(way.low_m),
            "high_distance": str(way.high_m),
            "straight_distance": str(way.straight_m),
        },
    )
    yield Step(
        "track_seen",
        {
            "percent": f"{(way.coverage * 100).quantize(_WHOLE)}",
            "fixes": str(way.fixes),
            "gap": str(way.longest_gap_s),
            "dropped": str(way.jumps + way.coarse),
            "mean": f"{(way.mean_mps * _KMH).quantize(_WHOLE)}",
            "top": f"{(way.top_mps * _KMH).quantize(_WHOLE)}",
        },
    )
    if not said.carrying:
        yield Step("track_from_acceptance")
    if said.shared:
        yield Step("track_shared")
