"""Screens of riders' and drivers' apps: the believed fields of a reading as facts."""

from gigwallet.importers.app_screen.one_order import Telling, Together, together
from gigwallet.importers.app_screen.periods import RUNNING
from gigwallet.importers.app_screen.rows import rows, unnamed
from gigwallet.importers.app_screen.screens import AppScreen
from gigwallet.importers.app_screen.shown_times import shown_times
from gigwallet.importers.app_screen.trips import LISTED_PAY, PAY, TRIPS

IMPORTER = AppScreen()

# What several pictures of one order tell together.
OF_ORDERS = frozenset({TRIPS, PAY, LISTED_PAY})

__all__ = [
    "IMPORTER",
    "OF_ORDERS",
    "RUNNING",
    "TRIPS",
    "Telling",
    "Together",
    "rows",
    "shown_times",
    "together",
    "unnamed",
]
