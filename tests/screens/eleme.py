"""Screens of Ele.me, with invented figures that add up."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from gigwallet.domain.screen import FieldKind
from tests.screens.chinese import count, customer_lines, duration, moment, money, yuan
from tests.screens.content import Content, Customer, Item, Section, plain


def eleme_order(dice: random.Random, at: datetime) -> Content:
    style = dice.choice(("yuan", "bare", "sign"))
    fee = dice.randint(280, 1250)
    lines = [("配送费", fee)]
    lines += [
        (label, dice.randint(least, most))
        for label, least, most, odds in (
            ("冲单奖", 50, 300, 0.6),
            ("天气补贴", 50, 400, 0.4),
            ("夜间补贴", 50, 300, 0.3),
            ("用户打赏", 100, 800, 0.3),
            ("违规扣款", -1500, -100, 0.3),
        )
        if dice.random() < odds
    ]
    total = sum(cents for _, cents in lines)
    took = at - timedelta(minutes=dice.randint(20, 50), seconds=dice.randint(0, 59))
    got = took + timedelta(minutes=dice.randint(6, 12))
    there = got + timedelta(minutes=dice.randint(5, 18))
    number = f"{dice.randint(10**17, 10**18 - 1)}"
    information: list[Item | Customer] = [Item("订单编号", number, number, FieldKind.REF)]
    information += [moment("接单时间", took), moment("取餐时间", got), moment("送达时间", there)]
    sections = [
        Section("费用明细", tuple(money(label, cents, style) for label, cents in lines)),
        Section("订单信息", tuple(information)),
    ]
    if dice.random() < 0.5:
        sections.append(Section("收货信息", customer_lines(dice)))
    headline = Item("本单收入", yuan(total, "sign"), plain(total), FieldKind.MONEY)
    return Content(
        "eleme/order", "CNY", "zh", "订单详情", headline, tuple(sections), at, ("帮助与反馈",)
    )


def eleme_day(dice: random.Random, at: datetime) -> Content:
    orders = dice.randint(6, 58)
    fees = orders * dice.randint(400, 700) + dice.randint(0, 99)
    bonus, loss = dice.randint(0, 4500), -dice.choice((0, dice.randint(100, 2500)))
    style = dice.choice(("bare", "yuan"))
    counts = (
        count("完成单量", orders, "单"),
        duration("在线时长", dice.randint(120, 760)),
        count("服务分", dice.randint(60, 100), "分"),
    )
    sums = (
        money("配送费", fees, style),
        money("冲单奖", bonus, style),
        money("违规扣款", loss, style),
    )
    total = fees + bonus + loss
    headline = Item(
        "今日收入", yuan(total, dice.choice(("sign", "yuan"))), plain(total), FieldKind.MONEY
    )
    sections = (Section("", counts, grid=True), Section("收入明细", sums))
    return Content(
        "eleme/day",
        "CNY",
        "zh",
        "今日战报",
        headline,
        sections,
        at,
        ("查看全部订单",),
        at.strftime("%Y-%m-%d"),
    )
