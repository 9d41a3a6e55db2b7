"""A TCX activity: the XML of Garmin's training software, also in Strava's bulk export."""

from __future__ import annotations

from gigwallet.importers.tcx_track.tcx import TcxTrack

IMPORTER = TcxTrack()
