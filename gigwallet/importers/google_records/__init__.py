"""The raw location history of a Google account: Records.json, or Location History.json before."""

from __future__ import annotations

from gigwallet.importers.google_records.records import GoogleRecords

IMPORTER = GoogleRecords()
