"""Sums: whether the figures of a pay slip add up, said in one sentence while they are typed."""

from __future__ import annotations

from gigwallet.domain.money import Money
from gigwallet.domain.statement import Deduction
from gigwallet.words import _, money


def residue(gross: Money | None, taken: tuple[Deduction, ...], net: Money | None) -> Money | None:
    """What gross - deductions - net leaves over; above zero: money that no line explains."""
    if gross is None or net is None:
        return None
    return _after(gross, taken) - net


def sentence(
    gross: Money | None, taken: tuple[Deduction, ...], net: Money | None
) -> tuple[str, str]:
    """The sum in words, and its tone."""
    if gross is None:
        return _("Write the gross amount to see whether the slip adds up."), "muted"
    after = _after(gross, taken)
    sum_ = _("{gross} gross less {taken} deductions is {after}.").format(
        gross=money(gross), taken=money(gross - after), after=money(after)
    )
    if net is None:
        return sum_, "muted"
    left = after - net
    if not left:
        return sum_ + " " + _("The slip says the same: it adds up."), "good"
    if left.minor > 0:
        missing = _("The slip says {net}: {left} is missing, and no line explains it.")
        return sum_ + " " + missing.format(net=money(net), left=money(left)), "bad"
    extra = _("The slip says {net}: {left} more, and no line explains it.")
    return sum_ + " " + extra.format(net=money(net), left=money(-left)), "warn"


def _after(gross: Money, taken: tuple[Deduction, ...]) -> Money:
    return sum((each.amount for each in taken), gross)
