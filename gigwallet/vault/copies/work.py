"""The merging of one thing that at least one copy has said something new about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from gigwallet.vault.copies.ids import Ids
from gigwallet.vault.copies.replaying import Replay, bare
from gigwallet.vault.copies.sayings import Saying, judged
from gigwallet.vault.copies.sides import Side, Told
from gigwallet.vault.vault import Vault

Row = dict[str, object]


@dataclass(slots=True)
class MergeOutcome:
    """How much came in: ``added`` things that only they had, ``revised`` ones that they said anew,
    ``erased`` ones that they had erased; ``exhibits`` of the added ones; ``known``: made or said by
    both alike; ``healed``: originals that were missing here and lay there; ``conflicts``: their
    ids."""

    added: int = 0
    revised: int = 0
    erased: int = 0
    exhibits: int = 0
    known: int = 0
    healed: int = 0
    conflicts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Conflicting:
    kind: str
    object: str
    ours: bytes | None
    theirs: bytes | None


@dataclass(frozen=True, slots=True)
class Thing:
    """Where the sayings of one thing lie: ``kind`` for a person, ``noun`` in the log's kinds."""

    kind: str
    noun: str
    table: str
    column: str
    theirs: str
    ours: str


@dataclass(slots=True)
class Work:
    vault: Vault
    ours: Side
    theirs: Side
    ids: Ids
    replay: Replay
    outcome: MergeOutcome = field(default_factory=MergeOutcome)
    conflicting: list[Conflicting] = field(default_factory=list)

    def is_new(self, told: Told) -> bool:
        return not self.theirs.known_to(self.ours, told)

    def merge(
        self, thing: Thing, take_whole: Callable[[], None], erase: Callable[[], None]
    ) -> bool:
        """Bring one thing together; whether it is here afterwards."""
        their_rows = [
            self.ids.row(row) for row in self.theirs.rows(thing.table, thing.column, thing.theirs)
        ]
        theirs = self.theirs.sayings(thing.table, their_rows, self.ours)
        our_rows = self.ours.rows(thing.table, thing.column, thing.ours)
        ours = self.ours.sayings(thing.table, our_rows, self.theirs)
        if theirs and ours:
            self._merge_sayings(thing, ours, theirs)
        elif theirs:
            return self._only_theirs(thing, theirs, take_whole)
        elif ours:
            return self._erased_there(thing, ours, erase)
        return bool(ours)

    def _merge_sayings(
        self, thing: Thing, ours: Sequence[Saying], theirs: Sequence[Saying]
    ) -> None:
        verdict = judged(ours, theirs)
        said_here = {each.content for each in ours}
        holds, revision = ours[-1].content, int(str(ours[-1].row["revision"]))
        again = [*verdict.add]
        # What both made by themselves and alike is one thing, and nothing to say anew.
        made_there = again and self.theirs.told_at(again[0].seq).kind.endswith(".added")
        if made_there and again[0].content in said_here:
            again = again[1:]
        for each in again:
            revision += 1
            self._say(thing, self.theirs.told_at(each.seq), each, revision)
            holds = each.content
        if holds != verdict.current.content:
            side = self.theirs if any(each is verdict.current for each in theirs) else self.ours
            self._say(thing, side.told_at(verdict.current.seq), verdict.current, revision + 1)
            again.append(verdict.current)
        if verdict.conflict:
            self.conflicting.append(
                Conflicting(thing.kind, thing.ours, ours[-1].leaf, theirs[-1].leaf)
            )
        if again:
            self.outcome.revised += 1
        else:
            self.outcome.known += 1

    def _say(self, thing: Thing, told: Told, saying: Saying, revision: int) -> None:
        row = bare(saying.row, **{thing.column: thing.ours, "revision": revision})
        self.replay.say(told, f"{thing.noun}.revised", thing.ours, {thing.table: row})

    def _only_theirs(
        self, thing: Thing, theirs: Sequence[Saying], take_whole: Callable[[], None]
    ) -> bool:
        """Theirs alone; or erased here, and then it stays so unless they said something anew of
        which this copy did not know."""
        was_here = any(each.known for each in theirs) or thing.ours in self.ours.erased
        if was_here and all(each.known for each in theirs):
            return False
        take_whole()
        self.outcome.added += 1
        if was_here and not self._they_knew_of_erasure(thing):
            self.conflicting.append(Conflicting(thing.kind, thing.ours, None, theirs[-1].leaf))
        return True

    def _they_knew_of_erasure(self, thing: Thing) -> bool:
        erasure = self.ours.erased.get(thing.ours)
        return erasure is not None and self.ours.known_to(self.theirs, erasure)

    def _erased_there(
        self, thing: Thing, ours: Sequence[Saying], erase: Callable[[], None]
    ) -> bool:
        erasure = self.theirs.erased.get(thing.theirs)
        if erasure is None or not self.is_new(erasure):
            return True
        if any(not each.known for each in ours):
            self.conflicting.append(Conflicting(thing.kind, thing.ours, ours[-1].leaf, None))
            return True
        self.replay.flush()
        with self.vault.log.replaying(erasure.origin(), erasure.actor):
            erase()
        self.outcome.erased += 1
        return False
