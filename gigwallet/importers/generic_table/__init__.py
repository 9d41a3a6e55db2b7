"""Any table that a person explained once: their own log, an export that nobody knows yet."""

from gigwallet.importers.generic_table.table import GenericTable

IMPORTER = GenericTable()

__all__ = ["IMPORTER"]
