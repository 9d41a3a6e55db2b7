from __future__ import annotations

from datetime import date, timedelta

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.money import Money
from gigwallet.domain.payout import PayoutMethod, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.shift import ShiftState
from gigwallet.domain.statement import Deduction, StatementKind
from gigwallet.gui.screens.type_in import reading, sums
from gigwallet.gui.widgets.answers import Answers

TODAY = date(2025, 9, 20)
KEPT = Engagement("meituan", "武汉", "Asia/Shanghai", "CNY")


def cny(text: str) -> Money:
    return Money.of(text, "CNY")


def test_the_golden_month_is_typed_in() -> None:
    answers = Answers({"span": "month", "first": "2025-07-01", "orders": "922"})

    tally = reading.tally(answers, KEPT, TODAY)

    assert tally is not None
    assert (tally.orders, tally.period) == (922, Period.of_month(2025, 7))


def test_a_tally_without_any_count_says_so_at_the_first_count() -> None:
    answers = Answers({"span": "day", "first": "2025-07-03"})

    assert reading.tally(answers, KEPT, TODAY) is None
    assert list(answers.errors) == ["orders"]


def test_a_day_has_no_more_than_twenty_four_hours() -> None:
    answers = Answers({"span": "day", "first": "2025-07-03", "hours": "25"})

    assert reading.tally(answers, KEPT, TODAY) is None
    assert list(answers.errors) == ["hours"]


def test_nothing_is_counted_before_it_happened() -> None:
    answers = Answers({"span": "day", "first": "2025-09-21", "orders": "3"})

    assert reading.tally(answers, KEPT, TODAY) is None
    assert "first" in answers.errors


def test_a_pay_slip_keeps_each_deduction_with_the_words_on_it() -> None:
    answers = Answers(
        {
            "span": "month", "first": "2025-07-01", "gross": "4,921.00", "net": "4,841.00",
            "label_1": "差评", "deduction_1": "50",
            "label_2": "迟到上线", "deduction_2": "30",
            "label_3": "", "deduction_3": "",
        }
    )  # fmt: skip

    statement = reading.statement(answers, KEPT, TODAY)

    assert statement is not None
    assert statement.kind is StatementKind.PAYSLIP
    assert statement.deductions == (
        Deduction("差评", cny("-50")),
        Deduction("迟到上线", cny("-30")),
    )
    assert sums.residue(statement.gross, statement.deductions, statement.net) == cny("0")


def test_a_deduction_needs_both_its_words_and_its_amount() -> None:
    answers = Answers(
        {
            "span": "month", "first": "2025-07-01", "gross": "100",
            "label_1": "差评", "deduction_1": "", "label_2": "", "deduction_2": "30",
        }
    )  # fmt: skip

    assert reading.statement(answers, KEPT, TODAY) is None
    assert set(answers.errors) == {"deduction_1", "label_2"}


def test_the_unexplained_thousand_of_the_press_figure_is_shown_as_residue() -> None:
    taken = (Deduction("差评", cny("-50")), Deduction("迟到上线", cny("-30")))

    assert sums.residue(cny("11831"), taken, cny("10751")) == cny("1000")


def test_a_payout_without_a_time_is_known_to_the_day() -> None:
    answers = Answers(
        {"side": "received", "day": "2025-08-15", "amount": "5,534", "method": "wallet"}
    )

    payout = reading.payout(answers, KEPT, TODAY)

    assert payout is not None
    assert payout.side is PayoutSide.RECEIVED
    assert payout.method is PayoutMethod.WALLET
    assert payout.at.quality is TimeQuality.DATE_ONLY
    assert payout.period is None


def test_a_payout_may_say_which_month_it_pays() -> None:
    answers = Answers(
        {
            "day": "2025-08-15", "time": "09:05", "amount": "10", "for_period": "yes",
            "span": "month", "first": "2025-07-01",
        }
    )  # fmt: skip

    payout = reading.payout(answers, KEPT, TODAY)

    assert payout is not None
    assert payout.period == Period.of_month(2025, 7)
    assert payout.at.local.hour == 9


def test_a_payout_of_nothing_is_no_payout() -> None:
    answers = Answers({"day": "2025-08-15", "amount": "0"})

    assert reading.payout(answers, KEPT, TODAY) is None


def test_a_shift_that_ends_before_it_begins_ends_on_the_next_day() -> None:
    answers = Answers({"day": "2025-07-31", "start": "22:30", "end": "01:15"})

    shift = reading.shift(answers, KEPT, TODAY)

    assert shift is not None
    assert shift.state is ShiftState.WORKED
    assert shift.ended_at is not None
    assert shift.ended_at.utc - shift.started_at.utc == timedelta(hours=2, minutes=45)


def test_a_shift_needs_both_its_times() -> None:
    answers = Answers({"day": "2025-07-31"})

    assert reading.shift(answers, KEPT, TODAY) is None
    assert {"start", "end"} <= set(answers.errors)


def test_an_engagement_says_for_whom_where_and_in_what_money() -> None:
    answers = Answers(
        {"platform": "meituan", "city": "武汉", "zone": "Asia/Shanghai", "currency": "cny",
         "first_day": "2024/3/1"}
    )  # fmt: skip

    kept = reading.engagement(answers)

    assert kept is not None
    assert (kept.currency, kept.first_day) == ("CNY", date(2024, 3, 1))


def test_an_empty_engagement_asks_for_each_thing_at_its_field() -> None:
    answers = Answers({"zone": "Nowhere/Else", "currency": "yuan"})

    assert reading.engagement(answers) is None
    assert set(answers.errors) == {"platform", "city", "zone", "currency"}
