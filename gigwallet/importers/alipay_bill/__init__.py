"""The bill of an Alipay wallet: as the app mails it, and as the older website gave it."""

from __future__ import annotations

from gigwallet.importers.alipay_bill.bill import AlipayBill

IMPORTER = AlipayBill()
