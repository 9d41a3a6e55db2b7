"""Laws of the matching, over invented work of which the truth is known."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.instants import Instant
from gigwallet.domain.pay_decision import Pairing, PairingSaid
from gigwallet.domain.reconciled import MatchMethod
from gigwallet.domain.recorded import FactId
from gigwallet.reconciliation.facts import Book, books
from gigwallet.reconciliation.ledger import LineColumns, TripColumns
from gigwallet.reconciliation.matching import Matching, match
from gigwallet.reconciliation.orders import SURE_ENOUGH
from tests.examples import examples
from tests.invented_pay.made import Made, made
from tests.invented_pay.regime import DAYS, DEFAULT, MISMATCHED, NO_IDS, Regime

SOME = [replace(each, days=21) for each in (DEFAULT, NO_IDS, MISMATCHED, DAYS)]
regimes = st.sampled_from(SOME)
seeds = st.integers(min_value=1, max_value=50)


def matched(work: Made, book: Book, pairings: tuple[PairingSaid, ...] = ()) -> Matching:
    rows = book.trip_columns, book.line_columns
    return match(*rows, work.worth, zone=book.zone, pairings=pairings)


def said(matching: Matching) -> set[tuple[frozenset[FactId], frozenset[FactId]]]:
    return {(frozenset(each.trips), frozenset(each.pay_lines)) for each in matching.matches}


def _contested(matching: Matching) -> set[FactId]:
    return {matching.trips.id[each] for each in matching.contested}


@settings(max_examples=examples(5), deadline=None)
@given(regimes, seeds, st.integers())
def test_the_order_of_the_facts_changes_nothing(regime: Regime, seed: int, mixed: int) -> None:
    work = made(regime, seed)
    dice = random.Random(mixed)  # noqa: S311  not a secret
    for book in books(work.facts):
        once = matched(work, book)
        trips, lines = list(book.trips), list(book.lines)
        dice.shuffle(trips)
        dice.shuffle(lines)
        book.trip_columns, book.line_columns = TripColumns.of(trips), LineColumns.of(lines)
        again = matched(work, book)

        assert again.matches == once.matches
        assert _contested(again) == _contested(once)


@settings(max_examples=examples(4), deadline=None)
@given(regimes, seeds, st.integers(min_value=60, max_value=4000))
def test_a_trip_far_away_changes_no_match(regime: Regime, seed: int, days: int) -> None:
    work = made(regime, seed)
    for book in books(work.facts):
        before = said(matched(work, book))
        last = book.trips[-1]
        assert last.fact.completed_at is not None
        later = Instant(last.fact.completed_at.utc + timedelta(days=days), book.zone)
        far = replace(
            last,
            id=FactId("far"),
            fact=replace(last.fact, ref="far", accepted_at=later, completed_at=later),
        )
        book.trip_columns = TripColumns.of([*book.trips, far])

        assert said(matched(work, book)) == before


@settings(max_examples=examples(4), deadline=None)
@given(regimes, seeds)
def test_every_trip_and_every_line_is_used_once_at_most(regime: Regime, seed: int) -> None:
    work = made(regime, seed)
    for book in books(work.facts):
        found = matched(work, book)
        trips = Counter(trip for each in found.matches for trip in each.trips)
        lines = Counter(line for each in found.matches for line in each.pay_lines)

        assert not [name for name, count in (trips + lines).items() if count > 1]
        alone = {found.trips.id[each] for each in found.alone_trips}
        left = {found.lines.id[each] for each in found.alone_lines}
        assert alone == {each.id for each in book.trips} - trips.keys()
        assert left == {each.id for each in book.lines} - lines.keys()
        assert _contested(found) <= alone


@settings(max_examples=examples(4), deadline=None)
@given(st.sampled_from(SOME[:1]), seeds)
def test_what_names_its_order_is_always_joined_to_it(regime: Regime, seed: int) -> None:
    work = made(regime, seed)
    for book in books(work.facts):
        numbers = {each.fact.ref: each.id for each in book.trips}
        whose = {
            line: set(each.trips) for each in matched(work, book).matches for line in each.pay_lines
        }
        for line in book.lines:
            if line.fact.trip_ref in numbers:
                assert numbers[line.fact.trip_ref] in whose[line.id]


@pytest.mark.parametrize("seed", [3, 4])
def test_what_the_person_said_stays_and_the_rest_is_matched_around_it(seed: int) -> None:
    work = made(SOME[1], seed)
    book = books(work.facts)[0]
    sure = [each for each in matched(work, book).matches if len(each.trips) == 1]
    one, other, third = sure[5], sure[40], sure[80]
    swapped = PairingSaid.of(one.trips, other.pay_lines, Pairing.JOINED)
    apart = PairingSaid.of(third.trips, third.pay_lines, Pairing.APART)

    found = matched(work, book, (swapped, apart))

    [kept] = [each for each in found.matches if each.trips == one.trips]
    assert kept.pay_lines == tuple(sorted(other.pay_lines))
    assert (kept.method, kept.by_person) == (MatchMethod.BY_PERSON, True)
    for each in found.matches:
        if set(each.trips) & set(third.trips):
            assert not set(each.pay_lines) & set(third.pay_lines)
    others = {each.trips: each.pay_lines for each in sure[100:]}
    again = {each.trips: each.pay_lines for each in found.matches}
    assert sum(again.get(trips) == lines for trips, lines in others.items()) > 0.99 * len(others)


def test_how_sure_a_match_is_said_to_be_is_how_often_it_is_right() -> None:
    said_sure: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for seed in range(1, 5):
        work = made(replace(MISMATCHED, days=56), seed)
        for book in books(work.facts):
            for each in matched(work, book).matches:
                pairs = [(t, work.alike[x]) for t in each.trips for x in each.pay_lines]
                band = "high" if each.confidence >= SURE_ENOUGH else "low"
                said_sure[band] += len(pairs)
                right[band] += sum(pair in work.pairs for pair in pairs)

    assert right["high"] / said_sure["high"] > 0.97
    assert 0.5 < right["low"] / said_sure["low"] < 0.95
