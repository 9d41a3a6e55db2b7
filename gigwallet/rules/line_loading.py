"""From the ``line`` tables of a scheme file to lines."""

from __future__ import annotations

from collections.abc import Sequence

from gigwallet.domain.pay_line import PayCategory
from gigwallet.rules.condition_loading import read_condition
from gigwallet.rules.head import Head
from gigwallet.rules.price_loading import read_price
from gigwallet.rules.prices import Bands, Limit, Share
from gigwallet.rules.scheme import Gives, Line
from gigwallet.rules.table import Table

CATEGORIES = tuple(each.value for each in PayCategory)


def read_lines(version: Table, head: Head) -> tuple[list[Line], list[str]]:
    """The lines, and the ids of all that stand there, also of those that are refused: what names
    them is not at fault."""
    lines: list[Line] = []
    names: list[str] = []
    for table in version.tables("line"):
        with table.forgiving():
            lines.append(_line(table, head, lines, names))
        names.append(table.raw_id())
    return lines, names


def read_id(table: Table, taken: Sequence[str]) -> str:
    name = table.identifier()
    if name in taken:
        table.refuse("scheme_id_twice", "id", value=name)
    return name


def read_category(table: Table, gives: Gives) -> PayCategory:
    """Points and what is only reckoned have no category of pay."""
    if gives is Gives.MONEY:
        return PayCategory(table.choice("category", CATEGORIES))
    return PayCategory(table.choice("category", CATEGORIES, PayCategory.OTHER.value))


def read_gives(table: Table) -> Gives:
    return Gives(table.choice("gives", [each.value for each in Gives], Gives.MONEY.value))


def numbers_used(table: Table, since: int) -> tuple[str, ...]:
    """The numbers of public law that were asked for since there were ``since`` of them."""
    numbers = table.reading.numbers
    return tuple(dict.fromkeys(numbers.used[since:])) if numbers is not None else ()


def count_used(table: Table) -> int:
    numbers = table.reading.numbers
    return len(numbers.used) if numbers is not None else 0


def refs(line: Line) -> tuple[str, ...]:
    """The lines that ``line`` counts on."""
    match line.price:
        case Share() | Bands():
            return line.price.of
        case Limit():
            return (*line.price.lines, *line.price.of)
        case _:
            return ()


def _line(table: Table, head: Head, above: Sequence[Line], names: Sequence[str]) -> Line:
    since = count_used(table)
    name = read_id(table, names)
    quantity = head.quantity(table, "quantity", "order")
    gives = read_gives(table)
    line = Line(
        id=name,
        label=table.text("label", name),
        category=read_category(table, gives),
        condition=read_condition(table, "when", head),
        quantity=quantity,
        price=read_price(table, quantity, head, names),
        best_of=table.text("best_of", ""),
        gives=gives,
        parameters=numbers_used(table, since),
    )
    closed = {ref for other in above for ref in refs(other)}
    mates = {other.id for other in above if line.best_of and other.best_of == line.best_of}
    if mates & closed:
        table.refuse("scheme_group_closed", "best_of", value=line.best_of)
    table.finish()
    return line
