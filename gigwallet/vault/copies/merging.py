"""Bringing another copy of a vault in: all that it knows and this one does not."""

from __future__ import annotations

from collections.abc import Mapping

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.vault import canonical, coming
from gigwallet.vault.checking.check_log import LogCheck
from gigwallet.vault.checking.check_report import CheckGrade, Findings
from gigwallet.vault.committed import columns_by_table
from gigwallet.vault.copies.conflict_shelf import THINGS
from gigwallet.vault.copies.facts import merge_fact
from gigwallet.vault.copies.ids import Ids
from gigwallet.vault.copies.other_copy import OtherCopy
from gigwallet.vault.copies.replaying import Replay, bare
from gigwallet.vault.copies.settings import merge_settings
from gigwallet.vault.copies.sides import Side, Told, common_size, recognised
from gigwallet.vault.copies.things import (
    bring_back_engagements,
    heal,
    merge_thing,
    take_decisions,
)
from gigwallet.vault.copies.work import MergeOutcome, Work
from gigwallet.vault.header import LogHead
from gigwallet.vault.log import Log
from gigwallet.vault.proofs.checkpoint_shelf import has_checkpoints
from gigwallet.vault.vault import Vault

# True of one copy alone; its checkpoints and time stamps are kept with the merge.
_OF_ITSELF = frozenset({"vault", "head", "conflict"})
_ANCHORS = frozenset({"checkpoint", "time_stamp"})
_DECIDED = "exhibit.decided"  # hangs on an exhibit, and comes when all of them are here
# What others hang on comes first.
_LEFT = "engagement.erased"
_FIRST = ("engagement", "exhibit", "worker", "scheme", "fact", "coverage", "case")


def merge(vault: Vault, other: OtherCopy, job: Job | None = None) -> MergeOutcome:
    """Everything of ``other`` that is not here yet, in one transaction. See docs/vault-format.md,
    section 11, for what holds where both copies say something.

    ``other`` is only read. Merging it again adds nothing; merging each into the other gives both
    the same. Refusals: ``merge_other_vault``, ``vault_read_only``; ``import_under_way`` and
    ``merge_copy_unfinished`` in the middle of an import; ``merge_copy_false`` where the
    rows of ``other`` are not those that its log has bound.
    """
    if vault.read_only:
        raise GigWalletError("vault_read_only")
    if other.vault_id != vault.vault_id:
        raise GigWalletError("merge_other_vault")
    with vault.transaction(), other.connection.snapshot():
        vault.refuse_while_bringing_in()
        if coming.spans(other.connection):
            raise GigWalletError("merge_copy_unfinished")
        return _merge(vault, other, job or Job())


def _merge(vault: Vault, other: OtherCopy, job: Job) -> MergeOutcome:
    job.report(0, None, "comparing")
    common = common_size(vault.connection, other.connection)
    if not common:
        raise GigWalletError("merge_other_vault")
    _refuse_false(vault, other, job)
    ours = Side(vault.connection, vault.attachments, common)
    theirs = Side(other.connection, other.attachments, common)
    theirs.known_below = max(common, recognised(vault.connection, other.connection))
    ours.known_below = max(common, recognised(other.connection, vault.connection))
    ids = Ids(vault.connection, other.connection)
    work = Work(vault, ours, theirs, ids, Replay(vault.log))
    new = [told for told in theirs.told.values() if work.is_new(told)]
    new = [told for told in new if told.noun not in _OF_ITSELF]
    kept: list[object] = []
    things = [told for told in new if told.kind != _DECIDED]
    for told in job.watch(_each_thing_once(things), None, "merging"):
        _take(work, told, kept)
    work.replay.flush()
    bring_back_engagements(work)
    take_decisions(work)
    for each in work.conflicting:
        found = vault.conflicts.add(each.kind, each.object, each.ours, each.theirs)
        work.outcome.conflicts.append(found)
    merge_settings(work)
    heal(work)
    if new:
        _say_merged(work, other, kept)
    return work.outcome


def _refuse_false(vault: Vault, other: OtherCopy, job: Job) -> None:
    """Decay shows in a page; what is false here was altered by a holder of the key. Taken in, it
    would stand under the name of an entry that says something else. Columns that are not ours come
    from no GigWallet, and their names would become part of our statements."""
    own = columns_by_table(vault.connection)
    for table, columns in columns_by_table(other.connection).items():
        if not set(columns) <= set(own.get(table, ())):
            raise GigWalletError("merge_copy_false")
    findings = Findings()
    LogCheck(other.connection, LogHead(), findings, job).run()
    if findings.report({}).grade is CheckGrade.DAMAGED:
        raise GigWalletError("merge_copy_false")


def _each_thing_once(new: list[Told]) -> list[Told]:
    """The first entry about each thing, and every entry that is about none."""
    things: dict[tuple[str, str], Told] = {}
    rest: list[Told] = []
    for told in new:
        if told.noun in _FIRST and told.noun != "coverage":
            things.setdefault((told.noun, told.object_id), told)
        else:
            rest.append(told)
    order = {noun: place for place, noun in enumerate(_FIRST)}
    found = [*things.values(), *rest]
    # What nothing hangs on any more goes when all that hung on it has gone.
    return sorted(
        found,
        key=lambda told: (told.kind == _LEFT, order.get(told.noun, len(_FIRST)), told.seq),
    )


def _take(work: Work, told: Told, kept: list[object]) -> None:
    if told.noun == "fact":
        merge_fact(work, told.object_id)
    elif told.noun in THINGS:
        merge_thing(work, told.noun, told.object_id)
    elif told.noun == "coverage":
        _take_coverage(work, told)
    elif told.noun not in _ANCHORS and (event := work.theirs.row("event", told.seq)):
        work.replay.say(told, told.kind, work.ids.here(told.object_id), {"event": bare(event)})
    else:
        kept.append(_as_it_stood(work, told))


def _take_coverage(work: Work, told: Told) -> None:
    row = work.theirs.row("coverage", told.seq)
    if row is None:
        _take_away_coverage(work, told)
        return
    said = bare(work.ids.row(row))
    compared = [name for name in said if name != "id"]
    where = " AND ".join(f"{name} = ?" for name in compared)
    known = work.ours.connection.one(
        f"SELECT 1 FROM coverage WHERE {where}",  # noqa: S608  names from the schema
        [said[name] for name in compared],
    )
    if known:
        work.outcome.known += 1
    else:
        work.replay.say(told, told.kind, told.object_id, {"coverage": said})


def _take_away_coverage(work: Work, told: Told) -> None:
    """A span that went there with the import that had brought it goes here too."""
    here = work.ours.rows("coverage", "id", told.object_id)
    if told.kind == "coverage.erased" and here:
        work.replay.flush()
        with work.vault.log.replaying(told.origin(), told.actor):
            work.vault.log.erase(told.kind, told.object_id, {"coverage": "id"})
        work.outcome.erased += 1


def _as_it_stood(work: Work, told: Told) -> Mapping[str, object]:
    """An entry that only the other copy's log can prove, with all that it bound there."""
    found = {table: work.theirs.row(table, told.seq) for table in work.theirs.tables}
    return {
        "seq": told.first_seq,
        "kind": told.kind,
        "object": told.object_id,
        "at": told.at,
        "actor": told.actor,
        "rows": {table: canonical.row(bare(row)) for table, row in found.items() if row},
    }


def _say_merged(work: Work, other: OtherCopy, kept: list[object]) -> None:
    """One entry with the other copy's head and leaves: what its time stamps and checkpoints prove
    of the entries that came from there can still be shown."""
    size, root = Log(other.connection, other.clock).state()
    start = work.theirs.known_below
    leaves = b"".join(
        leaf
        for (leaf,) in other.connection.all(
            "SELECT leaf FROM log WHERE seq >= ? ORDER BY seq", (start,)
        )
    )
    checkpoints: list[object] = []
    if has_checkpoints(other.connection):
        found = other.connection.all(
            "SELECT no, text FROM checkpoint WHERE size > ? ORDER BY no", (start,)
        )
        checkpoints = [{"no": number, "text": text} for number, text in found]
    anchors = {"checkpoints": checkpoints, "entries": kept}
    row = {
        "common": work.theirs.common,
        "other_size": size,
        "other_root": root,
        "leaves_from": start,
        "leaves": leaves,
        "same": canonical.encode(work.ids.found).decode(),
        "anchors": canonical.encode(anchors).decode(),
    }
    work.vault.log.record("vault.merged", [("", {"merge": row})])
