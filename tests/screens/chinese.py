"""How Chinese apps write amounts, counts, times and (invented) customers."""

from __future__ import annotations

import random
from datetime import datetime

from gigwallet.domain.screen import FieldKind, MarkKind
from tests.screens.content import Customer, Item, plain

STREETS = ("建国路", "中山东二路", "人民南路", "学院路", "滨江大道", "解放西路", "科技园南区")
_PLACES = ("阳光花园", "金地国际城", "世纪新城", "锦绣家园", "万科城市花园", "碧桂园")
SHOPS = ("老张牛肉面", "川味小厨", "一品粥铺", "鲜果时光", "黄焖鸡米饭", "沙县小吃", "蜜雪奶茶")
_NAMES = ("王", "李", "张", "刘", "陈", "杨", "赵", "黄")


def yuan(cents: int, style: str) -> str:
    number = plain(cents)
    if style == "yuan":
        return f"{number}元"
    if style == "sign":
        return f"-¥{number[1:]}" if cents < 0 else f"¥{number}"
    return number


def plus(cents: int, style: str) -> str:
    return ("+" if cents > 0 and style == "plus" else "") + yuan(cents, style)


def money(label: str, cents: int, style: str, **more: object) -> Item:
    return Item(label, plus(cents, style), plain(cents), FieldKind.MONEY, **more)  # type: ignore[arg-type]  # only ``more`` and ``sub``


def count(label: str, number: int, unit: str) -> Item:
    return Item(label, f"{number}{unit}", str(number), FieldKind.COUNT)


def moment(label: str, at: datetime, form: str = "%Y-%m-%d %H:%M:%S") -> Item:
    at = at.replace(microsecond=0, second=at.second if "%S" in form else 0)
    return Item(label, at.strftime(form), at.isoformat(), FieldKind.MOMENT)


def duration(label: str, minutes: int) -> Item:
    return Item(
        label, f"{minutes // 60}小时{minutes % 60}分", str(minutes * 60), FieldKind.DURATION
    )


def kilometres(dice: random.Random) -> tuple[FieldKind, str, str]:
    tenths = dice.randint(8, 189)
    return FieldKind.DISTANCE, f"{tenths // 10}.{tenths % 10}公里", str(tenths * 100)


def customer_lines(dice: random.Random) -> tuple[Customer, ...]:
    phone = f"1{dice.choice('358')}{dice.randint(0, 9)}"
    tail = f"{dice.randint(0, 9999):04d}"
    number = (
        f"{phone}****{tail}" if dice.random() < 0.6 else f"{phone}{dice.randint(0, 9999):04d}{tail}"
    )
    name = dice.choice(_NAMES) + dice.choice(("先生", "女士"))
    address = (
        f"{dice.choice(STREETS)}{dice.randint(1, 280)}号{dice.choice(_PLACES)}"
        f"{dice.randint(1, 20)}栋{dice.randint(101, 2808)}室"
    )
    return (
        Customer(MarkKind.NAME, "顾客", name),
        Customer(MarkKind.PHONE, "电话", number),
        Customer(MarkKind.ADDRESS, "送货地址", address),
    )
