"""What would explain a difference exactly: a line that was left out, or a shorter distance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gigwallet.domain.money import Money
from gigwallet.domain.step import Step, TraceLine
from gigwallet.reconciliation.figures import fact


def would_explain(short: Money, trace: Sequence[TraceLine]) -> Iterable[Step]:
    """A whole line of the arithmetic that is exactly ``short``; else so many units of a line.

    It is arithmetic and no more: the step says "would", and none is given where nothing fits.
    """
    by_rule: dict[str, int] = {}
    labels: dict[str, str] = {}
    for line in trace:
        by_rule[line.rule] = by_rule.get(line.rule, 0) + line.amount.minor
        labels[line.rule] = line.label
    missing = [rule for rule, minor in by_rule.items() if minor == short.minor]
    if missing and len(by_rule) > 1:
        facts = {"line": labels[missing[0]], "short_money": fact(short)}
        yield Step("pay_would_be_line", facts)
        return
    # A shorter distance takes away from the outermost band first.
    for line in reversed(trace):
        if line.price is None or line.unit in ("order", "percent") or not line.price:
            continue
        units = short.amount / line.price
        if units == units.to_integral_value() and 0 < units <= (line.quantity or 0):
            yield Step(
                "pay_would_be_units",
                {
                    "line": line.label,
                    "units": str(int(units)),
                    "unit": line.unit,
                    "price": f"{line.price:f}",
                },
            )
            return
