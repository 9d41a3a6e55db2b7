"""A printed deduction against the rules of a scheme: shown, not there, or saying otherwise."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from gigwallet.domain.money import Money
from gigwallet.domain.statement import Deduction
from gigwallet.domain.step import Step, TraceLine
from gigwallet.rules.prices import decimal
from gigwallet.rules.scheme import DeductionRule, Version


class Standing(StrEnum):
    RULE_SHOWN = "rule_shown"
    NO_RULE = "no_rule"
    RULE_DIFFERS = "rule_differs"


@dataclass(frozen=True, slots=True)
class Counted:
    """How often a period can have had each occasion. None: not known."""

    orders: int | None
    days_worked: int | None
    days: int
    months: int

    def most(self, rule: DeductionRule) -> int | None:
        """How often ``rule`` may apply at most; None where nothing bounds it."""
        bound = {
            "order": self.orders,
            "day": self.days_worked if self.days_worked is not None else self.days,
            "month": self.months,
            "event": None,
        }[rule.per]
        limits = [each for each in (bound, rule.times) if each is not None]
        return min(limits) if limits else None


@dataclass(frozen=True, slots=True)
class DeductionVerdict:
    """``allowed`` is the most that the rule lets be taken (positive), as far as it says; ``beyond``
    is what was taken above it: zero where the rule shows the deduction, all of it without one."""

    standing: Standing
    beyond: Money
    allowed: Money | None
    rule: DeductionRule | None
    steps: tuple[Step, ...]
    trace: tuple[TraceLine, ...]


def judge_deduction(
    printed: Deduction, version: Version | None, counted: Counted, scheme: str
) -> DeductionVerdict:
    """``version`` None: there are no rules at all."""
    taken = -printed.amount
    rules = version.deductions if version is not None else ()
    rule = next((each for each in rules if _means(each, printed.label)), None)
    if rule is None:
        step = Step("deduction_no_rule", {"label": printed.label, "taken_money": _fact(taken)})
        return DeductionVerdict(Standing.NO_RULE, taken, None, None, (step,), ())
    most = counted.most(rule)
    ranged = "" if rule.least == rule.most else "_range"
    times = _times(taken, rule, most)
    facts = {
        "label": printed.label,
        "rule": rule.label,
        "per": rule.per,
        "taken_money": _fact(taken),
        "least_money": _fact(rule.least),
        "most_money": _fact(rule.most),
    }
    if times is not None:
        step = Step(f"deduction_rule_shown{ranged}", {**facts, "times": str(times)})
        trace = (_line(rule, times, taken, scheme),)
        none = Money.zero(taken.currency)
        return DeductionVerdict(Standing.RULE_SHOWN, none, taken, rule, (step,), trace)
    allowed = _allowed(taken, rule, most)
    step = Step(f"deduction_rule_differs{ranged}", {**facts, "allowed_money": _fact(allowed)})
    often = allowed.minor // rule.most.minor if rule.most else 0
    shown = (_line(rule, often, allowed, scheme),) if often else ()
    return DeductionVerdict(Standing.RULE_DIFFERS, taken - allowed, allowed, rule, (step,), shown)


def _times(taken: Money, rule: DeductionRule, most: int | None) -> int | None:
    """The smallest number of times that explains ``taken`` exactly; None where none does."""
    if not rule.most:
        return None
    times = max(1, -(-taken.minor // rule.most.minor))
    if most is not None and times > most:
        return None
    return times if rule.least.minor * times <= taken.minor <= rule.most.minor * times else None


def _allowed(taken: Money, rule: DeductionRule, most: int | None) -> Money:
    """The largest sum up to ``taken`` that the rule can explain."""
    if not rule.most:
        return Money.zero(taken.currency)
    times = taken.minor // rule.most.minor
    times = times if most is None else min(times, most)
    return Money(times * rule.most.minor, taken.currency)


def _line(rule: DeductionRule, times: int, amount: Money, scheme: str) -> TraceLine:
    fixed = rule.least == rule.most
    price = decimal(Fraction(rule.most.amount)) if fixed else None
    return TraceLine(rule.id, rule.label, decimal(Fraction(times)), rule.per, price, amount, scheme)


def _means(rule: DeductionRule, label: str) -> bool:
    """The slip's words hold one of the rule's."""
    found = _plain(label)
    return any(_plain(word) in found for word in rule.printed)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _fact(amount: Money) -> str:
    return f"{amount} {amount.currency}"
