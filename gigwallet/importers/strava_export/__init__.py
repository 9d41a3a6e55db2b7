"""The list of activities in the archive that Strava sends; the tracks beside it read themselves."""

from __future__ import annotations

from gigwallet.importers.strava_export.activities import StravaExport

IMPORTER = StravaExport()
