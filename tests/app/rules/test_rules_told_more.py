"""Rules that ask for more than an order says work in a vault as they do on loose tables."""

from __future__ import annotations

from pathlib import Path

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.rules.evaluate_rule import evaluate_rule
from gigwallet.app.rules.keep_scheme import add_scheme_text
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from tests.app.people import MEITUAN, put
from tests.reconciliation.invented import SCHEMES

TRIPS = (
    "engagement,ref,status,accepted_at,completed_at,customer_paid,currency,own_kg\n"
    "甲,A1,completed,2026-08-03 12:00,2026-08-03 12:25,38.60,CNY,7.2\n"
    "甲,A2,completed,2026-08-03 13:00,2026-08-03 13:25,20.00,CNY,\n"
    "甲,A3,completed,2026-08-03 14:00,2026-08-03 14:25,20.00,CNY,heavy\n"
)
LINES = (
    "engagement,trip_ref,category,amount,currency,occurred_at\n"
    "甲,A1,base,4.00,CNY,2026-08-03 12:25\n"
    "甲,A2,base,4.00,CNY,2026-08-03 13:25\n"
    "甲,A3,base,4.00,CNY,2026-08-03 14:25\n"
)
BY_LAW = """
format = 1
name = "By a number of law"
currency = "CNY"
zone = "Asia/Shanghai"
rate_date = "completed"
rounding = "half_up"

[[version]]
from = 2025-01-01
is = { city = ["武汉"] }

[[version.line]]
id = "hour"
label = "每单"
category = "base"
price = { parameter = "cn.minwage.hubei_1.hour_part", times = "0.3" }
"""


def rule(name: str) -> str:
    text = (SCHEMES / f"{name}.toml").read_text(encoding="utf-8")
    return text.replace("illustrative = true", "illustrative = false")


def fill(wallet: Wallet, folder: Path) -> None:
    add_engagement(wallet, MEITUAN, "甲")
    files = [put(folder, "trips.csv", TRIPS), put(folder, "pay_lines.csv", LINES)]
    outcome = import_files(wallet, files, Job())
    assert [(each.error, each.rejected) for each in outcome.files] == [(None, ())] * 2


def items(wallet: Wallet) -> dict[str, Discrepancy]:
    return {each.ref: each for each in reconcile_pay(wallet).discrepancies}


def test_a_weight_in_the_persons_own_column_is_paid_as_on_loose_tables(
    wallet: Wallet, tmp_path: Path
) -> None:
    fill(wallet, tmp_path)
    add_scheme_text(wallet, rule("weight/started_kilograms"))

    told = items(wallet)

    # 7.2 kg: three kilograms begun beyond five.
    assert (str(told["A1"].expected), str(told["A1"].low)) == ("5.50", "1.50")
    assert told["A1"].kind is DiscrepancyKind.MISSING_BONUS
    # No weight and a word instead of one: a range, and nothing is claimed.
    assert [told[each].kind for each in ("A2", "A3")] == [DiscrepancyKind.PAID] * 2
    path = put(tmp_path, "rule.toml", rule("weight/started_kilograms"))
    first = put(tmp_path, "loose.csv", "\n".join(TRIPS.splitlines()[:2]))
    loose = evaluate_rule(wallet.resources, wallet.isolation, path, [first], Job())
    assert loose.accounts[0].outcome.total.low == told["A1"].expected


def test_a_rule_of_the_persons_own_may_name_a_number_of_public_law(
    wallet: Wallet, tmp_path: Path
) -> None:
    fill(wallet, tmp_path)
    add_scheme_text(wallet, BY_LAW)

    told = items(wallet)

    [line] = told["A1"].trace
    assert line.price is not None
    assert told["A1"].expected == line.amount


def test_a_cap_in_the_persons_own_rule_is_held_against_what_was_paid(
    wallet: Wallet, tmp_path: Path
) -> None:
    fill(wallet, tmp_path)
    add_scheme_text(wallet, rule("take_cap_order/refund"))

    capped = {
        each.ref: str(each.low)
        for each in reconcile_pay(wallet).discrepancies
        if each.kind is DiscrepancyKind.ABOVE_CAP
    }

    assert capped == {"A1": "24.18", "A2": "10.60", "A3": "10.60"}
