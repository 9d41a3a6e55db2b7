"""A payslip that nobody knows: pointed at by hand or by keyboard, tried, kept, read by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gigwallet.app.intake import manage_taught, point_at_paper, teach_paper
from gigwallet.app.intake.point_at_paper import PaperSheet, Spot
from gigwallet.app.wallet import Wallet
from gigwallet.gui.screens.explain_paper.row import Row
from gigwallet.gui.screens.explain_paper.screen import ExplainPaperScreen
from gigwallet.gui.screens.inbox.screen import InboxScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.window import MainWindow
from gigwallet.gui.widgets import Button
from gigwallet.words import LANGUAGES
from tests.gui.conftest import visited
from tests.importers.own_paper_slips import NEXT, english

_FIRM = "Northside Couriers Ltd"
_PERIOD = "01/07/2026 - 15/07/2026"
_POINTED = (_FIRM, _PERIOD, "1,234.50", "1,100.00", "120.00", "14.50")


@pytest.fixture
def slip(tmp_path: Path) -> Path:
    path = tmp_path / "july.pdf"
    path.write_bytes(english())
    return path


@pytest.fixture
def following(tmp_path: Path) -> Path:
    path = tmp_path / "july-2.pdf"
    path.write_bytes(english(*NEXT))
    return path


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> PaperSheet:
    """Read once for all of this module: the other process costs more than any test here."""
    path = tmp_path_factory.mktemp("paper") / "july.pdf"
    path.write_bytes(english())
    return point_at_paper.lay_out(path)


@pytest.fixture
def screen(
    context: ShellContext,
    wallet: Wallet,
    slip: Path,
    laid_out: PaperSheet,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> Iterator[ExplainPaperScreen]:
    context.unlock(wallet)
    made = ExplainPaperScreen(context)
    qtbot.addWidget(made)
    made.resize(1072, 760)
    made.retranslate()
    made.show()
    with monkeypatch.context() as patch:
        patch.setattr(point_at_paper, "lay_out", lambda _path, **_how: laid_out)
        made.open(file=slip)
        settle(context)
    yield made
    settle(context)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_and_its_lists_fit_in_the_smallest_window(
    language: str,
    window: MainWindow,
    context: ShellContext,
    wallet: Wallet,
    slip: Path,
    laid_out: PaperSheet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context.set_language(language)
    context.unlock(wallet)
    monkeypatch.setattr(point_at_paper, "lay_out", lambda _path, **_how: laid_out)
    screen = visited(window, context, "explain_paper", file=slip)
    assert isinstance(screen, ExplainPaperScreen)
    window.resize(window.minimumSize())
    for text in _POINTED:
        press(screen, text)
    settle(context)

    for area in (screen.view, screen.rows_area):
        assert area.horizontalScrollBar().maximum() == 0
    for row in (each for each in screen.rows.rows if each.isVisible()):
        for box, words in ((row.value, row.value.key()), (row.named, row.named.key())):
            said = words.text if isinstance(words, Spot) else words or box.currentText()
            assert said in box.shown_text


def press(screen: ExplainPaperScreen, text: str) -> None:
    """With the mouse, where it is printed."""
    sheet = screen.view.sheets[0]
    spot = next(each for each in sheet.spots if each.text == text)
    at = sheet.on_screen(spot.box).center().toPoint()
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=at)


def draw(screen: ExplainPaperScreen, left: int, top: int, right: int, bottom: int) -> None:
    """Around this part of the page, in its points."""
    sheet = screen.view.sheets[0]
    scale = sheet.width() / 612
    begin = QPoint(round(left * scale), round(top * scale))
    end = QPoint(round(right * scale), round(bottom * scale))
    QTest.mousePress(sheet, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(sheet, end)
    QTest.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=end)


def explain(screen: ExplainPaperScreen) -> None:
    for text in _POINTED:
        press(screen, text)
    screen.facts.currency.setText("GBP")
    screen.facts.currency.textEdited.emit("GBP")


def row_of(screen: ExplainPaperScreen, words: str) -> Row:
    return next(each for each in screen.rows.rows if each.asked.words == words)


def test_the_paper_is_shown_and_says_what_it_wants_first(screen: ExplainPaperScreen) -> None:
    assert len(screen.view.sheets) == 1
    assert {each.text for each in screen.view.sheets[0].spots} >= {_FIRM, "Net pay"}
    assert "Name of the firm" in screen.sum.sentence
    assert not screen.keep.isEnabled()


def test_a_press_answers_the_row_that_is_asked_and_asks_the_next(
    screen: ExplainPaperScreen,
) -> None:
    press(screen, _FIRM)
    press(screen, _PERIOD)

    period = row_of(screen, "Period of the paper")
    assert period.pointed is not None
    assert (period.pointed.label, period.pointed.value) == ("Pay period", _PERIOD)
    assert screen.rows.active is row_of(screen, "Gross pay")
    assert {each.text for each in screen.view.sheets[0].spots} >= {"1,234.50", "9,876.00"}
    assert [each.spot.text for each in screen.view.marks] == [_FIRM, _PERIOD]


def test_the_sum_follows_every_deduction_until_it_holds(screen: ExplainPaperScreen) -> None:
    for text in _POINTED[:-1]:
        press(screen, text)
    before = (screen.sum.equation, screen.sum.pill.accessibleName())
    press(screen, "14.50")

    assert "134.50" not in before[0]
    assert "14.50" in before[1]
    assert "134.50" in screen.sum.equation
    assert screen.sum.pill.accessibleName() == "Adds up"
    assert screen.rows.active is row_of(screen, "Orders in the period")


def test_it_is_kept_once_it_reads_the_example_and_not_before(
    screen: ExplainPaperScreen, context: ShellContext, wallet: Wallet, slip: Path, qtbot: QtBot
) -> None:
    went: list[tuple[str, object]] = []
    context.navigated.connect(lambda name, arguments: went.append((name, arguments)))
    explain(screen)
    assert screen.keep.isEnabled()
    assert teach_paper.templates(wallet) == ()

    qtbot.mouseClick(screen.keep, Qt.MouseButton.LeftButton)
    settle(context)

    [template] = teach_paper.templates(wallet)
    assert (template.name, template.platform, template.currency) == (_FIRM, "meituan", "GBP")
    assert "1,234.50" not in manage_taught.exported(template)
    assert went == [("inbox", {"files": [slip]})]


def test_what_was_kept_reads_the_next_slip_in_the_inbox(
    screen: ExplainPaperScreen, context: ShellContext, following: Path, qtbot: QtBot
) -> None:
    explain(screen)
    qtbot.mouseClick(screen.keep, Qt.MouseButton.LeftButton)
    settle(context)

    inbox = InboxScreen(context)
    qtbot.addWidget(inbox)
    inbox.retranslate()
    inbox.show()
    inbox.read([following])
    settle(context)

    [card] = inbox.preview.files.cards
    assert card.view.recognised == "Payslip of your firm"
    assert ("Statements", "1") in card.view.facts


def test_it_is_tried_on_another_paper_before_it_is_kept(
    screen: ExplainPaperScreen,
    context: ShellContext,
    wallet: Wallet,
    following: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(english(*NEXT[:4], "895.50"))
    papers = iter([[following], [torn]])
    monkeypatch.setattr(context, "choose_files", lambda *_said: next(papers))
    explain(screen)

    qtbot.mouseClick(screen.other, Qt.MouseButton.LeftButton)
    settle(context)
    good = (screen.tried.pill.accessibleName(), screen.tried.sentences)
    qtbot.mouseClick(screen.other, Qt.MouseButton.LeftButton)
    settle(context)

    assert good[0] == "Read"
    assert any("885.50" in each for each in good[1])
    assert screen.tried.pill.accessibleName() == "Not read"
    assert any("Net pay" in each for each in screen.tried.sentences)
    assert teach_paper.templates(wallet) == ()


def test_an_answer_of_the_trial_goes_with_the_lesson_that_it_belongs_to(
    screen: ExplainPaperScreen, laid_out: PaperSheet
) -> None:
    explain(screen)
    screen.tried.show_read("other.pdf", screen._draft.read)
    assert screen.tried.isVisible()

    orders = next(each for each in laid_out.printed.values if each.text == "164")
    row_of(screen, "Orders in the period").choose(orders)

    assert screen.tried.isHidden()


def test_the_keyboard_alone_points_at_everything(screen: ExplainPaperScreen) -> None:
    for words, text in (
        ("Name of the firm", _FIRM), ("Period of the paper", _PERIOD),
        ("Gross pay", "1,234.50"), ("Paid out", "1,100.00"),
    ):  # fmt: skip
        box = row_of(screen, words).value
        box.setFocus()
        for _step in range(box.count()):
            QTest.keyClick(box, Qt.Key.Key_Down)
            if (spot := box.key()) is not None and spot.text == text:
                break

    assert [each.value for each in screen.rows.pointed()] == [_PERIOD, "1,234.50", "1,100.00"]
    assert screen.rows.firm == _FIRM
    assert screen.rows.missing() == ()


def test_words_drawn_around_are_taken_as_one(screen: ExplainPaperScreen) -> None:
    draw(screen, 40, 45, 200, 65)
    draw(screen, 190, 88, 330, 104)

    assert screen.rows.firm == _FIRM
    assert [each.value for each in screen.rows.pointed()] == [_PERIOD]


def test_what_cannot_be_the_answer_is_not_taken(screen: ExplainPaperScreen) -> None:
    press(screen, _FIRM)

    draw(screen, 40, 50, 200, 66)

    assert screen.rows.pointed() == ()
    assert screen.rows.active is row_of(screen, "Period of the paper")
    assert not screen.rows._refused.isHidden()


def test_a_name_that_is_taken_is_asked_about(
    screen: ExplainPaperScreen,
    context: ShellContext,
    wallet: Wallet,
    slip: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    explain(screen)
    qtbot.mouseClick(screen.keep, Qt.MouseButton.LeftButton)
    settle(context)
    asked: list[str] = []

    def no(question: str, *_rest: object, **_more: object) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(context, "confirm", no)
    screen.open(file=slip)  # the real way, in the process that is kept apart
    settle(context)
    explain(screen)
    press(screen, "164")
    qtbot.mouseClick(screen.keep, Qt.MouseButton.LeftButton)
    settle(context)

    assert asked == ["Replace what you explained before?"]
    [template] = teach_paper.templates(wallet)
    assert "orders" not in {each.role.value for each in template.fields}


def test_the_inbox_leads_here_from_a_paper_that_nobody_knows(
    context: ShellContext, wallet: Wallet, slip: Path, qtbot: QtBot
) -> None:
    context.unlock(wallet)
    inbox = InboxScreen(context)
    qtbot.addWidget(inbox)
    inbox.retranslate()
    inbox.show()
    inbox.read([slip])
    settle(context)
    [card] = inbox.preview.files.cards
    went: list[tuple[str, object]] = []
    context.navigated.connect(lambda screen, arguments: went.append((screen, arguments)))

    button = next(each for each in card.findChildren(Button) if each.text() == "Explain this paper")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert went == [("explain_paper", {"file": slip})]


def test_a_file_that_is_no_paper_says_so_and_another_can_be_chosen(
    screen: ExplainPaperScreen, context: ShellContext, tmp_path: Path, qtbot: QtBot
) -> None:
    table = tmp_path / "a.csv"
    table.write_text("day,pay\n2026-07-01,1.00\n", "utf-8")

    screen.open(file=table)
    settle(context)

    assert screen.empty.isVisible()
    assert "a.csv" in screen.empty.accessibleName()
    assert not screen.keep.isEnabled()
