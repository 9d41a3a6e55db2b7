"""Tables of banks and of PayPal: one reader, and one file in ``banks/`` for each bank."""

from __future__ import annotations

from gigwallet.importers.bank_tables.statement import BankTables

IMPORTER = BankTables()
