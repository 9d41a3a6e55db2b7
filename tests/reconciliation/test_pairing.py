"""Pairs that are asked for alone are those of the whole pay check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gigwallet.domain.job import Job
from gigwallet.domain.pay_decision import Pairing, PairingSaid
from gigwallet.reconciliation import Facts, pairs, reconcile
from tests.invented_pay.made import made
from tests.invented_pay.regime import WILD


def test_pairs_alone_are_those_of_the_pay_check() -> None:
    facts = made(replace(WILD, days=6, per_day=15), 1).facts
    lone = facts.trips[3].id, facts.pay_lines[9].id
    facts = replace(facts, pairings=(PairingSaid.of(lone[:1], lone[1:], Pairing.JOINED),))

    outcome = reconcile(facts, None, date(2060, 1, 1), Job())

    assert len({each.engagement_id for each in facts.trips}) == 2
    assert pairs(facts, Job()) == outcome.matches
    assert outcome.matches


def test_where_nothing_is_there_nothing_is_paired() -> None:
    assert pairs(Facts(), Job()) == ()
