"""Which files also show what a person spends in private."""

from __future__ import annotations

from gigwallet.domain.paper import Paper

# The names of the importers that read bills of a wallet or a bank. Such a file is kept, since the
# original is evidence, but its text is kept nowhere else: it is never listed, searched, logged or
# exported. A test finds an importer that asks for payers and is not named here.
BILLS = frozenset({
    "alipay_bill", "bank_tables", "camt_statement", "mt940_statement", "ofx_statement",
    "wechat_bill",
})  # fmt: skip

# What the screens of a wallet or a bank say beside amounts. One of these may stand anywhere; a
# screen that says three is a list or a receipt of somebody's spending.
_OF_WALLETS = (
    "账单", "收支统计", "收支分析", "计入收支", "零钱明细", "零钱通", "交易记录", "交易明细",
    "收支明细", "当前状态", "支付时间", "支付方式", "付款方式", "收单机构", "商户全称", "商户单号",
    "商家订单号", "交易单号", "转账单号", "收款方全称", "对方账户", "对此订单有疑问", "查找交易",
    "可用余额",
)  # fmt: skip
_ENOUGH = 3


def shows_other_spending(paper: Paper) -> bool:
    """Whether a picture looks like the screen of a wallet or a bank."""
    said = {"".join(piece.text.split()) for page in paper.pages for piece in page.pieces}
    return sum(any(word in text for word in _OF_WALLETS) for text in said) >= _ENOUGH
