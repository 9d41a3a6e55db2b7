"""What an inference says of doubt, as steps that are worded at the edge."""

from __future__ import annotations

from gigwallet.domain.money import Money
from gigwallet.domain.step import Step
from gigwallet.rules.inferring import Doubt


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
