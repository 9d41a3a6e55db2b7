"""An import: what one drop or one command brought, so that it can be listed and undone as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType

from gigwallet.domain.exhibit import Route

ImportId = NewType("ImportId", str)


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What one file, or one ``member`` of an archive, gave. ``added`` counts by kind. ``error`` is
    the code of its refusal, empty where it was stored."""

    name: str
    member: str = ""
    importer: str = ""
    added: Mapping[str, int] = field(default_factory=dict)
    known: int = 0
    rejected: int = 0
    skipped: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class StoredOriginal:
    """One original with all that it said: stored whole or not at all. ``exhibits`` are the digests
    of itself and its members, and whether each was new; ``runs`` are the entries of the log that it
    wrote, each run from its first up to one that somebody else wrote (none where another copy of
    the vault wrote them)."""

    files: tuple[ImportedFile, ...]
    exhibits: Mapping[str, bool]
    runs: tuple[tuple[int, int], ...] = ()

    @property
    def first(self) -> int:
        return self.runs[0][0] if self.runs else 0

    @property
    def end(self) -> int:
        """0 where another copy of the vault wrote them."""
        return self.runs[-1][1] if self.runs else 0


@dataclass(frozen=True, slots=True)
class Imported:
    """An import that is not undone. ``at`` is when its first original was stored."""

    id: ImportId
    at: datetime
    route: Route
    originals: tuple[StoredOriginal, ...]

    @property
    def files(self) -> tuple[ImportedFile, ...]:
        return tuple(file for each in self.originals for file in each.files)

    @property
    def exhibits(self) -> frozenset[str]:
        """Digests of all originals in it, new or known before."""
        return frozenset(sha256 for each in self.originals for sha256 in each.exhibits)


@dataclass(frozen=True, slots=True)
class InUse:
    """What a person did with what an import brought, and would lose: facts that they changed,
    fields of screens that they decided on, exhibits that they described or derived others from,
    cases and pay rules that name any of it."""

    changed: int = 0
    decided: int = 0
    described: int = 0
    cases: int = 0
    rules: int = 0

    def __bool__(self) -> bool:
        return any((self.changed, self.decided, self.described, self.cases, self.rules))


@dataclass(frozen=True, slots=True)
class Undone:
    """How much went: facts that nothing else states, facts that lost a source, exhibits, spans, and
    engagements that imports had made and on which nothing hangs any more."""

    erased: int = 0
    still_stated: int = 0
    exhibits: int = 0
    spans: int = 0
    engagements: int = 0
