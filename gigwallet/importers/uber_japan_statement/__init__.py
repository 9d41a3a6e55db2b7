"""The earnings statement that Uber gave couriers in Japan as a table, 2017 to 2020."""

from __future__ import annotations

from gigwallet.importers.uber_japan_statement.statement import UberJapanStatement

IMPORTER = UberJapanStatement()
