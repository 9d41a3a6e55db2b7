"""Pay for orders that the person did not record, and pay taken back for none of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from gigwallet.domain.money import Money
from gigwallet.domain.offsets import moment
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.step import Step
from gigwallet.reconciliation.dues import EARNINGS
from gigwallet.reconciliation.facts import Book, exhibits_together
from gigwallet.reconciliation.figures import ONE, fact
from gigwallet.reconciliation.ledger import LineColumns
from gigwallet.reconciliation.matching import Matching

# What a platform pays for a day or a week belongs to no order.
_OF_ORDERS = EARNINGS - {PayCategory.INCENTIVE, PayCategory.GUARANTEE_TOPUP, PayCategory.HOURLY}


def judge_unlogged(book: Book, matching: Matching) -> list[Discrepancy]:
    """Of the lines that pay no known trip. Where the person recorded trips on the same day, pay for
    another order is one that they forgot, or that somebody else rode: it is told and changes no
    sum. On a day on which a trip may have been paid by one of several lines, none of them is
    called pay for another order. A sum that was taken back is asked about."""
    lines, open_days = matching.lines, _open_days(matching)
    groups: defaultdict[tuple[str, date, str], list[int]] = defaultdict(list)
    for line in matching.alone_lines:
        day = lines.day[line]
        if day is not None and lines.category[line] in _OF_ORDERS:
            groups[_name(lines, line), day, lines.currency[line]].append(line)
    found = []
    for (name, day, currency), places in groups.items():
        paid = Money(sum([lines.minor[each] for each in places]), currency)
        span = Period.of_day(day)
        if paid.minor < 0:
            found.append(_taken_back(book, name, span, paid, lines, places))
        elif paid and book.places_in(span) and day not in open_days:
            found.append(_unlogged(book, name, span, paid, lines, places))
    return found


def _name(lines: LineColumns, line: int) -> str:
    """The order that it names, else when it was."""
    at = lines.at[line]
    if lines.ref[line] or at is None:
        return lines.ref[line]
    local = moment(at).astimezone(ZoneInfo(lines.zone[line]))
    return local.isoformat(sep=" ", timespec="seconds")


def _open_days(matching: Matching) -> frozenset[date]:
    """Days on which it cannot be told which payment is whose."""
    trips = (matching.trips.day[each] for each in matching.contested)
    counted = (each.day for each in matching.days if each.orders != each.payments)
    return frozenset(day for day in (*trips, *counted) if day is not None)


def _unlogged(
    book: Book, name: str, day: Period, paid: Money, lines: LineColumns, places: Sequence[int]
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
        facts=tuple([lines.id[each] for each in places]),
        exhibits=exhibits_together(*[lines.exhibits[each] for each in places]),
    )


def _taken_back(
    book: Book, name: str, day: Period, paid: Money, lines: LineColumns, places: Sequence[int]
) -> Discrepancy:
    label = lines.label[places[0]] or lines.category[places[0]].value
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
        facts=tuple([lines.id[each] for each in places]),
        exhibits=exhibits_together(*[lines.exhibits[each] for each in places]),
    )
