"""The GigWallet tables: seven plain tables that anyone with a spreadsheet can fill."""

from __future__ import annotations

from gigwallet.importers.gigwallet_tables.tables import GigWalletTables

IMPORTER = GigWalletTables()
