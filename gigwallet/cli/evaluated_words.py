"""What a pay rule says of work, for people: the sum with its arithmetic, then the orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gigwallet.app.rules.evaluate_rule import Evaluated, EvaluatedRule, Expected
from gigwallet.cli import rejected
from gigwallet.cli.terminal import table
from gigwallet.domain.step import TraceLine
from gigwallet.words import _, day, money, period, refusals

# A month can be thousands of orders; all of them are in the JSON.
MOST_TRIPS = 20
# What the evaluator calls a day without a number of law, as it is said elsewhere.
_REASONS = {"parameter_no_value": "no_rate_for_day"}


def told(found: EvaluatedRule) -> Iterator[str]:
    yield found.scheme.name
    if found.scheme.illustrative:
        yield _("This rule is an example: its numbers are nobody's prices.")
    if not found.accounts:
        yield _("These files tell of no work.")
    for each in found.accounts:
        yield ""
        yield from _account(each, found)
    if found.other_currency:
        yield _("Orders in another currency, left out: {count}").format(count=found.other_currency)
    yield from rejected.spoken(found.rejected)


def _account(each: Evaluated, found: EvaluatedRule) -> Iterator[str]:
    outcome = each.outcome
    days = period(found.period) if found.period else ""
    yield f"{each.account}  {days}".strip()
    yield _("    expected: {sum}").format(sum=_range(outcome.total))
    yield from (f"    {line}" for line in table([_figures(line) for line in outcome.total.trace]))
    yield from (f"    {refusals.explain(step)}" for step in outcome.total.steps)
    for one in outcome.measures:
        said = f"{one.low}" if one.low == one.high else f"{one.low} – {one.high}"
        yield f"    {one.label}, {period(one.span)}: {said}"
    rows = [
        [trip.ref or (day(trip.day) if trip.day else "?"), _range(expected)]
        for trip, expected in zip(each.trips, outcome.trips, strict=True)
        if expected is not None
    ]
    yield from (f"        {line}" for line in table(rows[:MOST_TRIPS]))
    if len(rows) > MOST_TRIPS:
        yield _("        ... and {count} more trips; --json lists all").format(
            count=len(rows) - MOST_TRIPS
        )
    for reason, count in Counter(outcome.unrated.values()).items():
        words = refusals.reason(_REASONS.get(reason, reason))
        yield _("    not reckoned: {count} ({reason})").format(count=count, reason=words)


def _figures(line: TraceLine) -> list[str]:
    times = "" if line.price is None else f" x {line.price}"
    return [line.label, f"{line.quantity} {line.unit}{times}", money(line.amount)]


def _range(expected: Expected) -> str:
    if expected.low == expected.high:
        return money(expected.low)
    return _("{lowest} to {highest}").format(
        lowest=money(expected.low), highest=money(expected.high)
    )
