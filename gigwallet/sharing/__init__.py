"""De-identified totals: one rider's contribution, and an organiser's table of many."""

from gigwallet.sharing.aggregation import Cell, Published, aggregate
from gigwallet.sharing.contribution import (
    Contribution,
    MonthTotals,
    Refused,
    coarse,
    read,
    valid_campaign,
    valid_name,
    write,
)
from gigwallet.sharing.report import as_csv, as_markdown

__all__ = [
    "Cell",
    "Contribution",
    "MonthTotals",
    "Published",
    "Refused",
    "aggregate",
    "as_csv",
    "as_markdown",
    "coarse",
    "read",
    "valid_campaign",
    "valid_name",
    "write",
]
