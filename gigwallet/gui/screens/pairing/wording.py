"""How pairs are said: their orders, their pay, who joined them and how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from gigwallet.app.pay.tell_pairs import Pair, Side
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.trip import Trip
from gigwallet.words import _, day, distance, moment, money, ngettext, number
from gigwallet.words.labels import label

# Below this a person should look; the matcher says less than this of a guess among neighbours.
SURE = Decimal("0.95")
NOT_KNOWN = "—"


def to_look_at(pair: Pair) -> bool:
    """What nobody is sure of yet, and what stays alone."""
    if pair.side in (Side.ORDER, Side.PAY):
        return True
    return pair.side is Side.PROPOSED and pair.match is not None and pair.match.confidence < SURE


def when(pair: Pair) -> str:
    """When the first order began, else when the first line was booked, else the day."""
    moments = [each.fact.begun or each.fact.ended for each in pair.trips]
    moments += [each.fact.occurred_at or each.fact.recognised_at for each in pair.lines]
    first = next((each for each in moments if each is not None), None)
    if first is not None:
        return moment(first)
    return day(pair.day) if pair.day else NOT_KNOWN


def orders(pair: Pair) -> str:
    if not pair.trip_places:
        return NOT_KNOWN
    refs = [each or NOT_KNOWN for each in pair.refs]
    if len(refs) == 1:
        return refs[0]
    words = ngettext("{n} order: {names}", "{n} orders: {names}", len(refs))
    return words.format(n=number(len(refs)), names=", ".join(refs))


def order(trip: Trip) -> str:
    """Its number, when it began and how far it went, as far as known."""
    parts = [trip.ref, moment(trip.begun) if trip.begun else ""]
    metres = trip.paid_distance_m
    parts.append(distance(metres) if metres is not None else "")
    parts.append(money(trip.offered) if trip.offered is not None else "")
    return ", ".join(part for part in parts if part) or NOT_KNOWN


def pay(pair: Pair) -> str:
    if not pair.line_places:
        return NOT_KNOWN
    names = Counter(name or label(category) for name, category in pair.names)
    return ", ".join(name if n == 1 else f"{number(n)} × {name}" for name, n in names.items())


def line(fact: PayLine) -> str:
    """What it is called, when it was booked, and how much it is."""
    at = fact.occurred_at or fact.recognised_at
    parts = [_name(fact), moment(at) if at else "", money(fact.amount)]
    return ", ".join(part for part in parts if part)


def amount(pair: Pair) -> str:
    return " + ".join(money(each) for each in pair.sums) or NOT_KNOWN


def how(pair: Pair) -> str:
    """By what the program tells that they belong together."""
    found = pair.match if pair.side is Side.PROPOSED else None
    return label(found.method) if found is not None else ""


def sure(pair: Pair) -> str:
    """Who says so, or how sure the program is: never more than is known."""
    match pair.side:
        case Side.SAID:
            return _("You joined them")
        case Side.APART:
            return _("You put them apart")
        case Side.ORDER:
            return _("No pay found")
        case Side.PAY:
            return _("No order found")
    if pair.match is None:
        return NOT_KNOWN
    return _("{percent} % sure").format(percent=int(pair.match.confidence * 100))


def told(pair: Pair) -> str:
    return ", ".join(part for part in (how(pair), sure(pair)) if part)


def tone(pair: Pair) -> str:
    if pair.side is Side.SAID:
        return "good"
    if pair.side is Side.APART:
        return ""
    return "warn" if to_look_at(pair) else "good"


def summary(pairs: Sequence[Pair]) -> str:
    """Counts, and what stays alone in money: it is shown and nothing is made of it."""
    joined = [each for each in pairs if each.side in (Side.PROPOSED, Side.SAID)]
    alone = [each for each in pairs if each.side is Side.ORDER]
    left = [each for each in pairs if each.side is Side.PAY]
    words = _(
        "{pairs} pairings, {yours} of them yours. Orders without pay: {orders}. Pay without an "
        "order: {lines}."
    )
    return words.format(
        pairs=number(len(joined)),
        yours=number(sum(each.side is Side.SAID for each in joined)),
        orders=number(len(alone)),
        lines=f"{number(len(left))} ({_added(left)})" if left else number(0),
    )


def _added(pairs: Iterable[Pair]) -> str:
    """Currencies stand side by side and are never added."""
    found: dict[str, Money] = {}
    for pair in pairs:
        for each in pair.sums:
            before = found.get(each.currency)
            found[each.currency] = each if before is None else before + each
    return " + ".join(money(each) for each in found.values())


def _name(fact: PayLine) -> str:
    return fact.label_raw or label(fact.category)
