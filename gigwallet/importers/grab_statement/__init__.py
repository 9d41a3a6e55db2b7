"""Grab's weekly statement as PDF: what the week came to, and the bookings behind some of it."""

from gigwallet.importers.grab_statement.statement import GrabStatement

IMPORTER = GrabStatement()

__all__ = ["IMPORTER"]
