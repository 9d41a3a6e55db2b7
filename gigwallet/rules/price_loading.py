"""From the price keys of a scheme file to a price."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from gigwallet.rules.head import Head
from gigwallet.rules.prices import Band, Bands, Flat, Limit, Share, Table, Tiers
from gigwallet.rules.quantities import Quantity
from gigwallet.rules.scheme import Price
from gigwallet.rules.spans import stretch
from gigwallet.rules.table import Table as Text

LINE_WAYS = (
    "price", "steps", "bands", "table", "percent", "multiply", "at_least", "at_most",
)  # fmt: skip
OVERS = ("month", "half_month", "week", "day", "period")


def one_way(table: Text, ways: tuple[str, ...]) -> str:
    """The one key of ``ways`` that is there."""
    given = [key for key in ways if table.has(key)]
    if len(given) != 1:
        table.misspelt(ways)
        table.refuse("scheme_one_of", given[1] if given else "", keys=", ".join(ways))
    return given[0]


def read_price(table: Text, quantity: Quantity, head: Head, above: Collection[str]) -> Price:
    """What one order is given; ``above`` are the lines that may be named."""
    match one_way(table, LINE_WAYS):
        case "price":
            each, started = measure_of(table, quantity)
            return Flat(quantity, table.needed_number("price"), each, started)
        case "bands":
            return read_bands(table, quantity, above)
        case "steps":
            return _tiers(table, quantity)
        case "table":
            return _table(table, quantity, head)
        case "percent":
            return Share(table.needed_number("percent") / 100, named(table, "of", above))
        case "multiply":
            return Share(table.needed_number("multiply") - 1, named(table, "multiplies", above))
        case way:
            return read_limit(table, way, above)


def measure_of(table: Text, quantity: Quantity) -> tuple[int, bool]:
    """``each`` (default: one unit) in base units, and whether a started one counts as a whole."""
    each = table.in_base("each", quantity.base)
    if each == 0:
        table.refuse("scheme_too_fine", "each")
    started = table.choice("count", ("exact", "started"), "exact") == "started"
    return each or quantity.base, started


def named(table: Text, key: str, above: Collection[str]) -> tuple[str, ...]:
    names = table.texts(key)
    if not names:
        table.refuse("scheme_missing_key", missing=key)
    for index, each in enumerate(names):
        if each not in above:
            table.refuse("scheme_line_not_above", key, index, value=each)
    return names


def read_bands(table: Text, quantity: Quantity, above: Collection[str]) -> Bands:
    """Bands with prices and additions, or bands of shares with the lines that they are taken of."""
    found: list[Band] = []
    for each in table.tables("bands"):
        way = one_way(each, ("price", "add", "percent"))
        share = each.number("percent")
        to = each.in_base("to", quantity.base)
        lower = found[-1].to if found else 0
        if lower is None or (to is not None and to <= lower):
            each.refuse("scheme_steps_rise", "to" if to is not None else "")
        if found and (found[-1].share is None) is not (share is None):
            each.refuse("scheme_mixed_bands", way)
        found.append(
            Band(
                to,
                each.number("price"),
                each.number("add"),
                *measure_of(each, quantity),
                share=None if share is None else share / 100,
            )
        )
        each.finish()
    if not found or found[-1].to is not None:
        table.refuse("scheme_last_open", "bands")
    shares = found[0].share is not None
    return Bands(quantity, tuple(found), named(table, "of", above) if shares else ())


def read_over(table: Text) -> str:
    """``month`` and its like, or a stretch: ``14 days from 2025-01-06``."""
    over = table.text("over")
    if over not in OVERS:
        try:
            stretch(over)
        except ValueError as cause:
            choices = ", ".join((*OVERS, "14 days from 2025-01-06"))
            table.refuse("scheme_not_choice", "over", cause=cause, value=over, choices=choices)
    return over


def read_limit(table: Text, way: str, above: Collection[str]) -> Limit:
    """A sum, or the names of the lines whose sum it is."""
    if table.is_list(way):
        amount, lines = Fraction(), named(table, way, above)
    else:
        amount, lines = table.needed_number(way), ()
    return Limit(way == "at_least", amount, lines, named(table, "of", above))


def _tiers(table: Text, quantity: Quantity) -> Tiers:
    if quantity.name != "order":
        table.refuse("scheme_tiers_count_orders", "quantity")
    whole = table.choice("tiers", ("marginal", "whole")) == "whole"
    over = read_over(table)
    found: list[tuple[int | None, Fraction]] = []
    for each in table.tables("steps"):
        to = each.whole("to")
        lower = found[-1][0] if found else 0
        if lower is None or (to is not None and to <= lower):
            each.refuse("scheme_steps_rise", "to" if to is not None else "")
        found.append((to, each.needed_number("price")))
        each.finish()
    if not found or found[-1][0] is not None:
        table.refuse("scheme_last_open", "steps")
    return Tiers(whole, over, tuple(found))


def _table(table: Text, quantity: Quantity, head: Head) -> Table:
    by = table.choice("by", head.words)
    each, started = measure_of(table, quantity)
    rows = table.table("table")
    if rows is None or not rows.names:
        table.refuse("scheme_missing_key", missing="table")
    found = tuple(
        (name.casefold(), Flat(quantity, rows.needed_number(name), each, started))
        for name in rows.names
    )
    other = table.number("other")
    return Table(by, found, None if other is None else Flat(quantity, other, each, started))
