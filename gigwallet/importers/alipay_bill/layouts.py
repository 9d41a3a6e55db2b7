"""The two layouts of an Alipay bill: which column is what, and the totals printed around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gigwallet.tabular.wallet_bills import DIRECTION

MOVED = "资金状态"


@dataclass(frozen=True, slots=True)
class Layout:
    """``times``: the first that is filled counts. ``moved`` names the column that says whether the
    money has moved, where there is one."""

    header: frozenset[str]
    times: tuple[str, ...]
    kind: str
    goods: str
    amount: str
    account: str
    state: str
    ref: str
    merchant_ref: str
    moved: str = ""
    payer: str = "交易对方"
    payer_account: str = "对方账号"
    remark: str = "备注"

    @property
    def kept(self) -> tuple[str, ...]:
        """The columns of a fact that stay with it as written."""
        named = (
            *self.times, self.kind, self.payer, self.payer_account, self.goods, DIRECTION,
            self.amount, self.account, self.state, self.moved, self.ref, self.merchant_ref,
        )  # fmt: skip
        return tuple(name for name in named if name)


APP = Layout(
    header=frozenset({"交易时间", "交易分类", "交易对方", DIRECTION, "金额", "交易状态"}),
    times=("交易时间",),
    kind="交易分类",
    goods="商品说明",
    amount="金额",
    account="收/付款方式",
    state="交易状态",
    ref="交易订单号",
    merchant_ref="商家订单号",
)
WEB = Layout(
    header=frozenset({"交易号", "交易创建时间", "交易对方", DIRECTION, "金额(元)", "交易状态"}),
    times=("付款时间", "交易创建时间"),
    kind="类型",
    goods="商品名称",
    amount="金额(元)",
    account="",
    state="交易状态",
    ref="交易号",
    merchant_ref="商家订单号",
    moved=MOVED,
)

# "收入：14笔 2592.38元" above the table (app), "已收入:1笔,100.00元" below it (website).
TOTAL = re.compile(
    r"(已?收入|待收入|已?支出|待支出|不计收支)[：:]\s*(\d+)笔[,，\s]*([\d,]+(?:\.\d+)?)元"
)
COUNT = re.compile(r"共(\d+)笔记录")
SPAN = re.compile(
    r"起始[时日][间期][：:]\s*\[(\d{4}-\d{2}-\d{2})[^\]]*\]\s*终止[时日][间期][：:]\s*\[(\d{4}-\d{2}-\d{2})"
)
# The line of dashes that ends the table of the website; what follows are totals.
FOOTER = re.compile(rb"(?m)^-{20,}[-, \t\r]*$")


def layout_of(names: frozenset[str]) -> Layout | None:
    """The layout whose columns these are."""
    return next((each for each in (APP, WEB) if each.header <= names), None)
