"""What an inference says of doubt and of a change, as steps that are worded at the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigwallet.domain.money import Money
from gigwallet.domain.step import Step

if TYPE_CHECKING:  # it brings numpy
    from gigwallet.rules.inferring import Change, Doubt


def doubt_steps(doubt: Doubt, currency: str) -> tuple[Step, ...]:
    """The two readings, and an order that would tell them apart where there is one."""
    said = Step(f"inferred_doubt_{doubt.about}", {"first": doubt.first, "second": doubt.second})
    if doubt.metres is None or doubt.minute is None or doubt.this is None or doubt.other is None:
        return (said,)
    this, other = (Money(minor, currency) for minor in (doubt.this, doubt.other))
    example = {
        "way_distance": str(doubt.metres),
        "time": f"{doubt.minute // 60:02d}:{doubt.minute % 60:02d}",
        "this_money": f"{this} {currency}",
        "other_money": f"{other} {currency}",
    }
    return said, Step("inferred_doubt_example", example)


def change_step(change: Change) -> Step:
    """The day, and what the same orders pay less or more since then, each and in a month."""
    less = change.per_order.minor < 0
    order, month = (
        Money(abs(each.minor), each.currency) for each in (change.per_order, change.per_month)
    )
    return Step(
        "inferred_pays_less" if less else "inferred_pays_more",
        {
            "first_day": change.on.isoformat(),
            "order_money": f"{order} {order.currency}",
            "percent": str(abs(change.percent)),
            "month_money": f"{month} {month.currency}",
        },
    )
