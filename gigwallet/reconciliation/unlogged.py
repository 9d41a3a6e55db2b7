"""Pay for orders that the person did not record, and pay taken back for none of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import Recorded
from gigwallet.domain.step import Step
from gigwallet.reconciliation.dues import EARNINGS
from gigwallet.reconciliation.facts import Book, exhibits_of, ids_of
from gigwallet.reconciliation.figures import ONE, fact, total
from gigwallet.reconciliation.matching import Matching, line_time

# What a platform pays for a day or a week belongs to no order.
_OF_ORDERS = EARNINGS - {PayCategory.INCENTIVE, PayCategory.GUARANTEE_TOPUP, PayCategory.HOURLY}


def judge_unlogged(book: Book, matching: Matching) -> list[Discrepancy]:
    """Of the lines that pay no known trip. Where the person recorded trips on the same day, pay for
    another order is one that they forgot, or that somebody else rode: it is told and changes no
    sum. On a day on which a trip may have been paid by one of several lines, none of them is
    called pay for another order. A sum that was taken back is asked about."""
    alone, open_days = matching.line_rows(matching.alone_lines), _open_days(matching)
    groups: defaultdict[tuple[str, Period, str], list[Recorded[PayLine]]] = defaultdict(list)
    for line in alone:
        at = line_time(line.fact)
        if at is None or line.fact.category not in _OF_ORDERS:
            continue
        name = line.fact.trip_ref or at.local.isoformat(sep=" ", timespec="seconds")
        groups[(name, Period.of_day(at.day), line.fact.amount.currency)].append(line)
    found = []
    for (name, day, currency), lines in groups.items():
        paid = total((each.fact.amount for each in lines), currency)
        if paid.minor < 0:
            found.append(_taken_back(book, name, day, paid, lines))
        elif paid and book.places_in(day) and day.first not in open_days:
            found.append(_unlogged(book, name, day, paid, lines))
    return found


def _open_days(matching: Matching) -> frozenset[date]:
    """Days on which it cannot be told which payment is whose."""
    trips = (matching.trips.day[each] for each in matching.contested)
    counted = (each.day for each in matching.days if each.orders != each.payments)
    return frozenset(day for day in (*trips, *counted) if day is not None)


def _unlogged(
    book: Book, name: str, day: Period, paid: Money, lines: Sequence[Recorded[PayLine]]
) -> Discrepancy:
    zero = Money.zero(paid.currency)
    return Discrepancy(
        kind=DiscrepancyKind.UNLOGGED_PAY,
        ref=name,
        engagement_id=book.id,
        period=day,
        amount=zero,
        low=zero,
        high=zero,
        confidence=ONE,
        stated=paid,
        steps=(Step("pay_unlogged", {"order": name, "stated_money": fact(paid)}),),
        facts=ids_of(lines),
        exhibits=exhibits_of(lines),
    )


def _taken_back(
    book: Book, name: str, day: Period, paid: Money, lines: Sequence[Recorded[PayLine]]
) -> Discrepancy:
    label = lines[0].fact.label_raw or lines[0].fact.category.value
    return Discrepancy(
        kind=DiscrepancyKind.CLAWBACK,
        ref=name,
        engagement_id=book.id,
        period=day,
        amount=-paid,
        low=Money.zero(paid.currency),
        high=-paid,
        confidence=ONE,
        stated=paid,
        steps=(Step("pay_clawback_alone", {"line": label, "taken_money": fact(-paid)}),),
        facts=ids_of(lines),
        exhibits=exhibits_of(lines),
    )
