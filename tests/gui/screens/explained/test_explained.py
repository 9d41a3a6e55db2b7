"""What was explained is listed, renamed, tried, handed on, taken in and forgotten in the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gigwallet.app.intake import manage_taught, map_table, teach_paper
from gigwallet.app.wallet import Wallet
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.taught import (
    ColumnUse,
    Meaning,
    PaperTemplate,
    RowMeaning,
    TableProfile,
)
from gigwallet.gui.screens.explained.screen import ExplainedScreen
from gigwallet.gui.screens.inbox.screen import InboxScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.importers.own_paper.learning import learn
from gigwallet.pages import read_paper
from tests.importers.own_paper_slips import LESSON, english
from tests.importers.uber_fleet_reports.croatian import croatian
from tests.importers.uber_fleet_reports.croatian import english as english_report

_TABLE = "Date,Miles,Amount\n08/13/2026,12.4,$18.20\n08/14/2026,8.0,x\nTotal,,$29.20\n"
_PROFILE = TableProfile(
    "my rides",
    ("date", "miles", "amount"),
    RowMeaning.PAY_LINE,
    (ColumnUse("date", Meaning.DAY), ColumnUse("amount", Meaning.MONEY, PayCategory.UPFRONT)),
    "USD",
    "lyft",
    day_order="mdy",
)


@pytest.fixture(scope="module")
def template() -> PaperTemplate:
    return learn(read_paper(english()), LESSON)


@pytest.fixture
def screen(
    context: ShellContext, wallet: Wallet, template: PaperTemplate, qtbot: QtBot
) -> Iterator[ExplainedScreen]:
    teach_paper.save_template(wallet, template)
    map_table.save_profile(wallet, _PROFILE)
    context.unlock(wallet)
    made = ExplainedScreen(context)
    qtbot.addWidget(made)
    made.resize(1072, 760)
    made.retranslate()
    context.facts_changed.connect(made.refresh)
    made.refresh(made.shows)
    made.show()
    settle(context)
    yield made
    settle(context)


def names(screen: ExplainedScreen) -> list[str]:
    return [each.name for each in screen.table.shown_rows()]


def choose(screen: ExplainedScreen, name: str) -> None:
    assert screen.table.select(lambda each: each.name == name)


def press(screen: ExplainedScreen, what: str, context: ShellContext) -> None:
    QTest.mouseClick(screen.about.buttons[what], Qt.MouseButton.LeftButton)
    settle(context)


def test_tables_and_papers_are_listed_by_name_and_the_first_is_shown(
    screen: ExplainedScreen,
) -> None:
    assert names(screen) == ["my rides", "Northside payslip"]
    assert screen.about.accessibleName() == "my rides"


def test_another_name_is_given_with_the_keyboard(
    screen: ExplainedScreen, context: ShellContext
) -> None:
    choose(screen, "Northside payslip")
    line = screen.about.name
    assert line is not None

    line.selectAll()
    QTest.keyClicks(line, "Northside 2026")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle(context)

    assert names(screen) == ["my rides", "Northside 2026"]
    assert screen.table.current().name == "Northside 2026"


def test_a_name_that_is_taken_is_refused_and_nothing_changes(
    screen: ExplainedScreen, context: ShellContext, wallet: Wallet, template: PaperTemplate
) -> None:
    teach_paper.save_template(wallet, replace(template, name="Other"))
    said: list[str] = []
    context.noticed.connect(lambda sentence, _tone: said.append(sentence))
    choose(screen, "Northside payslip")

    screen.about.renamed.emit("Other")
    settle(context)

    assert "Other" in said[0]
    assert [each.name for each in teach_paper.templates(wallet)] == ["Northside payslip", "Other"]


def test_it_is_tried_on_a_file_and_says_what_would_come_of_it(
    screen: ExplainedScreen,
    context: ShellContext,
    wallet: Wallet,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table, other = tmp_path / "rides.csv", tmp_path / "other.csv"
    table.write_text(_TABLE, "utf-8")
    other.write_text("Day,Pay\n2026-08-13,1.00\n", "utf-8")
    files = iter([[table], [other]])
    monkeypatch.setattr(context, "choose_files", lambda *_said: next(files))
    choose(screen, "my rides")

    press(screen, "try", context)
    first = (screen.tried.pill.accessibleName(), screen.tried.sentences)
    press(screen, "try", context)

    assert first[0] == "Look at it"
    assert any("18.20" in each for each in first[1])
    assert any("amount" in each for each in first[1][-1:])
    assert screen.tried.pill.accessibleName() == "Not read"
    assert "another kind" in screen.tried.sentences[0]


def test_it_is_handed_on_as_a_file_that_another_vault_takes_in(
    screen: ExplainedScreen,
    context: ShellContext,
    wallet: Wallet,
    template: PaperTemplate,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "shared.json"
    monkeypatch.setattr(context, "choose_target", lambda *_said: target)
    monkeypatch.setattr(context, "choose_files", lambda *_said: [target])
    choose(screen, "Northside payslip")
    press(screen, "share", context)
    manage_taught.forget(wallet, template)

    QTest.mouseClick(screen.take, Qt.MouseButton.LeftButton)
    settle(context)

    assert "1,234.50" not in target.read_text("utf-8")
    assert names(screen) == ["my rides", "Northside payslip"]
    assert screen.table.current().lesson == template


@pytest.mark.parametrize("agreed", [True, False])
def test_what_has_the_same_name_is_replaced_only_if_the_person_says_so(
    screen: ExplainedScreen,
    context: ShellContext,
    wallet: Wallet,
    template: PaperTemplate,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    agreed: bool,
) -> None:
    file = tmp_path / "shared.json"
    file.write_text(manage_taught.exported(replace(template, platform="southside")), "utf-8")
    monkeypatch.setattr(context, "choose_files", lambda *_said: [file])
    monkeypatch.setattr(context, "confirm", lambda *_said, **_more: agreed)

    QTest.mouseClick(screen.take, Qt.MouseButton.LeftButton)
    settle(context)

    [kept] = teach_paper.templates(wallet)
    assert kept.platform == ("southside" if agreed else "northside_couriers")


def test_it_is_forgotten_once_the_person_agrees(
    screen: ExplainedScreen,
    context: ShellContext,
    wallet: Wallet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter([False, True])
    monkeypatch.setattr(context, "confirm", lambda *_said, **_more: next(answers))
    choose(screen, "my rides")

    press(screen, "forget", context)
    kept = names(screen)
    press(screen, "forget", context)

    assert kept == ["my rides", "Northside payslip"]
    assert names(screen) == ["Northside payslip"]
    assert map_table.profiles(wallet) == ()


def test_without_any_the_page_says_what_to_do_and_leads_there(
    screen: ExplainedScreen,
    context: ShellContext,
    wallet: Wallet,
    template: PaperTemplate,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for lesson in (template, _PROFILE):
        manage_taught.forget(wallet, lesson)
    context.tell_changed(frozenset({"taught"}))
    settle(context)
    (tmp_path / "log.csv").write_text("Date,Miles\n2026-08-01,3\n", "utf-8")
    unknown, known = (
        tmp_path / "hr" / english_report("payments_order").name,
        english_report("payments_order"),
    )
    unknown.parent.mkdir()
    unknown.write_bytes(croatian("payments_order"))
    files = iter([[tmp_path / "slip.PDF"], [tmp_path / "log.csv"], [unknown], [known]])
    monkeypatch.setattr(context, "choose_files", lambda *_said: next(files))
    went: list[str] = []
    context.navigated.connect(lambda name, _arguments: went.append(name))

    for _file in range(4):
        screen.table.empty.pressed.emit()
        settle(context)

    assert screen.table.empty.isVisible()
    assert screen.about.isHidden()
    assert went == ["explain_paper", "explain_table", "explain_report", "inbox"]


def test_the_inbox_leads_here(context: ShellContext, wallet: Wallet, qtbot: QtBot) -> None:
    context.unlock(wallet)
    inbox = InboxScreen(context)
    qtbot.addWidget(inbox)
    inbox.retranslate()
    inbox.show()
    went: list[str] = []
    context.navigated.connect(lambda name, _arguments: went.append(name))

    QTest.mouseClick(inbox.explained, Qt.MouseButton.LeftButton)

    assert went == ["explained"]
