"""The index itself: documents put into it, taken out of it, and asked for, newest day first."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gigwallet.domain.searching import FoundKind, Match
from gigwallet.vault import coming
from gigwallet.vault.connection import Connection, Row
from gigwallet.vault.search.sources import Said, ordinal
from gigwallet.vault.search.tokens import TOKENISER, expression, tokens

# A document's number is its day and a place within the day, so that FTS5, which walks numbers
# downwards, gives the newest day first without sorting every hit.
_DAY_BITS = 20
_FEW_PAGES = 64  # an index so small is quick however it lies
_SINCE = 2  # the migration that made the tables

_FILLER = "\N{REPLACEMENT CHARACTER}" * 2

_COLUMNS = "kind, object, page, day, title, text"


@dataclass(frozen=True, slots=True)
class IndexState:
    """``size``: entries of the log that are in the index, of ``log_size`` that there are; it may go
    up to ``whole``, where an import begins that is not finished.
    ``current``: made by this tokeniser. A vault that waits for its migration has an index of
    nothing."""

    size: int
    log_size: int
    current: bool
    whole: int


def state(connection: Connection) -> IndexState:
    if connection.version() < _SINCE:
        row = connection.one("SELECT 0, '', size FROM log_state")
    else:
        row = connection.one(
            "SELECT s.size, s.tokeniser, l.size FROM search_state AS s, log_state AS l"
        )
    size, tokeniser, log_size = row or (0, "", 0)
    current = tokeniser == TOKENISER
    first = min((first for first, _ in coming.spans(connection)), default=log_size)
    return IndexState(size if current else 0, log_size, current, min(first, log_size))


def advance(connection: Connection, size: int) -> None:
    connection.write("UPDATE search_state SET size = ?", (size,))


def clear(connection: Connection) -> None:
    """Empty the index; the next catching up fills it from the rows."""
    connection.write("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    connection.write("DELETE FROM search_document")
    connection.write("UPDATE search_state SET size = 0, tokeniser = ?", (TOKENISER,))


def forget(connection: Connection, object_id: str) -> None:
    """Take out what is found of an erased thing, and the text that was read from it.

    Called by whoever erases, in the same transaction. Entries of another tokeniser cannot be taken
    out one by one; then the index is emptied.
    """
    connection.write("DELETE FROM exhibit_text WHERE exhibit_id = ?", (object_id,))
    if not state(connection).current:
        if connection.one("SELECT 1 FROM search_document LIMIT 1"):
            clear(connection)
        return
    gone = _held(connection, object_id)
    if gone:
        _take_out(connection, gone.values())
        _overwrite_borders(connection, gone.values())


def place(connection: Connection, things: Iterable[Said]) -> None:
    """Make the index say of each thing what holds now; what it says already stays as it is."""
    gone: list[Row] = []
    coming: list[tuple[int, Match]] = []
    for said in things:
        held = _held(connection, said.object)
        for document in said.documents:
            known = held.pop(document.page, None)
            if known is not None and known[1:] == _cells(document):
                continue
            if known is not None:
                gone.append(known)
            coming.append((ordinal(document, said), document))
        gone += held.values()
    _take_out(connection, gone)
    _put_in(connection, coming)


def scattered(connection: Connection) -> bool:
    """Whether more than a fifth of the pages lies beside the largest segment: every segment costs a
    question about as much as the first."""
    rows = connection.all("SELECT count(*) FROM search_index_idx GROUP BY segid")
    pages = [int(row[0]) for row in rows]
    return sum(pages) > _FEW_PAGES and (sum(pages) - max(pages)) * 5 > sum(pages)


def gather(connection: Connection, pages: int, *, first: bool) -> bool:
    """Write about so many pages together into one segment; False when it is done."""
    before = _changes(connection)
    amount = -pages if first else pages  # below zero: take in every segment there is
    write = connection.write
    write("INSERT INTO search_index (search_index, rank) VALUES ('merge', ?)", (amount,))
    return _changes(connection) - before > 1  # the command itself is one change


def _changes(connection: Connection) -> int:
    row = connection.one("SELECT total_changes()")
    return int(row[0]) if row else 0


def matching(
    connection: Connection, words: Sequence[str]
) -> Generator[tuple[int, Match], None, None]:
    """Candidates with the day they are ordered by, newest first; the texts decide which hold."""
    found = connection.stream(
        f"SELECT d.id, {_COLUMNS} FROM search_index AS i "  # noqa: S608  own names
        "JOIN search_document AS d ON d.id = i.rowid "
        "WHERE search_index MATCH ? ORDER BY i.rowid DESC",
        (expression(words),),
    )
    for number, kind, object_id, page, day, title, text in found:
        when = date.fromisoformat(day) if day else None
        match = Match(FoundKind(kind), object_id, page, when, title, text)
        yield number >> _DAY_BITS, match


def _held(connection: Connection, object_id: str) -> dict[int, Row]:
    """The documents of a thing by page: number and cells."""
    rows = connection.all(
        f"SELECT id, {_COLUMNS} FROM search_document WHERE object = ?",  # noqa: S608  own names
        (object_id,),
    )
    return {row[3]: row for row in rows}


def _cells(document: Match) -> Row:
    day = document.day.isoformat() if document.day else None
    kind = document.kind.value
    return kind, document.object, document.page, day, document.title, document.text


def _take_out(connection: Connection, documents: Iterable[Row]) -> None:
    by_number = sorted(documents)
    connection.write_many(
        "INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', ?, ?)",
        [(row[0], tokens(row[6])) for row in by_number],
    )
    connection.write_many(
        "DELETE FROM search_document WHERE id = ?", [(row[0],) for row in by_number]
    )


def _put_in(connection: Connection, documents: list[tuple[int, Match]]) -> None:
    """In the order of their numbers: FTS5 writes out what it gathered whenever one is lower."""
    following: dict[int, int] = {}
    rows = []
    for day, document in sorted(documents, key=lambda each: each[0]):
        number = following.get(day) or _free(connection, day)
        following[day] = number + 1
        rows.append((number, *_cells(document)))
    connection.write_many(
        f"INSERT INTO search_document (id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        rows,
    )
    connection.write_many(
        "INSERT INTO search_index (rowid, tokens) VALUES (?, ?)",
        [(row[0], tokens(row[6])) for row in rows],
    )


def _free(connection: Connection, day: int) -> int:
    row = connection.one(
        "SELECT max(id) FROM search_document WHERE id >= ? AND id < ?",
        (day << _DAY_BITS, (day + 1) << _DAY_BITS),
    )
    return day << _DAY_BITS if row is None or row[0] is None else int(row[0]) + 1


def _overwrite_borders(connection: Connection, documents: Iterable[Row]) -> None:
    """FTS5 keeps the first token of each of its pages once more, to find the page by, and there it
    outlives its entry. Where a token of nobody else would stay in this way, all is written anew."""
    erased = {token for row in documents for token in tokens(row[6]).split()}
    kept = {bytes(row[0])[1:] for row in connection.all("SELECT term FROM search_index_idx")}
    left = (token for token in sorted(erased) if token.encode() in kept)
    if any(not _in_use(connection, token) for token in left):
        connection.before_commit(_Rewriting(connection))


def _in_use(connection: Connection, token: str) -> bool:
    question = "SELECT 1 FROM search_index WHERE search_index MATCH ? LIMIT 1"
    return connection.one(question, (f'"{token}"',)) is not None


@dataclass(frozen=True, slots=True)
class _Rewriting:
    """Writes every page of the index anew; once per transaction, however much was erased."""

    connection: Connection

    def __call__(self) -> None:
        # A single segment is written anew only when there is something to merge into it.
        write = self.connection.write
        write("INSERT INTO search_index (rowid, tokens) VALUES (-1, ?)", (_FILLER,))
        write("INSERT INTO search_index (search_index) VALUES ('optimize')")
        write(
            "INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', -1, ?)",
            (_FILLER,),
        )
