"""Search over what the vault says: complete at every moment, quick once the index caught up."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from gigwallet.domain.job import Job
from gigwallet.domain.searching import Match, holds
from gigwallet.vault.connection import Connection
from gigwallet.vault.search import index
from gigwallet.vault.search.sources import ordinal, said_between

_PAGES_AT_ONCE = 256
_AT_ONCE = 2_000  # entries of the log in one transaction, so that nobody waits long for a turn


class SearchShelf:
    """The index follows the log: it is made of what the entries up to its size speak of.

    What is said after that is looked through row by row, so that a search misses nothing, also in
    a vault that is only read, or that has no index yet.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def behind(self) -> int:
        """How many entries of the log the index does not know yet, and may."""
        known = index.state(self._connection)
        return max(0, known.whole - known.size)

    def catch_up(self, job: Job | None = None) -> int:
        """Index what was added or said anew since; the number of entries that were taken in.

        In short transactions: stopped half-way, it goes on from there the next time.
        """
        work, connection, taken = job or Job(), self._connection, 0
        while self.behind:
            work.report(taken, taken + self.behind, "indexing")
            with connection.transaction():
                if not index.state(connection).current:
                    index.clear(connection)
                known = index.state(connection)
                end = min(known.size + _AT_ONCE, known.whole)
                index.place(connection, said_between(connection, known.size, end))
                index.advance(connection, end)
            taken += end - known.size
        self._gather(work)
        return taken

    def _gather(self, job: Job) -> None:
        """What came in small portions is brought together, so that questions stay quick."""
        first, going = True, index.scattered(self._connection)
        while going:
            job.report(0, None, "indexing")
            with self._connection.transaction():
                going = index.gather(self._connection, _PAGES_AT_ONCE, first=first)
            first = False

    def rebuild(self, job: Job | None = None) -> int:
        """Make the index anew from the rows, whatever it holds."""
        with self._connection.transaction():
            index.clear(self._connection)
        return self.catch_up(job)

    def find(self, words: Sequence[str], most: int, job: Job | None = None) -> list[Match]:
        """The documents that hold all ``words`` (``searching.words_of``), newest day first."""
        if not words:
            return []
        work, connection = job or Job(), self._connection
        with connection.snapshot():
            known = index.state(connection)
            found: list[tuple[int, Match]] = []
            fresh: set[str] = set()
            for said in work.watch(said_between(connection, known.size, known.log_size)):
                fresh.add(said.object)
                found += [
                    (ordinal(each, said), each)
                    for each in said.documents
                    if holds(each.text, words)
                ]
            if known.current:
                found += self._indexed(words, most, fresh, work)
        found.sort(key=lambda each: -each[0])
        return [match for _day, match in found[:most]]

    def _indexed(
        self, words: Sequence[str], most: int, fresh: set[str], job: Job
    ) -> list[tuple[int, Match]]:
        """``fresh`` names what the index may be wrong about."""
        found: list[tuple[int, Match]] = []
        with closing(index.matching(self._connection, words)) as candidates:
            for day, match in job.watch(candidates):
                if match.object not in fresh and holds(match.text, words):
                    found.append((day, match))
                    if len(found) == most:
                        break
        return found
