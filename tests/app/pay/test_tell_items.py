"""What is kept of every item is what the item says, and the steps to the money are the same."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from gigwallet.app.pay.tell_bridge import Folded, falls
from gigwallet.app.pay.tell_items import PayItem, items_of, tell_items
from gigwallet.domain.job import Cancelled, Job
from gigwallet.domain.later import OneByOne
from gigwallet.domain.reconciled import Discrepancy, Reconciliation
from tests.reconciliation.invented import reported_case
from tests.reconciliation.test_laws_of_the_pay_check import month


def test_what_is_kept_of_an_item_is_what_it_says() -> None:
    outcome = month(3).checked()
    own = {each.name for each in fields(PayItem)} - {"place"}

    told = tell_items(outcome, Job())

    assert len(told.items) == len(outcome.discrepancies)
    for place, (item, whole) in enumerate(zip(told.items, outcome.discrepancies, strict=True)):
        assert item.place == place
        assert {name: getattr(item, name) for name in own} == {
            name: getattr(whole, name) for name in own
        }
    assert told.items == tuple(items_of(outcome))


@pytest.mark.parametrize("seed", range(12))
def test_days_without_a_difference_tell_the_same_steps_as_all_their_orders(seed: int) -> None:
    outcome = month(seed, ids=seed % 2 == 0).checked()
    folded = Folded()
    for item in outcome.discrepancies:
        folded.add(item)

    assert len(folded.items) < len(outcome.discrepancies)
    assert falls(folded.items, outcome, "CNY") == falls(outcome.discrepancies, outcome, "CNY")
    assert tell_items(outcome, Job()).falls["CNY"] == falls(folded.items, outcome, "CNY")


def test_a_month_that_is_paid_in_full_is_told_as_itself() -> None:
    """Its item carries the arithmetic of the whole month: it is no order of a day."""
    outcome = reported_case()
    folded = Folded()
    for item in outcome.discrepancies:
        folded.add(item)

    assert sorted(map(str, folded.items)) == sorted(map(str, outcome.discrepancies))


def test_an_item_is_made_once_somebody_looks_at_it() -> None:
    outcome, made = counted(month(5).checked())

    rows = items_of(outcome)
    assert not made
    assert rows[7] == rows[7]
    assert made == [7]


def test_going_through_the_items_stops_when_it_is_cancelled() -> None:
    outcome, made = counted(month(5).checked())
    job = Job()
    job.cancel()

    with pytest.raises(Cancelled):
        tell_items(outcome, job)
    assert len(made) <= 1


def counted(outcome: Reconciliation) -> tuple[Reconciliation, list[int]]:
    """The same, and the places of the items that were made."""
    made: list[int] = []

    def make(place: int) -> Discrepancy:
        made.append(place)
        return outcome.discrepancies[place]

    every = OneByOne(len(outcome.discrepancies), make)
    return replace(outcome, discrepancies=every), made
