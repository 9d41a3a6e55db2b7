"""The log of WeClock: what a worker's phone noted about a working day."""

from __future__ import annotations

from gigwallet.importers.weclock_log.weclock import WeClockLog

IMPORTER = WeClockLog()
