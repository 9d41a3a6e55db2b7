"""The log of OwnTracks: the recorder's .rec files and its JSON exports."""

from __future__ import annotations

from gigwallet.importers.owntracks_log.owntracks import OwnTracksLog

IMPORTER = OwnTracksLog()
