"""The data that Uber hands a driver on request: trips, payments, and states of being online."""

from __future__ import annotations

from gigwallet.importers.uber_rides_export.export import UberRidesExport

IMPORTER = UberRidesExport()
