"""The data that Uber hands a courier (Eats) on request: deliveries and their pay."""

from __future__ import annotations

from gigwallet.importers.uber_courier_export.export import UberCourierExport

IMPORTER = UberCourierExport()
