"""Typing in: one form at a time, kept as typed, errors at the field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gigwallet import words
from gigwallet.app.floors.choose_floor import chosen_floor
from gigwallet.app.records import keep_engagement, list_facts
from gigwallet.app.wallet import Wallet
from gigwallet.domain.period import Period
from gigwallet.gui.screens.type_in.screen import TypeInScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.words.naming import engagement_name
from tests.gui.conftest import shown_alone


@pytest.fixture
def screen(context: ShellContext, wallet: Wallet, qtbot: QtBot) -> Iterator[TypeInScreen]:
    context.unlock(wallet)
    made = shown_alone(TypeInScreen(context), context, qtbot)
    yield made
    settle(context)


def test_a_count_is_typed_by_keyboard_alone_and_kept_as_typed(
    screen: TypeInScreen, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    screen.open(what="tally")
    form = screen.forms["tally"]
    form.span.choose("month", date(2025, 7, 1))
    qtbot.keyClicks(form.line("orders"), "922")
    qtbot.keyClick(form.line("orders"), Qt.Key.Key_Return)
    settle(context)
    [kept] = list_facts.tallies(wallet)

    assert (kept.fact.orders, kept.fact.period) == (922, Period.of_month(2025, 7))
    assert kept.typed
    assert screen.page is screen.kept


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(
    screen: TypeInScreen, context: ShellContext, wallet: Wallet
) -> None:
    screen.open(what="tally")
    form = screen.forms["tally"]
    form.line("orders").setText("many")
    form.send.click()
    settle(context)

    assert form.field("orders").error.startswith("Write a whole number")
    assert form.line("orders").hasFocus()
    assert list_facts.tallies(wallet) == []


def test_the_slip_shows_while_typing_what_no_line_explains(screen: TypeInScreen) -> None:
    screen.open(what="statement")
    form = screen.forms["statement"]
    form.line("gross").setText("11831")
    for number, (label, amount) in enumerate((("差评", "50"), ("迟到上线", "30")), start=1):
        if number > 1:
            form.deductions.add()
        line, editor = form.deductions.line(number)
        line.setText(label)
        editor.line.setText(amount)
    form.line("net").setText("10751")
    missing = form.sum.text()
    form.line("net").setText("11751")

    assert "¥1,000.00 is missing" in missing
    assert "it adds up" in form.sum.text()


def test_the_slip_is_kept_with_each_deduction_as_printed(
    screen: TypeInScreen, context: ShellContext, wallet: Wallet
) -> None:
    screen.open(what="statement")
    form = screen.forms["statement"]
    form.line("gross").setText("4,921")
    form.line("net").setText("4,871")
    line, editor = form.deductions.line(1)
    line.setText("差评")
    editor.line.setText("50")
    form.send.click()
    settle(context)
    [kept] = list_facts.statements(wallet)

    assert [(each.label, str(each.amount)) for each in kept.fact.deductions] == [("差评", "-50.00")]


def test_the_same_count_again_is_known_and_another_one_is_refused(
    screen: TypeInScreen, context: ShellContext, wallet: Wallet
) -> None:
    said: list[str] = []
    context.noticed.connect(lambda sentence, _tone: said.append(sentence))
    for orders in ("922", "922", "1,000"):
        screen.open(what="tally")
        form = screen.forms["tally"]
        form.line("orders").setText(orders)
        form.send.click()
        settle(context)

    assert len(list_facts.tallies(wallet)) == 1
    assert len(said) == 1


def test_a_payout_and_a_shift_are_kept(
    screen: TypeInScreen, context: ShellContext, wallet: Wallet
) -> None:
    screen.open(what="payout")
    screen.forms["payout"].line("amount").setText("5,534")
    screen.forms["payout"].send.click()
    settle(context)
    screen.open(what="shift")
    screen.forms["shift"].line("start").setText("22:30")
    screen.forms["shift"].line("end").setText("01:15")
    screen.forms["shift"].send.click()
    settle(context)

    assert str(list_facts.payouts(wallet)[0].fact.amount) == "5534.00"
    assert len(list_facts.shifts(wallet)) == 1


def test_a_new_engagement_is_kept_and_a_known_one_is_changed(
    screen: TypeInScreen, context: ShellContext, wallet: Wallet
) -> None:
    screen.open(what="engagement")
    screen.engagement.line("city").setText("南京")
    screen.engagement.send.click()
    settle(context)
    [first, second] = keep_engagement.engagements(wallet)
    screen.open(what="engagement", engagement=second.id)
    screen.engagement.line("kind").setText("专送")
    screen.engagement.send.click()
    settle(context)

    named = [engagement_name(each.engagement) for each in keep_engagement.engagements(wallet)]
    assert named == [engagement_name(first.engagement), "Meituan · 专送 · 南京"]


def test_the_floor_of_law_that_was_chosen_is_kept_and_shown_again(
    screen: TypeInScreen, context: ShellContext, wallet: Wallet
) -> None:
    screen.open(what="engagement")
    settle(context)
    screen.engagement.choose_floor("cn/hourly")
    screen.engagement.line("city").setText("武汉")
    screen.engagement.send.click()
    settle(context)

    made = keep_engagement.engagements(wallet)[-1].id
    assert chosen_floor(wallet, made) == "cn/hourly"

    screen.engagement.choose_floor("")
    screen.open(what="engagement", engagement=made)
    settle(context)
    assert screen.engagement.floor == "cn/hourly"


def test_the_choices_lead_to_their_forms_and_back(screen: TypeInScreen, qtbot: QtBot) -> None:
    screen.open()
    card = screen._choices.cards["shift"]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    opened = screen.page
    screen._back.click()

    assert opened is screen.forms["shift"]
    assert screen.page is screen._start


def test_forms_follow_the_language_and_keep_what_was_typed(screen: TypeInScreen) -> None:
    screen.open(what="payout")
    form = screen.forms["payout"]
    form.line("amount").setText("12")
    words.set_language("zh")
    screen.retranslate()

    assert form.line("amount").text() == "12"
    assert form.span._month._choice.currentText().endswith("月")
