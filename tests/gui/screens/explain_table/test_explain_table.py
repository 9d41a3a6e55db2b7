"""A table that nobody knows: asked about once, shown before it is kept, then read by itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gigwallet.app.intake import map_table
from gigwallet.app.wallet import Wallet
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.taught import Meaning
from gigwallet.gui.screens.explain_table.screen import ExplainTableScreen
from gigwallet.gui.screens.inbox.screen import InboxScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button

# Days that could be of either order, amounts of two kinds, a line of totals.
_TABLE = """Datum,Start,Verdienst,Trinkgeld,Notiz
03/08/2026,17:10,"18,20","3,00",Abend
04/08/2026,18:00,"11,00",,
Summe,,"29,20","3,00",
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "meine Fahrten.csv"
    path.write_text(_TABLE, "utf-8")
    return path


@pytest.fixture
def screen(
    context: ShellContext, wallet: Wallet, table: Path, qtbot: QtBot
) -> Iterator[ExplainTableScreen]:
    context.unlock(wallet)
    made = ExplainTableScreen(context)
    qtbot.addWidget(made)
    made.resize(1072, 900)
    made.retranslate()
    made.show()
    made.open(file=table)
    wait(made, context, qtbot)
    yield made
    settle(context)


def wait(screen: ExplainTableScreen, context: ShellContext, qtbot: QtBot) -> None:
    """Until the lines answer to the last change."""
    settle(context)
    qtbot.waitUntil(lambda: not screen._timer.isActive(), timeout=5000)
    settle(context)


def choose(screen: ExplainTableScreen, field: str, key: str) -> None:
    box = screen.facts._choices[field]
    box.choose(key)
    box.chosen.emit(key)


def mean(screen: ExplainTableScreen, column: str, meaning: Meaning) -> None:
    line = next(each for each in screen.columns.lines if each.column.column == column)
    line.meaning.choose(meaning.value)
    line.meaning.chosen.emit(meaning.value)


def test_what_only_the_person_knows_is_asked_and_not_guessed(screen: ExplainTableScreen) -> None:
    mean(screen, "datum", Meaning.DAY)

    assert "day_order" in screen.facts.open_questions()
    assert not screen.keep.isEnabled()


def test_once_answered_the_lines_are_shown_and_nothing_is_kept_yet(
    screen: ExplainTableScreen, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    answer(screen, context, qtbot)

    assert any("18" in each for each in screen.lines.sentences)
    assert screen.keep.isEnabled()
    assert map_table.profiles(wallet) == ()


def answer(screen: ExplainTableScreen, context: ShellContext, qtbot: QtBot) -> None:
    mean(screen, "datum", Meaning.DAY)
    screen.facts.platform.setText("lieferando")
    screen.facts.currency.setText("eur")
    choose(screen, "rows", "pay_line")
    choose(screen, "day_order", "dmy")
    choose(screen, "decimal", "comma")
    for column, category in (("verdienst", PayCategory.BASE), ("trinkgeld", PayCategory.TIP)):
        mean(screen, column, Meaning.MONEY)
        line = next(each for each in screen.columns.lines if each.column.column == column)
        line.category.choose(category.value)
        line.category.chosen.emit(category.value)
    wait(screen, context, qtbot)


def test_kept_once_it_is_read_by_itself_the_next_time(
    screen: ExplainTableScreen,
    context: ShellContext,
    wallet: Wallet,
    table: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    answer(screen, context, qtbot)
    qtbot.mouseClick(screen.keep, Qt.MouseButton.LeftButton)
    settle(context)
    assert [each.name for each in map_table.profiles(wallet)] == ["meine Fahrten"]

    again = Path(shutil.copy(table, tmp_path / "September.csv"))
    inbox = InboxScreen(context)
    qtbot.addWidget(inbox)
    inbox.retranslate()
    inbox.show()
    inbox.read([again])
    settle(context)

    [card] = inbox.preview.files.cards
    assert card.view.stores_something


def test_a_name_that_is_taken_is_asked_about(
    screen: ExplainTableScreen,
    context: ShellContext,
    wallet: Wallet,
    table: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    answer(screen, context, qtbot)
    qtbot.mouseClick(screen.keep, Qt.MouseButton.LeftButton)
    settle(context)
    asked: list[str] = []

    def no(question: str, *_rest: object) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(context, "confirm", no)
    screen.open(file=table)
    wait(screen, context, qtbot)
    answer(screen, context, qtbot)
    screen.facts.platform.setText("other")
    screen.facts.platform.textEdited.emit("other")
    wait(screen, context, qtbot)
    qtbot.mouseClick(screen.keep, Qt.MouseButton.LeftButton)
    settle(context)

    assert asked == ["Replace what you explained before?"]
    assert [each.platform for each in map_table.profiles(wallet)] == ["lieferando"]


def test_without_a_table_it_asks_for_one_and_a_refused_one_says_why(
    context: ShellContext,
    wallet: Wallet,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    context.unlock(wallet)
    made = ExplainTableScreen(context)
    qtbot.addWidget(made)
    made.retranslate()
    made.show()
    before = made.empty.accessibleName()
    monkeypatch.setattr(context, "choose_files", lambda *_said: [tmp_path / "gone.csv"])

    made.empty.pressed.emit()
    settle(context)

    assert before.startswith("Which table?")
    assert made.empty.isVisible()
    assert "gone.csv" in made.empty.accessibleName()
    assert not made.keep.isEnabled()


def test_the_inbox_leads_here_from_a_table_that_nobody_knows(
    context: ShellContext, wallet: Wallet, table: Path, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    inbox = InboxScreen(context)
    qtbot.addWidget(inbox)
    inbox.retranslate()
    inbox.show()
    inbox.read([table])
    settle(context)
    [card] = inbox.preview.files.cards
    went: list[tuple[str, object]] = []
    context.navigated.connect(lambda screen, arguments: went.append((screen, arguments)))

    explain = next(
        each for each in card.findChildren(Button) if each.text() == "Say what its columns are"
    )
    qtbot.mouseClick(explain, Qt.MouseButton.LeftButton)

    assert went == [("explain_table", {"file": table})]


def test_a_dollar_is_never_taken_for_the_currency_that_the_person_is_paid_in_elsewhere(
    screen: ExplainTableScreen, context: ShellContext, tmp_path: Path, qtbot: QtBot
) -> None:
    dollars = tmp_path / "rides.csv"
    dollars.write_text("Date,Fare\n2026-08-03,$18.20\n2026-08-14,$11.00\n", "utf-8")

    screen.open(file=dollars)
    wait(screen, context, qtbot)

    assert screen.facts.currency.text() == ""
    assert "currency" in screen.facts.open_questions()
