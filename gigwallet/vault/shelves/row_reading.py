"""Reads all facts of a kind for whoever looks at few values of very many facts.

What is asked of every row is read as columns, of which those that many rows have alike come
together; all else lies as text until somebody looks at a row.
Nothing is read later: what holds is what held at one moment, also when the vault is closed.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator
from itertools import islice
from typing import TypeVar

from gigwallet.domain.heap import undisturbed
from gigwallet.domain.recorded import EngagementId
from gigwallet.vault.connection import Connection
from gigwallet.vault.shelves.cells import AT_ONCE, Alike, Columns, Texts
from gigwallet.vault.shelves.columns import Layout
from gigwallet.vault.shelves.fact_rows import ALIKE, HEAD, Again, FactRows, Lying

T = TypeVar("T")

_PLACE = (
    "source.exhibit_id, member, line, page, pointer, importer, importer_version,"
    " iif(instr(raw, ?), raw, NULL)"
)
# The entry that adds a fact binds its first saying and its first source as well: all three have one
# number, and to find them takes no look-up by name; where the one is seen, so is the other. Sayings
# that a later one took the place of are few. What has no time comes first.
_ROWS = """
SELECT json_array(coalesce(origin.at, log.at), log.actor, {place}{others}),
  json_array(fact.engagement_id, f.revision, f.how, f.first_day, source.exhibit_id{alike}),
  f.fact_id, fact.seq, f.ordered_at{asked}
FROM {kind} AS f JOIN fact ON fact.seq = CASE f.revision
    WHEN 1 THEN f.seq ELSE (SELECT seq FROM fact WHERE id = f.fact_id) END
  JOIN log ON log.seq = f.seq LEFT JOIN origin ON origin.seq = f.seq
  LEFT JOIN main.source AS source ON source.seq = fact.seq
WHERE f.seq NOT IN (
    SELECT older.seq FROM {kind} AS newer JOIN {kind} AS older
      ON older.fact_id = newer.fact_id AND older.revision < newer.revision
    WHERE newer.revision > 1)
  AND (? IS NULL OR fact.engagement_id = ?)
"""
# What states a fact once more is an entry of its own. Many vaults have none, and as many sources as
# facts: to count them takes no time.
_MORE = "SELECT (SELECT count(*) FROM main.source) > (SELECT count(*) FROM main.fact)"
_AGAIN = f"""
SELECT fact_id, exhibit_id, json_array({_PLACE}) FROM source
WHERE NOT EXISTS (SELECT 1 FROM main.fact WHERE fact.seq = source.seq) ORDER BY seq
"""  # noqa: S608  nothing but this module's own text

_BEFORE_ALL = -(2**63)


def read_rows(
    connection: Connection,
    layout: Layout[T],
    asked: Collection[str],
    engagement: EngagementId | None,
    alike: Collection[str],
    written: str,
) -> FactRows[T]:
    """``asked``: the columns that are asked of every row; ``alike``: those that are asked of every
    row too, and that many rows have alike. ``written``: only rows with a column whose name begins
    so come with their cells as written."""
    own_cells = f'"{written}'
    with connection.passing_through(), undisturbed():
        filled = set(_filled(connection, layout))
        same = [name for name in layout.columns if name in alike]
        read = [name for name in layout.columns if name in filled and name in asked]
        rest = [name for name in layout.columns if name in filled.difference(asked, alike)]
        sql = _ROWS.format(
            kind=layout.table,
            place=_PLACE,
            others=_named(rest),
            alike=_named(same),
            asked=_named(read),
        )
        columns = Columns((*HEAD, *read))
        together, texts = Alike((*ALIKE, *same)), Texts()
        rows = iter(connection.stream(sql, (own_cells, engagement, engagement)))
        while some := list(islice(rows, AT_ONCE)):
            lying, sets, *cells = zip(*some, strict=True)
            texts.add(lying)
            together.add(sets)
            columns.add(cells, len(some))
        again: list[Again] = []
        if connection.one(_MORE) == (1,):
            again = connection.all(_AGAIN, (own_cells,))
    order = array("q", _in_time(columns))
    columns.put_in_order(order)
    together.put_in_order(order)
    columns.share("ordered_at")
    return FactRows(columns, together, Lying(order, texts, rest), again, layout.unpacking)


def _named(names: Collection[str]) -> str:
    return "".join(f", f.{name}" for name in names)


def _in_time(columns: Columns) -> list[int]:
    """Where the rows stand in order of time, what has none first; then of when they were added."""
    added, at = columns.column("seq"), columns.column("ordered_at")
    moments = [_BEFORE_ALL if each is None else each for each in at]
    places = sorted(range(columns.count), key=added.__getitem__)  # type: ignore[arg-type]  # numbers
    places.sort(key=moments.__getitem__)  # type: ignore[arg-type]  # numbers as well
    return places


def _filled(connection: Connection, layout: Layout[T]) -> Iterator[str]:
    """The columns that hold anything: of the many columns of a kind a vault fills few, and to read
    the rest takes most of the time. Each row that fills one of those that seemed empty is looked
    at, and the search goes on behind it."""
    left, since = list(layout.columns), -1
    while left:
        names = ", ".join(left)
        row = connection.one(
            f"SELECT seq, {names} FROM {layout.table} WHERE seq > ? "  # noqa: S608  names of the layout
            f"AND coalesce({names}, NULL) IS NOT NULL ORDER BY seq LIMIT 1",
            (since,),
        )
        if row is None:
            return
        since = row[0]
        found = {name for name, cell in zip(left, row[1:], strict=True) if cell is not None}
        yield from found
        left = [name for name in left if name not in found]
