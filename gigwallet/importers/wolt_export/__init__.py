"""The tasks that Wolt lists in the copy of a courier's data: two lines are one delivery."""

from __future__ import annotations

from gigwallet.importers.wolt_export.tasks import WoltExport

IMPORTER = WoltExport()
