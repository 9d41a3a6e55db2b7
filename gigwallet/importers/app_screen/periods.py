"""A day, week or month as its screen states it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.payout import Payout, PayoutMethod, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.reading import Row
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.domain.statement import Coverage, Deduction, Statement, StatementKind
from gigwallet.domain.tally import Tally
from gigwallet.importers.app_screen import days
from gigwallet.importers.app_screen.believed import Believed, amount, label_of, place_of
from gigwallet.ocr import ScreenKind

_KINDS = {
    ScreenKind.DAY: StatementKind.BILL,
    ScreenKind.WEEK: StatementKind.WEEKLY,
    ScreenKind.MONTH: StatementKind.PAYSLIP,
}
STATEMENTS, TALLIES, PAY, SHIFTS, PAYOUTS = (
    "app_screen_statements", "app_screen_tallies", "app_screen_period_pay", "app_screen_shifts",
    "app_screen_payouts",
)  # fmt: skip

# What a later shot of the same period says better.
RUNNING = frozenset({STATEMENTS, TALLIES, PAY, SHIFTS})


def period_of(believed: Believed) -> Period | None:
    """What the screen is about. A screen of the running day (``today``) that prints none is of the
    day of the shot."""
    kind, taken = believed.template.kind, believed.taken
    if kind is ScreenKind.MONTH:
        return days.month_of(believed.text("month"))
    first, last = believed.day("first_day"), believed.day("last_day")
    if first and last and first <= last:
        return days.week_of(first, last)
    day = believed.day()
    if day is None and believed.template.today and taken is not None:
        day = taken.date()
    if day is None:
        return None
    return Period.of_week(day) if kind is ScreenKind.WEEK else Period.of_day(day)


def name_of(believed: Believed, period: Period) -> str:
    """How pay lines name the statement of this screen."""
    return f"{believed.template.key} {period}"


def period_rows(believed: Believed, period: Period) -> Iterator[Row]:
    """The statement, its pay, the counts, a shift and a payout, as far as they are believed.

    A running day says less in the afternoon than at night: two shots of one period have the same
    keys and other facts, and of these the shot that was taken later holds."""
    if not believed.fields:
        return
    key = f"{believed.template.key}|{period}|{believed.template.currency}"
    hint, raw, where = believed.hint, believed.raw, believed.where
    statement = _statement(believed, period)
    if statement is not None:
        total = statement.net or statement.gross
        yield Row(statement, STATEMENTS, key, where, raw, total, {}, hint)
    tally = _tally(believed, period)
    if tally is not None:
        yield Row(tally, TALLIES, key, where, raw, None, {}, hint)
    for field, rule, category in believed.pay:
        line = PayLine(
            platform=believed.template.platform,
            category=category,
            amount=amount(field),
            label_raw=label_of(field),
            statement_ref=name_of(believed, period),
        )
        told = {"label": label_of(field), "text": field.text}
        yield Row(
            line, PAY, f"{key}|{rule.name}", place_of(field), told, line.amount,
            {"label": rule.name}, hint,
        )  # fmt: skip
    yield from _shift(believed, key)
    yield from payout_rows(believed)


def _statement(believed: Believed, period: Period) -> Statement | None:
    net, gross = believed.money("net"), believed.money("gross")
    if net is None and gross is None:
        return None
    taken = believed.taken
    over = taken is not None and taken.date() > period.last
    deductions = tuple(
        Deduction(label_of(field), amount(field))
        for field, rule in believed.fields
        if rule.fact == "deduction" and amount(field).minor < 0
    )
    return Statement(
        platform=believed.template.platform,
        kind=_KINDS.get(believed.template.kind, StatementKind.BILL),
        period=period,
        currency=believed.currency,
        # A day that was not over when the shot was taken does not speak for its last orders.
        covers=Coverage.WHOLE_PERIOD if over else Coverage.LISTED_LINES,
        ref=name_of(believed, period),
        orders=believed.whole("orders"),
        gross=gross,
        deductions=deductions,
        net=net,
    )


def _tally(believed: Believed, period: Period) -> Tally | None:
    orders, distance = believed.whole("orders"), believed.whole("distance_m")
    seconds = believed.whole("worked")
    worked = None if seconds is None else timedelta(seconds=seconds)
    if orders is None and distance is None and worked is None:
        return None
    return Tally(believed.template.platform, period, orders, distance, worked)


def _shift(believed: Believed, key: str) -> Iterator[Row]:
    """Only where the screen prints from when to when; a length alone is a tally."""
    moments = believed.moments(("started_at", "ended_at"), believed.day())
    if len(moments) == 2 and moments["started_at"] < moments["ended_at"]:
        platform = believed.template.platform
        shift = Shift(
            platform, ShiftState.WORKED, moments["started_at"], moments["ended_at"],
            completed=believed.whole("orders"),
        )  # fmt: skip
        yield Row(shift, SHIFTS, key, believed.where, believed.raw, hint=believed.hint)


def payout_rows(believed: Believed) -> Iterator[Row]:
    """Money that the screen says was sent."""
    field = believed.field("payout")
    at = believed.moment("payout_at")
    if field is None or at is None:
        return
    sent = abs(amount(field))
    number = believed.text("payout_ref")
    payout = Payout(
        PayoutSide.STATED, at, sent, believed.template.platform, label=label_of(field),
        method=PayoutMethod.BANK, ext_ref=number,
    )  # fmt: skip
    key = f"{believed.template.platform}|{number}|{at.local:%Y-%m-%dT%H:%M:%S}|{sent}"
    yield Row(payout, PAYOUTS, key, believed.where, believed.raw, sent, {}, believed.hint)
