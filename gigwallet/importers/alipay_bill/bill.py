"""How an Alipay bill is read: what it prints about itself, and one line per movement."""

from __future__ import annotations

import io
from collections.abc import Iterator
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
from gigwallet.importers.alipay_bill.layouts import (
    COUNT,
    FOOTER,
    SPAN,
    TOTAL,
    Layout,
    layout_of,
)
from gigwallet.tabular import tables, wallet_bills
from gigwallet.tabular.amount_column import AmountColumn
from gigwallet.tabular.amounts import Style
from gigwallet.tabular.encodings import decoded
from gigwallet.tabular.received import Received
from gigwallet.tabular.tables import Record
from gigwallet.tabular.trust import trusted_stream
from gigwallet.tabular.wallet_bills import CURRENCY, DIRECTION, IN, OUT, ZONE, Income
from gigwallet.words import N_

_NEUTRAL = ("不计收支", "/", "", "其他")
_REFUND, _RED_PACKET = "退款", "红包"
# What persons send one another is worded like this; a firm's name says that it is one.
_BETWEEN_PERSONS, _FIRM = ("转账", "收钱码", "收钱", "二维码收款"), "公司"
_DONE = (
    "交易成功",
    "支付成功",
    "转账成功",
    "收款成功",
    "已收款",
    "还款成功",
    "退款成功",
    "放款成功",
)
_NOT_MOVED = ("关闭", "失败", "取消", "等待", "处理中", "待付款", "冻结")
_MOVED_IN = "已收入"
_FOOTER_WITHIN = 4096


class AlipayBill:
    """Only income that may be a wage becomes a row, and waits for its payer to be confirmed.
    Everything else leaves as a skip: a sum by direction, without its content."""

    name = "alipay_bill"
    version = "1"
    title = N_("Alipay bill")
    where = N_(
        "In Alipay: Me > Bills > the three dots > issue a transaction record > for personal "
        "reconciliation. The file comes by mail, its password as a message in Alipay."
    )

    def recognises(self, file: FileHead) -> bool:
        return tables.find_in_head(file, _known) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        table_only, footer = _without_footer(stream)
        table = tables.find_in_stream(file.name, table_only, _known)
        layout = layout_of(table.names)
        assert layout is not None  # noqa: S101  the table was found by it
        yield from _printed("\n".join((*table.preamble, footer)))
        column = AmountColumn(Style.POINT)
        tables.fold(table, [(layout.amount, column)])
        income = Income(_minor)
        read = partial(_line, layout=layout, column=column)
        for each in trusted_stream(file.name, wallet_bills.readings(table, read)):
            income.add(each)
            yield each
        yield from income.contradiction(table, TOTAL)


def _known(names: frozenset[str]) -> bool:
    return layout_of(names) is not None


def _without_footer(stream: BinaryIO) -> tuple[BinaryIO, str]:
    """The table with all above it, and the text of the totals that the website prints below it.

    The app draws such a line above its header, where no totals follow it."""
    size = stream.seek(0, io.SEEK_END)
    beyond = max(0, size - _FOOTER_WITHIN)
    stream.seek(beyond)
    tail = stream.read()
    stream.seek(0)
    for found in FOOTER.finditer(tail):
        below = decoded(tail[found.start() :]) or ""
        if COUNT.search(below) and TOTAL.search(below) and DIRECTION not in below:
            return io.BytesIO(stream.read(beyond + found.start())), below
    return stream, ""


def _printed(around: str) -> Iterator[Reading]:
    yield from wallet_bills.covered(SPAN.search(around))
    yield from wallet_bills.printed_totals(around, COUNT, TOTAL)


def _minor(line: Row | Skip) -> int | None:
    return line.amount.minor if line.amount else None


def _line(line: Record, layout: Layout, column: AmountColumn) -> Reading:
    where = Locator(line=line.line)
    direction = line[DIRECTION]
    if direction not in (IN, OUT, *_NEUTRAL):
        return Rejection("unknown_status", where, DIRECTION)
    try:
        amount = column.money(line[layout.amount], CURRENCY)
    except ValueError:
        return Rejection("bad_amount", where, layout.amount)
    if amount.minor < 0:
        return Rejection("bad_amount", where, layout.amount)
    written = next((line[name] for name in layout.times if line[name]), "")
    try:
        at = wallet_bills.moment(written)
    except ValueError:
        return Rejection("bad_time", where, layout.times[0])
    footing = {DIRECTION: direction or "/"}
    if layout.moved:
        footing[layout.moved] = line[layout.moved] or "/"
    if reason := _not_a_wage(line, layout):
        return Skip(reason, where, amount, footing)
    if line[layout.state] not in _DONE:
        return Rejection("unknown_status", where, layout.state)
    if not line[layout.payer].strip("/"):
        return Rejection("missing_value", where, layout.payer)
    if wallet_bills.shortened(line[layout.ref]):
        return Rejection("bad_number", where, layout.ref)
    return _payout(line, layout, at, amount, footing)


def _not_a_wage(line: Record, layout: Layout) -> str:
    """The reason to skip a movement, or an empty text where it may be a wage."""
    state, said = line[layout.state], f"{line[layout.kind]} {line[layout.goods]}"
    if any(word in state for word in _NOT_MOVED):
        return "money_not_moved"
    if line[DIRECTION] in _NEUTRAL:
        return "refund_or_red_packet" if _REFUND in said + state else "neutral_transfer"
    if line[DIRECTION] == OUT:
        return "other_spending"
    if _REFUND in said + state or _RED_PACKET in said.replace("转账红包", ""):
        return "refund_or_red_packet"
    if layout.moved and line[layout.moved] not in (_MOVED_IN, ""):
        return "money_not_moved"
    return ""


def _payout(
    line: Record, layout: Layout, at: Instant, amount: Money, footing: dict[str, str]
) -> Row:
    payer, ref = line[layout.payer], line[layout.ref].strip("/")
    account = line[layout.account]
    labels = (line[layout.goods], line[layout.remark])
    # The app and the website name one movement alike; only its number is sure to be the same.
    moment = at.local.strftime("%Y-%m-%dT%H:%M:%S")
    own = (ref,) if len(ref) >= wallet_bills.LONG_NUMBER else (moment, ref, payer)
    return Received(
        family="alipay_bill",
        natural_key="|".join((*own, str(amount))),
        at=at,
        amount=amount,
        payer=payer,
        label=next((each for each in labels if each.strip("/")), ""),
        method=PayoutMethod.BANK if "银行" in account else PayoutMethod.WALLET,
        ext_ref=ref,
        account_mask=wallet_bills.account_mask(account),
        zone=ZONE,
    ).row(
        Locator(line=line.line),
        {name: line[name] for name in layout.kept if line[name]},
        footing,
        from_person=line[layout.goods] in _BETWEEN_PERSONS and _FIRM not in payer,
    )
