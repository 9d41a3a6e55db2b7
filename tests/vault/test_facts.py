"""Facts come back exactly, once, with every place that states them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, FactId, HowKnown
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.vault import Added, Vault
from gigwallet.vault.checking.check import check_open, committed_tables
from gigwallet.vault.shelves import layouts
from tests.vault import things
from tests.vault.conftest import SetClock

Reopen = Callable[..., Vault]

KINDS: list[tuple[str, Any]] = [  # Any: one fact of each kind
    ("trips", things.TRIP),
    ("shifts", things.SHIFT),
    ("track_points", things.POINT),
    ("tracks", things.TRACK),
    ("tallies", things.TALLY),
    ("statements", things.STATEMENT),
    ("pay_lines", things.PAY_LINE),
    ("payouts", things.PAYOUT),
]
LAYOUTS = [
    layouts.TRIP,
    layouts.SHIFT,
    layouts.TRACK_POINT,
    layouts.TRACK,
    layouts.TALLY,
    layouts.STATEMENT,
    layouts.PAY_LINE,
    layouts.PAYOUT,
]


@pytest.fixture
def engagement(vault: Vault) -> EngagementId:
    return vault.engagements.add(things.ENGAGEMENT)


@pytest.mark.parametrize(("shelf", "fact"), KINDS)
def test_a_fact_of_each_kind_comes_back_equal_after_a_restart(
    vault: Vault, engagement: EngagementId, reopen: Reopen, shelf: str, fact: Any
) -> None:
    (identity,) = getattr(vault, shelf).add([things.new(fact, engagement)]).added
    vault.close()

    again = getattr(reopen(), shelf)
    recorded = again.get(identity)

    assert again.all() == [recorded]
    assert recorded.fact == fact
    assert recorded.engagement_id == engagement
    assert recorded.sources == (things.typed(),)
    assert recorded.revision.number == 1


instants = st.builds(
    Instant,
    st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  hypothesis adds the zone
    st.sampled_from(["Asia/Shanghai", "UTC"]),
    st.sampled_from(TimeQuality),
    st.text(max_size=8),
)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
money = st.builds(Money, st.integers(-(2**53) + 1, 2**53 - 1), st.sampled_from(["CNY", "JPY"]))
degrees = st.floats(-180, 180)
odd_trips = st.builds(
    Trip,
    texts,
    st.sampled_from(TripKind),
    st.sampled_from(TripStatus),
    st.just("CNY"),
    st.just("Asia/Shanghai"),
    ref=texts,
    offered_at=st.none() | instants,
    completed_at=st.none() | instants,
    pickup=st.none() | st.tuples(degrees, degrees),
    paid_m=st.none() | st.integers(0, 10**9),
    cash=st.none() | st.booleans(),
    offered=st.none() | money,
    surge=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(odd_trips, max_size=5))
def test_any_trip_comes_back_equal_and_is_what_the_log_committed_to(
    vault: Vault, made: list[Trip]
) -> None:
    engagement = vault.engagements.add(things.ENGAGEMENT)
    keyed = [things.new(trip, engagement, str(place)) for place, trip in enumerate(made)]
    added = vault.trips.add(keyed).added

    one_by_one = [vault.trips.get(each) for each in added]
    assert [each.fact for each in one_by_one] == made
    assert {each.id: each for each in vault.trips.all(engagement)} == {
        each.id: each for each in one_by_one
    }
    assert check_open(vault).grade == "sound"


def test_every_column_of_a_kind_has_a_field_and_every_field_a_column(vault: Vault) -> None:
    common = {"seq", "fact_id", "revision", "how", "first_day", "last_day", "ordered_at"}
    for each in LAYOUTS:
        table = each.layout.table
        stored = {row[1] for row in vault.connection.all(f"PRAGMA table_info({table})")}
        assert stored == common | set(each.layout.columns), table
        kind: Any = each.layout.kind
        assert len(dataclasses.fields(kind)) == len(get_type_hints(kind))


def test_every_committed_table_refuses_to_be_rewritten(vault: Vault) -> None:
    guarded = {
        row[0]
        for row in vault.connection.all(
            "SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%UPDATE%'"
        )
    }

    assert set(committed_tables(vault.connection)) | {"log", "log_salt", "checkpoint"} == guarded


def test_adding_again_adds_nothing_but_another_place_is_remembered(
    vault: Vault, engagement: EngagementId
) -> None:
    first = vault.trips.add(things.trips(engagement, 3))
    size = vault.log.size
    again = vault.trips.add(things.trips(engagement, 3))
    assert vault.log.size == size
    elsewhere = things.new(things.TRIP, engagement, "MT 000001", source=things.typed(77))
    other = vault.trips.add([elsewhere])

    assert (len(first.added), first.known) == (3, 0)
    assert again == Added((), 3)
    assert other == Added((), 1)
    recorded = vault.trips.get(first.added[1])
    assert [source.locator.line for source in recorded.sources] == [2, 77]
    assert vault.trips.count() == 3


def test_two_true_repeats_stay_two_and_one_batch_may_state_a_fact_twice(
    vault: Vault, engagement: EngagementId
) -> None:
    repeats = [things.new(things.PAY_LINE, engagement, "same", n) for n in (1, 2)]
    stated_twice = things.new(things.PAY_LINE, engagement, "same", 1, things.typed(9))

    outcome = vault.pay_lines.add([*repeats, stated_twice])

    assert (len(outcome.added), outcome.known) == (2, 1)
    assert len(vault.pay_lines.get(outcome.added[0]).sources) == 2
    assert vault.pay_lines.count(engagement) == 2


def test_the_same_key_in_another_engagement_is_another_fact(vault: Vault) -> None:
    engagements = [vault.engagements.add(things.ENGAGEMENT) for _ in range(2)]

    outcome = vault.tallies.add([things.new(things.TALLY, each) for each in engagements])

    assert len(outcome.added) == 2
    assert [len(vault.tallies.all(each)) for each in engagements] == [1, 1]


def test_facts_without_an_engagement_are_refused_and_nothing_is_kept(vault: Vault) -> None:
    size = vault.log.size
    with pytest.raises(GigWalletError) as refused:
        vault.trips.add(things.trips(EngagementId("nowhere"), 2))

    assert refused.value.code == "engagement_missing"
    assert (vault.trips.count(), vault.log.size) == (0, size)


def test_lists_are_ordered_by_time_and_cut_to_a_period(
    vault: Vault, engagement: EngagementId
) -> None:
    made = things.trips(engagement, 5000)
    vault.trips.add(reversed(made))

    listed = [each.fact for each in vault.trips.all(engagement)]
    day = Period.of_day(made[2000].fact.day)  # type: ignore[arg-type]  # it has a day
    cut = [each.fact for each in vault.trips.all(period=day)]

    assert listed == [each.fact for each in made]
    assert cut == [each.fact for each in made if each.fact.day == day.first]


def test_many_facts_come_with_the_cells_as_written_only_where_a_column_is_asked_for(
    vault: Vault, engagement: EngagementId
) -> None:
    own = dataclasses.replace(things.typed(), raw={"own_paid": '7,50 "net"'})
    told = things.new(things.TRIP, engagement, "1", source=own)
    vault.trips.add([told, things.new(things.TRIP, engagement, "2")])

    written = [each.sources[0].raw for each in vault.trips.all(written="own_")]

    assert written == [own.raw, {}]
    assert [each.sources[0].raw for each in vault.trips.all()] == [own.raw, things.typed().raw]


def test_a_trip_across_midnight_belongs_to_one_day_only(
    vault: Vault, engagement: EngagementId
) -> None:
    vault.trips.add([things.new(things.TRIP, engagement)])
    days = [Period.of_day(things.at(day).day) for day in (3, 4)]

    assert [len(vault.trips.all(period=day)) for day in days] == [0, 1]


def test_a_fact_without_a_day_is_listed_but_belongs_to_no_period(
    vault: Vault, engagement: EngagementId
) -> None:
    timeless = dataclasses.replace(things.TRIP, accepted_at=None, completed_at=None)
    vault.trips.add([things.new(timeless, engagement)])

    assert len(vault.trips.all()) == 1
    assert vault.trips.all(period=things.JULY) == []


def test_a_revision_is_heard_and_the_first_saying_stays(
    vault: Vault, engagement: EngagementId, clock: SetClock
) -> None:
    (identity,) = vault.tallies.add([things.new(things.TALLY, engagement)]).added
    clock.move(timedelta(hours=2))
    corrected = dataclasses.replace(things.TALLY, orders=923)
    vault.tallies.revise(identity, corrected, HowKnown.TYPED, by="volunteer")

    (now,) = vault.tallies.all()
    history = vault.tallies.history(identity)

    assert now.fact == corrected
    assert now.typed
    assert (now.revision.number, now.revision.by) == (2, "volunteer")
    assert [fact.orders for _, fact in history] == [922, 923]
    assert history[1][0].at - history[0][0].at == timedelta(hours=2)
    assert vault.tallies.count() == 1


def test_a_deleted_fact_leaves_its_leaf_and_nothing_else(
    vault: Vault, engagement: EngagementId
) -> None:
    gone, kept = vault.trips.add(things.trips(engagement, 2)).added
    vault.trips.revise(gone, things.TRIP, HowKnown.TYPED)
    size, root = vault.log.state()
    vault.trips.delete(gone)

    assert [each.id for each in vault.trips.all()] == [kept]
    with pytest.raises(GigWalletError) as refused:
        vault.trips.get(gone)
    assert refused.value.code == "fact_missing"
    assert vault.log.size == size + 1
    assert vault.log.root_at(size) == root
    report = check_open(vault)
    assert report.grade == "sound"
    assert any(step.code == "erased_entries" for step in report.findings)


@pytest.mark.parametrize("asked", ["get", "history", "delete"])
def test_what_was_never_stored_is_refused(vault: Vault, asked: str) -> None:
    with pytest.raises(GigWalletError) as refused:
        getattr(vault.trips, asked)(FactId("nothing"))

    assert refused.value.code == "fact_missing"


def test_a_failure_inside_a_transaction_leaves_no_trace(
    vault: Vault, engagement: EngagementId
) -> None:
    size = vault.log.size

    def interrupted() -> None:
        with vault.transaction():
            vault.trips.add(things.trips(engagement, 10))
            vault.exhibits.add(things.exhibit(b"picture"), b"picture")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert (vault.trips.count(), vault.log.size) == (0, size)
    assert list((vault.folder / "attachments").glob("*/*")) == []


def test_a_swallowed_failure_of_an_inner_step_does_not_commit_the_rest(
    vault: Vault, engagement: EngagementId
) -> None:
    def careless() -> None:
        with vault.transaction():
            vault.trips.add(things.trips(engagement, 1))
            try:
                vault.tallies.add([things.new(things.TALLY, EngagementId("nowhere"))])
            except GigWalletError:
                return

    with pytest.raises(RuntimeError, match="not passed on"):
        careless()

    assert vault.trips.count() == 0


def test_a_measurement_that_is_no_number_is_not_stored(
    vault: Vault, engagement: EngagementId
) -> None:
    nowhere = dataclasses.replace(things.POINT, lat=float("nan"))
    with pytest.raises(ValueError, match="finite"):
        vault.track_points.add([things.new(nowhere, engagement)])


def test_exact_decimals_keep_their_digits(vault: Vault, engagement: EngagementId) -> None:
    (identity,) = vault.pay_lines.add([things.new(things.PAY_LINE, engagement)]).added

    assert str(vault.pay_lines.get(identity).fact.rate) == "-5.00"
    assert vault.pay_lines.get(identity).fact.quantity == Decimal(1)
