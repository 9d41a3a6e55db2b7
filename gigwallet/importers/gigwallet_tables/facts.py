"""What a line of each table becomes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout, PayoutMethod, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.reading import EngagementRow, Row
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.domain.statement import Coverage, Deduction, Statement, StatementKind
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.importers.gigwallet_tables.line import Line
from gigwallet.tabular import amounts
from gigwallet.tabular.tables import BadCell

Reader = Callable[[Line], "Row | EngagementRow"]

_MOST_HOURS = 24 * 366
_LONGEST_DEDUCTION = 120
_LAST_FOUR = re.compile(r"\d{4}")
# A name holds a letter: a number alone must not lose its first digit to one.
_ONE_DEDUCTION = re.compile(r"(.*?[^\W\d_].*?)[\s:：=]*([-−]?[¥￥$€£]?[\d.,]+)元?")
_BETWEEN_DEDUCTIONS = re.compile(r"[;；\n]")


def engagement(line: Line) -> EngagementRow:
    zone = line.needed("zone")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as unknown:
        raise BadCell("bad_zone", "zone") from unknown
    return EngagementRow(
        label=line.needed("engagement"),
        engagement=Engagement(
            platform=line.needed("platform").casefold(),
            city=line.text("city"),
            zone=zone,
            currency=line.currency(),
            contracting_firm=line.text("contracting_firm"),
            paying_firm=line.text("paying_firm"),
            kind=line.text("kind"),
            level=line.text("level"),
            vehicle=line.text("vehicle"),
            account=line.text("account"),
            first_day=line.day("first_day"),
            last_day=line.day("last_day"),
        ),
        locator=line.locator,
    )


def trip(line: Line) -> Row:
    currency = line.currency()
    hint, zone = line.hint(currency), line.zone(currency)
    fact = Trip(
        platform="",
        kind=line.choice("kind", TripKind, TripKind.DELIVERY),
        status=line.choice("status", TripStatus),
        currency=currency,
        zone=zone,
        ref=line.text("ref"),
        batch_ref=line.text("batch_ref"),
        product=line.text("product"),
        city=line.text("city"),
        offered_at=line.moment("offered_at", zone),
        accepted_at=line.moment("accepted_at", zone),
        arrived_pickup_at=line.moment("arrived_pickup_at", zone),
        picked_up_at=line.moment("picked_up_at", zone),
        arrived_dropoff_at=line.moment("arrived_dropoff_at", zone),
        completed_at=line.moment("completed_at", zone),
        promised_by=line.moment("promised_by", zone),
        to_pickup_m=line.scaled("to_pickup_km", 1000),
        trip_m=line.scaled("trip_km", 1000),
        paid_m=line.scaled("paid_km", 1000),
        duration_s=line.scaled("duration_min", 60),
        paid_duration_s=line.scaled("paid_duration_min", 60),
        wait_s=line.scaled("wait_min", 60),
        cash=line.flag("cash"),
        offered=line.money("offered", currency),
        customer_paid=line.money("customer_paid", currency),
        surge=line.number("surge"),
    )
    if fact.begun is None:
        raise BadCell("missing_value", "accepted_at")
    if fact.completed_at and fact.completed_at < fact.begun:
        raise BadCell("bad_time", "completed_at")
    # Order numbers of some platforms begin anew every day, so the times belong to the key.
    key = line.key("ref", "accepted_at", "completed_at") if fact.ref else line.key()
    return Row(fact, "gigwallet_trips", key, line.locator, line.raw, None, {}, hint)


def pay_line(line: Line) -> Row:
    currency = line.currency()
    hint, zone = line.hint(currency), line.zone(currency)
    amount = line.needed_money("amount", currency)
    fact = PayLine(
        platform="",
        category=line.choice("category", PayCategory),
        amount=amount,
        label_raw=line.text("label"),
        trip_ref=line.text("trip_ref"),
        statement_ref=line.text("statement_ref"),
        occurred_at=line.moment("occurred_at", zone),
        recognised_at=line.moment("recognised_at", zone),
        quantity=line.number("quantity"),
        rate=line.number("rate"),
        is_subtotal=line.flag("is_subtotal") or False,
    )
    footing = {"category": str(fact.category)}
    return Row(
        fact, "gigwallet_pay_lines", line.key(), line.locator, line.raw, amount, footing, hint
    )


def statement(line: Line) -> Row:
    currency = line.currency()
    hint, zone = line.hint(currency), line.zone(currency)
    fact = Statement(
        platform="",
        kind=line.choice("kind", StatementKind, StatementKind.PAYSLIP),
        period=line.period(),
        currency=currency,
        covers=line.choice("covers", Coverage, Coverage.WHOLE_PERIOD),
        ref=line.text("ref"),
        issued_at=line.moment("issued_on", zone),
        orders=line.count("orders"),
        gross=line.money("gross", currency),
        deductions=_deductions(line, currency),
        net=line.money("net", currency),
    )
    if fact.gross is None and fact.net is None:
        raise BadCell("missing_value", "gross")
    key = line.key("ref", "kind", "first_day", "last_day") if fact.ref else line.key()
    return Row(
        fact, "gigwallet_statements", key, line.locator, line.raw, fact.net or fact.gross, {}, hint
    )


def _deductions(line: Line, currency: str) -> tuple[Deduction, ...]:
    """``差评 50.00; 迟到上线 30.00``: each taken off, whether or not a minus stands there."""
    found: list[Deduction] = []
    for part in _BETWEEN_DEDUCTIONS.split(line.text("deductions")):
        if not part.strip():
            continue
        if len(part) > _LONGEST_DEDUCTION:
            raise BadCell("bad_amount", "deductions")
        match = _ONE_DEDUCTION.fullmatch(part.strip())
        if not match:
            raise BadCell("bad_amount", "deductions")
        try:
            amount = amounts.money(match[2], currency)
        except ValueError as bad:
            raise BadCell("bad_amount", "deductions") from bad
        found.append(Deduction(match[1].strip(), -abs(amount)))
    return tuple(found)


def payout(line: Line) -> Row:
    currency = line.currency()
    hint, zone = line.hint(currency), line.zone(currency)
    at = line.moment("at", zone)
    if at is None:
        raise BadCell("missing_value", "at")
    mask = line.text("account_last4")
    if mask and not _LAST_FOUR.fullmatch(mask):
        raise BadCell("bad_number", "account_last4")
    amount = line.needed_money("amount", currency)
    fact = Payout(
        side=line.choice("side", PayoutSide, PayoutSide.RECEIVED),
        at=at,
        amount=amount,
        payer_text=line.text("payer"),
        label=line.text("label"),
        period=_optional_period(line),
        method=line.choice("method", PayoutMethod, PayoutMethod.BANK),
        ext_ref=line.text("ext_ref"),
        account_mask=mask,
    )
    key = line.key("side", "at", "amount", "ext_ref") if fact.ext_ref else line.key()
    footing = {"side": str(fact.side)}
    return Row(fact, "gigwallet_payouts", key, line.locator, line.raw, amount, footing, hint)


def _optional_period(line: Line) -> Period | None:
    return line.period() if line.text("first_day") else None


def shift(line: Line) -> Row:
    hint, zone = line.hint(), line.zone()
    started, ended = line.moment("started_at", zone), line.moment("ended_at", zone)
    if started is None:
        raise BadCell("missing_value", "started_at")
    if ended is not None and ended < started:
        raise BadCell("bad_time", "ended_at")
    fact = Shift(
        platform="",
        state=line.choice("state", ShiftState, ShiftState.WORKED),
        started_at=started,
        ended_at=ended,
        distance_m=line.scaled("distance_km", 1000),
        offers=line.count("offers"),
        accepts=line.count("accepts"),
        rejects=line.count("rejects"),
        expired=line.count("expired"),
        completed=line.count("completed"),
    )
    key = line.key("state", "started_at")
    return Row(fact, "gigwallet_shifts", key, line.locator, line.raw, None, {}, hint)


def tally(line: Line) -> Row:
    hint, period = line.hint(), line.period()
    orders, distance = line.count("orders"), line.scaled("distance_km", 1000)
    hours: Decimal | None = line.number("hours")
    if orders is None and distance is None and hours is None and not line.states_more:
        raise BadCell("missing_value", "orders")
    if hours is not None and hours > _MOST_HOURS:
        raise BadCell("bad_number", "hours")
    worked = None if hours is None else timedelta(seconds=int(hours * 3600))
    fact = Tally("", period, orders, distance, worked, line.text("label"))
    key = line.key("first_day", "last_day")
    return Row(fact, "gigwallet_tallies", key, line.locator, line.raw, None, {}, hint)
