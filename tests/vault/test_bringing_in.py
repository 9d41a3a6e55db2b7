"""An import is there whole or not at all, whatever happens in its middle; others write too."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.searching import words_of
from gigwallet.domain.shift import Shift
from gigwallet.vault import Journal, Vault, check, clearing, coming
from gigwallet.vault.backup.backing_up import back_up
from gigwallet.vault.backup.restoring import restore
from gigwallet.vault.bringing_in import BringingIn, bringing_in
from gigwallet.vault.checking.check import check_open
from gigwallet.vault.copies.merging import merge
from gigwallet.vault.copies.other_copy import other_copy
from tests.cheap_keys import CHEAP
from tests.examples import examples
from tests.vault import things
from tests.vault.conftest import PASSPHRASE, SetClock

PICTURE = b"a picture of the order list" * 50


class BrokenError(Exception):
    """What ends an import in the middle."""


@pytest.fixture
def engagement(vault: Vault) -> EngagementId:
    return vault.engagements.add(things.ENGAGEMENT)


def _step(work: BringingIn) -> None:
    """A pause, though nobody waits and no second has passed."""
    work._begun_at = float("-inf")
    work.rest()


@contextmanager
def _under_way(vault: Vault, engagement: EngagementId) -> Iterator[BringingIn]:
    """An import with five trips and an original, of which three trips are committed; it stands
    aside meanwhile."""
    with bringing_in(vault) as work, work.whole():
        own = work.vault
        own.exhibits.add(things.exhibit(PICTURE), PICTURE)
        own.trips.add(things.trips(engagement, 3))
        _step(work)
        with work.aside():
            yield work
        own.trips.add(things.trips(engagement, 2, 3))


def _break(vault: Vault, engagement: EngagementId) -> None:
    with suppress(BrokenError), _under_way(vault, engagement):
        raise BrokenError


def _shift(vault: Vault, engagement: EngagementId, day: int) -> None:
    shift = Shift("meituan", things.SHIFT.state, things.at(day, 8))
    vault.shifts.add([things.new(shift, engagement, f"shift {day}")])


def _grade(vault: Vault) -> tuple[str, set[str]]:
    vault.anchor()
    report = check_open(vault)
    return report.grade.value, {step.code for step in report.findings}


def test_half_an_import_is_seen_by_nobody_but_itself(
    vault: Vault, engagement: EngagementId
) -> None:
    with _under_way(vault, engagement) as work:
        with closing(vault.reader()) as reader:
            for other in (vault, reader):
                assert (other.trips.count(), other.trips.all()) == (0, [])
                assert other.exhibits.all() == []
                assert other.exhibits.known(things.exhibit(PICTURE).sha256) is None
                assert other.search.find(words_of("MT"), 20) == []
        assert work.vault.trips.count() == 3
        assert _grade(vault)[0] == "sound"

    assert vault.trips.count() == 5
    assert coming.spans(vault.connection) == []
    assert _grade(vault) == ("sound", set())


def test_what_fits_into_a_moment_is_one_transaction_without_marks(
    vault: Vault, engagement: EngagementId
) -> None:
    before = vault.log.size
    with bringing_in(vault) as work, work.whole():
        work.vault.trips.add(things.trips(engagement, 3))
        work.rest()
        work.vault.trips.add(things.trips(engagement, 3, 3))
        assert vault.log.size == before  # nothing of it is committed

    assert vault.trips.count() == 6


def test_who_wants_to_write_gets_in_between_two_portions(
    vault: Vault, engagement: EngagementId
) -> None:
    written = threading.Event()

    def write() -> None:
        _shift(vault, engagement, 3)
        written.set()

    with bringing_in(vault) as work, work.whole():
        work.vault.trips.add(things.trips(engagement, 3))
        other = threading.Thread(target=write)
        other.start()
        while not written.is_set():
            work.rest()
        other.join()
        work.vault.trips.add(things.trips(engagement, 3, 3))
        runs = work.runs

    assert [end - first for first, end in runs] == [3, 3]
    assert runs[1][0] == runs[0][1] + 1  # the shift lies in between
    assert (vault.shifts.count(), vault.trips.count()) == (1, 6)
    assert _grade(vault) == ("sound", set())


def test_an_import_that_breaks_leaves_its_leaves_and_nothing_else(
    vault: Vault, engagement: EngagementId
) -> None:
    before = vault.log.size
    _break(vault, engagement)

    assert (vault.trips.count(), vault.exhibits.all(), vault.attachments.all()) == (0, [], [])
    assert not list((vault.folder / "attachments").glob("*/*"))
    kinds = [entry.kind for entry in vault.log.entries(before)]
    assert kinds == ["exhibit.added", *["fact.added"] * 3, "vault.cleared"]
    assert _grade(vault) == ("sound", {"erased_entries"})
    vault.trips.add(things.trips(engagement, 3))
    assert vault.trips.count() == 3


def test_what_somebody_else_wrote_in_the_middle_stays_when_it_breaks(
    vault: Vault, engagement: EngagementId
) -> None:
    with suppress(BrokenError), _under_way(vault, engagement):
        _shift(vault, engagement, 3)
        raise BrokenError

    assert (vault.shifts.count(), vault.trips.count()) == (1, 0)
    assert _grade(vault)[0] == "sound"


def test_the_next_opening_takes_out_what_a_kill_left(
    vault: Vault, engagement: EngagementId, tmp_path: Path, clock: SetClock
) -> None:
    with _under_way(vault, engagement):
        shutil.copytree(vault.folder, tmp_path / "killed")
    secret = bytearray(PASSPHRASE)
    before = check(tmp_path / "killed", clock, passphrase=bytearray(secret))
    with Vault.open(
        tmp_path / "killed", clock, passphrase=bytearray(secret), read_only=True
    ) as seen:
        assert (seen.trips.count(), seen.exhibits.all()) == (0, [])
    with Vault.open(tmp_path / "killed", clock, passphrase=bytearray(secret)) as killed:
        assert (killed.trips.count(), killed.attachments.all()) == (0, [])
        assert coming.spans(killed.connection) == []
        assert _grade(killed)[0] == "sound"
        killed.trips.add(things.trips(engagement, 5))

    assert before.grade == "sound"


def test_taking_out_goes_on_where_it_was_stopped(
    vault: Vault,
    engagement: EngagementId,
    tmp_path: Path,
    clock: SetClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clearing, "_AT_ONCE", 2)
    with _under_way(vault, engagement):
        shutil.copytree(vault.folder, tmp_path / "killed")
    monkeypatch.setattr(Vault, "_clear_left_over", lambda _: None)
    with Vault.open(tmp_path / "killed", clock, passphrase=bytearray(PASSPHRASE)) as killed:
        turns = iter([True, False])
        whole = clearing.clear(
            killed.connection, killed.log, killed.attachments, lambda: next(turns)
        )
        half = (_grade(killed)[0], killed.trips.count())
        done = clearing.clear(killed.connection, killed.log, killed.attachments)
        after = (_grade(killed)[0], coming.spans(killed.connection))

    assert (whole, half) == (False, ("sound", 0))
    assert (done, after) == (True, ("sound", []))


def test_no_erasure_is_hidden_behind_an_entry_that_says_something_else() -> None:
    assert clearing.accounted(b'{"entries":[[3,9],[12,14]]}', 14) == [(3, 9), (12, 14)]
    for body in (b'{"entries":[[3,15]]}', b'{"entries":[["3",9]]}', b'{"entries":3}', b"{", None):
        assert clearing.accounted(body, 14) == []


def test_what_an_import_brings_is_not_stored_once_more_beside_it(
    vault: Vault, engagement: EngagementId
) -> None:
    with _under_way(vault, engagement):
        with pytest.raises(GigWalletError, match="import_under_way"):
            vault.trips.add(things.trips(engagement, 1))
        with pytest.raises(GigWalletError, match="import_under_way"):
            vault.exhibits.add(things.exhibit(PICTURE), PICTURE)

    assert (vault.trips.count(), len(vault.exhibits.all())) == (5, 1)


def test_a_backup_of_the_middle_holds_nothing_of_it(
    vault: Vault, engagement: EngagementId, tmp_path: Path, clock: SetClock
) -> None:
    _shift(vault, engagement, 2)
    with _under_way(vault, engagement):
        written = back_up(vault, tmp_path / "outside" / "mine", clock)
    secret = bytearray(PASSPHRASE)
    restore(written.path, tmp_path / "back", clock, passphrase=bytearray(secret))
    with Vault.open(tmp_path / "back", clock, passphrase=bytearray(secret)) as back:
        assert (back.shifts.count(), back.trips.count(), back.exhibits.all()) == (1, 0, [])
        assert back.attachments.all() == []
        assert _grade(back)[0] == "sound"


def test_a_copy_that_stands_in_the_middle_of_one_is_not_taken_in(
    vault: Vault, engagement: EngagementId, tmp_path: Path, clock: SetClock
) -> None:
    with _under_way(vault, engagement):
        shutil.copytree(vault.folder, tmp_path / "killed")
        with (
            other_copy(vault, tmp_path / "killed", clock) as other,
            pytest.raises(GigWalletError, match="import_under_way"),
        ):
            merge(vault, other)
    with (
        other_copy(vault, tmp_path / "killed", clock) as other,
        pytest.raises(GigWalletError, match="merge_copy_unfinished"),
    ):
        merge(vault, other)

    assert vault.trips.count() == 5


@pytest.mark.parametrize("into", ["the one that broke it off", "the one that finished it"])
def test_copies_of_which_one_finished_an_import_both_have_it_whole_after_a_merge(
    vault: Vault, engagement: EngagementId, tmp_path: Path, clock: SetClock, into: str
) -> None:
    with _under_way(vault, engagement):
        _shift(vault, engagement, 3)
        shutil.copytree(vault.folder, tmp_path / "killed")
    vault.close()
    secret = bytearray(PASSPHRASE)
    Vault.open(tmp_path / "killed", clock, passphrase=bytearray(secret)).close()
    places = [tmp_path / "killed", vault.folder]
    if into == "the one that finished it":
        places.reverse()
    for _ in range(2):  # the second one adds nothing
        with (
            Vault.open(places[0], clock, passphrase=bytearray(secret)) as one,
            other_copy(one, places[1], clock) as other,
        ):
            merge(one, other)
            assert (one.trips.count(), one.shifts.count(), len(one.exhibits.all())) == (5, 1, 1)
            assert _grade(one)[0] == "sound"


def test_what_was_cleared_in_one_copy_is_no_word_to_another(
    vault: Vault, engagement: EngagementId, tmp_path: Path, clock: SetClock
) -> None:
    vault.close()
    shutil.copytree(vault.folder, tmp_path / "stick")
    secret = bytearray(PASSPHRASE)
    with Vault.open(tmp_path / "stick", clock, passphrase=bytearray(secret)) as stick:
        _break(stick, engagement)
        _shift(stick, engagement, 5)
    with (
        Vault.open(vault.folder, clock, passphrase=bytearray(secret)) as desk,
        other_copy(desk, tmp_path / "stick", clock) as other,
    ):
        merge(desk, other)
        kinds = {entry.kind for entry in desk.log.entries()}
        assert desk.shifts.count() == 1
        assert _grade(desk)[0] == "sound"

    assert "vault.cleared" not in kinds


def test_the_search_index_stops_before_it_and_finds_all_of_it_afterwards(
    vault: Vault, engagement: EngagementId
) -> None:
    with _under_way(vault, engagement):
        _shift(vault, engagement, 3)
        vault.search.catch_up()
        assert vault.search.behind == 0
        assert vault.search.find(words_of("MT"), 20) == []
    vault.search.catch_up()

    assert len(vault.search.find(words_of("MT"), 20)) == 5
    assert vault.search.behind == 0


def test_closing_the_vault_ends_an_import_at_its_next_step_and_waits_for_it(
    vault: Vault, engagement: EngagementId, clock: SetClock
) -> None:
    ended: list[BaseException] = []
    under_way, done = threading.Event(), threading.Event()

    def bring() -> None:
        try:
            with _under_way(vault, engagement) as work:
                under_way.set()
                while True:
                    work.rest()
        except Cancelled as end:
            ended.append(end)
        done.set()

    other = threading.Thread(target=bring)
    other.start()
    assert under_way.wait(20)
    vault.close()
    assert done.is_set() or done.wait(20)
    other.join()
    with Vault.open(vault.folder, clock, passphrase=bytearray(PASSPHRASE)) as again:
        assert (again.trips.count(), again.exhibits.all()) == (0, [])
        assert _grade(again)[0] == "sound"

    assert [type(each) for each in ended] == [Cancelled]


def test_where_all_rows_lie_in_one_file_an_import_stays_one_transaction(
    folder: Path, clock: SetClock
) -> None:
    vault, _ = Vault.create(folder, bytearray(PASSPHRASE), clock, kdf=CHEAP, journal=Journal.DELETE)
    with vault:
        engagement = vault.engagements.add(things.ENGAGEMENT)
        with _under_way(vault, engagement):
            assert coming.spans(vault.connection) == []
        assert vault.trips.count() == 5
        _break(vault, engagement)
        assert vault.trips.count() == 5
        assert _grade(vault) == ("sound", set())


@given(
    plan=st.lists(st.sampled_from(["store", "step", "shift", "aside"]), min_size=1, max_size=8),
    finishes=st.booleans(),
)
@settings(
    max_examples=examples(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_comes_in_whichever_order_it_is_whole_or_nothing(
    vault: Vault, plan: list[str], finishes: bool
) -> None:
    known = vault.engagements.all()
    engagement = known[0].id if known else vault.engagements.add(things.ENGAGEMENT)
    before, shifts, size = vault.trips.count(), vault.shifts.count(), vault.log.size
    stored = made = 0
    with suppress(BrokenError), bringing_in(vault) as work, work.whole():
        for each in plan:
            match each:
                case "store":
                    work.vault.trips.add(things.trips(engagement, 2, size * 100 + stored))
                    stored += 2
                case "step":
                    _step(work)
                case "aside":
                    with work.aside():
                        pass
                case "shift":
                    with work.aside():
                        key = f"shift {size} {made}"
                        vault.shifts.add([things.new(things.SHIFT, engagement, key)])
                        made += 1
            assert (vault.trips.count(), vault.shifts.count()) == (before, shifts + made)
        if not finishes:
            raise BrokenError

    assert vault.trips.count() == before + (stored if finishes else 0)
    assert vault.shifts.count() == shifts + made
    assert coming.spans(vault.connection) == []
    assert _grade(vault)[0] == "sound"
