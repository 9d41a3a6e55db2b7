"""What was worked against what was stated against what arrived: pure, and explained."""

from gigwallet.reconciliation.bridge import Bridge, BridgeLine, Pier, beside, bridge
from gigwallet.reconciliation.complete import pay_complete
from gigwallet.reconciliation.facts import Book, Facts, SchemeInUse, exhibits_of, ids_of
from gigwallet.reconciliation.floors import FloorFound, LegalFloor, Paid
from gigwallet.reconciliation.given_values import own_cells, own_paid, values_of
from gigwallet.reconciliation.opinions import said_on
from gigwallet.reconciliation.pairing import pairs
from gigwallet.reconciliation.periods import gross_of
from gigwallet.reconciliation.reconcile import reconcile
from gigwallet.reconciliation.stated_measures import measures_in, stated_measures

__all__ = [
    "Book",
    "Bridge",
    "BridgeLine",
    "Facts",
    "FloorFound",
    "LegalFloor",
    "Paid",
    "Pier",
    "SchemeInUse",
    "beside",
    "bridge",
    "exhibits_of",
    "gross_of",
    "ids_of",
    "measures_in",
    "own_cells",
    "own_paid",
    "pairs",
    "pay_complete",
    "reconcile",
    "said_on",
    "stated_measures",
    "values_of",
]
