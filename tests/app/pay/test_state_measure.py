"""Numbers that a pay rule asks the person for are kept as facts and reckoned with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.pay.state_measure import asked_measures, state_measure
from gigwallet.app.records import add_record
from gigwallet.app.records.typed_records import typed_records
from gigwallet.app.rules import keep_scheme
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.statement import Statement, StatementKind
from gigwallet.domain.tally import Tally

WEEK = Period(date(2025, 7, 7), date(2025, 7, 13))
RULE = """
format = 1
name = "A weekly promise"
currency = "CNY"
zone = "Asia/Shanghai"
rate_date = "completed"
rounding = "half_up"

[[version]]
from = 2025-01-01

[[version.line]]
id = "orders"
label = "每单"
category = "base"
price = "4.00"

[[version.measure]]
id = "acceptance"
label = "接单率"
given = true
most = "100"

[[version.bonus]]
id = "kept"
label = "守约奖"
category = "incentive"
over = "week"
amount = "100.00"
requires = [{ measure = "acceptance", at_least = "95" }]
"""


@pytest.fixture
def promised(wallet: Wallet, meituan: EngagementId) -> tuple[Wallet, EngagementId]:
    """200 orders of one week, of which a slip pays no more than their price."""
    keep_scheme.add_scheme_text(wallet, RULE, meituan)
    add_record.add_tally(wallet, meituan, Tally("meituan", WEEK, orders=200))
    pay = Money.of("800", "CNY")
    slip = Statement("meituan", StatementKind.WEEKLY, WEEK, "CNY", gross=pay, net=pay)
    add_record.add_statement(wallet, meituan, slip)
    return wallet, meituan


def short(wallet: Wallet) -> tuple[str, str]:
    """At least, and at most."""
    found = [each for each in reconcile_pay(wallet).discrepancies if each.high.minor > 0]
    return (
        f"{sum(each.at_least.minor for each in found) / 100:.2f}",
        f"{sum(each.high.minor for each in found) / 100:.2f}",
    )


def test_a_rule_asks_for_the_week_that_it_looks_at_until_it_is_told(
    promised: tuple[Wallet, EngagementId],
) -> None:
    wallet, engagement = promised
    [asked] = asked_measures(wallet, WEEK)

    assert (asked.name, asked.label, asked.span, asked.shown) == ("acceptance", "接单率", WEEK, "")
    assert asked_measures(wallet, Period.of_month(2025, 8)) == ()

    state_measure(wallet, engagement, "acceptance", WEEK, Decimal("96.5"))
    assert [each.shown for each in asked_measures(wallet, WEEK)] == ["96.5"]


@pytest.mark.parametrize(
    ("said", "missing"),
    [(None, ("0.00", "0.00")), ("95", ("100.00", "100.00")), ("94.9", ("0.00", "0.00"))],
)
def test_the_pay_check_reckons_with_the_number(
    promised: tuple[Wallet, EngagementId], said: str | None, missing: tuple[str, str]
) -> None:
    wallet, engagement = promised
    if said is not None:
        state_measure(wallet, engagement, "acceptance", WEEK, Decimal(said))

    assert short(wallet) == missing


def test_the_number_said_last_holds_and_one_alone_stays(
    promised: tuple[Wallet, EngagementId],
) -> None:
    wallet, engagement = promised
    for said in ("94", "96", "96", "94"):
        kept = state_measure(wallet, engagement, "acceptance", WEEK, Decimal(said))

    own = [each for each in typed_records(wallet) if each.kind == "tally" and each.id == kept]
    assert len(typed_records(wallet)) == 3
    assert [each.record.note for each in own if isinstance(each.record, Tally)] == ["接单率: 94"]
    assert short(wallet) == ("0.00", "0.00")


def test_a_number_that_nobody_asks_for_or_that_cannot_be_is_refused(
    promised: tuple[Wallet, EngagementId],
) -> None:
    wallet, engagement = promised
    for name, days, value, code in (
        ("rating", WEEK, "5", "measure_not_asked"),
        ("acceptance", Period.of_month(2025, 7), "95", "measure_not_asked"),
        ("acceptance", WEEK, "101", "measure_beyond"),
        ("acceptance", WEEK, "-1", "measure_beyond"),
    ):
        with pytest.raises(GigWalletError) as refused:
            state_measure(wallet, engagement, name, days, Decimal(value))
        assert refused.value.code == code


def test_a_tally_of_orders_may_still_be_typed_for_the_same_days(
    promised: tuple[Wallet, EngagementId],
) -> None:
    wallet, engagement = promised
    state_measure(wallet, engagement, "acceptance", WEEK, Decimal(96))
    again = add_record.add_tally(wallet, engagement, Tally("meituan", WEEK, orders=200))

    assert again.known
