"""Which files also show what a person spends in private."""

from __future__ import annotations

# The names of the importers that read bills of a wallet or a bank. Such a file is kept, since the
# original is evidence, but its text is kept nowhere else: it is never listed, searched, logged or
# exported. A test finds an importer that asks for payers and is not named here.
BILLS = frozenset({"alipay_bill", "wechat_bill"})
