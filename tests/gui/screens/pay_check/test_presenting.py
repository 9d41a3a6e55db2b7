"""What the pay check says, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gigwallet import words
from gigwallet.app.pay.tell_bridge import Fall
from gigwallet.app.pay.tell_items import PayItem, items_of
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import (
    Discrepancy,
    DiscrepancyKind,
    NotJudged,
    Reconciliation,
    Totals,
)
from gigwallet.domain.recorded import EngagementId, SchemeId
from gigwallet.domain.step import Step, TraceLine
from gigwallet.gui.screens.pay_check import cards, explanation, items, proofs
from gigwallet.gui.screens.pay_check.bars import bars
from gigwallet.gui.screens.pay_check.explanation import Place
from gigwallet.gui.screens.pay_check.missing import missing
from gigwallet.gui.screens.pay_check.sums import sums
from gigwallet.gui.screens.pay_check.waterfall import falling
from gigwallet.gui.widgets.bar_rows import NO_BAR

ZERO = Money.zero("CNY")
AMOUNTS = some.integers(-10_000, 50_000).map(lambda minor: Money(minor, "CNY"))


@pytest.fixture(autouse=True)
def _english() -> None:
    words.set_language("en")


def of(*about: Discrepancy) -> list[PayItem]:
    return list(items_of(Reconciliation((), about, (), (), ())))


def item(
    amount: str = "0",
    day: int = 1,
    kind: DiscrepancyKind = DiscrepancyKind.UNDERPAID,
    expected: str | None = "10",
    low: str | None = None,
    ref: str = "8841",
) -> PayItem:
    return of(about(amount, day, kind, expected, low, ref))[0]


def about(
    amount: str = "0",
    day: int = 1,
    kind: DiscrepancyKind = DiscrepancyKind.UNDERPAID,
    expected: str | None = "10",
    low: str | None = None,
    ref: str = "8841",
) -> Discrepancy:
    short = Money.of(amount, "CNY")
    return Discrepancy(
        kind=kind,
        ref=ref,
        engagement_id=EngagementId("e"),
        period=Period.of_day(date(2025, 7, day)),
        amount=short,
        low=short if low is None else Money.of(low, "CNY"),
        high=short,
        confidence=Decimal("0.95"),
        expected=None if expected is None else Money.of(expected, "CNY"),
        stated=Money.of("8", "CNY"),
        scheme_id=SchemeId("s"),
    )


def explained(whole: Discrepancy) -> explanation.Explanation:
    return explanation.explanation(of(whole)[0], whole, "Meituan", {}, {})


def totals(shortfall: Money = ZERO, by_category: dict[str, Money] | None = None) -> Totals:
    sums = by_category or {}
    expected = sum((each for name, each in sums.items() if name.startswith("expected:")), ZERO)
    return Totals("CNY", expected, ZERO, ZERO, shortfall, shortfall, {}, sums, ZERO)


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("2025-07-01/2025-07-31", "July 2025"),
        ("2025-07-28/2025-08-03 保险费", "保险费"),
        ("2025-07-28/2025-08-03", "7/28–8/3"),
        ("SP25080403", "SP25080403"),
        ("2021-02-01 11:06:02+01:00", "11:06"),
        ("order 12/13", "order 12/13"),
    ],
)
def test_a_reference_is_said_as_people_read_it(ref: str, said: str) -> None:
    assert items.spoken_ref(ref) == said


def test_what_is_short_stands_below_zero_in_the_bad_tone() -> None:
    row = item("3.50")

    assert items.difference(row) == "−¥3.50"
    assert items.difference_tone(row) == "bad"


def test_what_was_paid_beyond_stands_above_zero() -> None:
    assert items.difference(item("-2")) == "+¥2.00"


def test_bars_are_daily_once_two_days_are_known() -> None:
    found = bars([item("2", day=1), item("0", day=2), item("2", day=1)], "CNY")

    assert [(bar.label, str(bar.expected), str(bar.paid)) for bar in found] == [
        ("1", "20.00", "16.00"),
        ("2", "10.00", "8.00"),
    ]
    assert found[0].words == "Jul 1, 2025: expected ¥20.00, paid ¥16.00"


def test_bars_are_monthly_once_days_fall_into_two_months() -> None:
    rows = [item("0", day=31), item("0", day=1)]
    august = replace(rows[0], period=Period.of_day(date(2025, 8, 3)))
    found = bars([*rows, august], "CNY")

    assert [(bar.label, str(bar.expected)) for bar in found] == [
        ("2025-07", "20.00"),
        ("2025-08", "10.00"),
    ]


def test_without_a_rule_there_is_no_expected_figure() -> None:
    unruled = replace(totals(), silent=frozenset({"expected"}))
    made = {card.key: card for card in cards.cards(unruled, sums([item(expected=None)], "CNY"))}

    assert made["expected"].figure == made["shortfall"].figure == "—"
    assert made["shortfall"].tone == ""


def test_a_sum_that_nothing_speaks_of_is_not_known() -> None:
    silent = replace(totals(), silent=frozenset({"received"}))
    made = {card.key: card for card in cards.cards(silent, sums([item()], "CNY"))}

    assert (made["received"].figure, made["received"].note) == ("—", "no bill shows it")
    assert made["stated"].figure == "¥0.00"


@pytest.mark.parametrize(
    ("silent", "short"),
    [
        ({"received"}, "¥0.00"),
        ({"expected"}, "—"),
        ({"stated", "received"}, "—"),
        ({"expected", "stated", "received"}, "—"),
    ],
)
def test_nothing_is_short_only_where_something_says_what_is_due_and_what_came(
    silent: set[str], short: str
) -> None:
    """A rule and orders alone said that nothing is missing, while no document speaks of pay."""
    known = replace(totals(), silent=frozenset(silent))
    made = {card.key: card for card in cards.cards(known, sums([item()], "CNY"))}
    said = proofs.proof("shortfall", known, sums([], "CNY"), proofs.Papers())

    assert made["shortfall"].figure == short
    assert missing(Reconciliation((), (), (), (), ()), known, sums([], "CNY")).judged == (
        short != "—"
    )
    assert bool(said.silent) == (short == "—")


def test_an_unpaid_order_of_unknown_worth_is_told_and_bounds_nothing() -> None:
    unpaid = item("0", kind=DiscrepancyKind.UNPAID, expected=None)
    unruled = replace(totals(), silent=frozenset({"expected"}))
    added = sums([unpaid, item("3")], "CNY")
    alone = cards.cards(unruled, sums([unpaid], "CNY"))[-1]
    told = missing(Reconciliation((), (), (), (), ()), totals(Money.of("3", "CNY")), added)

    assert unpaid.short
    assert alone.note == "1 order unpaid, its worth not known"
    assert (alone.figure, alone.tone) == ("—", "")
    assert [(each.kind, each.most) for each in told.causes] == [
        (DiscrepancyKind.UNDERPAID, Money.of("3", "CNY")),
        (DiscrepancyKind.UNPAID, None),
    ]
    assert (str(told.least), told.most) == ("3.00", None)


def test_what_claims_no_money_and_is_worth_a_look_is_counted_apart() -> None:
    differs = item("0", kind=DiscrepancyKind.DISTANCE_DIFFERS, expected=None)

    assert sums([differs, differs, item("2")], "CNY").asides == (
        (DiscrepancyKind.DISTANCE_DIFFERS, 2),
    )


def test_no_step_leads_to_a_sum_that_is_not_known() -> None:
    def whole(key: str, *, known: bool = True) -> Fall:
        return Fall(key, Money.of("9", "CNY"), is_sum=True, known=known)

    steps = [Fall("short", Money.of("-1", "CNY")), Fall("received_rest", Money.of("-9", "CNY"))]
    told = falling(
        [whole("expected"), steps[0], whole("stated"), steps[1], whole("received", known=False)]
    )

    assert [each.key for each in told] == ["expected", "short", "stated", "received"]
    assert (told[-1].amount, told[-1].begin, told[-1].end, told[-1].colour) == ("—", 0, 0, NO_BAR)


def test_causes_add_up_to_what_is_missing_and_the_unsure_is_beside_them() -> None:
    rows = [item("3"), item("2"), item("50", low="0", kind=DiscrepancyKind.UNRECONCILED)]
    outcome = Reconciliation((), (), (), (), (NotJudged("x", "some_reason"),))
    told = missing(outcome, totals(Money.of("5", "CNY")), sums(rows, "CNY"))

    assert [(each.count, str(each.least), str(each.most)) for each in told.causes] == [
        (2, "5.00", "5.00"),
        (1, "0.00", "50.00"),
    ]
    assert (str(told.least), str(told.most), told.not_judged) == ("5.00", "55.00", 1)


def test_a_moment_without_a_day_beside_it_is_said_with_its_day() -> None:
    assert items.dated_ref("2021-02-01 11:06:02+01:00") == "Feb 1, 2021 11:06"
    assert items.dated_ref("SP25080403") == "SP25080403"


def test_a_zero_with_unclear_items_is_not_painted_as_good() -> None:
    made = {card.key: card for card in cards.cards(totals(), sums([item("50", low="0")], "CNY"))}

    assert made["shortfall"].tone == ""
    assert "1 item unclear" in made["shortfall"].note


@given(some.lists(some.tuples(AMOUNTS, AMOUNTS), max_size=60))
def test_the_proof_of_what_is_short_adds_up_to_the_last_cent(
    pairs: list[tuple[Money, Money]],
) -> None:
    rows = [item(str(max(low, high)), low=str(min(low, high))) for low, high in pairs]
    shortfall = sum((min(each) for each in pairs if min(each).minor > 0), ZERO)
    said = proofs.proof("shortfall", totals(shortfall), sums(rows, "CNY"), proofs.Papers())

    assert sum((amount for _words, amount in said.lines), ZERO) == shortfall
    assert len(said.lines) <= 41


@given(some.dictionaries(some.sampled_from(["expected:base", "expected:tip", "base"]), AMOUNTS))
def test_the_proof_of_what_is_expected_adds_up(by_category: dict[str, Money]) -> None:
    known = totals(by_category=by_category)
    said = proofs.proof("expected", known, sums([], "CNY"), proofs.Papers())

    assert sum((amount for _words, amount in said.lines), ZERO) == known.expected


def test_arithmetic_is_written_as_people_work_it_out() -> None:
    line = TraceLine(
        "orders", "steps", Decimal(300), "order", Decimal("5.0"), Money.of("1500", "CNY"), "s"
    )
    one = TraceLine("orders", "", Decimal(1), "order", Decimal("5"), Money.of("5", "CNY"), "s")

    assert explanation.working(line) == "300 orders × 5"
    assert explanation.working(one) == "1 order × 5"


def test_a_place_names_its_file_and_line() -> None:
    assert Place("bill.csv", 88).words == "bill.csv, line 88"


def test_bounds_are_said_only_where_they_differ() -> None:
    exact = explained(about("3"))
    open_ = explained(about("50", low="0"))

    assert exact.bounds == ""
    assert open_.bounds.startswith("Between ¥0.00 and ¥50.00")


def test_reasons_group_what_is_not_judged() -> None:
    found = cards.reasons([NotJudged(f"order {n}", "some_reason") for n in range(7)])

    assert [(count, len(refs)) for _sentence, count, refs in found] == [(7, 5)]


def test_what_a_track_differs_by_is_told_in_distances_and_not_in_amounts() -> None:
    told = {"paid_distance": "2000", "low_distance": "3100", "high_distance": "4250"}
    differing = about(kind=DiscrepancyKind.DISTANCE_DIFFERS, expected=None)

    said = explained(replace(differing, steps=(Step("track_paid_below", told),)))

    assert dict(said.facts)["Way paid"] == "2 km"
    assert dict(said.facts)["By the track"] == "3.1 km to 4.25 km"
    assert "Expected" not in dict(said.facts)
    assert said.figure == ""
    assert said.steps == ("Paid for 2 km; the track shows at least 3.1 km, at most 4.25 km.",)
