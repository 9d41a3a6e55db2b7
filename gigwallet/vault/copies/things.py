"""Things of the other copy that are said anew as a whole, exhibits with their originals."""

from __future__ import annotations

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault.connection import Connection
from gigwallet.vault.copies.conflict_shelf import THINGS
from gigwallet.vault.copies.replaying import bare
from gigwallet.vault.copies.work import Row, Thing, Work
from gigwallet.vault.settling import erase as erase_thing
from gigwallet.vault.shelves.columns import moment

# Uncommitted rows about an exhibit that come along with it.
_BESIDE = ("thumbnail", "exhibit_text", "screen_reading", "masked_text")


def merge_thing(work: Work, noun: str, their_id: str) -> None:
    """All sayings of one thing of theirs; an exhibit brings its original along."""
    table = THINGS[noun]
    rows = [work.ids.row(row) for row in work.theirs.rows(table, "id", their_id)]
    if noun == "redaction" and rows and not _original_is_here(work, rows[-1]):
        return
    our_id = _here(work, noun, their_id, rows)
    thing = Thing(noun, noun, table, "id", their_id, our_id)
    was_here = bool(work.ours.rows(table, "id", our_id))

    def take_whole() -> None:
        for row in rows:
            told = work.theirs.told_at(int(str(row["seq"])))
            work.replay.say(told, told.kind, our_id, {table: bare(row, id=our_id)})
        if noun == "exhibit":
            work.outcome.exhibits += 1
            _bring_original(work, their_id, our_id, rows[-1])

    def erase() -> None:
        erase_thing(work.vault, noun, our_id)

    if noun == "exhibit" and not rows and _holds_same_bytes(work, our_id):
        return  # erased there and taken in anew: it comes as that one
    if work.merge(thing, take_whole, erase) and not was_here:
        work.replay.flush()  # what follows looks for it


def _original_is_here(work: Work, row: Row) -> bool:
    """Not where it was erased: what was masked in it goes with it, on both sides."""
    return bool(work.ours.rows("exhibit", "id", str(row["exhibit_id"])))


def bring_back_engagements(work: Work) -> None:
    """One that was erased here, since nothing hung on it any more, comes back where something of
    theirs hangs on it."""
    missing: set[str] = set()
    for table, columns in work.ours.tables.items():
        if "engagement_id" in columns:
            rows = work.ours.connection.all(
                f"SELECT DISTINCT engagement_id FROM {table} WHERE engagement_id IS NOT NULL "  # noqa: S608  names from the schema
                "AND engagement_id NOT IN (SELECT id FROM engagement)"
            )
            missing |= {row[0] for row in rows}
    for identity in sorted(missing):
        for row in work.theirs.rows("engagement", "id", identity):
            told = work.theirs.told_at(int(str(row["seq"])))
            work.replay.say(told, told.kind, identity, {"engagement": bare(row)})
    work.replay.flush()


def take_decisions(work: Work) -> None:
    """What a person of the other copy said of screens is said here too, in its order, once all
    exhibits are here; which of them holds is judged alike on both copies (``domain.deciding``)."""
    if "screen_decision" not in work.theirs.tables:
        return
    found = work.theirs.connection.all(
        "SELECT exhibit_id FROM screen_decision GROUP BY exhibit_id ORDER BY min(seq)"
    )
    for (their_id,) in found:
        our_id = work.ids.here(their_id)
        if work.ours.rows("exhibit", "id", our_id):
            _take_decisions(work, their_id, our_id)
    work.replay.flush()


def _take_decisions(work: Work, their_id: str, our_id: str) -> None:
    # An exhibit that was erased here and came back whole brings the known ones along too.
    came_whole = not work.ours.rows("screen_decision", "exhibit_id", our_id)
    said = work.replay.said
    for row in work.theirs.rows("screen_decision", "exhibit_id", their_id):
        told = work.theirs.told_at(int(str(row["seq"])))
        if came_whole or work.is_new(told):
            cells = bare(work.ids.row(row), exhibit_id=our_id)
            work.replay.say(told, told.kind, our_id, {"screen_decision": cells})
    if work.replay.said > said:
        work.outcome.revised += 1
        # Whether a field waits after all is judged when the queue is asked for.
        work.ours.connection.write(
            "UPDATE screen_reading SET waiting = max(waiting, 1) WHERE exhibit_id = ?", (our_id,)
        )


def _here(work: Work, noun: str, their_id: str, rows: list[Row]) -> str:
    our_id, table = work.ids.here(their_id), THINGS[noun]
    if not rows or work.ours.rows(table, "id", our_id):
        return our_id
    if noun == "exhibit":  # also where theirs was erased here and the same bytes were taken in anew
        twin = _same_bytes(work, rows[0])
    else:
        twin = None if our_id in work.ours.erased else _same_words(work, noun, rows)
    if twin is None:
        return our_id
    work.ids.found_same(their_id, twin)
    return twin


def _same_bytes(work: Work, row: Row) -> str | None:
    known = work.vault.exhibits.known(str(row["sha256"]))
    return str(known) if known else None


def _holds_same_bytes(work: Work, our_id: str) -> bool:
    """Whether the other copy has the bytes of this exhibit, under whatever id."""
    return any(
        work.theirs.rows("exhibit", "sha256", row["sha256"])
        for row in work.ours.rows("exhibit", "id", our_id)
    )


def _same_words(work: Work, noun: str, rows: list[Row]) -> str | None:
    """One that was made here since the copies went apart, in the same words as theirs."""
    table, taken = THINGS[noun], work.ids.taken()
    if work.theirs.told_at(int(str(rows[0]["seq"]))).kind != f"{noun}.added":
        return None
    first = work.theirs.sayings(table, rows, work.ours)[0]
    for told in work.ours.told.values():
        if told.kind == f"{noun}.added" and told.object_id not in taken:
            own = work.ours.rows(table, "id", told.object_id)
            if own and work.ours.sayings(table, own, work.theirs)[0].content == first.content:
                return told.object_id
    return None


def _bring_original(work: Work, their_id: str, our_id: str, row: Row) -> None:
    bring_bytes(work, str(row["sha256"]), int(str(row["added_at"])))
    for table in _BESIDE:
        there, here = _columns(work.theirs.connection, table), _columns(work.ours.connection, table)
        names = [name for name in here if name in there and name != "exhibit_id"]
        listed = ", ".join(names)
        if not names:
            continue
        held = work.theirs.connection.all(
            f"SELECT {listed} FROM {table} WHERE exhibit_id = ?",  # noqa: S608  names from the schema
            (their_id,),
        )
        marks = ", ".join("?" * (len(names) + 1))
        work.ours.connection.write_many(
            f"INSERT OR IGNORE INTO {table} (exhibit_id, {listed}) VALUES ({marks})",  # noqa: S608
            [(our_id, *cells) for cells in held],
        )


def _columns(connection: Connection, table: str) -> list[str]:
    return [column[1] for column in connection.all(f"PRAGMA table_info({table})")]


def bring_bytes(work: Work, sha256: str, added_at: int) -> bool:
    """The original itself, under a key of this vault; False where it is missing or damaged there:
    then it is a missing exhibit here as well."""
    attachment = work.theirs.attachments.find(sha256)
    if attachment is None:
        return False
    try:
        content = b"".join(work.theirs.attachments.stream(attachment))
    except GigWalletError:
        return False
    work.vault.attachments.add(content, moment(added_at))
    return True


def heal(work: Work) -> None:
    """Originals that are missing or cut short here get their files back from the other copy."""
    ours = work.vault.attachments
    for attachment in ours.all():
        length = ours.length_of(attachment)
        if length not in attachment.lengths and bring_bytes(work, attachment.sha256, 0):
            work.outcome.healed += 1
