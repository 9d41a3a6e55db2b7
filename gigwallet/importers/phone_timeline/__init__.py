"""The Timeline that phones keep since 2024: Timeline.json of Android, location-history.json of
iOS."""

from __future__ import annotations

from gigwallet.importers.phone_timeline.timeline import PhoneTimeline

IMPORTER = PhoneTimeline()
