"""Screens of Meituan, with invented figures that add up."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from gigwallet.domain.screen import FieldKind
from tests.screens.chinese import (
    SHOPS,
    STREETS,
    count,
    customer_lines,
    duration,
    kilometres,
    moment,
    money,
    yuan,
)
from tests.screens.content import Content, Customer, Item, Section, plain


def meituan_order(dice: random.Random, at: datetime) -> Content:
    style = dice.choice(("yuan", "yuan", "bare", "sign"))
    base = dice.randint(250, 680)
    parts = [money("基础配送费", base, style)]
    far = dice.choice((0, dice.randint(30, 950)))
    parts.append(money("距离加价", far, style, more=kilometres(dice)))
    total = base + far
    for label, least, most, odds in (
        ("重量加价", 20, 400, 0.5),
        ("时段补贴", 50, 300, 0.7),
        ("恶劣天气补贴", 50, 500, 0.4),
        (dice.choice(("用户小费", "用户打赏")), 100, 1000, 0.4),
        ("超时扣款", -900, -50, 0.4),
        ("取消扣款", -600, -100, 0.15),
        ("投诉扣款", -2000, -500, 0.1),
    ):
        if dice.random() < odds:
            cents = 0 if dice.random() < 0.2 else dice.randint(least, most)
            parts.append(money(label, cents, style))
            total += cents
    took = at - timedelta(minutes=dice.randint(15, 55), seconds=dice.randint(0, 59))
    shop = took + timedelta(minutes=dice.randint(3, 9), seconds=dice.randint(0, 59))
    got = shop + timedelta(minutes=dice.randint(1, 9), seconds=dice.randint(0, 59))
    there = got + timedelta(minutes=dice.randint(4, 20), seconds=dice.randint(0, 59))
    number = dice.randint(1, 260)
    times: list[Item | Customer] = [Item("订单号", f"#{number}", f"#{number}", FieldKind.REF)]
    times += [moment("接单时间", took), moment("到店时间", shop), moment("取货时间", got)]
    times += [moment("送达时间", there)]
    due = (took + timedelta(minutes=40)).replace(second=0)
    times.append(moment("要求送达", due))
    sections = [Section("收入明细", tuple(parts)), Section("订单信息", tuple(times))]
    if dice.random() < 0.6:
        shop_line = Item("商家", dice.choice(SHOPS) + f"({dice.choice(STREETS)}店)")
        sections.insert(
            dice.choice((0, 2)), Section("配送信息", (shop_line, *customer_lines(dice)))
        )
    label = "本单收入" if dice.random() < 0.8 else "预计收入"
    headline = Item(
        label, yuan(total, dice.choice(("sign", "yuan"))), plain(total), FieldKind.MONEY
    )
    return Content(
        "meituan/order",
        "CNY",
        "zh",
        "订单详情",
        headline,
        tuple(sections),
        at,
        ("联系客服", "申诉"),
    )


def meituan_day(dice: random.Random, at: datetime) -> Content:
    orders = dice.randint(4, 62)
    fees = orders * dice.randint(380, 820) + dice.randint(0, 99)
    bonus = dice.choice((0, dice.randint(300, 6000)))
    loss = -dice.choice((0, dice.randint(50, 4000)))
    style = dice.choice(("bare", "yuan", "sign"))
    sums = (
        money("配送费收入", fees, style),
        money("活动奖励", bonus, style),
        money("扣款", loss, style),
    )
    counts = [count("完成单量", orders, "单"), duration("在线时长", dice.randint(95, 800))]
    if dice.random() < 0.6:
        counts += [
            count("取消单", dice.randint(0, 3), "单"),
            count("超时单", dice.randint(0, 5), "单"),
        ]
    sections = [Section("", tuple(counts), grid=True), Section("收入构成", sums)]
    if dice.random() < 0.5:
        left = dice.randint(0, 80_000)
        sections.append(Section("", (money("可提现", left, "sign"),)))
    net = fees + bonus + loss
    headline = Item("今日收入", f"¥{plain(net)}", plain(net), FieldKind.MONEY)
    return Content(
        "meituan/day",
        "CNY",
        "zh",
        "账单明细",
        headline,
        tuple(sections),
        at,
        ("提现记录",),
        at.strftime("%m月%d日"),
    )


def meituan_month(dice: random.Random, at: datetime) -> Content:
    style = dice.choice(("bare", "yuan"))
    earned = [("底薪", dice.choice((0, 150_000, 200_000, 234_000)))]
    earned += [
        ("单量提成", dice.randint(180_000, 720_000)),
        ("里程补贴", dice.randint(2_000, 60_000)),
    ]
    earned += [
        (label, dice.choice((0, 10_000, 20_000, 30_050)))
        for label in ("准时率奖", "好评奖", "全勤奖")
        if dice.random() < 0.8
    ]
    lost = [
        ("站点扣款", -dice.randint(0, 30_000)),
        ("保险费", -dice.choice((3_000, 7_500, 10_600))),
    ]
    gross = sum(cents for _, cents in earned)
    net = gross + sum(cents for _, cents in lost)
    orders = dice.randint(320, 1900)
    first = at.replace(day=1)
    sections = (
        Section("", (count("完成单量", orders, "单"),)),
        Section(
            "应发项",
            (
                *(money(label, cents, style) for label, cents in earned),
                money("应发", gross, style),
            ),
        ),
        Section("扣款项", tuple(money(label, cents, style) for label, cents in lost)),
    )
    headline = Item("实发", yuan(net, dice.choice(("sign", "yuan"))), plain(net), FieldKind.MONEY)
    return Content(
        "meituan/month",
        "CNY",
        "zh",
        "工资单",
        headline,
        sections,
        at,
        ("确认无误", "有异议"),
        first.strftime("%Y年%m月"),
    )
