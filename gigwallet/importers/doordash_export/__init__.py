"""The deliveries that DoorDash lists in the copy of a Dasher's data; it lists no pay."""

from __future__ import annotations

from gigwallet.importers.doordash_export.deliveries import DoorDashExport

IMPORTER = DoorDashExport()
