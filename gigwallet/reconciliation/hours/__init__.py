"""How long somebody worked, without rest or with, and what an hour and a kilometre of it paid."""

from gigwallet.reconciliation.hours.rates import Costs, Pay, Rate, rates
from gigwallet.reconciliation.hours.rests import DayTooLong, Limits, Stretch, long_days, stretches
from gigwallet.reconciliation.hours.spans import Overlap, Spans, by_day, engaged_by, spans

__all__ = [
    "Costs",
    "DayTooLong",
    "Limits",
    "Overlap",
    "Pay",
    "Rate",
    "Spans",
    "Stretch",
    "by_day",
    "engaged_by",
    "long_days",
    "rates",
    "spans",
    "stretches",
]
