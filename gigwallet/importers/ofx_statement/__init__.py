"""OFX and QFX: what banks offer as a download for money programs, in either of its two dialects."""

from __future__ import annotations

from gigwallet.importers.ofx_statement.statement import OfxStatement

IMPORTER = OfxStatement()
