"""What a reconciliation concludes: matches, discrepancies, totals, coverage; rebuilt from facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from gigwallet.domain.money import Money
from gigwallet.domain.pay_decision import Opinion
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, ExhibitId, FactId, SchemeId
from gigwallet.domain.ridden import TrackedTrip
from gigwallet.domain.step import Step, TraceLine


class MatchMethod(StrEnum):
    BY_ID = "id"
    BY_TIME = "time"
    BY_TIME_AND_AMOUNT = "time_amount"
    BY_DAY = "day"
    BY_PERIOD = "period"
    BY_PERSON = "person"


class DiscrepancyKind(StrEnum):
    """Closed list. ``PAID`` carries no difference; it is kept so that every item has a line.

    ``WRONG_DISTANCE``, ``WRONG_TIER``, ``MISSING_BONUS`` and ``CLAWBACK`` are short pay of which
    the arithmetic shows the cause exactly; what may have several causes stays ``UNDERPAID``.
    ``DISTANCE_DIFFERS`` is what a track suggests: its ``low`` is always nothing. So is that of
    ``UNLOGGED_PAY`` (pay for an order that the person did not record) and of ``DUPLICATE_CHARGE``.
    """

    PAID = "paid"
    UNDERPAID = "underpaid"
    OVERPAID = "overpaid"
    UNPAID = "unpaid"
    WRONG_DISTANCE = "wrong_distance"
    WRONG_TIER = "wrong_tier"
    MISSING_BONUS = "missing_bonus"
    CLAWBACK = "clawback"
    ABOVE_CAP = "above_cap"
    BELOW_FLOOR = "below_floor"
    DEDUCTION_RULE_SHOWN = "deduction_rule_shown"
    DEDUCTION_NO_RULE = "deduction_no_rule"
    DEDUCTION_RULE_DIFFERS = "deduction_rule_differs"
    DUPLICATE_CHARGE = "duplicate_charge"
    LATE = "late"
    NOT_COVERED = "not_covered"
    UNRECONCILED = "unreconciled"
    MISSING_PAYOUT = "missing_payout"
    SHORT_PAYOUT = "short_payout"
    DISTANCE_DIFFERS = "distance_differs"
    UNLOGGED_PAY = "unlogged_pay"


# Short pay for work, with or without its cause.
UNDERPAID_KINDS = frozenset(
    {
        DiscrepancyKind.UNDERPAID,
        DiscrepancyKind.WRONG_DISTANCE,
        DiscrepancyKind.WRONG_TIER,
        DiscrepancyKind.MISSING_BONUS,
        DiscrepancyKind.CLAWBACK,
        DiscrepancyKind.ABOVE_CAP,
    }
)

# These compare papers with one another; what they call expected is no pay rule's figure.
_OF_PAPERS = frozenset(
    {
        DiscrepancyKind.UNRECONCILED,
        DiscrepancyKind.MISSING_PAYOUT,
        DiscrepancyKind.SHORT_PAYOUT,
        DiscrepancyKind.LATE,
    }
)


@dataclass(frozen=True, slots=True)
class Match:
    """Our own conclusion that these trips were paid by these lines (n:m)."""

    trips: tuple[FactId, ...]
    pay_lines: tuple[FactId, ...]
    method: MatchMethod
    confidence: Decimal
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One item of the pay check.

    ``ref`` names what it is about (an order number, a period ``2025-07-01/2025-07-31``).
    ``amount`` is what is short of the worker (positive) or beyond (negative); ``low`` and ``high``
    bound it where inputs are unknown. ``trace`` is the arithmetic of ``expected``; it and ``steps``
    may be made only when they are looked at (``domain.later``).
    ``facts`` are the rows and ``exhibits`` the documents that show it; ``settled_by`` says which
    documents would settle it. ``opinion`` is what the
    person made of it and ``chosen`` the figure that they claim; ``outdated``: what they said was
    about another difference, so it is open again. ``beyond_rule``: a cap or a floor of law gives
    it beyond what the pay rule gives, so that it is no part of the pay by the rule.
    """

    kind: DiscrepancyKind
    ref: str
    engagement_id: EngagementId
    period: Period
    amount: Money
    low: Money
    high: Money
    confidence: Decimal
    expected: Money | None = None
    stated: Money | None = None
    received: Money | None = None
    steps: Sequence[Step] = ()
    trace: Sequence[TraceLine] = ()
    facts: tuple[FactId, ...] = ()
    exhibits: tuple[ExhibitId, ...] = ()
    scheme_id: SchemeId | None = None
    settled_by: tuple[Step, ...] = ()
    opinion: Opinion = Opinion.OPEN
    chosen: Money | None = None
    outdated: bool = False
    beyond_rule: bool = False

    @property
    def reckoned(self) -> bool:
        """Whether a pay rule, or what was offered before the trip, says what it should be."""
        return self.expected is not None and self.kind not in _OF_PAPERS

    @property
    def set_aside(self) -> bool:
        """Whether the person claims nothing here, for good or for the time being."""
        return self.opinion in (Opinion.ACCEPTED, Opinion.UNSURE)

    @property
    def at_least(self) -> Money:
        """What is short of the worker at the least, never below nothing."""
        if self.low.minor >= 0 and not self.set_aside:
            return self.low
        return Money.zero(self.low.currency)

    @property
    def bounds(self) -> tuple[Money, Money]:
        """What may be claimed here: from the least to the most, neither below nothing."""
        currency = self.low.currency
        return Money(max(0, self.low.minor), currency), Money(max(0, self.high.minor), currency)

    @property
    def claimed(self) -> Money:
        """What the person claims: the figure that they chose, else the least. Never more than the
        highest, never less than the least."""
        if self.chosen is None or self.opinion is not Opinion.DISPUTED:
            return self.at_least
        return max(self.at_least, min(self.chosen, self.high))


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of one currency. ``shortfall`` is "at least": the lows of what is short, never below 0,
    without what the person set aside; ``claimed`` is what they claim, at least that.
    ``received`` counts only money that arrived. ``by_kind`` sums amounts per discrepancy kind,
    ``by_category`` stated pay lines and expected amounts per pay category. ``stated_outside`` is
    the part of ``stated`` for days outside of the period that was asked for, in statements that
    reach beyond it. ``silent`` names the sums of which nothing says anything: no document of
    ``stated`` or ``received``, no pay rule and no offer of ``expected``, which is then what was
    stated."""

    currency: str
    expected: Money
    stated: Money
    received: Money
    shortfall: Money
    claimed: Money
    by_kind: Mapping[str, Money]
    by_category: Mapping[str, Money]
    stated_outside: Money
    silent: frozenset[str] = frozenset()

    @property
    def judged(self) -> bool:
        """Whether a ``shortfall`` of nothing says that nothing is short: it takes what is due as
        well as what came of it."""
        compared = "expected" not in self.silent and not {"stated", "received"} <= self.silent
        return compared or bool(self.shortfall)


@dataclass(frozen=True, slots=True)
class EngagementTotals:
    """The same sums of one engagement: the three columns that meet in a result per platform."""

    engagement_id: EngagementId
    totals: tuple[Totals, ...]


@dataclass(frozen=True, slots=True)
class CoveredSpan:
    """A span that a document says it covers, for one engagement."""

    engagement_id: EngagementId
    period: Period
    what: str
    exhibits: tuple[ExhibitId, ...] = ()


@dataclass(frozen=True, slots=True)
class NotJudged:
    """Something that no judgement is made on, and why (``reason`` is a stable code)."""

    ref: str
    reason: str
    facts: tuple[FactId, ...] = ()


@dataclass(frozen=True, slots=True)
class DayCount:
    """A day on which orders and payments could only be counted: completed orders, and payments."""

    engagement_id: EngagementId
    day: date
    orders: int
    payments: int

    @property
    def balances(self) -> bool:
        return self.orders == self.payments


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The whole outcome for the chosen engagements and period. Most of ``matches`` and of
    ``discrepancies`` are made when somebody looks at them. ``tracked`` are the trips that a
    track says something of; ``by_engagement`` the totals of each engagement that has any;
    ``days`` those on which nothing but numbers tells pay apart; ``repeated`` are pay lines that say
    what lines of another document say, and are in no sum; ``short`` counts the discrepancies of
    which something is missing at the least, without making any."""

    matches: Sequence[Match]
    discrepancies: Sequence[Discrepancy]
    totals: tuple[Totals, ...]
    coverage: tuple[CoveredSpan, ...]
    not_judged: tuple[NotJudged, ...]
    tracked: tuple[TrackedTrip, ...] = ()
    by_engagement: tuple[EngagementTotals, ...] = ()
    days: tuple[DayCount, ...] = ()
    repeated: frozenset[FactId] = frozenset()
    short: int = 0
