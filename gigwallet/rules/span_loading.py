"""From the ``measure`` and ``bonus`` tables of a scheme file to what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from gigwallet.rules.condition_loading import read_condition
from gigwallet.rules.head import Head
from gigwallet.rules.line_loading import (
    count_used,
    numbers_used,
    read_category,
    read_gives,
    read_id,
)
from gigwallet.rules.price_loading import (
    measure_of,
    named,
    one_way,
    read_bands,
    read_limit,
    read_over,
)
from gigwallet.rules.prices import Bands, Flat, Limit, Share
from gigwallet.rules.quantities import Quantity
from gigwallet.rules.spans import (
    ORDERS,
    Bonus,
    CountDays,
    CountOrders,
    Demand,
    Given,
    Hours,
    Ladder,
    Lump,
    Measure,
    ShareOf,
    SumLines,
    SumQuantity,
)
from gigwallet.rules.table import Table

_MEASURE_WAYS = ("count", "sum", "share_of", "union", "given")
_BONUS_WAYS = (
    "steps", "amount", "price", "bands", "percent", "at_least", "at_most",
)  # fmt: skip
_SOME_OF = re.compile(r"([0-9]{1,2}) of ([0-9]{1,2})")
# A measure is counted in millionths: hours of 3,600 seconds, thirds of a percent.
_MEASURED = 1_000_000


def read_measures(version: Table, head: Head, lines: Sequence[str]) -> tuple[Measure, ...]:
    """``lines`` are the ids of the version's lines."""
    found: list[Measure] = []
    names = [ORDERS]
    for table in version.tables("measure"):
        with table.forgiving():
            found.append(_measure(table, head, lines, names))
        names.append(table.raw_id())
    return tuple(found)


def _measure(table: Table, head: Head, lines: Sequence[str], names: Sequence[str]) -> Measure:
    name = read_id(table, names)
    label = table.text("label", name)
    how: CountOrders | CountDays | SumQuantity | SumLines | ShareOf | Hours | Given
    match one_way(table, _MEASURE_WAYS):
        case "count":
            if table.choice("count", ("order", "day")) == "order":
                how = CountOrders(read_condition(table, "when", head))
            else:
                how = CountDays(tuple(read_demands(table, "requires", names, needed=True)))
        case "sum" if table.is_list("sum"):
            how = SumLines(named(table, "sum", lines), table.number("start") or Fraction())
        case "sum":
            quantity = head.quantity(table, "sum")
            how = SumQuantity(quantity, read_condition(table, "when", head))
        case "share_of":
            leaving = read_condition(table, "except", head) if table.has("except") else None
            among = read_condition(table, "share_of", head)
            how = ShareOf(read_condition(table, "when", head), among, leaving)
        case "union":
            logged_in = table.choice("union", ("engaged_hour", "logged_in_hour")) != "engaged_hour"
            how = Hours(logged_in, table.in_base("margin_minutes", 60) or 0)
        case _:
            table.flag("given")
            how = Given(table.number("most") or Fraction(1000))
    over = read_over(table) if table.has("over") else ""
    table.finish()
    return Measure(name, label, how, over)


def read_demands(
    table: Table, key: str, names: Sequence[str], *, needed: bool = False
) -> Iterator[Demand]:
    """``requires = [{ measure = "valid_days", at_least = "26" }]``."""
    found = 0
    for each in table.tables(key):
        found += 1
        measure = each.text("measure")
        if measure not in names:
            each.refuse("scheme_measure_unknown", "measure", value=measure, known=", ".join(names))
        least, below = each.number("at_least"), each.number("below")
        if least is None and below is None:
            each.refuse("scheme_one_of", keys="at_least, below")
        times, spans = _some_of(each)
        lag = each.whole("lag", 120) or 0
        each.finish()
        yield Demand(measure, least, below, times, spans, lag)
    if needed and not found:
        table.refuse("scheme_missing_key", missing=key)


def _some_of(table: Table) -> tuple[int, int]:
    said = table.text("in", "1 of 1")
    match = _SOME_OF.fullmatch(said)
    if match is None or not 1 <= int(match[1]) <= int(match[2]) <= 36:
        table.refuse("scheme_not_some_of", "in", value=said)
    return int(match[1]), int(match[2])


def read_bonuses(
    version: Table, head: Head, lines: Sequence[str], measures: Sequence[str]
) -> tuple[Bonus, ...]:
    found: list[Bonus] = []
    names = list(lines)
    for table in version.tables("bonus"):
        with table.forgiving():
            found.append(_bonus(table, head, names, measures))
        names.append(table.raw_id())
    return tuple(found)


def _bonus(table: Table, head: Head, above: Sequence[str], measures: Sequence[str]) -> Bonus:
    since = count_used(table)
    name = read_id(table, above)
    measure = table.text("measure", ORDERS)
    if measure not in measures:
        table.refuse("scheme_measure_unknown", "measure", value=measure, known=", ".join(measures))
    gives = read_gives(table)
    price = _price(table, measure, above)
    bonus = Bonus(
        id=name,
        label=table.text("label", name),
        category=read_category(table, gives),
        over=read_over(table),
        condition=read_condition(table, "when", head),
        measure=measure,
        price=price,
        requires=tuple(read_demands(table, "requires", measures)),
        unless=tuple(read_demands(table, "unless", measures)),
        gives=gives.value,
        parameters=numbers_used(table, since),
    )
    table.finish()
    return bonus


def _price(
    table: Table, measure: str, above: Sequence[str]
) -> Ladder | Lump | Flat | Bands | Share | Limit:
    way = one_way(table, _BONUS_WAYS)
    counted = Quantity(measure, _MEASURED, measure, "measure", "column", _never)
    match way:
        case "steps":
            return _ladder(table, above)
        case "amount":
            return Lump(table.needed_number("amount"))
        case "price":
            each, started = measure_of(table, counted)
            return Flat(counted, table.needed_number("price"), each, started)
        case "bands":
            return read_bands(table, counted, above)
        case "percent":
            return Share(table.needed_number("percent") / 100, named(table, "of", above))
        case _:
            return read_limit(table, way, above)


def _never(*_asked: object) -> None:
    """A measure is no quantity of one order."""


def _ladder(table: Table, above: Sequence[str]) -> Ladder:
    each = table.choice("pays", ("highest", "each")) == "each"
    shares = table.has("of")
    steps: list[tuple[Fraction, Fraction]] = []
    for step in table.tables("steps"):
        at = step.needed_number("at")
        if at <= (steps[-1][0] if steps else Fraction(-1)):
            step.refuse("scheme_steps_rise", "at")
        amount = step.needed_number("percent") / 100 if shares else step.needed_number("amount")
        steps.append((at, amount))
        step.finish()
    if not steps:
        table.refuse("scheme_missing_key", missing="steps")
    return Ladder(each, tuple(steps), named(table, "of", above) if shares else ())
