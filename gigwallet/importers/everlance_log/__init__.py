"""The trips of an Everlance report: drives that a person kept for taxes."""

from __future__ import annotations

from gigwallet.importers.everlance_log.everlance import EverlanceLog

IMPORTER = EverlanceLog()
