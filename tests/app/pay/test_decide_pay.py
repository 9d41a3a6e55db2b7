"""A person decides on the pay check; the next one keeps to it, in this vault and in its copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.pay import decide_pay
from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.pay_decision import Opinion, Pairing
from gigwallet.domain.recorded import FactId
from gigwallet.vault import check_open
from tests.app.people import MEITUAN, put

TRIPS = (
    "engagement,ref,status,accepted_at,completed_at,offered,currency\n"
    "甲,A1,completed,2026-08-03 12:00,2026-08-03 12:25,8.00,CNY\n"
    "甲,A2,completed,2026-08-03 13:00,2026-08-03 13:25,8.00,CNY\n"
)
LINES = (
    "engagement,trip_ref,category,amount,currency,occurred_at\n"
    "甲,A1,base,6.50,CNY,2026-08-03 12:25\n"
    "甲,A2,base,8.00,CNY,2026-08-03 13:25\n"
)


@pytest.fixture
def filled(wallet: Wallet, tmp_path: Path) -> Wallet:
    add_engagement(wallet, MEITUAN, "甲")
    files = [put(tmp_path, "trips.csv", TRIPS), put(tmp_path, "pay_lines.csv", LINES)]
    outcome = import_files(wallet, files, Job())
    assert [(each.error, each.rejected) for each in outcome.files] == [(None, ())] * 2
    return wallet


def ids(wallet: Wallet) -> tuple[list[FactId], list[FactId]]:
    return (
        [each.id for each in wallet.vault.trips.all()],
        [each.id for each in wallet.vault.pay_lines.all()],
    )


def test_what_is_accepted_is_claimed_no_longer_and_can_be_taken_back(filled: Wallet) -> None:
    item = decide_pay.find_item(filled, "A1")
    decide_pay.think(filled, item, Opinion.ACCEPTED, note="补了现金")

    assert str(reconcile_pay(filled).totals[0].shortfall) == "0.00"

    decide_pay.think(filled, item, Opinion.OPEN)
    assert str(reconcile_pay(filled).totals[0].shortfall) == "1.50"
    assert check_open(filled.vault).grade.value == "sound"


def test_a_claim_outside_of_the_range_is_refused_and_nothing_is_kept(filled: Wallet) -> None:
    item = decide_pay.find_item(filled, "A1")
    size = filled.vault.log.size

    for claim in (Money.of("1.51", "CNY"), Money.of("1.00", "EUR"), Money.of("1.49", "CNY")):
        with pytest.raises(GigWalletError, match="claim_outside"):
            decide_pay.think(filled, item, Opinion.DISPUTED, claim)
    with pytest.raises(GigWalletError, match="claim_outside"):
        decide_pay.think(filled, item, Opinion.ACCEPTED, Money.of("1.50", "CNY"))

    assert filled.vault.log.size == size


def test_names_that_fit_nothing_are_refused(filled: Wallet) -> None:
    for ref, code in (("A9", "item_missing"), ("", "item_missing")):
        with pytest.raises(GigWalletError, match=code):
            decide_pay.find_item(filled, ref)
    with pytest.raises(GigWalletError, match="pairing_unknown"):
        decide_pay.find_facts(filled, ["A9"], [])
    trips, lines = ids(filled)
    with pytest.raises(GigWalletError, match="pairing_unknown"):
        decide_pay.pair(filled, trips, [FactId("0" * 32)], Pairing.JOINED)
    with pytest.raises(GigWalletError, match="pairing_empty"):
        decide_pay.pair(filled, trips, [], Pairing.JOINED)
    assert lines


def test_one_line_is_joined_once(filled: Wallet) -> None:
    trips, lines = ids(filled)
    decide_pay.pair(filled, [trips[0]], lines, Pairing.JOINED)
    decide_pay.pair(filled, [trips[1]], [lines[1]], Pairing.JOINED)

    (said,) = decide_pay.pairings(filled)
    assert (said.trips, said.pay_lines) == ((trips[1],), (lines[1],))

    decide_pay.pair(filled, [trips[1]], [lines[1]], Pairing.OPEN)
    assert decide_pay.pairings(filled) == []


def test_saying_it_twice_stores_it_once(filled: Wallet) -> None:
    trips, lines = ids(filled)
    decide_pay.pair(filled, trips[:1], lines[:1], Pairing.APART)
    size = filled.vault.log.size
    decide_pay.pair(filled, trips[:1], lines[:1], Pairing.APART)

    assert filled.vault.log.size == size


def test_what_was_said_before_holds_again_when_the_last_word_is_taken_back(filled: Wallet) -> None:
    trips, lines = ids(filled)
    first = decide_pay.pair(filled, trips[:1], lines, Pairing.JOINED)
    second = decide_pay.pair(filled, trips[1:], lines[1:], Pairing.JOINED)

    decide_pay.say_again(filled, second)
    (said,) = decide_pay.pairings(filled)
    assert (said.trips, said.pay_lines) == ((trips[0],), tuple(sorted(lines)))

    decide_pay.say_again(filled, first)
    assert decide_pay.pairings(filled) == []
    assert check_open(filled.vault).grade.value == "sound"
