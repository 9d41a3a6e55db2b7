"""Pairs know from columns what their rows say, and make no row until somebody looks at one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.pay import tell_pairs as telling
from gigwallet.app.pay.decide_pay import pair as say
from gigwallet.app.pay.tell_pairs import Pair, Side, sums_of, tell_pairs
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.later import OneByOne
from gigwallet.domain.pay_decision import Pairing
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import FactId
from gigwallet.words import moment

TRIPS = (
    "engagement,ref,status,accepted_at,completed_at,offered,currency\n"
    "甲,A1,completed,2025-08-03 12:00,2025-08-03 12:25,8.00,CNY\n"
    "甲,A2,completed,2025-08-03 13:00,2025-08-03 13:25,8.00,CNY\n"
    "甲,A3,completed,2025-09-04 18:00,2025-09-04 18:25,9.00,CNY\n"
    "甲,A4,cancelled_worker,2025-08-04 19:00,,9.00,CNY\n"
)
LINES = (
    "engagement,trip_ref,category,amount,currency,occurred_at\n"
    "甲,A1,base,6.50,CNY,2025-08-03 12:25\n"
    "甲,A1,tip,2.00,CNY,2025-08-03 12:25\n"
    "甲,A2,base,8.00,CNY,2025-08-03 13:25\n"
    "甲,,incentive,30.00,CNY,2025-08-05 09:00\n"
)


@pytest.fixture
def paid(wallet: Wallet, tmp_path: Path) -> Wallet:
    """Two orders with their pay, one of September without, one called off, and a bonus."""
    add_engagement(wallet, Engagement("meituan", "武汉", "Asia/Shanghai", "CNY"), "甲")
    files = [tmp_path / "trips.csv", tmp_path / "pay_lines.csv"]
    for file, text in zip(files, (TRIPS, LINES), strict=True):
        file.write_text(text)
    import_files(wallet, files, Job())
    return wallet


def told(pairs: tuple[Pair, ...]) -> list[tuple[Side, list[str], list[str]]]:
    return [(each.side, each.refs, [str(amount) for amount in each.sums]) for each in pairs]


def test_pairs_come_in_order_of_time_with_what_stays_alone(paid: Wallet) -> None:
    assert told(tell_pairs(paid)) == [
        (Side.PROPOSED, ["A1"], ["8.50"]),
        (Side.PROPOSED, ["A2"], ["8.00"]),
        (Side.PAY, [], ["30.00"]),
        (Side.ORDER, ["A3"], []),
    ]


def test_columns_say_what_the_rows_say(paid: Wallet) -> None:
    for pair in tell_pairs(paid):
        begun = [each.fact.begun for each in pair.trips]
        booked = [each.fact.occurred_at for each in pair.lines]
        first = min((each for each in (*begun, *booked) if each), key=lambda each: each.utc)

        assert pair.moment == round(first.utc.timestamp() * 1000)
        assert (pair.clock, pair.day) == (moment(first), first.day)
        assert pair.refs == [each.fact.ref for each in pair.trips]
        assert pair.names == [(each.fact.label_raw, each.fact.category) for each in pair.lines]
        assert pair.sums == tuple(sums_of(pair.lines))
        assert pair.facts == (
            tuple(each.id for each in pair.trips),
            tuple(each.id for each in pair.lines),
        )


def test_a_period_holds_what_was_worked_or_booked_in_it(paid: Wallet) -> None:
    september = tell_pairs(paid, Period.of_month(2025, 9))

    assert told(september) == [(Side.ORDER, ["A3"], [])]


def test_what_was_put_apart_is_told_and_both_stay_alone(paid: Wallet) -> None:
    first = tell_pairs(paid)[0]
    say(paid, *first.facts, Pairing.APART)

    now = tell_pairs(paid)

    assert [each.refs for each in now if each.side is Side.APART] == [["A1"]]
    assert ["A1"] in [each.refs for each in now if each.side is Side.ORDER]
    assert sum(each.side is Side.PAY for each in now) == 3


def test_a_pairing_of_what_is_not_there_is_refused(paid: Wallet) -> None:
    trips, lines = tell_pairs(paid)[0].facts
    for spoken in (((FactId("0" * 32),), lines), (trips, (FactId("0" * 32),))):
        with pytest.raises(GigWalletError, match="pairing_unknown"):
            say(paid, *spoken, Pairing.JOINED)


def test_no_row_is_made_to_tell_sort_and_sum_pairs(
    paid: Wallet, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    gather = telling.gather

    def watched(*asked: object) -> object:
        facts = gather(*asked)  # type: ignore[arg-type]  # what `gather` takes
        trips = facts.trip_columns
        assert trips is not None

        def row(place: int) -> object:
            looked.append(place)
            return trips.rows[place]

        rows = OneByOne(len(trips), row)
        return replace(facts, trip_columns=replace(trips, rows=rows))

    monkeypatch.setattr(telling, "gather", watched)
    pairs = tell_pairs(paid)
    looked.clear()
    assert [(each.moment, each.clock, each.day, each.sums, each.facts) for each in pairs]
    assert not looked

    assert pairs[0].trips[0].fact.ref == "A1"
    assert len(looked) == 1
