"""A FIT activity: the binary file of watches and bicycle computers."""

from __future__ import annotations

from gigwallet.importers.fit_track.fit import FitTrack

IMPORTER = FitTrack()
