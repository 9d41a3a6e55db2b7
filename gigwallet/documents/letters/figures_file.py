"""``figures.json``: the figures of a letter as arithmetic over source values, to be done anew.

The file travels inside the PDF. Its nodes are values that were given (with the place that states
them) and steps over other nodes; its sentences are those of the letter that print a figure. Nothing
here needs a vault, and the format is described in docs/figures-format.md.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gigwallet.domain import foreign_json

NAME = "figures.json"
SCHEMA = "gigwallet-figures"
VERSION = 1
# The units of a day and of a time of day.
DAY, MOMENT = "day", "moment"


class Operation(StrEnum):
    """``given`` is a source value. ``product`` is rounded to the currency's smallest coin as the
    node says; ``difference`` is the first less all others; ``after`` is a day so many days later;
    ``span`` two days."""

    GIVEN = "given"
    SUM = "sum"
    DIFFERENCE = "difference"
    PRODUCT = "product"
    AFTER = "after"
    SPAN = "span"


class Shape(StrEnum):
    """How a figure is printed; ``less``: an amount with its sign turned, as it is taken off."""

    MONEY = "money"
    LESS = "less"
    CAPITALS = "capitals"
    DAY = "day"
    PERIOD = "period"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Stated:
    """A cell of an extract that a bundle prints: ``line`` as it is numbered there, ``column`` from
    0; -1: the whole line."""

    exhibit: str
    line: str
    column: int


@dataclass(frozen=True, slots=True)
class Node:
    """``value`` is exact text: ``4921.00``, ``2025-08-31``, ``2025-07-01/2025-08-31``,
    ``2025-08-31T18:20:00+08:00``. ``unit`` is a currency, what a quantity counts, ``day`` or
    ``moment``. ``row`` is the annex row that shows it,
    ``where`` the place that states a given value, ``exhibits`` the numbers of the exhibits of the
    bundle that show it, ``stated`` the cells of their extracts that state it."""

    id: str
    operation: Operation
    value: str
    unit: str
    of: tuple[str, ...] = ()
    rounding: str = ""
    row: str = ""
    where: str = ""
    exhibits: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as a sentence prints it. ``named``: the name of its row stands behind it.
    ``proof`` binds the node with everything below it (``proofs``)."""

    node: str
    shape: Shape
    printed: str
    row: str = ""
    named: bool = False
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a row of the letter, with the figures in it, in order."""

    text: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What ``figures.json`` holds. ``pages`` are those that print the sentences, from 1; none: any
    page of the file may."""

    language: str
    nodes: Mapping[str, Node]
    sentences: tuple[Sentence, ...]
    pages: tuple[int, ...] = ()


def proofs(nodes: Mapping[str, Node]) -> dict[str, str]:
    """For each node a SHA-256 (hex) over its step, its unit, and the proofs of what it is made of;
    for a given value over the value, its place, its exhibits and the cells that state it. Raises
    ``ValueError`` where a node is missing or made of itself."""
    done: dict[str, str] = {}
    for name in in_order(nodes):
        node = nodes[name]
        own = [node.operation.value, node.unit, node.rounding]
        if node.operation is Operation.GIVEN:
            own += [node.value, node.where, *node.exhibits]
            own += [f"{each.exhibit}/{each.line}/{each.column}" for each in node.stated]
        told = json.dumps(
            [own, [done[each] for each in node.of]], ensure_ascii=False, separators=(",", ":")
        )
        done[name] = hashlib.sha256(told.encode("utf-8")).hexdigest()
    return done


def in_order(nodes: Mapping[str, Node]) -> list[str]:
    """The names, each after those that it is made of. Raises ``ValueError`` as ``proofs``."""
    order: list[str] = []
    seen: set[str] = set()
    for start in nodes:
        waiting = [(start, False)]
        above: set[str] = set()
        while waiting:
            name, below_done = waiting.pop()
            if below_done:
                above.discard(name)
                seen.add(name)
                order.append(name)
                continue
            if name in seen:
                continue
            if name not in nodes or name in above:
                raise ValueError(name)
            above.add(name)
            waiting.append((name, True))
            waiting += [(each, False) for each in nodes[name].of]
    return order


def as_json(figures: Figures) -> bytes:
    """Canonical JSON: sorted keys, no spaces, UTF-8."""
    value = {
        "schema": SCHEMA,
        "version": VERSION,
        "language": figures.language,
        "nodes": [_node(each) for each in figures.nodes.values()],
        "sentences": [
            {"text": each.text, "figures": [_figure(one) for one in each.figures]}
            for each in figures.sentences
        ],
    }
    if figures.pages:
        value["pages"] = list(figures.pages)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def read(data: bytes) -> Figures:
    """The file again; raises ``ValueError`` for anything that is not of its kind."""
    try:
        value = foreign_json.read(data)
        if value["schema"] != SCHEMA or value["version"] != VERSION:
            raise ValueError("schema")
        nodes = [_read_node(each) for each in value["nodes"]]
        sentences = tuple(
            Sentence(str(each["text"]), tuple(_read_figure(one) for one in each["figures"]))
            for each in value["sentences"]
        )
        pages = tuple(int(each) for each in value.get("pages", ()))
        return Figures(str(value["language"]), _by_name(nodes), sentences, pages)
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(str(wrong)) from wrong


def _by_name(nodes: Sequence[Node]) -> dict[str, Node]:
    named = {each.id: each for each in nodes}
    if len(named) != len(nodes):
        raise ValueError("two nodes have one name")
    return named


def _node(node: Node) -> dict[str, Any]:  # Any: JSON
    entry: dict[str, Any] = {
        "id": node.id,
        "op": node.operation.value,
        "value": node.value,
        "unit": node.unit,
    }
    more = {
        "of": list(node.of),
        "rounding": node.rounding,
        "row": node.row,
        "where": node.where,
        "exhibits": list(node.exhibits),
        "stated": [[each.exhibit, each.line, each.column] for each in node.stated],
    }
    return entry | {key: value for key, value in more.items() if value}


def _figure(figure: Figure) -> dict[str, Any]:  # Any: JSON
    return {
        "node": figure.node,
        "as": figure.shape.value,
        "printed": figure.printed,
        "row": figure.row,
        "named": figure.named,
        "proof": figure.proof,
    }


def _read_node(entry: Mapping[str, Any]) -> Node:  # Any: JSON
    return Node(
        str(entry["id"]),
        Operation(entry["op"]),
        str(entry["value"]),
        str(entry["unit"]),
        _texts(entry.get("of", ())),
        str(entry.get("rounding", "")),
        str(entry.get("row", "")),
        str(entry.get("where", "")),
        _texts(entry.get("exhibits", ())),
        tuple(
            Stated(str(exhibit), str(line), int(column))
            for exhibit, line, column in entry.get("stated", ())
        ),
    )


def _texts(names: Iterable[Any]) -> tuple[str, ...]:  # Any: JSON
    return tuple(str(each) for each in names)


def _read_figure(entry: Mapping[str, Any]) -> Figure:  # Any: JSON
    return Figure(
        str(entry["node"]),
        Shape(entry["as"]),
        str(entry["printed"]),
        str(entry["row"]),
        entry["named"] is True,
        str(entry["proof"]),
    )
