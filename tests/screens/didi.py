"""Screens of DiDi, with invented figures that add up."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from gigwallet.domain.screen import FieldKind, MarkKind
from tests.screens.chinese import count, duration, kilometres, moment, money, yuan
from tests.screens.content import Content, Customer, Item, Section, plain


def didi_trip(dice: random.Random, at: datetime) -> Content:
    style = dice.choice(("yuan", "bare", "sign"))
    parts = [money("起步价", base := dice.choice((800, 1000, 1300, 1400)), style)]
    parts.append(money("里程费", far := dice.randint(400, 9800), style, more=kilometres(dice)))
    minutes = dice.randint(6, 95)
    long = dice.randint(100, 3800)
    parts.append(
        money("时长费", long, style, more=(FieldKind.DURATION, f"{minutes}分钟", str(minutes * 60)))
    )
    paid = base + far + long
    for label, least, most, odds in (
        ("远途费", 100, 2600, 0.3),
        ("动态调价", 100, 1500, 0.3),
        ("高速费", 500, 3500, 0.4),
    ):
        if dice.random() < odds:
            cents = dice.randint(least, most)
            parts.append(money(label, cents, style))
            paid += cents
    fee = -round(paid * dice.uniform(0.12, 0.29))
    reward = dice.choice((0, dice.randint(100, 900)))
    rest = [money("信息服务费", fee, style)]
    if reward:
        rest.append(money("奖励", reward, style))
    percent = f"{-fee * 100 / paid:.1f}"
    rest.append(Item("抽成比例", f"{percent}%", percent, FieldKind.PERCENT))
    total = paid + fee + reward
    customer_paid = money(dice.choice(("乘客应付车费", "乘客应付")), paid, style)
    sections = [
        Section("", (customer_paid, *parts)),
        Section("", tuple(rest)),
        Section("", (moment("完单时间", at - timedelta(seconds=dice.randint(20, 90))),)),
    ]
    if dice.random() < 0.3:
        sections.append(
            Section(
                "乘客信息", (Customer(MarkKind.PHONE, "乘客", f"尾号{dice.randint(0, 9999):04d}"),)
            )
        )
    headline = Item(
        "我的收入", yuan(total, dice.choice(("yuan", "sign"))), plain(total), FieldKind.MONEY
    )
    return Content(
        "didi/trip", "CNY", "zh", "账单详情", headline, tuple(sections), at, ("对账单有疑问",)
    )


def didi_day(dice: random.Random, at: datetime) -> Content:
    trips = dice.randint(3, 28)
    flow = trips * dice.randint(1800, 3600) + dice.randint(0, 99)
    fee, reward = -round(flow * dice.uniform(0.14, 0.27)), dice.choice((0, dice.randint(500, 6000)))
    style = dice.choice(("yuan", "bare"))
    counts = (count("完单数", trips, "单"), duration("在线时长", dice.randint(150, 790)))
    sums = (
        money("流水", flow, style),
        money("信息服务费", fee, style),
        money("奖励", reward, style),
    )
    total = flow + fee + reward
    headline = Item("今日收入", yuan(total, "yuan"), plain(total), FieldKind.MONEY)
    sections = (Section("", counts, grid=True), Section("收入明细", sums))
    return Content(
        "didi/day",
        "CNY",
        "zh",
        "今日流水",
        headline,
        sections,
        at,
        ("查看历史账单",),
        at.strftime("%Y年%m月%d日"),
    )
