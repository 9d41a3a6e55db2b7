"""A GPX track: what most tracking apps and watches export."""

from __future__ import annotations

from gigwallet.importers.gpx_track.gpx import GpxTrack

IMPORTER = GpxTrack()
