"""Reading: the answers of each form as the value that the vault keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.payout import Payout, PayoutMethod, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.domain.statement import Coverage, Deduction, Statement, StatementKind
from gigwallet.domain.tally import Tally
from gigwallet.gui.widgets.answers import Answers
from gigwallet.words import _

T = TypeVar("T")

SPANS = ("month", "week", "day", "other")


def engagement(answers: Answers) -> Engagement | None:
    """Fields: platform, city, zone, currency, contracting_firm, paying_firm, kind, account,
    first_day, last_day."""
    platform = answers.text("platform", _("Choose the platform, or write its name."))
    city = answers.text("city", _("Write the city that you ride in, such as Wuhan."))
    zone = answers.text("zone", _("Choose the time zone of the city."))
    currency = answers.text("currency", _("Choose the currency that you are paid in.")).upper()
    if zone and not _is_zone(zone):
        answers.object_to("zone", _("This time zone is not known. Choose one from the list."))
    if currency and not _is_currency(currency):
        answers.object_to("currency", _("A currency has three letters, such as CNY or EUR."))
    first, last = answers.day("first_day"), answers.day("last_day")
    if first and last and last < first:
        answers.object_to("last_day", _("The last day is before the first day."))
    return _unless_wrong(
        answers,
        lambda: Engagement(
            platform=platform,
            city=city,
            zone=zone,
            currency=currency,
            contracting_firm=answers.text("contracting_firm"),
            paying_firm=answers.text("paying_firm"),
            kind=answers.text("kind"),
            account=answers.text("account"),
            first_day=first,
            last_day=last,
        ),
    )


def span(answers: Answers) -> Period | None:
    """Field ``span`` says what ``first`` (and for ``other`` also ``last``) means."""
    kind = answers.text("span")
    if kind == "other":
        return answers.period("first", "last")
    first = answers.day("first", _("Say for which day, week or month it is."))
    if first is None:
        return None
    if kind == "month":
        return Period.of_month(first.year, first.month)
    return Period.of_week(first) if kind == "week" else Period.of_day(first)


def tally(answers: Answers, kept: Engagement, today: date) -> Tally | None:
    """Fields: span, first, last, orders, km, hours, note. At least one count is needed."""
    period = span(answers)
    orders, metres, worked = answers.count("orders"), answers.metres("km"), answers.hours("hours")
    if not answers.errors and orders is None and metres is None and worked is None:
        answers.object_to("orders", _("Write at least one of the three: orders, km or hours."))
    if period is not None:
        _refuse_the_future(answers, "first", period.first, today)
        if worked is not None and worked > timedelta(days=period.days):
            answers.object_to("hours", _("There are fewer hours than that in these days."))
    return _unless_wrong(
        answers,
        lambda: Tally(
            platform=kept.platform,
            period=_sure(period),
            orders=orders,
            distance_m=metres,
            worked=worked,
            note=answers.text("note"),
        ),
    )


def statement(answers: Answers, kept: Engagement, today: date) -> Statement | None:
    """Fields: span, first, last, orders, gross, net, ref, and ``label_N`` with ``deduction_N``."""
    period = span(answers)
    if period is not None:
        _refuse_the_future(answers, "first", period.first, today)
    gross, net = answers.amount("gross", kept.currency), answers.amount("net", kept.currency)
    if not answers.errors and gross is None and net is None:
        answers.object_to("net", _("Write the gross amount, the net amount, or both."))
    taken = deductions(answers, kept.currency)
    orders = answers.count("orders")
    return _unless_wrong(
        answers,
        lambda: Statement(
            platform=kept.platform,
            kind=StatementKind.WEEKLY if answers.text("span") == "week" else StatementKind.PAYSLIP,
            period=_sure(period),
            currency=kept.currency,
            covers=Coverage.WHOLE_PERIOD,
            ref=answers.text("ref"),
            orders=orders,
            gross=gross,
            deductions=taken,
            net=net,
        ),
    )


def deductions(answers: Answers, currency: str) -> tuple[Deduction, ...]:
    """The lines that say something; a line needs both its words and its amount."""
    found = []
    for line in answers.lines("deduction"):
        label = answers.text(f"label_{line}")
        amount = answers.amount(f"deduction_{line}", currency)
        if label and not answers.text(f"deduction_{line}"):
            answers.object_to(f"deduction_{line}", _("Write how much was taken off."))
        if amount is not None and not label:
            answers.object_to(f"label_{line}", _("Write the words that stand on the slip."))
        if label and amount is not None:
            found.append(Deduction(label, -amount))
    return tuple(found)


def payout(answers: Answers, kept: Engagement, today: date) -> Payout | None:
    """Fields: side, day, time, amount, payer, method, for_period ("yes" or ""), as in span."""
    at = answers.moment("day", "time", kept.zone, _("Say on which day the money came."))
    if at is not None:
        _refuse_the_future(answers, "day", at.day, today)
    needed = _("Write the amount that arrived.")
    amount = answers.amount("amount", kept.currency, needed)
    if amount is not None and not amount:
        answers.object_to("amount", needed)
    period = span(answers) if answers.text("for_period") else None
    return _unless_wrong(
        answers,
        lambda: Payout(
            side=PayoutSide(answers.text("side") or PayoutSide.RECEIVED),
            at=_sure(at),
            amount=_sure(amount),
            platform=kept.platform,
            payer_text=answers.text("payer"),
            period=period,
            method=PayoutMethod(answers.text("method") or PayoutMethod.BANK),
        ),
    )


def shift(answers: Answers, kept: Engagement, today: date) -> Shift | None:
    """Fields: day, start, end. An end before the start is on the next day."""
    start_needed = _("Write when the shift began, such as 10:30.")
    end_needed = _("Write when the shift ended, such as 21:15.")
    answers.text("start", start_needed)
    answers.text("end", end_needed)
    began = answers.moment("day", "start", kept.zone, _("Say on which day the shift began."))
    ended = answers.moment("day", "end", kept.zone)
    if began is not None:
        _refuse_the_future(answers, "day", began.day, today)
    if began and ended and not answers.errors:
        if ended.utc == began.utc:
            answers.object_to("end", _("The shift ends at the moment it begins."))
        elif ended.utc < began.utc:
            following = ended.local.replace(tzinfo=None) + timedelta(days=1)
            ended = type(ended).from_local(following, kept.zone, answers.text("end"))
    return _unless_wrong(
        answers, lambda: Shift(kept.platform, ShiftState.WORKED, _sure(began), _sure(ended))
    )


def _refuse_the_future(answers: Answers, field: str, day: date, today: date) -> None:
    if day > today:
        answers.object_to(field, _("This day has not come yet."))


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True


def _is_currency(code: str) -> bool:
    return len(code) == 3 and code.isascii() and code.isalpha()


def _unless_wrong(answers: Answers, make: Callable[[], T]) -> T | None:
    return None if answers.errors else make()


def _sure(value: T | None) -> T:
    """What a field without an error must have given."""
    if value is None:
        raise ValueError("an answer is missing and no error says so")
    return value
