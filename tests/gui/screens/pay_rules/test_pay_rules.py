"""Pay rules: typed in plain questions, tried while typing, kept with what shows them."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gigwallet import words
from gigwallet.app.rules import keep_scheme
from gigwallet.app.wallet import Wallet
from gigwallet.gui.screens.pay_rules.screen import PayRulesScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button
from tests.gui.conftest import shown_alone

GOLDEN = {
    "step_to_1": "300", "step_price_1": "5.0",
    "step_to_2": "1000", "step_price_2": "5.5",
    "step_to_3": "", "step_price_3": "6.0",
}  # fmt: skip


@pytest.fixture
def screen(context: ShellContext, wallet: Wallet, qtbot: QtBot) -> Iterator[PayRulesScreen]:
    context.unlock(wallet)
    made = shown_alone(PayRulesScreen(context), context, qtbot)
    made.open()
    settle(context)
    yield made
    settle(context)  # the screen has been closed by now, and its timer with it


def type_golden(screen: PayRulesScreen, context: ShellContext, qtbot: QtBot) -> None:
    screen.new.click()
    screen.form.line("name").setText("2025 contract")
    screen.form.steps.set_texts(GOLDEN)
    screen.form.changed.emit()
    qtbot.waitUntil(lambda: not screen.edit.wait.isActive())
    settle(context)


def test_the_golden_rule_is_tried_while_it_is_typed(
    screen: PayRulesScreen, context: ShellContext, qtbot: QtBot
) -> None:
    type_golden(screen, context, qtbot)

    assert "922 orders in a month pay ¥4,921.00." in screen.examples.sentences


def test_another_number_of_orders_is_tried_at_once(
    screen: PayRulesScreen, context: ShellContext, qtbot: QtBot
) -> None:
    type_golden(screen, context, qtbot)
    screen.examples.orders.setText("1260")
    qtbot.waitUntil(lambda: not screen.edit.wait.isActive())
    settle(context)

    assert "1,260 orders in a month pay ¥6,910.00." in screen.examples.sentences


def test_a_rule_is_kept_shown_and_opened_again_as_it_was_typed(
    screen: PayRulesScreen, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    type_golden(screen, context, qtbot)
    screen.form.send.click()
    settle(context)
    [card] = screen.list.cards
    card.open.click()
    settle(context)
    [known] = keep_scheme.schemes(wallet)

    assert known.scheme.name == "2025 contract"
    assert screen.page == 1
    assert screen.form.steps.texts() == GOLDEN | {"step_price_1": "5", "step_price_3": "6"}


def test_a_changed_rule_replaces_the_one_that_was_opened(
    screen: PayRulesScreen, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    type_golden(screen, context, qtbot)
    screen.form.send.click()
    settle(context)
    screen.list.cards[0].open.click()
    screen.form.line("name").setText("New name")
    screen.form.send.click()
    settle(context)

    assert [each.scheme.name for each in keep_scheme.schemes(wallet)] == ["New name"]


def test_what_is_missing_is_said_at_its_field(
    screen: PayRulesScreen, context: ShellContext, wallet: Wallet
) -> None:
    screen.new.click()
    screen.form.send.click()
    settle(context)

    assert screen.form.field("name").error.startswith("Give the rule a name")
    assert keep_scheme.schemes(wallet) == []


def test_the_form_shows_its_text_and_the_text_its_form(
    screen: PayRulesScreen, context: ShellContext, qtbot: QtBot
) -> None:
    type_golden(screen, context, qtbot)
    screen.other.click()
    text = screen.text.text()
    screen.other.click()
    settle(context)

    assert 'tiers = "marginal"' in text
    assert screen.page == 1
    assert screen.form.line("name").text() == "2025 contract"


def test_an_answer_about_the_text_of_before_takes_no_refusal_away(
    screen: PayRulesScreen,
    context: ShellContext,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    type_golden(screen, context, qtbot)
    screen.other.click()
    settle(context)
    faults, refused = keep_scheme.faults, Event()

    def faults_late(*given: Any) -> Any:  # Any: whatever the work is given
        assert refused.wait(60)
        return faults(*given)

    monkeypatch.setattr(keep_scheme, "faults", faults_late)
    screen.edit.try_out()
    screen.text.show_text(screen.text.text() + '\nwage = "5"')
    screen.text.send.click()
    qtbot.waitUntil(lambda: "wage" in screen.text.error)
    refused.set()
    settle(context)

    assert "wage" in screen.text.error


def test_a_mistake_in_the_text_is_said_and_the_cursor_goes_to_its_line(
    screen: PayRulesScreen, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    type_golden(screen, context, qtbot)
    screen.other.click()
    lines = screen.text.text().splitlines()
    wrong = next(number for number, line in enumerate(lines) if line.startswith("zone"))
    lines.insert(wrong, 'wage = "5"')
    screen.text.show_text("\n".join(lines))
    screen.text.send.click()
    settle(context)

    assert "wage" in screen.text.error
    assert screen.text.editor.textCursor().blockNumber() == wrong
    assert keep_scheme.schemes(wallet) == []


def test_an_example_that_the_form_cannot_hold_opens_as_text_and_is_tried_too(
    screen: PayRulesScreen, context: ShellContext, qtbot: QtBot
) -> None:
    screen.list.shape_chosen.emit("attendance/valid_days")
    qtbot.waitUntil(lambda: not screen.edit.wait.isActive())
    settle(context)

    assert screen.page == 2
    assert "illustrative = true" in screen.text.text()
    assert "An order of 4.7 km at 12:10 pays ¥4.00." in screen.examples.sentences


@pytest.mark.parametrize(("width", "columns"), [(792, 1), (1200, 2)])
def test_the_examples_stand_in_as_many_columns_as_there_is_room_for(
    screen: PayRulesScreen, context: ShellContext, width: int, columns: int
) -> None:
    screen.resize(width, 620)
    settle(context)
    area = screen.list.parentWidget()
    assert area is not None
    ways = [each for each in screen.list.findChildren(Button) if each.property("role") == "nav"]

    assert len({each.x() for each in ways}) == columns
    assert screen.list.width() <= area.width()
    assert max(each.geometry().right() for each in ways) < area.width()


def test_a_rule_is_removed_after_a_question(
    screen: PayRulesScreen,
    context: ShellContext,
    wallet: Wallet,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    type_golden(screen, context, qtbot)
    screen.form.send.click()
    settle(context)
    monkeypatch.setattr(context, "confirm", lambda *_words, **_also: True)
    screen.list.cards[0].remove.click()
    settle(context)

    assert keep_scheme.schemes(wallet) == []
    assert not screen.list.nothing.isHidden()


def test_a_switch_of_language_keeps_what_was_typed(
    screen: PayRulesScreen, context: ShellContext, qtbot: QtBot
) -> None:
    type_golden(screen, context, qtbot)
    words.set_language("zh")
    screen.retranslate()
    settle(context)

    assert screen.form.steps.texts() == GOLDEN
    assert screen.form.line("name").text() == "2025 contract"
