"""Screens of riders' and drivers' apps: the believed fields of a reading as facts."""

from gigwallet.importers.app_screen.periods import RUNNING
from gigwallet.importers.app_screen.rows import rows
from gigwallet.importers.app_screen.screens import AppScreen

IMPORTER = AppScreen()

__all__ = ["IMPORTER", "RUNNING", "rows"]
