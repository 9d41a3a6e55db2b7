"""MT940: the statement of SWIFT, as banks in Europe and elsewhere still offer it."""

from __future__ import annotations

from gigwallet.importers.mt940_statement.statement import Mt940Statement

IMPORTER = Mt940Statement()
