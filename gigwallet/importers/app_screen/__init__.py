"""Screens of riders' and drivers' apps: the believed fields of a reading as facts."""

from gigwallet.importers.app_screen.periods import RUNNING
from gigwallet.importers.app_screen.rows import rows
from gigwallet.importers.app_screen.screens import AppScreen
from gigwallet.importers.app_screen.shown_times import shown_times

IMPORTER = AppScreen()

__all__ = ["IMPORTER", "RUNNING", "rows", "shown_times"]
