"""All facts of a kind at once: as columns and texts they say what they say one by one."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.recorded import EngagementId, HowKnown
from gigwallet.domain.trip import TripStatus
from gigwallet.vault import Vault
from gigwallet.vault.shelves.cells import AT_ONCE, Alike, Columns, Texts
from tests.examples import examples
from tests.vault import things

# So many that they lie in several texts.
MANY = 150
ASKED = ("ref", "accepted_at_utc", "surge")
ALIKE = ("status", "surge", "promised_by_zone")


@pytest.fixture
def engagement(vault: Vault) -> EngagementId:
    return vault.engagements.add(things.ENGAGEMENT)


def test_rows_say_what_the_facts_say_in_their_order(vault: Vault, engagement: EngagementId) -> None:
    other = vault.engagements.add(replace(things.ENGAGEMENT, city="北京"))
    exhibit = vault.exhibits.add(things.exhibit(b"1"), b"1")
    # Later ones were stored first, those of another account and pay in between.
    for start in (100, 50, 0):
        batch = things.trips(engagement, MANY // 3, start)
        vault.trips.add([replace(each, source=things.typed(1, exhibit)) for each in batch])
        vault.trips.add(things.trips(other, 2, 400 + start))
        vault.pay_lines.add([things.new(things.PAY_LINE, engagement, f"{start}")])
    vault.trips.add([things.new(replace(things.TRIP, accepted_at=None, completed_at=None), other)])
    stated_again = [
        replace(each, source=things.typed(7)) for each in things.trips(engagement, 3, 20)
    ]
    vault.trips.add(stated_again)
    revised = vault.trips.all()[7]
    vault.trips.revise(revised.id, replace(revised.fact, promised_by=things.at(5)), HowKnown.TYPED)
    vault.trips.delete(vault.trips.all()[9].id)

    for asked, alike in (((), ()), (ASKED, ()), (ASKED, ALIKE)):
        rows = vault.trips.rows(asked, alike=alike, written="单")
        assert list(rows) == vault.trips.all(written="单")
        assert rows[-1] == vault.trips.all(written="单")[-1]
    assert rows[3:5] == vault.trips.all(written="单")[3:5]
    assert list(rows.exhibits()) == [
        tuple(each.exhibit_id for each in row.sources if each.exhibit_id) for row in rows
    ]
    assert list(vault.trips.rows(ASKED, other)) == vault.trips.all(other)
    assert list(vault.pay_lines.rows(())) == vault.pay_lines.all()


def test_what_was_not_asked_of_every_row_is_no_column(
    vault: Vault, engagement: EngagementId
) -> None:
    vault.trips.add(things.trips(engagement, 2))

    rows = vault.trips.rows(("ref",))

    assert list(rows.column("ref")) == ["MT 000000", "MT 000001"]
    with pytest.raises(KeyError):
        rows.column("status")


def test_cells_that_rows_have_alike_are_told_of_each_row(
    vault: Vault, engagement: EngagementId
) -> None:
    vault.trips.add(things.trips(engagement, 3))
    first = vault.trips.all()[0]
    vault.trips.revise(first.id, replace(first.fact, status=TripStatus.FAILED), HowKnown.TYPED)

    rows = vault.trips.rows((), alike=("status", "picked_up_at_zone"))

    told = rows.told(lambda *cells: cells, "status", "how", "picked_up_at_zone")
    assert list(told) == [("failed", "typed", None), *[("completed", "imported", None)] * 2]
    with pytest.raises(KeyError):
        rows.told(str, "currency")


def test_rows_hold_what_was_at_one_moment_and_after_the_vault_is_closed(
    vault: Vault, engagement: EngagementId
) -> None:
    vault.trips.add(things.trips(engagement, 3))
    before = vault.trips.all()
    rows = vault.trips.rows(ASKED)
    vault.trips.revise(before[0].id, replace(before[0].fact, ref="changed"), HowKnown.TYPED)
    vault.trips.delete(before[1].id)
    vault.close()

    assert [each.fact for each in rows] == [each.fact for each in before]


def test_reading_all_leaves_the_connection_as_it_was(
    vault: Vault, engagement: EngagementId
) -> None:
    vault.trips.add(things.trips(engagement, 3))

    vault.trips.rows(ASKED)

    assert vault.connection.one("PRAGMA cache_size") == (-65536,)
    with pytest.raises(Exception, match="authoriz"):
        vault.connection.one("PRAGMA cache_size=-1")


@given(st.lists(st.lists(st.tuples(*[st.none() | st.integers(0, 5)] * 3), min_size=1), max_size=5))
@settings(max_examples=examples(25), deadline=None)
def test_columns_hold_every_cell_whenever_it_came(
    batches: list[list[tuple[int | None, ...]]],
) -> None:
    columns = Columns(("a", "b", "c"))
    for batch in batches:
        columns.add(zip(*batch, strict=True), len(batch))

    rows = [row for batch in batches for row in batch]

    assert list(zip(*columns.several("abc"), strict=True)) == rows
    columns.put_in_order(range(len(rows))[::-1])
    columns.share("b")
    assert list(zip(*columns.several("abc"), strict=True)) == rows[::-1]


@given(st.lists(st.lists(st.tuples(st.none() | st.integers(0, 2), st.text(max_size=1)))))
@settings(max_examples=examples(25), deadline=None)
def test_what_rows_have_alike_is_kept_for_each_of_them(
    batches: list[list[tuple[int | None, str]]],
) -> None:
    alike = Alike(("a", "b"))
    for batch in batches:
        alike.add([json.dumps(row) for row in batch])
    rows = [row for batch in batches for row in batch][::-1]

    alike.put_in_order(range(len(rows))[::-1])

    assert list(alike.told(lambda b, a: (a, b), ("b", "a"))) == rows
    assert [(alike.cell("a", n), alike.cell("b", n)) for n in range(len(rows))] == rows


def test_texts_give_back_each_row_wherever_it_lies() -> None:
    texts = Texts()
    texts.add([f'[{number},"单"]' for number in range(AT_ONCE)])
    texts.add(["[null]", "[1.5]"])

    assert [texts.row(number) for number in (0, 63, 64, AT_ONCE - 1)] == [
        [0, "单"],
        [63, "单"],
        [64, "单"],
        [AT_ONCE - 1, "单"],
    ]
    assert (texts.row(AT_ONCE), texts.row(AT_ONCE + 1)) == ([None], [1.5])
