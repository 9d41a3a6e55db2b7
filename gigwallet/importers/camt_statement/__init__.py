"""camt.052, .053 and .054: what banks send by ISO 20022, in any of its versions."""

from __future__ import annotations

from gigwallet.importers.camt_statement.statement import CamtStatement

IMPORTER = CamtStatement()
