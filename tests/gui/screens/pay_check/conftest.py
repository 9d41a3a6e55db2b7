"""The reported case as a rider would type it: two counts, one slip, one payment, one rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256

import pytest
from pytestqt.qtbot import QtBot

from gigwallet.app.records import add_record
from gigwallet.app.rules import keep_scheme
from gigwallet.app.rules.keep_scheme import FormDeduction, SchemeForm, TierPrice
from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit import Exhibit, Route
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.payout import Payout, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.statement import Deduction, Statement, StatementKind
from gigwallet.domain.tally import Tally
from gigwallet.gui.screens.pay_check.screen import PayCheckScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
BOTH_MONTHS = Period(date(2025, 7, 1), date(2025, 8, 31))


def cny(text: str) -> Money:
    return Money.of(text, "CNY")


@pytest.fixture
def typed(wallet: Wallet) -> Wallet:
    """922 and 1,260 orders, the slip for both months, what arrived; no rule yet."""
    [known] = wallet.vault.engagements.all()
    for month, orders in ((7, 922), (8, 1260)):
        add_record.add_tally(
            wallet, known.id, Tally("meituan", Period.of_month(2025, month), orders=orders)
        )
    slip = Statement(
        "meituan",
        StatementKind.PAYSLIP,
        BOTH_MONTHS,
        "CNY",
        gross=cny("11831"),
        deductions=(Deduction("差评", cny("-50")), Deduction("迟到上线", cny("-30"))),
        net=cny("10751"),
    )
    add_record.add_statement(wallet, known.id, slip)
    arrived = Instant.from_local(datetime(2025, 9, 1, 10, 0), "Asia/Shanghai")  # noqa: DTZ001
    paid = Payout(PayoutSide.RECEIVED, arrived, cny("5534"), "meituan", period=BOTH_MONTHS)
    add_record.add_payout(wallet, known.id, paid)
    return wallet


@pytest.fixture
def ruled(typed: Wallet) -> Wallet:
    """The same with the rule of the case, shown by a picture."""
    [known] = typed.vault.engagements.all()
    with typed.vault.transaction():
        proof = typed.vault.exhibits.add(
            Exhibit(
                name="rule.png",
                media_type="image/png",
                size=len(PICTURE),
                sha256=sha256(PICTURE).hexdigest(),
                added_at=typed.clock.now(),
                route=Route.DROPPED,
            ),
            PICTURE,
        )
    steps = ((300, cny("5").amount), (1000, cny("5.5").amount), (None, cny("6").amount))
    rule = SchemeForm(
        "2025 contract",
        "CNY",
        "Asia/Shanghai",
        date(2025, 1, 1),
        TierPrice(False, "month", steps),
        deductions=(FormDeduction("差评", "event", cny("50").amount),),
    )
    keep_scheme.save_form(typed, rule, known.id, proof)
    return typed


@pytest.fixture
def show(context: ShellContext, qtbot: QtBot) -> Iterator[object]:
    """Makes the screen for a wallet, as the shell would."""

    def make(wallet: Wallet) -> PayCheckScreen:
        context.unlock(wallet)
        made = PayCheckScreen(context)
        qtbot.addWidget(made)
        context.facts_changed.connect(lambda changed: made.refresh(changed & made.shows))
        made.resize(1072, 820)
        made.retranslate()
        made.refresh(made.shows)
        made.show()
        made.open()
        settle(context)
        return made

    yield make
    settle(context)
