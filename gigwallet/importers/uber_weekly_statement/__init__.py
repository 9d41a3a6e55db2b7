"""Uber's weekly statement as PDF: every event of the week with its pay and the running balance."""

from gigwallet.importers.uber_weekly_statement.statement import UberWeeklyStatement

IMPORTER = UberWeeklyStatement()

__all__ = ["IMPORTER"]
