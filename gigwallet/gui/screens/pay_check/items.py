"""Items: the lines of the pay check as its table shows, filters and sorts them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gigwallet.domain.money import Money
from gigwallet.domain.pay_decision import Opinion
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import EngagementId
from gigwallet.words import _, money, period, signed_money
from gigwallet.words.labels import label

NOTHING = "\N{EM DASH}"

# What each kind says at a glance; the words of the pill stand beside the colour.
_TONES: Mapping[DiscrepancyKind, str] = {
    DiscrepancyKind.PAID: "good",
    DiscrepancyKind.UNDERPAID: "bad",
    DiscrepancyKind.UNPAID: "bad",
    DiscrepancyKind.WRONG_DISTANCE: "bad",
    DiscrepancyKind.WRONG_TIER: "bad",
    DiscrepancyKind.MISSING_BONUS: "bad",
    DiscrepancyKind.CLAWBACK: "bad",
    DiscrepancyKind.ABOVE_CAP: "bad",
    DiscrepancyKind.BELOW_FLOOR: "bad",
    DiscrepancyKind.MISSING_PAYOUT: "bad",
    DiscrepancyKind.SHORT_PAYOUT: "bad",
    DiscrepancyKind.DUPLICATE_CHARGE: "warn",
    DiscrepancyKind.UNLOGGED_PAY: "warn",
    DiscrepancyKind.UNRECONCILED: "bad",
    DiscrepancyKind.DEDUCTION_RULE_DIFFERS: "bad",
    DiscrepancyKind.DEDUCTION_NO_RULE: "warn",
    DiscrepancyKind.LATE: "warn",
    DiscrepancyKind.DISTANCE_DIFFERS: "warn",
    DiscrepancyKind.OVERPAID: "accent",
    DiscrepancyKind.DEDUCTION_RULE_SHOWN: "",
    DiscrepancyKind.NOT_COVERED: "",
}
_CLOCK = re.compile(r"\d{2}:\d{2}(:\d{2})?([+-]\d{2}:?\d{2}|Z)?")


@dataclass(frozen=True, slots=True)
class Item:
    """One discrepancy with the name of its engagement."""

    place: int
    discrepancy: Discrepancy
    engagement: str

    @property
    def kind(self) -> DiscrepancyKind:
        return self.discrepancy.kind

    @property
    def short(self) -> bool:
        """Whether something is missing from the worker's money here."""
        return self.discrepancy.amount.minor > 0

    @property
    def reckoned(self) -> bool:
        """Whether a pay rule, or what was offered before the trip, says what it should be."""
        return self.discrepancy.reckoned

    @property
    def day(self) -> date:
        return self.discrepancy.period.first


def items(
    discrepancies: Iterable[Discrepancy], engagements: Mapping[EngagementId, str]
) -> tuple[Item, ...]:
    """Rows in the order given."""
    return tuple(
        Item(place, each, engagements.get(each.engagement_id, ""))
        for place, each in enumerate(discrepancies)
    )


def name(item: Item) -> tuple[object, ...]:
    """The same for an item before and after something was said of it."""
    each = item.discrepancy
    return (each.engagement_id, each.kind, each.ref, each.period, each.facts)


def when(item: Item) -> str:
    return short_period(item.discrepancy.period)


def short_period(span: Period) -> str:
    """A month or a day in words, other spans as narrow as a column wants them: 7/28-8/3."""
    if span.is_month or span.days == 1:
        return period(span)
    first, last = span.first, span.last
    return f"{first.month}/{first.day}\N{EN DASH}{last.month}/{last.day}"


def subject(item: Item) -> str:
    """What the line is about: an order number, a printed deduction, or a period in words."""
    return spoken_ref(item.discrepancy.ref)


def spoken_ref(ref: str) -> str:
    """A reference as people read it: ``2025-07-01/2025-07-31`` is July 2025, and of
    ``2025-07-01/2025-07-31 fee`` the fee is what it is about, of a moment the time of day."""
    span, _space, rest = ref.partition(" ")
    known = _span_of(span)
    if known is None:
        return ref
    if _CLOCK.fullmatch(rest):
        return rest[:5]
    return rest or short_period(known)


def dated_ref(ref: str) -> str:
    """As ``spoken_ref``, where no day stands beside it: of a moment the day as well."""
    span, _space, rest = ref.partition(" ")
    known = _span_of(span)
    return (
        spoken_ref(ref)
        if known is None
        else " ".join(filter(None, (short_period(known), spoken_ref(ref) if rest else "")))
    )


def _span_of(text: str) -> Period | None:
    """``2025-07-01/2025-07-31`` or ``2025-07-01``; None for any other text."""
    first, slash, last = text.partition("/")
    try:
        return Period(date.fromisoformat(first), date.fromisoformat(last if slash else first))
    except ValueError:
        return None


def status(item: Item) -> str:
    """The kind in the two or three words that a pill has room for; of what the person set aside,
    that they did."""
    if item.discrepancy.set_aside:
        return {
            Opinion.ACCEPTED: _("Accepted"),
            Opinion.UNSURE: _("Not sure"),
        }[item.discrepancy.opinion]
    return short_label(item.kind)


def short_label(kind: DiscrepancyKind) -> str:
    return {
        DiscrepancyKind.DEDUCTION_RULE_SHOWN: _("Deduction: rule shown"),
        DiscrepancyKind.DEDUCTION_NO_RULE: _("Deduction: no rule"),
        DiscrepancyKind.DEDUCTION_RULE_DIFFERS: _("Deduction: rule differs"),
        DiscrepancyKind.NOT_COVERED: _("Not covered"),
        DiscrepancyKind.DISTANCE_DIFFERS: _("Distance differs"),
        DiscrepancyKind.WRONG_DISTANCE: _("Shorter distance"),
        DiscrepancyKind.WRONG_TIER: _("Another tier"),
        DiscrepancyKind.MISSING_BONUS: _("Bonus missing"),
        DiscrepancyKind.ABOVE_CAP: _("Above its cap"),
        DiscrepancyKind.BELOW_FLOOR: _("Below the floor"),
        DiscrepancyKind.UNLOGGED_PAY: _("Not recorded"),
    }.get(kind) or label(kind)


def tone(item: Item) -> str:
    return "" if item.discrepancy.set_aside else _TONES[item.kind]


def expected(item: Item) -> str:
    return shown(item.discrepancy.expected)


def stated(item: Item) -> str:
    return shown(item.discrepancy.stated)


def received(item: Item) -> str:
    return shown(item.discrepancy.received)


def came(item: Item) -> Money | None:
    """What arrived where that is known, else what was stated."""
    each = item.discrepancy
    return each.received if each.received is not None else each.stated


def paid(item: Item) -> str:
    return shown(came(item))


def difference(item: Item) -> str:
    """What came less what should have come: below zero is short."""
    amount = item.discrepancy.amount
    return signed_money(-amount) if amount else NOTHING


def difference_tone(item: Item) -> str:
    amount = item.discrepancy.amount
    return "bad" if amount.minor > 0 else "" if amount else "muted"


def shown(amount: Money | None) -> str:
    return NOTHING if amount is None else money(amount)


def by_amount(amount: Money | None) -> tuple[str, int]:
    """A sort key: nothing first, then by currency and size."""
    return ("", 0) if amount is None else (amount.currency, amount.minor)


def kinds_present(rows: Iterable[Item]) -> list[tuple[DiscrepancyKind, int]]:
    """The kinds that occur, in the order of the closed list, with how often."""
    counted: dict[DiscrepancyKind, int] = {}
    for row in rows:
        counted[row.kind] = counted.get(row.kind, 0) + 1
    return [(kind, counted[kind]) for kind in DiscrepancyKind if kind in counted]
