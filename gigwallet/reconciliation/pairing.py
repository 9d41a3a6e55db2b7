"""Which pay is for which order, of all books: a pay check begins with it, a list of pairs is no
more."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from gigwallet.domain.heap import undisturbed
from gigwallet.domain.job import Job
from gigwallet.domain.later import OneByOne
from gigwallet.domain.reconciled import Match
from gigwallet.reconciliation.expectation import Expectations, expectations
from gigwallet.reconciliation.facts import Book, Facts, books
from gigwallet.reconciliation.matching import Matching, match
from gigwallet.reconciliation.said_twice import SaidOnce, pay_once


def pairs(facts: Facts, job: Job) -> Sequence[Match]:
    """As the pay check of the same facts has them. Law and today have no part in it."""
    with undisturbed():
        found = [matched(book, job)[1] for book in books(facts)]
    return all_of([matches_of(each.matching) for each in found])


def matched(book: Book, job: Job) -> tuple[Expectations, SaidOnce]:
    """What is due for each order, and what pays it."""
    job.report(0, None, "expected")
    due = expectations(book)
    job.report(0, None, "matching")
    worth, most = due.due.worth()
    rows = book.trip_columns, book.line_columns
    found = match(*rows, worth, most=most, zone=book.zone, pairings=book.pairings)
    return due, pay_once(found)


def matches_of(matching: Matching) -> Sequence[Match]:
    joined = matching.joined
    return OneByOne(len(joined), lambda place: matching.match(joined[place]))


def all_of(several: Sequence[Sequence[Match]]) -> Sequence[Match]:
    """One after another."""
    starts = [0, *accumulate(len(each) for each in several)]

    def made(place: int) -> Match:
        book = bisect_right(starts, place) - 1
        return several[book][place - starts[book]]

    return OneByOne(starts[-1], made) if starts[-1] else ()
