"""The detailed log of MileIQ: drives that a person sorted as business or private."""

from __future__ import annotations

from gigwallet.importers.mileiq_log.mileiq import MileIqLog

IMPORTER = MileIqLog()
