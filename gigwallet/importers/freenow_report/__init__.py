"""What FreeNow reports to a fleet: one line per tour, and a second file of bonuses."""

from __future__ import annotations

from gigwallet.importers.freenow_report.report import FreeNowReport

IMPORTER = FreeNowReport()
