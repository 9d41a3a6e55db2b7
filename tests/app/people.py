"""Invented people and files that the tests of the app and the command line share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gigwallet.domain.engagement import Engagement

PASSPHRASE = b"PASSCANARY rides forty-two"
SPENDING = "SPENDCANARY-night-shop"
FRIEND = "FRIENDCANARY"
MEITUAN = Engagement("meituan", "武汉", "Asia/Shanghai", "CNY", contracting_firm="样张配送站")

BILL_HEAD = (
    "微信支付账单明细,,,,,,,,\n"
    "微信昵称：[样张],,,,,,,,\n"
    "起始时间：[2025-07-01 00:00:00] 终止时间：[2025-08-31 23:59:59],,,,,,,,\n"
    "----------------------微信支付账单明细列表--------------------,,,,,,,,\n"
    "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n"
)


class SetClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self._now = datetime(2025, 10, 5, 4, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def move(self, by: timedelta) -> None:
        self._now += by


def bill_line(at: str, payer: str, amount: str, *, out: bool = False, number: str = "") -> str:
    number = number or f"4{at.replace('-', '').replace(':', '').replace(' ', '')}{len(payer)}"
    if out:
        return f"{at},商户消费,{payer},货物,支出,¥{amount},零钱,支付成功,{number},M{number},/\n"
    return f"{at},商家转账,{payer},骑手收入提现,收入,¥{amount},/,已存入零钱,{number},M{number},/\n"


def bill(*lines: str) -> bytes:
    return (BILL_HEAD + "".join(lines)).encode("utf-8-sig")


def plain_bill() -> bytes:
    """Two wages, one income of a payer that nobody knows, and private spending."""
    return bill(
        bill_line("2025-08-15 20:00:00", "美团众包", "3000.00"),
        bill_line("2025-09-15 20:00:00", "美团众包", "2534.00"),
        bill_line("2025-08-20 10:00:00", FRIEND, "88.00"),
        bill_line("2025-08-21 10:00:00", SPENDING, "66.66", out=True),
    )


def put(folder: Path, name: str, content: bytes | str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def close_folder(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders of this name cannot be listed, as the system's own on a card or a phone."""
    listed = Path.iterdir

    def iterdir(folder: Path) -> Iterator[Path]:
        if folder.name == name:
            raise PermissionError(name)
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
