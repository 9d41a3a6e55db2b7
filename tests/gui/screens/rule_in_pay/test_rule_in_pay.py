"""The rule behind somebody's own receipts, and the day on which it changed, over a real vault."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from gigwallet.app.records.keep_engagement import engagements
from gigwallet.app.rules import keep_scheme
from gigwallet.app.rules.watch_rules import RuleWatch, is_told, news, told_days
from gigwallet.app.wallet import Wallet
from gigwallet.gui.screens.pay_rules.screen import PayRulesScreen
from gigwallet.gui.screens.rule_in_pay.screen import RuleInPayScreen
from gigwallet.gui.screens.today.screen import TodayScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.window import MainWindow
from gigwallet.gui.widgets import Button, Label
from gigwallet.words import day
from tests.gui.conftest import shown_alone, visited
from tests.rules.inferring.invented import Rider


def said(screen: RuleInPayScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(Label))


def test_the_rule_is_said_in_words_with_its_fit_and_the_orders_that_contradict_it(
    context: ShellContext, wallet: Wallet, cut: Rider, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    screen = shown_alone(RuleInPayScreen(context), context, qtbot)
    screen.open()
    settle(context)
    words = said(screen)
    context.set_language("zh")
    settle(context)
    in_chinese = said(screen)
    context.set_language("en")
    found = screen._found
    assert found is not None
    odd = [each for each in found.inference.contradictions if not each.printed]

    assert "Each order: ¥4.00" in words
    assert "¥4.00" in in_chinese
    assert "Each order" not in in_chinese
    assert "For each km: 1.05" in words
    assert f"to the cent it fits {found.inference.fits} of 300 orders" in words
    assert found.inference.fits > 270
    assert len(screen.found.table.rows()) == len(found.inference.contradictions)
    assert len(odd) > 0
    assert all(row.of.difference.minor > 0 for row in screen.found.table.rows())


def test_a_change_has_its_own_page_with_the_orders_on_both_sides(
    context: ShellContext, wallet: Wallet, cut: Rider, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    screen = shown_alone(RuleInPayScreen(context), context, qtbot)
    screen.open()
    settle(context)
    [look] = [each for each in screen.findChildren(Button) if each.text() == "See the orders"]
    look.click()
    rows = screen.changed.table.rows()
    first = next(row for row in rows if row.after)
    back = screen.back.text()
    screen.back.click()

    assert first.of.day == cut.changed_on
    assert {row.after for row in rows} == {False, True}
    assert sum(row.of.paid == row.of.old for row in rows if not row.after) > 30
    assert sum(row.of.paid == row.of.new for row in rows if row.after) > 30
    assert screen.changed.order.figure.text().strip("\u2066\u2069").startswith("−¥0.")
    assert "in 0 of 288 months" in screen.changed.sure
    assert "less likely than 1 in 1,000,000" in screen.changed.sure
    assert back == "Back"
    assert screen._pages.currentWidget() is screen.found


def test_the_draft_opens_in_the_wizard_as_an_example_and_its_versions_end_the_alarm(
    window: MainWindow, context: ShellContext, wallet: Wallet, cut: Rider, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    settle(context)
    [known] = engagements(wallet)
    screen = visited(window, context, "rule_in_pay", engagement=known.id, since=cut.changed_on)
    assert isinstance(screen, RuleInPayScreen)
    assert screen._found is not None
    [alarm] = news(screen._found, known)
    told_before = is_told(alarm, told_days(wallet, known.id))
    on_change = screen._pages.currentWidget() is screen.changed
    screen.draft.click()
    settle(context)
    rules = window.widget_of("pay_rules")
    assert isinstance(rules, PayRulesScreen)
    qtbot.waitUntil(lambda: not rules.edit.wait.isActive())
    settle(context)
    shown, shape = rules.page, rules.form._shape.choice()
    example = rules.form._illustrative.isChecked()
    tried, kept_before = rules.examples.sentences, keep_scheme.schemes(wallet)
    rules.form._illustrative.click()
    rules.form.send.click()
    settle(context)

    assert on_change
    assert alarm.change.on == cut.changed_on
    assert (shown, shape) == (1, "start")  # a price for the order, and one for each km
    assert (rules.page, example, kept_before) == (0, True, [])
    assert [each for each in tried if each.startswith("Only an example")]
    [kept] = keep_scheme.schemes(wallet)
    assert kept.scheme.text.count("[[version]]") == 2
    assert not kept.scheme.illustrative
    assert kept.scheme.engagement_id == alarm.engagement
    assert (told_before, is_told(alarm, told_days(wallet, known.id))) == (False, True)


def test_without_enough_orders_it_says_so_and_offers_no_draft(
    context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    screen = shown_alone(RuleInPayScreen(context), context, qtbot)
    screen.open()
    settle(context)

    assert "too few orders" in said(screen)
    assert screen.draft.isHidden()
    assert RuleWatch().look(wallet) == ()


def test_the_search_can_be_stopped_and_begun_again(
    context: ShellContext, wallet: Wallet, cut: Rider, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    screen = shown_alone(RuleInPayScreen(context), context, qtbot)
    screen._search()
    assert screen._searching is not None
    with qtbot.waitSignal(screen._searching.cancelled, timeout=30_000):
        screen.progress._stop()
    stopped = said(screen)
    screen.nothing.pressed.emit()
    settle(context)

    assert "The search was stopped" in stopped
    assert screen._pages.currentWidget() is screen.found
    assert [each.id for each in engagements(wallet)] == [screen.work.key()]


def test_today_says_that_what_is_paid_changed_and_leads_to_the_orders(
    window: MainWindow, context: ShellContext, wallet: Wallet, cut: Rider, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    settle(context)
    today = window.widget_of("today")
    assert isinstance(today, TodayScreen)
    [sentence] = today.alarm.sentences
    shown = not today.alarm.isHidden()
    [look] = [each for each in today.findChildren(Button) if each.text() == "See the orders"]
    look.click()
    settle(context)
    screen = window.widget_of("rule_in_pay")
    assert isinstance(screen, RuleInPayScreen)

    assert shown
    assert cut.changed_on is not None
    assert sentence.strip("\u2068\u2069").startswith(f"Since {day(cut.changed_on)} the same orders")
    assert "less in a month of such work" in sentence
    assert window.open_screen == "rule_in_pay"
    assert screen._pages.currentWidget() is screen.changed
