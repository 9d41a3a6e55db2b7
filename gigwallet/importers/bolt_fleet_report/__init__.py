"""What Bolt reports to a fleet about each driver's earnings: one line per driver and period."""

from __future__ import annotations

from gigwallet.importers.bolt_fleet_report.report import BoltFleetReport

IMPORTER = BoltFleetReport()
