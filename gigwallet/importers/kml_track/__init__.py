"""A KML file with timed tracks: Google Earth, older Timeline exports, map apps."""

from __future__ import annotations

from gigwallet.importers.kml_track.kml import KmlTrack

IMPORTER = KmlTrack()
