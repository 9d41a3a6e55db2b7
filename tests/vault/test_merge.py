"""Two copies of a vault come together: nothing is lost, and both end with the same."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gigwallet.domain.case import Case, ChosenExhibit
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_decision import Opinion, Pairing, PairingSaid
from gigwallet.domain.reconciled import CoveredSpan
from gigwallet.domain.recorded import EngagementId, ExhibitId, FactId, HowKnown
from gigwallet.domain.worker import Worker
from gigwallet.vault import Vault, check_open
from gigwallet.vault.backup.backing_up import back_up
from gigwallet.vault.copies.apart import knows_more
from gigwallet.vault.copies.merging import merge
from gigwallet.vault.copies.other_copy import other_copy
from gigwallet.vault.copies.work import MergeOutcome
from gigwallet.vault.history import history
from gigwallet.vault.settling import settle
from tests import cheap_keys
from tests.cheap_keys import CHEAP
from tests.examples import examples
from tests.vault import golden, things
from tests.vault.conftest import PASSPHRASE, SetClock


def opened(folder: Path, clock: SetClock) -> Vault:
    return Vault.open(folder, clock, passphrase=bytearray(PASSPHRASE))


def take_in(vault: Vault, other: Path, clock: SetClock, **how: object) -> MergeOutcome:
    with other_copy(vault, other, clock, **how) as copy:  # type: ignore[arg-type]  # as given
        return merge(vault, copy)


def picture(number: int) -> bytes:
    return hashlib.sha256(str(number).encode()).digest() * 100


def add_picture(vault: Vault, number: int, **more: object) -> ExhibitId:
    data = picture(number)
    return vault.exhibits.add(things.exhibit(data, f"{number}.png", **more), data)


@pytest.fixture
def pair(tmp_path: Path, clock: SetClock) -> Iterator[tuple[Vault, Vault]]:
    """The desktop's copy and the stick's: an engagement, ten trips and two originals."""
    desk, stick = tmp_path / "desk", tmp_path / "stick"
    vault, _ = Vault.create(desk, bytearray(PASSPHRASE), clock, kdf=CHEAP)
    with vault:
        engagement = vault.engagements.add(things.ENGAGEMENT)
        vault.trips.add(things.trips(engagement, 10))
        for number in range(2):
            add_picture(vault, number)
    shutil.copytree(desk, stick)
    clock.move(timedelta(hours=1))
    with opened(desk, clock) as one, opened(stick, clock) as other:
        yield one, other


def engagement(vault: Vault) -> EngagementId:
    return vault.engagements.all()[0].id


def trip_id(vault: Vault, place: int) -> FactId:
    return vault.trips.all()[place].id


def revise(vault: Vault, fact: FactId, ref: str) -> None:
    vault.trips.revise(fact, replace(vault.trips.get(fact).fact, ref=ref), HowKnown.TYPED)


def ref(vault: Vault, fact: FactId) -> str:
    return vault.trips.get(fact).fact.ref


def sound(*vaults: Vault) -> bool:
    for vault in vaults:
        vault.anchor()
    return [check_open(vault).grade.value for vault in vaults] == ["sound"] * len(vaults)


def test_what_only_the_other_copy_has_comes_in_with_its_originals(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, stick = pair
    stick.trips.add(things.trips(engagement(stick), 5, 100))
    stick.worker.put(Worker("骑手"))
    added = add_picture(stick, 7, label="工资条")
    stick.exhibits.set_thumbnail(added, b"small")
    uber = stick.engagements.add(replace(things.ENGAGEMENT, platform="uber"))
    stick.payouts.add([things.new(things.PAYOUT, uber)])
    chosen = ChosenExhibit(added, "工资条", "shows the pay")
    stick.cases.add(Case(uber, "欠薪", things.JULY, (), (chosen,)))
    span = CoveredSpan(uber, things.JULY, "trips", (added,))
    stick.coverage.add(span)
    before = desk.log.size

    outcome = take_in(desk, stick.folder, clock)

    assert (outcome.added, outcome.exhibits, outcome.conflicts) == (10, 1, [])
    assert desk.trips.count() == 15
    assert desk.worker.get() == Worker("骑手")
    assert desk.exhibits.data(added) == picture(7)
    assert desk.exhibits.get(added).exhibit.label == "工资条"
    assert desk.exhibits.thumbnail(added) == b"small"
    assert desk.payouts.all()[0].fact == things.PAYOUT
    assert desk.cases.all()[0].case.exhibits[0].exhibit_id == added
    assert desk.coverage.all() == [span]
    assert desk.log.size > before
    assert sound(desk, stick)


def test_the_other_copy_is_never_written(pair: tuple[Vault, Vault], clock: SetClock) -> None:
    desk, stick = pair
    stick.trips.add(things.trips(engagement(stick), 5, 100))
    stick.close()

    def bytes_of(folder: Path) -> dict[str, bytes]:
        kept = {"vault.db-shm", "vault.db-wal"}
        return {
            str(path): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and path.name not in kept
        }

    before = bytes_of(stick.folder)
    take_in(desk, stick.folder, clock)

    assert bytes_of(stick.folder) == before
    assert desk.trips.count() == 15


def test_merging_again_adds_nothing(pair: tuple[Vault, Vault], clock: SetClock) -> None:
    desk, stick = pair
    first = trip_id(desk, 0)
    stick.trips.add(things.trips(engagement(stick), 5, 100))
    desk.trips.add(things.trips(engagement(desk), 5, 102))
    revise(desk, first, "desk")
    clock.move(timedelta(minutes=1))
    revise(stick, first, "stick")
    take_in(desk, stick.folder, clock)
    size = desk.log.size

    again = take_in(desk, stick.folder, clock)

    assert desk.log.size == size
    assert again == MergeOutcome()
    assert take_in(stick, desk.folder, clock).added == 2
    size = desk.log.size
    assert take_in(desk, stick.folder, clock).conflicts == []
    assert desk.log.size == size


def test_one_file_imported_on_both_is_one_set_of_facts_with_both_sources(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, stick = pair
    for vault, number in ((desk, 20), (stick, 21)):
        source = add_picture(vault, number)
        same = add_picture(vault, 22)
        batch = things.trips(engagement(vault), 4, 100)
        for exhibit in (source, same):
            vault.trips.add([replace(each, source=things.typed(1, exhibit)) for each in batch])

    outcome = take_in(desk, stick.folder, clock)

    assert desk.trips.count() == 14
    assert (outcome.added, outcome.known, outcome.conflicts) == (1, 5, [])
    new = [each for each in desk.trips.all() if len(each.sources) > 1]
    assert [len(each.sources) for each in new] == [3, 3, 3, 3]
    assert list(desk.trips.rows(())) == desk.trips.all()
    assert len(desk.exhibits.all()) == 2 + 3
    assert sound(desk)


def test_one_line_read_differently_is_one_fact_in_conflict(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, stick = pair
    desk.trips.add([things.new(things.TRIP, engagement(desk), "X")])
    clock.move(timedelta(minutes=5))
    later = replace(things.TRIP, trip_m=9999)
    stick.trips.add([things.new(later, engagement(stick), "X")])

    outcome = take_in(desk, stick.folder, clock)
    take_in(stick, desk.folder, clock)

    (found,) = desk.conflicts.open()
    assert outcome.conflicts == [found.id]
    assert found.kind == "trip"
    assert found.current == found.theirs
    fact = FactId(found.object)
    assert desk.trips.get(fact).fact == later
    assert [each for _, each in desk.trips.history(fact)] == [things.TRIP, later]
    here = [each.fact for each in stick.trips.all() if each.fact.ref == things.TRIP.ref]
    assert here == [later]


def test_a_record_that_one_side_revised_is_taken_over_without_a_question(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, stick = pair
    first, second = trip_id(desk, 0), trip_id(desk, 1)
    revise(stick, first, "once")
    revise(stick, first, "twice")
    revise(desk, second, "desk")

    outcome = take_in(desk, stick.folder, clock)

    assert (outcome.revised, outcome.conflicts) == (1, [])
    assert ref(desk, first) == "twice"
    assert list(desk.trips.rows(())) == desk.trips.all()
    assert [each.ref for _, each in desk.trips.history(first)][1:] == ["once", "twice"]
    assert ref(desk, second) == "desk"


def test_what_both_revised_is_kept_twice_and_the_later_holds_on_both(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, stick = pair
    first = trip_id(desk, 0)
    revise(stick, first, "earlier")
    clock.move(timedelta(minutes=1))
    revise(desk, first, "later")
    clock.move(timedelta(days=1))
    aside = desk.folder.with_name("aside")
    desk.close()
    shutil.copytree(desk.folder, aside)
    desk = opened(desk.folder, clock)

    here = take_in(desk, stick.folder, clock)
    there = take_in(stick, aside, clock)

    assert len(here.conflicts) == len(there.conflicts) == 1
    assert ref(desk, first) == ref(stick, first) == "later"
    words = {each.ref for _, each in desk.trips.history(first)}
    assert {"earlier", "later"} <= words
    (found,) = desk.conflicts.open()
    assert (found.current == found.ours, found.theirs is not None) == (True, True)
    assert sound(desk, stick)
    desk.close()


def test_what_was_erased_on_one_side_goes_and_what_was_used_meanwhile_stays(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, stick = pair
    gone, kept, revived = (trip_id(desk, place) for place in range(3))
    stick.trips.delete(gone)
    stick.trips.delete(kept)
    revise(desk, kept, "still needed")
    desk.trips.delete(revived)
    revise(stick, revived, "needed there")
    shot = desk.exhibits.all()[0].id
    stick.exhibits.delete(shot)

    here = take_in(desk, stick.folder, clock)
    there = take_in(stick, desk.folder, clock)

    assert here.erased == 2
    for vault in (desk, stick):
        assert ref(vault, kept) == "still needed"
        assert ref(vault, revived) == "needed there"
        with pytest.raises(GigWalletError):
            vault.trips.get(gone)
        assert len(vault.exhibits.all()) == 1
    assert len(here.conflicts) == 2
    assert there.erased == 0
    by_object = {each.object: each for each in desk.conflicts.open()}
    assert by_object[kept].theirs is None
    assert by_object[revived].ours is None
    assert sound(desk, stick)


def test_a_settled_conflict_is_settled_for_both(pair: tuple[Vault, Vault], clock: SetClock) -> None:
    desk, stick = pair
    first = trip_id(desk, 0)
    revise(stick, first, "earlier")
    clock.move(timedelta(minutes=1))
    revise(desk, first, "later")
    aside = desk.folder.with_name("aside")
    desk.anchor()
    shutil.copytree(desk.folder, aside)
    take_in(desk, stick.folder, clock)
    take_in(stick, aside, clock)
    assert len(stick.conflicts.open()) == 1
    clock.move(timedelta(minutes=1))

    (found,) = desk.conflicts.open()
    settle(desk, found, found.theirs)
    outcome = take_in(stick, desk.folder, clock)

    assert desk.conflicts.open() == stick.conflicts.open() == []
    assert outcome.conflicts == []
    assert ref(desk, first) == ref(stick, first) == "earlier"
    with pytest.raises(GigWalletError) as refused:
        desk.conflicts.get(found.id)
    assert refused.value.code == "conflict_missing"
    assert sound(desk, stick)


def test_an_erasure_is_settled_either_way(pair: tuple[Vault, Vault], clock: SetClock) -> None:
    desk, stick = pair
    one, other = trip_id(desk, 0), trip_id(desk, 1)
    for fact in (one, other):
        stick.trips.delete(fact)
        revise(desk, fact, "used")
    take_in(desk, stick.folder, clock)
    first, second = desk.conflicts.open()

    settle(desk, first, first.theirs)
    settle(desk, second, second.ours)
    take_in(stick, desk.folder, clock)

    assert desk.conflicts.open() == []
    for vault in (desk, stick):
        ids = [each.id for each in vault.trips.all()]
        assert first.object not in ids
        assert second.object in ids
    assert sound(desk, stick)


def test_replayed_entries_keep_when_where_and_by_whom_they_were_first_said(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, stick = pair
    stick.trips.add([things.new(things.TRIP, engagement(stick), "X")])
    fact = next(each.id for each in stick.trips.all() if each.fact == things.TRIP)
    entry = next(each for each in stick.log.entries() if each.object == fact)
    said_at = stick.trips.get(fact).revision.at
    clock.move(timedelta(days=3))

    take_in(desk, stick.folder, clock)

    assert desk.trips.get(fact).revision.at == said_at
    row = desk.connection.one(
        "SELECT origin.other_seq, origin.at, origin.actor, origin.leaf, log.actor FROM origin "
        "JOIN log ON log.seq = origin.seq WHERE log.object = ?",
        (fact,),
    )
    assert row == (entry.seq, entry.at, entry.actor, entry.leaf(), entry.actor)
    merged = desk.connection.one("SELECT other_size, other_root, leaves FROM merge")
    assert merged is not None
    assert merged[:2] == stick.log.state()
    assert entry.leaf() in merged[2]
    assert history(desk.connection, fact)[0].kind == "fact.added"


def test_engagements_that_both_made_in_the_same_words_are_one(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, stick = pair
    uber = replace(things.ENGAGEMENT, platform="uber", city="Paris")
    here, there = desk.engagements.add(uber), stick.engagements.add(uber)
    for vault, mine, count in ((desk, here, 3), (stick, there, 5)):
        vault.trips.add(things.trips(mine, count, 500))

    take_in(desk, stick.folder, clock)
    stick.engagements.revise(there, replace(uber, level="gold"))
    take_in(desk, stick.folder, clock)
    take_in(stick, desk.folder, clock)

    for vault, mine in ((desk, here), (stick, there)):
        assert len(vault.engagements.all()) == 2
        assert vault.trips.count(mine) == 5
        assert vault.engagements.get(mine).level == "gold"
        assert vault.conflicts.open() == []


def test_settings_that_matter_come_along_and_states_of_a_copy_do_not(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, stick = pair
    uber = replace(things.ENGAGEMENT, platform="uber")
    here, there = desk.engagements.add(uber), stick.engagements.add(uber)
    stick.settings.put("engagement_label/taxi", there)
    stick.settings.put(f"engagement_floor/{there}", "cn/hourly")
    stick.settings.put("payers", '["甲公司", "乙公司"]')
    desk.settings.put("payers", '["丙公司"]')
    stick.settings.put("taught_tables", '{"rides": "theirs", "shifts": "theirs"}')
    desk.settings.put("taught_tables", '{"rides": "ours"}')
    stick.settings.put("screen_templates", '{"shansong/order": "theirs"}')
    stick.settings.put("backup.last", "theirs")

    take_in(desk, stick.folder, clock)

    assert desk.settings.get("engagement_label/taxi") == here
    assert desk.settings.get(f"engagement_floor/{here}") == "cn/hourly"
    for name in ("甲公司", "乙公司", "丙公司"):
        assert name in desk.settings.get("payers")
    told = json.loads(desk.settings.get("taught_tables"))
    assert told == {"rides": "ours", "shifts": "theirs"}
    assert json.loads(desk.settings.get("screen_templates")) == {"shansong/order": "theirs"}
    assert desk.settings.get("backup.last") == ""


def _unlink(path: Path) -> None:
    path.unlink()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize("lose", [_unlink, _cut])
def test_originals_that_are_missing_or_cut_short_here_come_back_from_the_other_copy(
    pair: tuple[Vault, Vault], clock: SetClock, lose: Callable[[Path], None]
) -> None:
    desk, stick = pair
    known = desk.exhibits.all()[0]
    lose(next((desk.folder / "attachments").glob("*/*")))

    outcome = take_in(desk, stick.folder, clock)

    assert outcome.healed == 1
    assert desk.exhibits.data(known.id) == stick.exhibits.data(known.id)
    assert sound(desk)


def test_a_sealed_backup_is_a_copy_as_well(
    pair: tuple[Vault, Vault], clock: SetClock, tmp_path: Path
) -> None:
    desk, stick = pair
    stick.trips.add(things.trips(engagement(stick), 5, 100))
    add_picture(stick, 9)
    backup = back_up(stick, tmp_path / "out" / "mine", clock).path

    outcome = take_in(desk, backup, clock)

    assert outcome.added == 6
    assert not (desk.folder / "vault.merging").exists()
    assert sound(desk)


def test_a_database_that_a_cloud_service_left_beside_ours_is_a_copy_as_well(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, stick = pair
    stick.trips.add(things.trips(engagement(stick), 5, 100))
    stick.close()
    conflicted = desk.folder / "vault (conflicted copy 2026-03-01).db"
    shutil.copy(stick.folder / "vault.db", conflicted)

    assert take_in(desk, conflicted, clock).added == 5
    for path in (desk.folder / "vault.gwh", desk.folder / "vault.lock"):
        with pytest.raises(GigWalletError) as refused:
            take_in(desk, path, clock)
        assert refused.value.code == "merge_no_copy"


def test_another_vault_this_one_itself_and_other_keys_are_refused(
    pair: tuple[Vault, Vault], clock: SetClock, tmp_path: Path
) -> None:
    desk, stick = pair
    foreign, _ = Vault.create(tmp_path / "foreign", bytearray(PASSPHRASE), clock, kdf=CHEAP)
    size = desk.log.size
    with foreign:
        backup = back_up(foreign, tmp_path / "foreign backup", clock).path
        for place in (foreign.folder, backup):
            with pytest.raises(GigWalletError) as refused:
                take_in(desk, place, clock)
            assert refused.value.code == "merge_other_vault"
    with pytest.raises(GigWalletError) as refused:
        take_in(desk, desk.folder, clock)
    assert refused.value.code == "merge_same_place"
    with pytest.raises(GigWalletError) as refused:
        take_in(desk, stick.folder, clock, passphrase=bytearray(b"wrong passphrase"))
    assert refused.value.code == "wrong_passphrase"
    assert desk.log.size == size
    take_in(desk, stick.folder, clock, passphrase=bytearray(PASSPHRASE))


def test_a_merge_that_fails_on_the_way_leaves_everything_as_it_was(
    pair: tuple[Vault, Vault], clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, stick = pair
    stick.trips.add(things.trips(engagement(stick), 5, 100))
    add_picture(stick, 9)
    before, files = desk.log.state(), sorted((desk.folder / "attachments").glob("*/*"))

    def fail(*_: object) -> None:
        raise GigWalletError("disk_full")

    monkeypatch.setattr("gigwallet.vault.copies.merging._say_merged", fail)
    with pytest.raises(GigWalletError):
        take_in(desk, stick.folder, clock)

    assert desk.log.state() == before
    assert sorted((desk.folder / "attachments").glob("*/*")) == files
    assert sound(desk)


def altered(vault: Vault, *statements: str) -> None:
    """What a holder of the key can do to a copy, past every trigger and shelf."""
    connection = vault.connection
    connection._base.set_authorizer(None)
    for (name,) in connection.all("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
        connection.write(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.write(things.on_disk(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trip SET ref = 'forged'",
        "UPDATE log SET actor = 'the firm' WHERE seq = (SELECT max(seq) FROM log)",
        "UPDATE log SET at = 0 WHERE seq = (SELECT max(seq) FROM log)",
        "DELETE FROM log_salt WHERE seq = (SELECT max(seq) FROM log)",
        "ALTER TABLE trip ADD COLUMN [x) SELECT 1 --] TEXT",
        "CREATE TABLE other (seq INTEGER PRIMARY KEY, said TEXT)",
    ],
)
def test_a_copy_whose_rows_are_not_those_that_its_log_has_bound_is_refused_whole(
    pair: tuple[Vault, Vault], clock: SetClock, statement: str
) -> None:
    one, other = pair
    revise(other, trip_id(other, 0), "said there")
    altered(other, statement)
    before = one.log.state()

    with pytest.raises(GigWalletError) as refused:
        take_in(one, other.folder, clock)

    assert refused.value.code == "merge_copy_false"
    assert one.log.state() == before


def test_columns_that_a_copy_made_up_do_not_come_in(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    one, other = pair
    exhibit = add_picture(other, 7)
    other.exhibits.set_thumbnail(exhibit, b"small")
    altered(other, "ALTER TABLE thumbnail ADD COLUMN [x) SELECT 1 --] TEXT")

    take_in(one, other.folder, clock)

    assert one.exhibits.thumbnail(exhibit) == b"small"


def test_copies_that_went_apart_are_seen_without_unlocking_them(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, stick = pair
    assert not knows_more(desk, stick.folder)
    desk.worker.put(Worker("desk"))
    assert not knows_more(desk, stick.folder)
    stick.worker.put(Worker("stick"))
    stick.anchor()
    assert knows_more(desk, stick.folder)
    assert knows_more(stick, desk.folder) is False  # its head is not written yet
    desk.anchor()
    assert knows_more(stick, desk.folder)

    take_in(desk, stick.folder, clock)
    assert not knows_more(desk, stick.folder)
    stick.trips.add(things.trips(engagement(stick), 2, 900))
    stick.anchor()
    assert knows_more(desk, stick.folder)
    take_in(desk, stick.folder, clock)
    assert not knows_more(desk, stick.folder)


# The law: whoever takes in whom, both end with the same ----------------------------------------


@pytest.fixture(scope="module")
def original() -> Iterator[Path]:
    """A vault to be copied: made once."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "vault"
        with cheap_keys.allowed():
            vault, _ = Vault.create(folder, bytearray(PASSPHRASE), SetClock(), kdf=CHEAP)
        with vault:
            mine = vault.engagements.add(things.ENGAGEMENT)
            vault.trips.add(things.trips(mine, 3))
            add_picture(vault, 0)
        yield folder


def _add(vault: Vault, place: int, word: str) -> None:
    known = vault.engagements.all()
    mine = known[place % len(known)].id
    trip = replace(things.TRIP, ref=word)
    vault.trips.add([things.new(trip, mine, f"key {place}", source=things.typed(len(word)))])


def _revise(vault: Vault, place: int, word: str) -> None:
    known = sorted(vault.trips.all(), key=lambda each: each.fact.ref)
    if known:
        revise(vault, known[place % len(known)].id, word)


def _delete(vault: Vault, place: int, word: str) -> None:
    known = sorted(vault.trips.all(), key=lambda each: each.fact.ref)
    if known:
        vault.trips.delete(known[place % len(known)].id)


def _picture(vault: Vault, place: int, word: str) -> None:
    known = add_picture(vault, place)
    vault.exhibits.revise(known, replace(vault.exhibits.get(known).exhibit, label=word))


def _delete_picture(vault: Vault, place: int, word: str) -> None:
    known = sorted(vault.exhibits.all(), key=lambda each: each.exhibit.sha256)
    if known:
        vault.exhibits.delete(known[place % len(known)].id)


def _worker(vault: Vault, place: int, word: str) -> None:
    vault.worker.put(Worker(word))


def _engagement(vault: Vault, place: int, word: str) -> None:
    city = f"city {place}"
    if all(each.engagement.city != city for each in vault.engagements.all()):
        vault.engagements.add(replace(things.ENGAGEMENT, city=city))


def _revise_engagement(vault: Vault, place: int, word: str) -> None:
    known = sorted(vault.engagements.all(), key=lambda each: each.engagement.city)
    chosen = known[place % len(known)]
    vault.engagements.revise(chosen.id, replace(chosen.engagement, level=word))


EDITS: tuple[Callable[[Vault, int, str], None], ...] = (
    _add,
    _revise,
    _delete,
    _picture,
    _delete_picture,
    _worker,
    _engagement,
    _revise_engagement,
)
edits = st.lists(
    st.tuples(
        st.booleans(), st.sampled_from(EDITS), st.integers(0, 4), st.sampled_from("abc"),
        st.integers(0, 2),
    ),
    max_size=14,
)  # fmt: skip


def holds_now(vault: Vault) -> dict[str, object]:
    """What a person sees, without the ids, which each copy may have given by itself."""
    engagements = {each.id: each.engagement for each in vault.engagements.all()}
    rows = vault.connection.all("SELECT id, natural_key, occurrence FROM fact")
    keys = {identity: (key, occurrence) for identity, key, occurrence in rows}
    return {
        "engagements": sorted(map(str, engagements.values())),
        "trips": sorted(
            (
                str(engagements[each.engagement_id]),
                keys[each.id],
                str(each.fact),
                sorted(str(source.locator) for source in each.sources),
            )
            for each in vault.trips.all()
        ),
        "exhibits": sorted(
            (each.exhibit.sha256, each.exhibit.label, vault.exhibits.data(each.id))
            for each in vault.exhibits.all()
        ),
        "worker": vault.worker.get(),
    }


Edits = list[tuple[bool, Callable[[Vault, int, str], None], int, str, int]]


def _edit(copies: tuple[Vault, Vault], clock: SetClock, steps: Edits) -> None:
    for which, edit, place, word, minutes in steps:
        clock.move(timedelta(minutes=minutes))
        edit(copies[which], place, word)


@settings(
    max_examples=examples(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(first=edits, second=edits)
@example(  # the same original, erased and taken in anew there, and said anew here
    first=[
        (False, _delete_picture, 0, "a", 0),
        (False, _picture, 0, "a", 0),
        (True, _picture, 0, "a", 0),
    ],
    second=[],
)
@example(
    first=[
        (False, _delete_picture, 0, "a", 0),
        (True, _picture, 0, "b", 1),
        (False, _picture, 0, "a", 1),
    ],
    second=[(True, _delete_picture, 0, "a", 1), (False, _picture, 0, "c", 0)],
)
def test_whoever_takes_in_whom_both_end_with_the_same(
    original: Path, first: Edits, second: Edits
) -> None:
    clock = SetClock()
    clock.move(timedelta(days=1))
    with TemporaryDirectory() as place, ExitStack() as stack:
        folders = [Path(place) / name for name in ("desk", "stick", "other desk", "other stick")]
        for folder in folders[:2]:
            shutil.copytree(original, folder)
        with opened(folders[0], clock) as desk, opened(folders[1], clock) as stick:
            _edit((desk, stick), clock, first)
        for source, target in zip(folders[:2], folders[2:], strict=True):
            shutil.copytree(source, target)
        desk, stick, other_desk, other_stick = (
            stack.enter_context(opened(folder, clock)) for folder in folders
        )

        one = take_in(desk, stick.folder, clock)
        other = take_in(other_stick, other_desk.folder, clock)
        assert holds_now(desk) == holds_now(other_stick)
        assert len(one.conflicts) == len(other.conflicts)

        take_in(stick, desk.folder, clock)
        assert holds_now(stick) == holds_now(desk)
        sizes = desk.log.size, stick.log.size
        assert take_in(desk, stick.folder, clock).conflicts == []
        take_in(stick, desk.folder, clock)
        assert (desk.log.size, stick.log.size) == sizes
        assert sound(desk, stick, other_stick)

        # They go apart once more, and come together the other way round.
        _edit((desk, stick), clock, second)
        take_in(stick, desk.folder, clock)
        take_in(desk, stick.folder, clock)
        assert holds_now(stick) == holds_now(desk)
        assert sound(desk, stick)


def test_what_both_said_of_one_difference_is_one_conflict(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, stick = pair
    mine = replace(golden.OPINION, engagement_id=engagement(desk))
    desk.pay_decisions.think(mine)
    clock.move(timedelta(minutes=1))
    stick.pay_decisions.think(replace(mine, opinion=Opinion.ACCEPTED, claim=None))
    trips = [trip_id(stick, 0)]
    (line,) = stick.pay_lines.add([things.new(things.PAY_LINE, engagement(stick))]).added
    stick.pay_decisions.pair(PairingSaid.of(trips, [line], Pairing.JOINED))

    outcome = take_in(desk, stick.folder, clock)

    assert len(outcome.conflicts) == 1
    assert len(desk.pay_decisions.opinions()) == 1
    assert desk.pay_decisions.pairings() == stick.pay_decisions.pairings()
    assert sound(desk, stick)


def test_a_redacted_copy_comes_along_with_what_its_masks_hide(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, stick = pair
    original = desk.exhibits.add(things.exhibit(golden.PICTURE), golden.PICTURE)
    # The same file, taken in apart: it has another id there.
    twin = stick.exhibits.add(things.exhibit(golden.PICTURE), golden.PICTURE)
    data = golden.PICTURE + b" redacted"
    copy = stick.exhibits.add(things.exhibit(data, "copy.png", parent=twin), data)
    stick.redactions.put(golden.redaction(twin, copy))
    stick.redactions.put_words(copy, golden.HIDDEN)

    take_in(desk, stick.folder, clock)

    assert desk.redactions.of(original) == golden.redaction(original, copy)
    assert desk.redactions.words(copy) == golden.HIDDEN
    assert desk.exhibits.get(copy).exhibit.parent == original
    assert take_in(desk, stick.folder, clock).conflicts == []
    assert sound(desk, stick)


def test_a_redaction_does_not_bring_an_erased_original_back(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, stick = pair
    original = desk.exhibits.add(things.exhibit(golden.PICTURE), golden.PICTURE)
    take_in(stick, desk.folder, clock)
    stick.redactions.put(golden.redaction(original, None))
    desk.exhibits.delete(original)

    take_in(desk, stick.folder, clock)
    take_in(stick, desk.folder, clock)

    assert desk.redactions.all() == stick.redactions.all() == []
    assert sound(desk, stick)
