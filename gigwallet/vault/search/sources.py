"""Which rows can be found, and by which of their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gigwallet.domain.searching import FoundKind, Match
from gigwallet.vault import canonical
from gigwallet.vault.connection import Connection, Row
from gigwallet.vault.shelves.columns import INSTANT, moment

_EPOCH = date(1970, 1, 1)

Cells = tuple[Any, ...]  # Any: cells of a table; the function of its kind knows them


@dataclass(frozen=True, slots=True)
class Said:
    """What holds now of one thing: its documents, none where it says no word. ``on`` is the day to
    order by where the thing itself has none: when it was said."""

    object: str
    on: date
    documents: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """``read`` makes of the cells of ``columns`` a day, a title and further words."""

    kind: FoundKind
    table: str
    id: str
    columns: str
    read: Callable[..., tuple[str | None, str, Iterable[str]]]


def _deductions(labels: str) -> list[str]:
    lines: list[dict[str, str]] = canonical.decode(labels.encode())
    return [line["label"] for line in lines]


def _respondents(lines: str) -> list[str]:
    known: list[dict[str, str]] = canonical.decode(lines.encode())
    return [line["name"] for line in known]


def _exhibit(label: str, name: str, note: str, *taken: Any) -> tuple[str | None, str, list[str]]:
    when = INSTANT.unpack(*taken)  # Any: the cells of an instant, or none
    return when.day.isoformat() if when else None, label or name, [name, note]


_SOURCES = (
    _Source(
        FoundKind.EXHIBIT,
        "exhibit",
        "id",
        "label, name, note, taken_at_utc, taken_at_zone, taken_at_quality, taken_at_text",
        _exhibit,
    ),
    _Source(
        FoundKind.TRIP,
        "trip",
        "fact_id",
        "first_day, ref, batch_ref, product, city",
        lambda day, ref, *more: (day, ref, more),
    ),
    _Source(
        FoundKind.PAY_LINE,
        "pay_line",
        "fact_id",
        "first_day, label_raw, trip_ref, statement_ref",
        lambda day, label, *more: (day, label, more),
    ),
    _Source(
        FoundKind.PAYOUT,
        "payout",
        "fact_id",
        "first_day, payer_text, label, ext_ref, account_mask, period_first, period_last",
        lambda day, payer, *more: (day, payer, more),
    ),
    _Source(
        FoundKind.STATEMENT,
        "statement",
        "fact_id",
        "first_day, ref, deductions, period_first, period_last",
        lambda day, ref, lines, *period: (day, ref, [*_deductions(lines), *period]),
    ),
    _Source(
        FoundKind.TALLY,
        "tally",
        "fact_id",
        "first_day, note",
        lambda day, note: (day, note, ()),
    ),
    _Source(
        FoundKind.ENGAGEMENT,
        "engagement",
        "id",
        "first_day, platform, city, contracting_firm, paying_firm, account",
        lambda day, platform, *more: (day, platform, more),
    ),
    _Source(
        FoundKind.SCHEME,
        "scheme",
        "id",
        "first_day, name",
        lambda day, name: (day, name, ()),
    ),
    _Source(
        FoundKind.CASE,
        "case_file",
        "id",
        "prepared_on, title, respondents",
        lambda day, title, lines: (day, title, _respondents(lines)),
    ),
)


def said_between(connection: Connection, first: int, last: int) -> Iterator[Said]:
    """What the entries of the log from ``first`` up to, not with, ``last`` speak of, as it holds
    now; what has been said anew later or erased is left out."""
    if first >= last:
        return
    read = _pages_reader(connection)
    for source in _SOURCES:
        # A committed row carries the number of its entry. The names are this module's own.
        sql = f"{_select(source)} AND r.seq >= ? AND r.seq < ? ORDER BY r.seq"
        for row in connection.all(sql, (first, last)):
            yield _said(source, row, read)


def exhibit_said(connection: Connection, exhibit_id: str) -> Said | None:
    """The same for one exhibit; None where there is none."""
    source = _SOURCES[0]
    row = connection.one(f"{_select(source)} AND r.id = ?", (exhibit_id,))
    return _said(source, row, _pages_reader(connection)) if row else None


def _select(source: _Source) -> str:
    table, id_ = source.table, source.id
    return (
        f"SELECT r.{id_}, log.at, {source.columns} FROM {table} AS r "  # noqa: S608  own names
        f"JOIN log ON log.seq = r.seq WHERE r.revision = "
        f"(SELECT max(revision) FROM {table} WHERE {id_} = r.{id_})"
    )


_Pages = Callable[[str], list[Row]]


def _pages_reader(connection: Connection) -> _Pages:
    """Asks for the texts of an exhibit; a vault that waits for its migration has none."""
    if not connection.one("SELECT 1 FROM sqlite_schema WHERE name = 'exhibit_text'"):
        return lambda _exhibit_id: []
    return lambda exhibit_id: connection.all(
        "SELECT page, text FROM exhibit_text WHERE exhibit_id = ? ORDER BY page", (exhibit_id,)
    )


def _said(source: _Source, row: Row, pages: _Pages) -> Said:
    object_id, at, *cells = row
    day_text, title, more = source.read(*cells)
    day = date.fromisoformat(day_text) if day_text else None
    words = dict.fromkeys(word for word in (title, *more) if word)
    documents = []
    if words:
        text = "\n".join(words)
        documents.append(Match(source.kind, object_id, 0, day, title, text))
    if source.kind is FoundKind.EXHIBIT:
        documents += [
            Match(source.kind, object_id, page, day, title, text) for page, text in pages(object_id)
        ]
    return Said(object_id, moment(at).date(), tuple(documents))


def ordinal(document: Match, said: Said) -> int:
    """The day that a document is ordered by, counted from 1970; never below 0."""
    return max(0, ((document.day or said.on) - _EPOCH) // timedelta(days=1))
