"""Imports: what each drop or command brought, as events of the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gigwallet.domain.exhibit import Route
from gigwallet.domain.imported import Imported, ImportedFile, ImportId, StoredOriginal
from gigwallet.vault import canonical
from gigwallet.vault.connection import Connection
from gigwallet.vault.log import Log
from gigwallet.vault.shelves.columns import moment

STORED, UNDONE = "import.stored", "import.undone"
_VERSION = 1


class ImportShelf:
    """An event per original, under the id of its import: it has no table of its own, so that it
    goes along wherever the log goes (docs/vault-format.md, section 6.7)."""

    def __init__(self, connection: Connection, log: Log) -> None:
        self._connection = connection
        self._log = log

    def add(self, identity: ImportId, route: Route, stored: StoredOriginal) -> None:
        """In the transaction that stores the original itself, or the last of it."""
        body = {
            "version": _VERSION,
            "route": route.value,
            "exhibits": dict(stored.exhibits),
            "entries": [number for run in stored.runs for number in run],
            "files": [_packed(each) for each in stored.files],
        }
        self._log.append(STORED, identity, canonical.encode(body))

    def undone(self, identity: ImportId, counts: Mapping[str, int]) -> None:
        self._log.append(UNDONE, identity, canonical.encode(dict(counts)))

    def all(self) -> list[Imported]:
        """Those that are not undone, in the order in which they were begun."""
        gone = {row[0] for row in self._events(UNDONE)}
        found: dict[str, Imported] = {}
        for identity, at, other, body in self._events(STORED):
            said = canonical.decode(bytes(body))
            if identity in gone or said["version"] != _VERSION:
                continue
            stored = _unpacked(said, here=other is None)
            known = found.get(identity)
            before = known.originals if known else ()
            first_at = known.at if known else moment(at)
            found[identity] = Imported(
                ImportId(identity), first_at, Route(said["route"]), (*before, stored)
            )
        return list(found.values())

    def ever_brought(self) -> frozenset[str]:
        """Digests of all originals that any import brought, undone or not: what else is stored came
        another way."""
        return frozenset(
            sha256
            for *_, body in self._events(STORED)
            for sha256, new in canonical.decode(bytes(body))["exhibits"].items()
            if new
        )

    def undone_runs(self) -> list[tuple[int, int]]:
        """The entries that imports wrote here which are undone."""
        gone = {row[0] for row in self._events(UNDONE)}
        return [
            run
            for identity, _, other, body in self._events(STORED)
            if identity in gone
            for run in _unpacked(canonical.decode(bytes(body)), here=other is None).runs
        ]

    def _events(self, kind: str) -> list[tuple[Any, ...]]:  # Any: cells
        return self._connection.all(
            "SELECT log.object, coalesce(origin.at, log.at), origin.seq, event.body FROM event "
            "JOIN log ON log.seq = event.seq LEFT JOIN origin ON origin.seq = event.seq "
            "WHERE log.kind = ? ORDER BY event.seq",
            (kind,),
        )


def _packed(file: ImportedFile) -> dict[str, object]:
    return {
        "name": file.name,
        "member": file.member,
        "importer": file.importer,
        "added": dict(file.added),
        "known": file.known,
        "rejected": file.rejected,
        "skipped": file.skipped,
        "error": file.error,
    }


def _unpacked(said: Mapping[str, Any], *, here: bool) -> StoredOriginal:  # Any: JSON of our own
    numbers = iter(said["entries"] if here else ())
    return StoredOriginal(
        tuple(ImportedFile(**each) for each in said["files"]),
        said["exhibits"],
        tuple(zip(numbers, numbers, strict=True)),
    )
