"""Facts of the other copy: by id, else by the key that makes two imports of one line one fact."""

from __future__ import annotations

from gigwallet.vault.copies.replaying import bare
from gigwallet.vault.copies.work import Row, Thing, Work
from gigwallet.vault.settling import erase as erase_thing

_KEY = ("engagement_id", "kind", "family", "natural_key", "occurrence")
_PLACE = ("exhibit_id", "member", "line", "page", "pointer")


def merge_fact(work: Work, their_id: str) -> None:
    """Sayings and sources of one fact of theirs, wherever it is stated."""
    found = [work.ids.row(row) for row in work.theirs.rows("fact", "id", their_id)]
    our_id = _here(work, their_id, found[0] if found else None)
    known = found or work.ours.rows("fact", "id", our_id)
    if not known:
        return
    kind = str(known[0]["kind"])
    thing = Thing(kind, "fact", kind, "fact_id", their_id, our_id)

    def take_whole() -> None:
        _take_whole(work, thing, found[0])

    def erase() -> None:
        erase_thing(work.vault, kind, our_id)

    was_here = bool(work.ours.rows("fact", "id", our_id))
    if work.merge(thing, take_whole, erase) and was_here and found:
        _add_sources(work, thing)


def _here(work: Work, their_id: str, fact: Row | None) -> str:
    our_id = work.ids.here(their_id)
    if fact is None or work.ours.rows("fact", "id", our_id):
        return our_id
    where = " AND ".join(f"{name} = ?" for name in _KEY)
    row = work.ours.connection.one(
        f"SELECT id FROM fact WHERE {where}",  # noqa: S608  own names
        [fact[name] for name in _KEY],
    )
    if row is None:
        return our_id
    work.ids.found_same(their_id, row[0])
    return str(row[0])


def _take_whole(work: Work, thing: Thing, fact: Row) -> None:
    """Every entry that their copy has of the fact, in its order."""
    by_entry: dict[int, dict[str, Row]] = {}
    parts: list[tuple[str, list[Row]]] = [("fact", [fact])]
    for table in (thing.table, "source"):
        parts.append((table, work.theirs.rows(table, "fact_id", thing.theirs)))
    for table, rows in parts:
        owner = "id" if table == "fact" else "fact_id"
        for row in rows:
            seq = int(str(row["seq"]))
            said = bare(work.ids.row(row), **{owner: thing.ours})
            by_entry.setdefault(seq, {})[table] = said
    for seq in sorted(by_entry):
        told = work.theirs.told_at(seq)
        work.replay.say(told, told.kind, thing.ours, by_entry[seq])


def _add_sources(work: Work, thing: Thing) -> None:
    """The places that state it there and that are not known here."""
    places = {_place(row) for row in work.ours.rows("source", "fact_id", thing.ours)}
    for row in work.theirs.rows("source", "fact_id", thing.theirs):
        told = work.theirs.told_at(int(str(row["seq"])))
        source = work.ids.row(row)
        if work.is_new(told) and _place(source) not in places:
            places.add(_place(source))
            said = bare(source, fact_id=thing.ours)
            work.replay.say(told, "fact.sourced", thing.ours, {"source": said})


def _place(source: Row) -> tuple[object, ...]:
    return tuple(source.get(name) for name in _PLACE)
