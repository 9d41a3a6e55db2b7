"""A report in a language that nobody knows: its words are named once, then it is read by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gigwallet.app.intake import keep_taught
from gigwallet.app.wallet import Wallet
from gigwallet.gui.screens.explain_report.screen import ExplainReportScreen
from gigwallet.gui.screens.explain_report.words_card import WordsCard
from gigwallet.gui.screens.inbox.screen import InboxScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button, Label
from tests.importers.uber_fleet_reports.croatian import COLUMNS, PARTS, croatian, english


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / english("payments_order").name
    path.write_bytes(croatian("payments_order"))
    return path


@pytest.fixture
def screen(
    context: ShellContext, wallet: Wallet, report: Path, qtbot: QtBot
) -> Iterator[ExplainReportScreen]:
    context.unlock(wallet)
    made = ExplainReportScreen(context)
    qtbot.addWidget(made)
    made.resize(1072, 900)
    made.retranslate()
    made.show()
    made.open(file=report)
    wait(made, context, qtbot)
    yield made
    settle(context)


def wait(screen: ExplainReportScreen, context: ShellContext, qtbot: QtBot) -> None:
    """Until the result answers to the last choice."""
    settle(context)
    qtbot.waitUntil(lambda: not screen._timer.isActive(), timeout=5000)
    settle(context)


def mean(card: WordsCard, label: str, meaning: str) -> None:
    line = next(each for each in card.lines if each.word.label == label)
    line.meaning.choose(meaning)
    line.meaning.chosen.emit(meaning)


def test_nothing_is_guessed_and_nothing_is_kept_before_the_words_are_named(
    screen: ExplainReportScreen, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    assert screen.parts.said() == screen.columns.said() == {}
    assert "Vaša zarada" in screen.result.sentences[0]
    assert not screen.keep.isEnabled()

    mean(screen.parts, "Vaša zarada", "earnings")
    wait(screen, context, qtbot)

    # What is inside the group may stay; the payouts may not.
    assert "Napojnica" not in screen.result.sentences[0]
    assert "Isplate" in screen.result.sentences[0]
    napojnica = next(each for each in screen.parts.lines if each.word.label == "Napojnica")
    assert napojnica.meaning.currentText() == "Not named"
    assert not screen.keep.isEnabled()
    assert keep_taught.taught(wallet).reports == ()


def test_named_shown_kept_and_read_by_itself(
    screen: ExplainReportScreen,
    context: ShellContext,
    wallet: Wallet,
    report: Path,
    qtbot: QtBot,
) -> None:
    for label, part in PARTS.items():
        mean(screen.parts, label, part.value)
    mean(screen.columns, "Navod", COLUMNS["Navod"].value)
    wait(screen, context, qtbot)

    assert {"Tip", "Commission"} <= set(screen.result.sentences)
    assert any("144.01" in each for each in screen.result.sentences)
    qtbot.mouseClick(screen.keep, Qt.MouseButton.LeftButton)
    settle(context)
    [kept] = keep_taught.taught(wallet).reports
    assert (kept.name, len(kept.parts), len(kept.columns)) == ("Uber", len(PARTS), 1)

    inbox = InboxScreen(context)
    qtbot.addWidget(inbox)
    inbox.retranslate()
    inbox.show()
    inbox.read([report])
    settle(context)

    [card] = inbox.preview.files.cards
    assert card.view.sums
    assert not card.view.asks_words


def test_the_card_of_a_refused_report_leads_here(
    context: ShellContext, wallet: Wallet, report: Path, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    inbox = InboxScreen(context)
    qtbot.addWidget(inbox)
    inbox.retranslate()
    inbox.show()
    inbox.read([report])
    settle(context)
    went: list[tuple[str, object]] = []
    context.navigated.connect(lambda name, arguments: went.append((name, arguments)))
    [card] = inbox.preview.files.cards

    explain = next(
        each for each in card.findChildren(Button) if each.text() == "Say what its words mean"
    )
    qtbot.mouseClick(explain, Qt.MouseButton.LeftButton)

    assert went == [("explain_report", {"file": report})]
    settle(context)


def test_what_is_no_report_says_so_and_offers_another(
    screen: ExplainReportScreen, context: ShellContext, tmp_path: Path, qtbot: QtBot
) -> None:
    table = tmp_path / "log.csv"
    table.write_text("Date,Miles\n2026-08-01,3\n", "utf-8")

    screen.open(file=table)
    wait(screen, context, qtbot)

    assert any("log.csv" in each.text() for each in screen.empty.findChildren(Label))
    assert not screen.keep.isEnabled()


def test_a_name_of_nothing_is_not_kept(
    screen: ExplainReportScreen, context: ShellContext, qtbot: QtBot
) -> None:
    for label, part in PARTS.items():
        mean(screen.parts, label, part.value)
    screen.name.setText("")
    screen.name.textEdited.emit("")
    wait(screen, context, qtbot)

    assert not screen.keep.isEnabled()
