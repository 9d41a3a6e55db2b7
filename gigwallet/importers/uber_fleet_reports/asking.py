"""Which words of a report its person has to name, where its language is not known here."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import UNNAMED, Money
from gigwallet.domain.taught import ReportColumn, Taught
from gigwallet.importers.uber_fleet_reports import cells
from gigwallet.importers.uber_fleet_reports.report import (
    TIMES,
    TRIPS,
    by_shape,
    is_money,
    knows,
    labels_of,
    named_as,
    tree_of,
    unknown_paths,
)
from gigwallet.importers.uber_fleet_reports.tree import Path, Tree
from gigwallet.importers.uber_fleet_reports.vocabulary import Words, words
from gigwallet.tabular import archives, tables
from gigwallet.tabular.tables import BadCell, Record, Table

_SAMPLES, _PLACES = 3, 3
_LEAST_COLUMNS = 4
# What a report is read by, besides money: told by its name, which is English in every language.
_BY_NAME = {
    "payments_order": frozenset({"transaction", "reported"}),
    "payments_driver": frozenset({"driver"}),
    "trip_activity": TRIPS,
    "driver_time_and_distance": TIMES[0],
    "driver_activity": TIMES[1],
}


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """``word`` in the spelling of a lesson, ``label`` in the report's. ``is_column``: a column that
    is no money; else a step of paths of amounts. ``places``: the paths down to it, some of them,
    step by step; ``samples`` stand below it and come to ``total``. The report is not read before
    one of each amount's ``needed`` words is named."""

    word: str
    label: str
    is_column: bool
    needed: bool
    places: tuple[tuple[str, ...], ...]
    samples: tuple[str, ...]
    total: Money | None = None


@dataclass(frozen=True, slots=True)
class ReportQuestions:
    """``words`` as they come in the file; ``lacking``: columns that the report cannot be read
    without and that nobody named yet."""

    words: tuple[UnknownWord, ...]
    lacking: tuple[ReportColumn, ...] = ()


def questions(name: str, data: bytes, taught: Taught) -> ReportQuestions:
    """What a report, or an archive of several, leaves open beside what was ``taught``. Refuses with
    ``report_expected`` where none of it is a report, and as archives are refused."""
    known = words().with_taught(taught.reports)
    found: dict[tuple[bool, str], UnknownWord] = {}
    lacking: set[str] = set()
    any_report = False
    for base, stream in _files(name, data):
        table = _table(base, stream, known)
        if table is None:
            continue
        any_report = True
        if is_money(table.names):
            table = by_shape(table)
            asked = _of_money(table, known)
        else:
            asked = _columns(table, _records(table), frozenset())
        for each in asked:
            key = (each.is_column, each.word)
            if key not in found or (each.needed and not found[key].needed):
                found[key] = each
        lacking |= _needed_columns(base) - table.names
    if not any_report:
        raise GigWalletError("report_expected", name=name)
    return ReportQuestions(
        tuple(found.values()), tuple(each for each in ReportColumn if each.value in lacking)
    )


def _files(name: str, data: bytes) -> Iterator[tuple[str, BinaryIO]]:
    if not archives.is_zip(data[:4]):
        yield name, io.BytesIO(data)
        return
    for member in archives.walk(name, io.BytesIO(data)):
        if member.refusal is None and not member.skip_reason and member.size:
            with member.opened() as stream:
                yield posixpath.basename(member.name), stream


def _table(name: str, stream: BinaryIO, known: Words) -> Table | None:
    """The table of a report; by its name also one of which no column is known."""
    shapes: list[Callable[[frozenset[str]], bool]] = [knows]
    if _needed_columns(name):
        shapes.append(lambda names: len(names) >= _LEAST_COLUMNS)
    for shape in shapes:
        stream.seek(0)
        try:
            return tables.find_in_stream(name, stream, shape, known.canonical)
        except GigWalletError as refusal:
            if refusal.code != "format_unknown":
                raise
    return None


def _needed_columns(name: str) -> frozenset[str]:
    return next((
        needed for start, needed in _BY_NAME.items() if named_as(name).startswith(start)
    ), frozenset())  # fmt: skip


def _of_money(table: Table, known: Words) -> Iterator[UnknownWord]:
    tree = tree_of(table, known)
    lines = _records(table)
    sums = _sums(tree, lines)
    unknown = set(unknown_paths(tree))
    several_roots = bool(tree.strays())
    below: dict[str, dict[Path, None]] = {}
    places: dict[str, dict[tuple[str, ...], None]] = {}
    for path in _as_a_tree(tree.leaves()):
        written = _written(path, tree.labels[path])
        nameless = len(path) > 1 and path[0] not in known.parts and not several_roots
        for depth, step in enumerate(path):
            if step not in known.parts and not (nameless and depth == 0):
                below.setdefault(step, {})[path] = None
                places.setdefault(step, {})[written[: depth + 1]] = None
    for step, paths in below.items():
        yield UnknownWord(
            step,
            next(iter(places[step]))[-1],
            is_column=False,
            needed=any(path in unknown for path in paths),
            places=tuple(places[step])[:_PLACES],
            samples=_samples(lines, [name for path in paths for name in tree.columns[path]]),
            total=_money(sum((sums.get(path, Decimal()) for path in paths), Decimal())),
        )
    yield from _columns(table, lines, frozenset(tree.names))


def _records(table: Table) -> list[Record]:
    return [each for each in table if isinstance(each, Record)]


def _columns(table: Table, lines: list[Record], money: frozenset[str]) -> Iterator[UnknownWord]:
    known = {each.value for each in ReportColumn}
    for name, label in zip(table.header, labels_of(table), strict=False):
        if not name or name in known or name in money:
            continue
        samples = _samples(lines, (name,))
        if samples:
            yield UnknownWord(name, label, True, needed=False, places=(), samples=samples)


def _written(path: Path, label: str) -> tuple[str, ...]:
    """The steps as the report spells them."""
    spelt = tuple(each.strip() for each in label.split(":"))
    return spelt if len(spelt) == len(path) else path


def _as_a_tree(paths: Iterable[Path]) -> list[Path]:
    """What is inside a step stands together, in the order in which a report names it first."""
    paths = list(paths)
    first: dict[Path, int] = {}
    for path in paths:
        for size in range(1, len(path) + 1):
            first.setdefault(path[:size], len(first))
    return sorted(paths, key=lambda path: [first[path[: n + 1]] for n in range(len(path))])


def _sums(tree: Tree, lines: list[Record]) -> dict[Path, Decimal]:
    """What each column comes to, as far as its lines are read."""
    numbers = cells.Numbers.of(line[name] for line in lines for name in tree.names)
    sums: dict[Path, Decimal] = {}
    for line in lines:
        try:
            values = tree.values(line, numbers.read(line, tree.names))
        except BadCell:
            continue
        for path, amount in values.items():
            sums[path] = sums.get(path, Decimal()) + amount
    return sums


def _money(amount: Decimal) -> Money | None:
    try:
        return Money.of(amount, UNNAMED)
    except ValueError:
        return None  # finer than any currency: the import says which line


def _samples(lines: Iterable[Record], names: Iterable[str]) -> tuple[str, ...]:
    names = tuple(names)
    seen: dict[str, None] = {}
    for line in lines:
        for name in names:
            if line[name].strip("0.,- "):
                seen[line[name]] = None
        if len(seen) >= _SAMPLES:
            break
    return tuple(seen)[:_SAMPLES]
