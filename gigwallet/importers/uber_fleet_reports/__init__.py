"""The reports that Uber gives a fleet, and a driver who is one: payments, trips, times."""

from __future__ import annotations

from gigwallet.importers.uber_fleet_reports.report import UberFleetReports

IMPORTER = UberFleetReports()
