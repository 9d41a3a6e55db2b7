"""Does the arithmetic of a letter anew from its source values; names what it changes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal, localcontext
from enum import StrEnum

from gigwallet.documents.drawing.cells import speaking, written
from gigwallet.documents.letters.figures_file import (
    Figure,
    Figures,
    Node,
    Operation,
    Shape,
    in_order,
    proofs,
)
from gigwallet.documents.letters.printed_rows import printed_rows, row_of
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money, Rounding, exponent
from gigwallet.domain.period import Period
from gigwallet.words.capitals import yuan_in_capitals

_MODES = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.DOWN: ROUND_DOWN,
    Rounding.UP: ROUND_UP,
}
# Digits that exact sums and products of amounts may take.
_DIGITS = 60
# As every reader reads it: not all that the library takes for a number.
_NUMBER = re.compile(r"-?\d{1,40}(\.\d{1,40})?", re.ASCII)


class Fault(StrEnum):
    """``differs``: the arithmetic gives another figure. ``source_changed``: it gives the same, from
    source values that are not those of the letter. ``not_shown``: the exhibit that a source value
    names does not show it. ``not_printed``: the pages do not print the figure."""

    DIFFERS = "differs"
    SOURCE_CHANGED = "source_changed"
    NOT_SHOWN = "not_shown"
    NOT_PRINTED = "not_printed"


@dataclass(frozen=True, slots=True)
class Flag:
    """What is wrong with a figure: as ``printed``, and as ``recomputed`` from the source values."""

    fault: Fault
    printed: str
    recomputed: str
    row: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence with what is wrong in it; nothing where it holds. ``rests_on`` counts the source
    values below its figures."""

    text: str
    flags: tuple[Flag, ...]
    rests_on: int


def recompute(
    figures: Figures, pages: str = "", not_shown: Collection[str] = ()
) -> tuple[Checked, ...]:
    """Every sentence with a figure, checked against the arithmetic and, where ``pages`` is the text
    of the letter's pages, against what they print. ``not_shown`` are the source values that the
    exhibits contradict.

    Raises ``ValueError`` for arithmetic that cannot be done.
    """
    values = evaluated(figures.nodes)
    bound = proofs(figures.nodes)
    below = _below(figures.nodes)
    missing = _unprinted(figures, pages) if pages else {}
    false = frozenset(name for name, own in below.items() if not own.isdisjoint(not_shown))
    with speaking(figures.language):
        return tuple(
            Checked(
                sentence.text,
                tuple(
                    flag
                    for figure in sentence.figures
                    if (flag := _flag(figure, figures.nodes, values, bound, false, gone))
                    is not None
                ),
                len(frozenset[str]().union(*(below[each.node] for each in sentence.figures))),
            )
            for sentence in figures.sentences
            for gone in [missing.get(sentence.text, frozenset())]
        )


def evaluated(nodes: Mapping[str, Node]) -> dict[str, str]:
    """The value of each node, done from the given values alone."""
    values: dict[str, str] = {}
    for name in in_order(nodes):
        node = nodes[name]
        own = [values[each] for each in node.of]
        try:
            values[name] = node.value if node.operation is Operation.GIVEN else _done(node, own)
        except (ArithmeticError, ValueError, TypeError, IndexError) as wrong:
            raise ValueError(name) from wrong
    return values


def printed_as(shape: Shape, value: str, unit: str) -> str:
    """The figure as a letter prints it in the language that is spoken."""
    match shape:
        case Shape.MONEY:
            return written(Money.of(value, unit))
        case Shape.LESS:
            return written(-Money.of(value, unit))
        case Shape.CAPITALS:
            return yuan_in_capitals(Money.of(value, unit))
        case Shape.DAY:
            return written(date.fromisoformat(value))
        case Shape.PERIOD:
            first, last = value.split("/")
            return written(Period(date.fromisoformat(first), date.fromisoformat(last)))
        case Shape.MOMENT:
            return written(_on_the_clock(datetime.fromisoformat(value)))


def _on_the_clock(moment: datetime) -> Instant:
    """The same time of day, wherever it was: pages print what the clocks there said."""
    return Instant(moment.replace(tzinfo=UTC), "UTC")


def _done(node: Node, own: list[str]) -> str:
    if node.operation is Operation.SPAN:
        first, last = own
        return f"{first}/{last}"
    if node.operation is Operation.AFTER:
        day, count = own
        return (date.fromisoformat(day) + timedelta(days=int(count))).isoformat()
    if not all(map(_NUMBER.fullmatch, own)):
        raise ValueError(node.id)
    numbers = [Decimal(each) for each in own]
    with localcontext() as exact:
        exact.prec = _DIGITS
        if node.operation is Operation.SUM:
            result = sum(numbers, Decimal(0))
        elif node.operation is Operation.DIFFERENCE:
            result = numbers[0] - sum(numbers[1:], Decimal(0))
        else:
            quantity, price = numbers
            mode = _MODES[Rounding(node.rounding)]
            result = (quantity * price).quantize(_coin(node.unit), rounding=mode)
        return str(result.quantize(_coin(node.unit)))


def _coin(currency: str) -> Decimal:
    """The smallest amount of a currency."""
    return Decimal(1).scaleb(-exponent(currency))


def _below(nodes: Mapping[str, Node]) -> dict[str, frozenset[str]]:
    """The given values below each node."""
    found: dict[str, frozenset[str]] = {}
    for name in in_order(nodes):
        node = nodes[name]
        own = frozenset([name]) if node.operation is Operation.GIVEN else frozenset[str]()
        found[name] = own.union(*(found[each] for each in node.of))
    return found


def _flag(
    figure: Figure,
    nodes: Mapping[str, Node],
    values: Mapping[str, str],
    bound: Mapping[str, str],
    false: frozenset[str],
    missing: frozenset[str],
) -> Flag | None:
    if figure.node not in nodes:
        raise ValueError(figure.node)
    try:
        anew = printed_as(figure.shape, values[figure.node], nodes[figure.node].unit)
    except (ValueError, ArithmeticError):
        # A period that ends before it begins, half a cent: shown as it came out.
        anew = values[figure.node]
    if anew != figure.printed:
        return Flag(Fault.DIFFERS, figure.printed, anew, figure.row)
    if bound[figure.node] != figure.proof:
        return Flag(Fault.SOURCE_CHANGED, figure.printed, anew, figure.row)
    if figure.node in false:
        return Flag(Fault.NOT_SHOWN, figure.printed, anew, figure.row)
    if _on_page(figure) in missing:
        return Flag(Fault.NOT_PRINTED, figure.printed, anew, figure.row)
    return None


def _on_page(figure: Figure) -> str:
    """The figure as the text of a page has it: without spaces, its row behind it."""
    return _bare(f"{figure.printed}[{figure.row}]" if figure.named else figure.printed)


def _unprinted(figures: Figures, pages: str) -> dict[str, frozenset[str]]:
    """By sentence what the pages print less often than it says: a row of a computation is looked
    for where it stands, other sentences in all that is no row."""
    rows, rest = printed_rows([each for one in figures.sentences if (each := row_of(one))], pages)
    told = [one for each in figures.sentences if not row_of(each) for one in each.figures]
    lacking = _lacking(told, _bare(rest))
    return {
        each.text: _lacking(each.figures, _bare(rows.get(row, ""))) if row else lacking
        for each in figures.sentences
        for row in [row_of(each)]
    }


def _lacking(figures: Iterable[Figure], text: str) -> frozenset[str]:
    said = Counter(map(_on_page, figures))
    return frozenset(each for each, times in said.items() if text.count(each) < times)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def with_proofs(figures: Figures) -> Figures:
    """The same, each figure bound to what it rests on."""
    bound = proofs(figures.nodes)
    sentences = tuple(
        replace(each, figures=tuple(replace(one, proof=bound[one.node]) for one in each.figures))
        for each in figures.sentences
    )
    return replace(figures, sentences=sentences)
