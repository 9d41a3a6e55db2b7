"""Deliveroo's fortnightly invoice as PDF: hours worked, fees by shift, adjustments, tips."""

from gigwallet.importers.deliveroo_invoice.invoice import DeliverooInvoice

IMPORTER = DeliverooInvoice()

__all__ = ["IMPORTER"]
