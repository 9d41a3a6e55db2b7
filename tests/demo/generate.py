"""Writes the demo files. Run it from the checkout: ``python tests/demo/generate.py``.

Everything is invented and seeded: the same files come out every time. ``planted.json`` beside this
file says what the pay check must find in them.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

_HERE = Path(__file__).parent
sys.path[:0] = [str(_HERE)] if str(_HERE) not in sys.path else []

import demo_screens as screens  # noqa: E402
import demo_story as story  # noqa: E402
from demo_screens import Entry  # noqa: E402

TARGET = _HERE.parents[1] / "resources" / "demo"
BILL = "wechat-bill-20250701-20250930.csv"
SCREENSHOT = "Screenshot_20250716_224109_order.jpg"
PAYING_FIRM = "样张乙科技有限公司"
PAYERS = (PAYING_FIRM, "美团众包")

# Words that belong to the rider's private life: they may stand in the sealed originals only.
PRIVATE_SPENDING = ("样张私人诊所", "样张棋牌室", "样张便利店", "样张房东", "样张表妹")
PRIVATE_PLACE = "CANARY-EXIF-9c1d52"
PRIVATE_ADDRESS = "样张路99号3单元1804室"

_README = """\
These files are invented. The rider, the firms, the orders, the amounts and the places do not exist;
every picture says SPECIMEN / 样张. They show GigWallet at work and may be used freely (CC0).

这些文件都是虚构的。骑手、公司、订单、金额和地点都不存在；每张图片都标有 SPECIMEN / 样张。
它们用来演示 GigWallet，可以自由使用（CC0）。

engagements.csv   for whom the rider works              给谁干活
trips.csv         orders of July and August 2025        2025 年 7—8 月的订单
pay_lines.csv     what the platform says it paid        平台列出的每单收入
statements.csv    weekly statements                     周账单
tallies.csv       the rider's own monthly counts        骑手自己的月度记录
shifts.csv        hours online                          在线时间
scheme.toml       the pay rule as a pay scheme          配送费规则
pay-rule.png      the screen that shows the rule        规则截图
weekly-statement.png, Screenshot_...jpg                 周账单与订单截图
wechat-bill-...csv  the wallet's bill, with the rider's private spending in it
                    微信账单，里面还有骑手的私人消费
"""

_SCHEME = """\
# The demo rider's pay rule: invented, like everything beside it (SPECIMEN / 样张).
format = 1
name = "样张配送费规则 2025（SPECIMEN）"
currency = "CNY"
zone = "Asia/Shanghai"
platform = "meituan"
city = "武汉"
illustrative = false
rate_date = "accepted"
rounding = "half_up"

[pay_day]
days_after = 5

[[version]]
from = 2025-06-30
source = "pay-rule.png"

[[version.line]]
id = "delivery"
label = "基础配送费"
category = "base"
quantity = "km"
bands = [
  { to = "1.0", price = "8.00" },
  { to = "3.0", add = "2.00" },
  { add = "1.50", each = "0.5", count = "started" },
]

[[version.line]]
id = "night"
label = "夜间补贴"
category = "incentive"
price = "3.00"
when = { between = "22:00-06:00" }

[[version.line]]
id = "rain"
label = "雨天补贴"
category = "incentive"
price = "4.00"
when = { during = ["2025-07-16T17:00/2025-07-16T23:00", "2025-08-07T18:00/2025-08-08T01:00"] }

[[version.deduction]]
id = "insurance"
label = "保险费"
per = "day"
amount = "2.50"
times = 7
"""


def table(header: str, rows: Iterable[Iterable[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def files() -> dict[str, bytes]:
    """Name -> content of every file of the demo."""
    orders = story.orders()
    planted = story.plant(orders)
    return {
        "README.txt": _README.encode(),
        "engagements.csv": _engagements(),
        "trips.csv": _trips(orders),
        "pay_lines.csv": _pay_lines(orders),
        "statements.csv": _statements(orders, planted),
        "tallies.csv": _tallies(orders),
        "shifts.csv": _shifts(orders),
        BILL: _bill(orders, planted),
        "scheme.toml": _SCHEME.encode(),
        "pay-rule.png": screens.as_png(_rule_screen()),
        "weekly-statement.png": screens.as_png(_statement_screen(orders, planted)),
        SCREENSHOT: _order_screenshot(orders, planted),
    }


def truth() -> dict[str, object]:
    """What is planted, for tests."""
    orders = story.orders()
    planted = story.plant(orders)
    week, label, amount = planted.deduction_without_rule

    def texts(amounts: dict[str, Decimal]) -> dict[str, str]:
        return {ref: str(each) for ref, each in sorted(amounts.items())}

    short = [
        *planted.underpaid.values(),
        *planted.missing_bonus.values(),
        *planted.unpaid.values(),
    ]
    return {
        "orders": len(orders),
        "completed": sum(order.status == "completed" for order in orders),
        "underpaid": texts(planted.underpaid),
        "missing_bonus": texts(planted.missing_bonus),
        "unpaid": texts(planted.unpaid),
        "overpaid": texts(planted.overpaid),
        "not_covered": texts(planted.not_covered),
        "short_on_orders": str(sum(short, Decimal("0.00"))),
        "deduction_without_rule": {"statement": _ref(week), "label": label, "amount": str(amount)},
        "late_payout_of": _ref(planted.late_week),
        "expected": str(sum((line[2] for order in orders for line in order.pay), Decimal(0))),
        "stated": str(sum((story.gross(orders, n) for n in range(story.WEEKS)), Decimal(0))),
        "received": str(
            sum((story.net(orders, n, planted) for n in range(story.WEEKS)), Decimal(0))
        ),
        "payers": list(PAYERS),
        "canaries": [*PRIVATE_SPENDING, PRIVATE_PLACE, PRIVATE_ADDRESS],
    }


def _ref(week: int) -> str:
    return f"SP-2025-W{27 + week}"


def _at(moment: datetime) -> str:
    return moment.isoformat(" ", "seconds")


def _engagements() -> bytes:
    return table(
        "engagement,platform,city,zone,currency,contracting_firm,paying_firm,kind,vehicle,first_day",
        [(story.LABEL, "meituan", "武汉", "Asia/Shanghai", "CNY",
          "样张甲劳务有限公司（SPECIMEN）", f"{PAYING_FIRM}（SPECIMEN）", "众包", "电动车",
          "2025-03-01")],
    )  # fmt: skip


def _trips(orders: list[story.Order]) -> bytes:
    def row(order: story.Order) -> tuple[object, ...]:
        done = order.status == "completed"
        times = (_at(order.picked_up), _at(order.completed)) if done else ("", "")
        km = order.km if done else ""
        note = PRIVATE_ADDRESS if order is orders[3] else ""
        return (story.LABEL, order.ref, order.status, _at(order.accepted), *times, km, "CNY", note)

    header = "engagement,ref,status,accepted_at,picked_up_at,completed_at,paid_km,currency,note"
    return table(header, map(row, orders))


def _pay_lines(orders: list[story.Order]) -> bytes:
    return table(
        "engagement,trip_ref,statement_ref,category,label,amount,currency,occurred_at,note",
        (
            (story.LABEL, order.ref, _ref(order.week), category, label, amount, "CNY",
             _at(order.completed), "")
            for order in orders
            for category, label, amount in order.stated
        ),
    )  # fmt: skip


def _statements(orders: list[story.Order], planted: story.Planted) -> bytes:
    def row(week: int) -> tuple[object, ...]:
        first = story.FIRST_MONDAY + timedelta(weeks=week)
        listed = [order for order in story.weekly(orders, week) if order.stated]
        taken = story.deductions(orders, week, planted)
        printed = "; ".join(f"{label} {amount}" for label, amount in taken)
        issued = first + timedelta(days=8)
        return (story.LABEL, _ref(week), "weekly", first, first + timedelta(days=6),
                "whole_period", len(listed), story.gross(orders, week), printed,
                story.net(orders, week, planted), "CNY", issued, "")  # fmt: skip

    return table(
        "engagement,ref,kind,first_day,last_day,covers,orders,gross,deductions,net,currency,"
        "issued_on,note",
        map(row, range(story.WEEKS)),
    )


def _tallies(orders: list[story.Order]) -> bytes:
    def row(month: int) -> tuple[object, ...]:
        done = [o for o in orders if o.accepted.month == month and o.status == "completed"]
        days = {order.accepted.date() for order in done}
        km = sum((order.km for order in done), Decimal(0))
        return story.LABEL, f"2025-{month:02d}", "", len(done), km, len(days) * 5, ""

    return table("engagement,first_day,last_day,orders,distance_km,hours,note", map(row, (7, 8)))


def _shifts(orders: list[story.Order]) -> bytes:
    rows: list[tuple[object, ...]] = []
    for day in sorted({order.accepted.date() for order in orders}):
        last = max(order.completed for order in orders if order.accepted.date() == day)
        begin = datetime(day.year, day.month, day.day, 17, 30)  # noqa: DTZ001
        end = max(last + timedelta(minutes=7), begin + timedelta(hours=4))
        rows.append((story.LABEL, "worked", _at(begin), _at(end), ""))
    return table("engagement,state,started_at,ended_at,note", rows)


def _bill(orders: list[story.Order], planted: story.Planted) -> bytes:
    """Newest first, as the wallet writes it; ids end in a tab; the rider's own life in between."""
    rows = [*_payout_rows(orders, planted), *_private_rows()]
    rows.sort(key=lambda each: each[0], reverse=True)
    income = [row for row in rows if row[4] == "收入"]
    spent = [row for row in rows if row[4] == "支出"]
    neutral = [row for row in rows if row[4] == "/"]

    def total(of: list[tuple[str, ...]]) -> str:
        return f"{len(of)}笔 {sum((Decimal(row[5][1:]) for row in of), Decimal('0.00'))}元"

    preamble = [
        "微信支付账单明细",
        "微信昵称：[样例骑手]",
        "起始时间：[2025-07-01 00:00:00] 终止时间：[2025-09-30 23:59:59]",
        "导出类型：[全部]",
        "导出时间：[2025-10-08 09:12:44]",
        "",
        f"共{len(rows)}笔记录",
        f"收入：{total(income)}",
        f"支出：{total(spent)}",
        f"中性交易：{total(neutral)}",
        "注：样张 SPECIMEN，全部内容均为虚构",
        "",
        "----------------------微信支付账单明细列表--------------------",
        "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注",
    ]
    lines = [line if "," in line else f"{line},,,,,,,," for line in preamble]
    lines += [",".join(row) for row in rows]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _payout_rows(orders: list[story.Order], planted: story.Planted) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for week in range(story.WEEKS):
        paid_on = story.FIRST_MONDAY + timedelta(weeks=week, days=9)
        if week == planted.late_week:
            paid_on += timedelta(days=44)
        payer = PAYING_FIRM if week < 5 else "美团众包"
        rows.append((
            f"{paid_on} 10:{17 + week}:08", "商家转账", payer, f"骑手收入 {_ref(week)}", "收入",
            f"¥{story.net(orders, week, planted)}", "/", "已存入零钱",
            f"10001072025{paid_on:%m%d}{week}0047\t", f"SP{paid_on:%Y%m%d}{week}\t", "/",
        ))  # fmt: skip
    return rows


def _private_rows() -> list[tuple[str, ...]]:
    clinic, games, shop, landlord, cousin = PRIVATE_SPENDING
    written = [
        ("2025-07-03 12:41:30", "商户消费", shop, '午饭,""特价""', "支出", "14.50", "支付成功"),
        ("2025-07-12 09:05:11", "商户消费", clinic, "挂号费", "支出", "38.00", "支付成功"),
        ("2025-07-19 22:51:47", "商户消费", games, "茶水", "支出", "60.00", "支付成功"),
        ("2025-07-31 08:00:02", "转账", landlord, "房租", "支出", "900.00", "朋友已收钱"),
        ("2025-08-02 19:20:00", "微信红包", cousin, "/", "收入", "66.00", "已存入零钱"),
        ("2025-08-05 13:02:59", "商户消费", shop, "雨衣", "支出", "45.90", "已全额退款"),
        ("2025-08-06 10:15:00", "样张便利店-退款", shop, "雨衣", "收入", "45.90", "已全额退款"),
        ("2025-08-16 20:44:18", "转账", cousin, "转账备注:借款", "收入", "200.00", "已存入零钱"),
        ("2025-08-20 21:30:00", "零钱提现", "招商银行(0000)", "/", "/", "600.00", "提现已到账"),
        ("2025-08-31 08:00:05", "转账", landlord, "房租", "支出", "900.00", "朋友已收钱"),
        ("2025-09-09 18:22:36", "商户消费", clinic, "药费", "支出", "112.35", "支付成功"),
    ]
    rows = []
    for number, (at, kind, party, goods, direction, amount, state) in enumerate(written):
        quoted = f'"{goods}"'
        rows.append((at, kind, party, quoted, direction, f"¥{amount}", "零钱", state,
                     f"42000025202507{number:02d}7731\t", f"P{number:03d}5519\t", "/"))  # fmt: skip
    return rows


def _rule_screen() -> screens.Image.Image:
    return screens.screen("09:30", "配送费规则（样张）", [
        Entry("适用：武汉 众包（样张）", small=True),
        Entry("自 2025-06-30 起，按接单时间计价", small=True),
        Entry(),
        Entry("基础配送费", strong=True),
        Entry("1.0 公里及以内", "¥8.00"),
        Entry("超过 1.0 至 3.0 公里，每公里加", "¥2.00"),
        Entry("超过 3.0 公里，每 0.5 公里加", "¥1.50"),
        Entry("不足 0.5 公里按 0.5 公里计", small=True),
        Entry(),
        Entry("补贴", strong=True),
        Entry("夜间补贴 22:00-06:00", "¥3.00/单"),
        Entry("雨天补贴（以公告时段为准）", "¥4.00/单"),
        Entry("07-16 17:00-23:00；08-07 18:00-次日 01:00", small=True),
        Entry(),
        Entry("扣款", strong=True),
        Entry("保险费", "¥2.50/天"),
        Entry("平台抽成", "无"),
        Entry("周账单于次周五前结清", small=True),
    ])  # fmt: skip


def _statement_screen(orders: list[story.Order], planted: story.Planted) -> screens.Image.Image:
    week = planted.deduction_without_rule[0]
    first = story.FIRST_MONDAY + timedelta(weeks=week)
    listed = [order for order in story.weekly(orders, week) if order.stated]
    taken = story.deductions(orders, week, planted)
    return screens.screen("11:42", "周账单（样张）", [
        Entry(f"账单号 {_ref(week)}", small=True),
        Entry(f"{first} 至 {first + timedelta(days=6)}", small=True),
        Entry(),
        Entry("完成单量", f"{len(listed)} 单"),
        Entry("应发合计", f"¥{story.gross(orders, week)}", strong=True),
        Entry(),
        *(Entry(f"扣款：{label}", f"-¥{amount}") for label, amount in taken),
        Entry(),
        Entry("实发", f"¥{story.net(orders, week, planted)}", strong=True),
        Entry(f"付款方：{PAYING_FIRM}（SPECIMEN）", small=True),
    ])  # fmt: skip


def _order_screenshot(orders: list[story.Order], planted: story.Planted) -> bytes:
    """The order of the rainy evening whose subsidy is missing."""
    order = next(
        each for each in orders
        if each.ref in planted.missing_bonus and each.accepted.date() == story.RAIN[0][0].date()
    )  # fmt: skip
    total = sum((amount for _, _, amount in order.stated), Decimal(0))
    picture = screens.screen("22:41", "订单详情（样张）", [
        Entry(f"订单号 {order.ref}", small=True),
        Entry("已送达", strong=True),
        Entry(),
        Entry("接单时间", _at(order.accepted)),
        Entry("取货时间", _at(order.picked_up)),
        Entry("送达时间", _at(order.completed)),
        Entry("计费里程", f"{order.km} 公里"),
        Entry(),
        *(Entry(label, f"¥{amount}") for _, label, amount in order.stated),
        Entry("本单收入", f"¥{total}", strong=True),
    ])  # fmt: skip
    return screens.as_jpeg_with_place(picture, "2025:07:16 22:41:09", PRIVATE_PLACE)


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (TARGET / name).write_bytes(content)
    text = json.dumps(truth(), ensure_ascii=False, indent=1)
    (_HERE / "planted.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
