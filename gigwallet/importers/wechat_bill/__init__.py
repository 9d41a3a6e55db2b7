"""The bill of a WeChat Pay wallet: csv, or the sheet of an xlsx, mailed in a password ZIP."""

from __future__ import annotations

from gigwallet.importers.wechat_bill.bill import WeChatBill

IMPORTER = WeChatBill()
