"""Items: the lines of the pay check as its table shows, filters and sorts them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from gigwallet.app.pay.tell_items import PayItem
from gigwallet.domain.money import Money
from gigwallet.domain.pay_decision import Opinion
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.words import _, money, period, signed_money, spoken
from gigwallet.words.labels import label

NOTHING = "\N{EM DASH}"
# Of a hundred thousand items few amounts and days are different, and each takes a while to say.
_SAID = 1 << 15

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


def when(item: PayItem) -> str:
    return short_period(item.period)


def short_period(span: Period) -> str:
    """A month or a day in words, other spans as narrow as a column wants them: 7/28-8/3."""
    return _short_period(span, spoken())


@lru_cache(maxsize=_SAID)
def _short_period(span: Period, _spoken: str) -> str:
    if span.is_month or span.days == 1:
        return period(span)
    first, last = span.first, span.last
    return f"{first.month}/{first.day}\N{EN DASH}{last.month}/{last.day}"


def subject(item: PayItem) -> str:
    """What the line is about: an order number, a printed deduction, or a period in words."""
    return spoken_ref(item.ref)


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


def status(item: PayItem) -> str:
    """The kind in the two or three words that a pill has room for; of what the person set aside,
    that they did."""
    if item.set_aside:
        return {
            Opinion.ACCEPTED: _("Accepted"),
            Opinion.UNSURE: _("Not sure"),
        }[item.opinion]
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


def tone(item: PayItem) -> str:
    return "" if item.set_aside else _TONES[item.kind]


def warns(kind: DiscrepancyKind) -> bool:
    """Whether it is worth a look, though it says nothing of what is missing."""
    return _TONES[kind] == "warn"


def expected(item: PayItem) -> str:
    return shown(item.expected)


def stated(item: PayItem) -> str:
    return shown(item.stated)


def received(item: PayItem) -> str:
    return shown(item.received)


def came(item: PayItem) -> Money | None:
    """What arrived where that is known, else what was stated."""
    return item.received if item.received is not None else item.stated


def paid(item: PayItem) -> str:
    return shown(came(item))


def difference(item: PayItem) -> str:
    """What came less what should have come: below zero is short."""
    return _signed(-item.amount, spoken()) if item.amount else NOTHING


def difference_tone(item: PayItem) -> str:
    amount = item.amount
    return "bad" if amount.minor > 0 else "" if amount else "muted"


def shown(amount: Money | None) -> str:
    return NOTHING if amount is None else _unsigned(amount, spoken())


@lru_cache(maxsize=_SAID)
def _unsigned(amount: Money, _spoken: str) -> str:
    return money(amount)


@lru_cache(maxsize=_SAID)
def _signed(amount: Money, _spoken: str) -> str:
    return signed_money(amount)


def by_amount(amount: Money | None) -> tuple[str, int]:
    """A sort key: nothing first, then by currency and size."""
    return ("", 0) if amount is None else (amount.currency, amount.minor)
