"""How a WeChat Pay bill is read: its preamble, and one line per movement of the wallet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.payout import PayoutMethod
from gigwallet.domain.reading import (
    FileHead,
    Reading,
    Rejection,
    Row,
    Skip,
)
from gigwallet.domain.recorded import Locator
from gigwallet.tabular import amounts, tables, wallet_bills
from gigwallet.tabular.amounts import Fractions
from gigwallet.tabular.received import Received
from gigwallet.tabular.tables import Record, Table
from gigwallet.tabular.trust import trusted_stream
from gigwallet.tabular.wallet_bills import CURRENCY, DIRECTION, IN, OUT, ZONE, Income
from gigwallet.words import N_

_TIME, _TYPE, _PAYER, _GOODS = "交易时间", "交易类型", "交易对方", "商品"
_AMOUNT, _ACCOUNT, _STATE = "金额(元)", "支付方式", "当前状态"
_ID, _MERCHANT_ID, _REMARK = "交易单号", "商户单号", "备注"
_HEADER = frozenset({_TIME, _TYPE, _PAYER, DIRECTION, _AMOUNT})
_KEPT = (_TIME, _TYPE, _PAYER, _GOODS, DIRECTION, _AMOUNT, _ACCOUNT, _STATE, _ID, _MERCHANT_ID)

_NEUTRAL = ("/", "中性交易", "不计收支")
_REFUND, _RED_PACKET = "退款", "红包"
# A small station or its head may pay like this; so do friends. The person chooses.
_FROM_A_PERSON = ("转账", "二维码收款", "面对面")
_AMONG_PERSONS = ("群收款", "赞赏码", "亲属卡", "亲属卡交易")
# A merchant's purchase type turned to income is a discount or a rebate, rarely a wage.
_NEVER_PRESELECTED = ("商户消费",)

_SPAN = re.compile(r"起始时间：\[(\d{4}-\d{2}-\d{2})[^\]]*\]\s*终止时间：\[(\d{4}-\d{2}-\d{2})")
_PRINTED = re.compile(r"(收入|支出|中性交易)：(\d+)笔\s*(\d+(?:\.\d+)?)元")
_PRINTED_COUNT = re.compile(r"共(\d+)笔记录")
# "已退款(￥5.00)" gave back a part; "已全额退款" gave back all.
_GIVEN_BACK = re.compile(r"已退款\s*[(（]\s*[¥￥]?([^)）]+)[)）]")


class WeChatBill:
    """Only income that may be a wage becomes a row, and waits for its payer to be confirmed.
    Everything else leaves as a skip: a sum by direction, without its content."""

    name = "wechat_bill"
    version = "2"
    title = N_("WeChat Pay bill")
    where = N_(
        "In WeChat: Me > Services > Wallet > Bills > Download bills > for personal "
        "reconciliation. The file comes by mail, its password as a WeChat message."
    )

    def recognises(self, file: FileHead) -> bool:
        return tables.find_in_head(file, _HEADER.issubset) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        table = tables.find_in_stream(file.name, stream, _HEADER.issubset)
        yield from _preamble(table)
        fractions = Fractions()
        tables.fold(table, [(_AMOUNT, fractions)])
        income = Income(_printed_amount)
        read = partial(_line, point_expected=fractions.always(CURRENCY))
        for each in trusted_stream(file.name, wallet_bills.readings(table, read)):
            income.add(each)
            yield each
        yield from income.contradiction(table, _PRINTED)


def _preamble(table: Table) -> Iterator[Reading]:
    above = "\n".join(table.preamble)
    yield from wallet_bills.covered(_SPAN.search(above))
    yield from wallet_bills.printed_totals(above, _PRINTED_COUNT, _PRINTED)


def _printed_amount(line: Row | Skip) -> int:
    """What the line prints, before anything of it was given back."""
    if isinstance(line, Row) and _GIVEN_BACK.search(line.raw.get(_STATE, "")):
        return amounts.money(line.raw[_AMOUNT], CURRENCY).minor
    return line.amount.minor if line.amount else 0


def _line(line: Record, point_expected: bool) -> Reading:
    where = Locator(line=line.line)
    direction = line[DIRECTION]
    if direction not in (IN, OUT, *_NEUTRAL):
        return Rejection("unknown_status", where, DIRECTION)
    try:
        amount = amounts.money(line[_AMOUNT], CURRENCY)
    except ValueError:
        return Rejection("bad_amount", where, _AMOUNT)
    if amount.minor < 0 or (point_expected and _lost_point(line[_AMOUNT])):
        return Rejection("bad_amount", where, _AMOUNT)
    try:
        at = wallet_bills.moment(line[_TIME])
    except ValueError:
        return Rejection("bad_time", where, _TIME)
    footing = {DIRECTION: direction}
    reason = _not_a_wage(direction, line[_TYPE], line[_STATE])
    if reason:
        return Skip(reason, where, amount, footing)
    if not line[_PAYER].strip("/"):
        return Rejection("missing_value", where, _PAYER)
    if wallet_bills.shortened(line[_ID]):
        return Rejection("bad_number", where, _ID)
    try:
        kept = amount - _given_back(line[_STATE])
    except ValueError:
        return Rejection("bad_amount", where, _STATE)
    if kept.minor <= 0:
        return Skip("refund_or_red_packet", where, amount, footing)
    return _payout(line, at, amount, kept, footing)


def _given_back(state: str) -> Money:
    part = _GIVEN_BACK.search(state)
    return amounts.money(part[1], CURRENCY) if part else Money.zero(CURRENCY)


def _lost_point(cell: str) -> bool:
    """The number cell of a workbook has no sign and no zeros behind its point; text has both."""
    return "." not in cell and not cell.isdecimal()


def _not_a_wage(direction: str, kind: str, state: str) -> str:
    """The reason to skip a movement, or an empty text where it may be a wage."""
    if direction in _NEUTRAL:
        return "neutral_transfer"
    if direction == OUT:
        return "other_spending"
    in_part = _GIVEN_BACK.search(state)
    if _REFUND in kind or _RED_PACKET in kind or (_REFUND in state and not in_part):
        return "refund_or_red_packet"
    return "person_to_person" if kind in _AMONG_PERSONS else ""


def _from_a_person(kind: str) -> bool:
    return kind in _FROM_A_PERSON or kind.startswith("转账-")


def _payout(line: Record, at: Instant, printed: Money, kept: Money, footing: dict[str, str]) -> Row:
    """Known by what it ``printed`` at first: a part may be given back before a later export."""
    payer = line[_PAYER]
    account = line[_ACCOUNT] if line[_ACCOUNT] != "/" else ""
    to_bank = "银行" in account or "银行" in line[_STATE]
    moment = at.local.strftime("%Y-%m-%dT%H:%M:%S")
    ref = line[_ID].strip("/")
    row = Received(
        family="wechat_bill",
        natural_key="|".join((moment, ref, line[_MERCHANT_ID], str(printed), payer)),
        at=at,
        amount=kept,
        payer=payer,
        label=next((line[each] for each in (_GOODS, _REMARK) if line[each].strip("/")), ""),
        method=PayoutMethod.BANK if to_bank else PayoutMethod.WALLET,
        ext_ref=ref,
        account_mask=wallet_bills.account_mask(account),
        zone=ZONE,
    ).row(
        Locator(line=line.line),
        {name: cell for name in _KEPT if (cell := line[name])},
        footing,
        from_person=_from_a_person(line[_TYPE]),
    )
    return replace(row, suggested=False) if line[_TYPE] in _NEVER_PRESELECTED else row
