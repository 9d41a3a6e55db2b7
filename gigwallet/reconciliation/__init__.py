"""What was worked against what was stated against what arrived: pure, and explained."""

from gigwallet.reconciliation.bridge import Bridge, BridgeLine, Pier, beside, bridge
from gigwallet.reconciliation.facts import Facts, SchemeInUse
from gigwallet.reconciliation.opinions import said_on
from gigwallet.reconciliation.reconcile import reconcile

__all__ = [
    "Bridge",
    "BridgeLine",
    "Facts",
    "Pier",
    "SchemeInUse",
    "beside",
    "bridge",
    "reconcile",
    "said_on",
]
