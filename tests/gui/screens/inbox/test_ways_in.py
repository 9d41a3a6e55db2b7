"""A phone's folder, the clipboard, and where files come from: three ways to fill the inbox."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from gigwallet.app import reading
from gigwallet.app.intake import watch_folder
from gigwallet.app.intake.import_files import import_files
from gigwallet.app.records import keep_exhibits, list_facts
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.screens.read_screens import read_waiting
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.exhibit import Route
from gigwallet.domain.job import Job
from gigwallet.gui.background import Lane
from gigwallet.gui.screens.inbox.screen import InboxScreen
from gigwallet.gui.screens.inbox.turns import Turn
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button
from tests.gui.conftest import shown_alone

DEMO = Path(__file__).parents[4] / "resources" / "demo"
BILL = "wechat-bill-20250701-20250930.csv"
_LONG_AGO = 1_500_000_000
_FLEET = (
    Path(__file__).parents[3]
    / "importers/uber_fleet_reports/samples/de"
    / "20261019-20261026-payments_order-Muster_Taxi.csv"
)
_ORDER = (
    Path(__file__).parents[3]
    / "importers/app_screen/samples/Screenshot_20260803-203015_美团众包.png"
)
_BERND = "73ab4876-7734-47c1-87fd-e805ec99108d"


@pytest.fixture
def screen(context: ShellContext, wallet: Wallet, qtbot: QtBot) -> Iterator[InboxScreen]:
    context.unlock(wallet)
    made = shown_alone(InboxScreen(context), context, qtbot)
    yield made
    settle(context)


@pytest.fixture
def phone(tmp_path: Path) -> Path:
    folder = tmp_path / "phone"
    folder.mkdir()
    copied = Path(shutil.copy(DEMO / BILL, folder))
    os.utime(copied, (_LONG_AGO, _LONG_AGO))
    return folder


def press(qtbot: QtBot, button: object) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_new_files_of_the_phone_are_named_and_shown_before_anything_is_stored(
    screen: InboxScreen,
    context: ShellContext,
    wallet: Wallet,
    phone: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(context, "choose_folder", lambda title: phone)
    press(qtbot, screen.phone.choose)
    settle(context)
    assert screen.phone.files == (phone / BILL,)
    assert list_facts.holdings(wallet).exhibits == 0

    press(qtbot, screen.phone.look_at)
    settle(context)

    assert screen.page is Turn.PREVIEW
    assert list_facts.holdings(wallet).exhibits == 0


def test_what_is_put_away_is_not_named_again(
    screen: InboxScreen, context: ShellContext, wallet: Wallet, phone: Path, qtbot: QtBot
) -> None:
    watch_folder.watch(wallet, phone)
    screen.phone.look()
    settle(context)

    press(qtbot, screen.phone.put_away)
    settle(context)

    assert screen.phone.files == ()
    assert (phone / BILL).exists()


def test_a_phone_that_was_unplugged_is_told_and_no_error(
    screen: InboxScreen, context: ShellContext, wallet: Wallet, phone: Path
) -> None:
    watch_folder.watch(wallet, phone)
    shutil.rmtree(phone)

    screen.phone.look()
    settle(context)

    assert "is not there now" in screen.phone.row.title
    assert screen.phone.look_at.isHidden()


def test_a_folder_that_cannot_be_looked_through_says_why_and_can_be_left(
    screen: InboxScreen,
    context: ShellContext,
    wallet: Wallet,
    phone: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is looked at every few seconds: a notice each time would come back for ever."""
    noticed: list[str] = []
    context.noticed.connect(lambda sentence, _tone: noticed.append(sentence))
    watch_folder.watch(wallet, phone)
    monkeypatch.setattr(reading, "MOST_FILES", 0)

    screen.phone.look()
    settle(context)

    assert "cannot be looked through" in screen.phone.row.title
    assert not screen.phone.off.isHidden()
    assert screen.phone.choose.isHidden()
    assert noticed == []


def test_a_pasted_picture_is_kept_after_a_question(
    screen: InboxScreen,
    context: ShellContext,
    wallet: Wallet,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image = QImage(20, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    answers = iter([False, True])
    monkeypatch.setattr(context, "confirm", lambda *words, **how: next(answers))

    def paste() -> None:
        # Right before: what a window of another test put there is taken off again by a timer.
        QGuiApplication.clipboard().setImage(image)
        qtbot.keyClick(screen, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        settle(context)

    paste()
    assert list_facts.holdings(wallet).exhibits == 0
    paste()

    [kept] = keep_exhibits.exhibits(wallet)
    assert kept.exhibit.route is Route.PASTED


def test_an_empty_clipboard_holds_no_picture(
    screen: InboxScreen, context: ShellContext, wallet: Wallet, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(context, "explain", lambda refusal: said.append(refusal.code))
    QGuiApplication.clipboard().clear()

    screen.paste()
    settle(context)

    assert said == ["clipboard_holds_no_picture"]


def test_copied_files_are_read_like_dropped_ones(
    screen: InboxScreen, context: ShellContext, wallet: Wallet, phone: Path
) -> None:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(phone / BILL))])
    QGuiApplication.clipboard().setMimeData(content)

    screen.paste()
    settle(context)

    assert screen.page is Turn.PREVIEW
    assert list_facts.holdings(wallet).exhibits == 0


def test_where_files_come_from_is_found_by_a_word(
    screen: InboxScreen, context: ShellContext, qtbot: QtBot
) -> None:
    press(qtbot, screen.where)
    assert screen.page is Turn.SOURCES
    every = screen.sources.shown
    assert "WeChat Pay bill" in every

    qtbot.keyClicks(screen.sources.filter, "wechat")

    assert screen.sources.shown
    assert set(screen.sources.shown) < set(every)

    qtbot.keyClicks(screen.sources.filter, " nobody knows this")
    assert not screen.sources.shown

    press(qtbot, screen.other)
    assert screen.page is Turn.WAITING


def test_an_empty_inbox_leads_to_where_each_export_is_got(
    screen: InboxScreen, context: ShellContext, qtbot: QtBot
) -> None:
    for table in (screen.imports.table, screen.before.table):
        [button] = table.empty.findChildren(Button)
        assert not button.isHidden()

        button.click()

        assert screen.page is Turn.SOURCES
        press(qtbot, screen.other)


def test_an_import_is_undone_as_one_after_saying_what_goes(
    screen: InboxScreen,
    context: ShellContext,
    wallet: Wallet,
    phone: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import_files(wallet, [phone / BILL], Job(), payers=frozenset({"美团众包"}))
    assert list_facts.payouts(wallet)
    screen.refresh(screen.shows)
    settle(context)
    screen.imports.table.select_first()
    asked: list[str] = []

    def agree(question: str, consequence: str, action: str, danger: bool = False) -> bool:
        asked.append(consequence)
        return True

    monkeypatch.setattr(context, "confirm", agree)
    press(qtbot, screen.imports.undo)
    settle(context)

    assert "4 payments" in asked[0]
    assert not list_facts.payouts(wallet)
    assert list_facts.holdings(wallet).exhibits == 0
    assert (phone / BILL).exists()


def test_after_pictures_the_next_step_is_to_read_them(
    screen: InboxScreen, context: ShellContext, qtbot: QtBot
) -> None:
    went: list[tuple[str, object]] = []
    context.navigated.connect(lambda where, arguments: went.append((where, arguments)))
    screen.read([DEMO / "weekly-statement.png"])
    settle(context)

    press(qtbot, screen.primary)
    settle(context)
    press(qtbot, screen.primary)

    assert screen.page is Turn.STORED
    assert went == [("review", {"read": True})]


def test_pictures_that_were_read_are_not_offered_to_be_read_again(
    screen: InboxScreen, context: ShellContext, wallet: Wallet, tmp_path: Path, qtbot: QtBot
) -> None:
    torn = tmp_path / "torn.png"  # what cannot be read is read as quickly as it is refused
    torn.write_bytes((DEMO / "weekly-statement.png").read_bytes()[:2_000])
    screen.read([torn])
    settle(context)
    press(qtbot, screen.primary)
    settle(context)
    assert screen.primary.text() == "Read the pictures"

    context.run(lambda job: read_waiting(wallet, job), lane=Lane.READING)
    settle(context)

    assert screen.primary.text() == "Open the pay check"


def test_of_a_fleet_report_only_the_driver_that_was_chosen_is_stored(
    screen: InboxScreen, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    add_engagement(wallet, Engagement("uber", "Berlin", "Europe/Berlin", "EUR"))
    screen.read([_FLEET])
    settle(context)
    box = screen.preview.drivers.choices["uber"]
    assert box.key() == ""  # nobody is chosen beforehand

    box.choose(_BERND)
    press(qtbot, screen.primary)
    settle(context)

    assert screen.page is Turn.STORED
    assert list_facts.pay_lines(wallet)
    assert {"other_driver"} <= {
        each.reason for file in screen.stored.outcome.files for each in file.skipped
    }


def test_an_unknown_payer_is_asked_for_its_platform_where_there_are_several(
    screen: InboxScreen, context: ShellContext, wallet: Wallet, phone: Path
) -> None:
    add_engagement(wallet, Engagement("eleme", "武汉", "Asia/Shanghai", "CNY"))
    screen.refresh(screen.shows)
    screen.read([phone / BILL])
    settle(context)
    card = screen.preview.payers
    assert card.pays_for() == {}

    card.box("样张表妹").setChecked(True)

    assert set(card.pays_for()) == {"样张表妹"}


def test_a_screenshot_is_read_while_it_is_looked_at_and_nothing_is_stored(
    screen: InboxScreen, context: ShellContext, wallet: Wallet
) -> None:
    screen.read([_ORDER])
    settle(context)

    [card] = screen.preview.files.cards
    assert card.view.recognised == "Screenshot of Meituan"
    assert ("本单收入", "¥7.58") in card.view.facts
    assert list_facts.holdings(wallet).exhibits == 0


def test_a_table_that_was_refused_can_still_be_explained_after_the_others_were_stored(
    screen: InboxScreen, context: ShellContext, tmp_path: Path
) -> None:
    """The button of its card is the same before and after storing."""
    strange = tmp_path / "strange.csv"
    strange.write_text("a,b,c\n" + "".join(f"q{n},w{n},2026-01-0{n}\n" for n in range(1, 6)))
    went: list[tuple[str, object]] = []
    context.navigated.connect(lambda name, arguments: went.append((name, arguments)))
    screen.read([strange, DEMO / BILL])
    settle(context)
    screen.primary.click()
    settle(context)
    card = next(each for each in screen.stored.files.cards if each.view.asks_columns)

    card.columns_wanted.emit(card.view.path)

    assert went == [("explain_table", {"file": strange})]
