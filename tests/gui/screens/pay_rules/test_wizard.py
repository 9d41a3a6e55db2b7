"""The rule that somebody has as a screenshot: kept, seen beside the form, in dated versions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gigwallet.app.rules import keep_scheme
from gigwallet.app.wallet import Wallet
from gigwallet.gui.screens.pay_rules.screen import PayRulesScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.rules import read_forms
from tests.gui.conftest import shown_alone


@pytest.fixture
def screen(context: ShellContext, wallet: Wallet, qtbot: QtBot) -> Iterator[PayRulesScreen]:
    context.unlock(wallet)
    made = shown_alone(PayRulesScreen(context), context, qtbot)
    made.open()
    settle(context)
    yield made
    settle(context)  # the screen has been closed by now, and its timer with it


@pytest.fixture
def screenshot(tmp_path: Path) -> Path:
    picture = QImage(360, 640, QImage.Format.Format_RGB32)
    picture.fill(QColor("#fff4e0"))
    file = tmp_path / "rule.png"
    assert picture.save(str(file))
    return file


def drop(screen: PayRulesScreen, context: ShellContext, file: Path) -> None:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, content, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    screen.edit.proof.drop.dropEvent(event)
    settle(context)


def rested(screen: PayRulesScreen, context: ShellContext, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not screen.edit.wait.isActive())
    settle(context)


def begin(screen: PayRulesScreen) -> None:
    screen.new.click()
    screen.form.line("name").setText("2025 contract")
    screen.form._shape.choose("flat")
    screen.form.line("flat_price").setText("4.50")


def test_a_dropped_screenshot_is_kept_seen_and_named_with_the_rule(
    screen: PayRulesScreen, context: ShellContext, wallet: Wallet, screenshot: Path
) -> None:
    begin(screen)
    drop(screen, context, screenshot)
    seen = screen.edit.proof.shows_picture
    screen.form.send.click()
    settle(context)

    [exhibit] = wallet.vault.exhibits.all()
    [known] = keep_scheme.schemes(wallet)
    assert seen
    assert wallet.vault.exhibits.data(exhibit.id) == screenshot.read_bytes()
    assert known.scheme.proof == exhibit.id
    assert not [text for text, _tone in _pills(screen) if text == "No proof yet"]


def test_the_screenshot_of_a_kept_rule_is_seen_again_when_it_is_opened(
    screen: PayRulesScreen, context: ShellContext, screenshot: Path
) -> None:
    begin(screen)
    drop(screen, context, screenshot)
    screen.form.send.click()
    settle(context)
    screen.new.click()
    settle(context)
    bare = screen.edit.proof.shows_picture
    screen.back.click()
    screen.list.cards[0].open.click()
    settle(context)

    assert not bare
    assert screen.edit.proof.shows_picture


def test_what_is_no_picture_is_refused_and_nothing_is_kept(
    screen: PayRulesScreen, context: ShellContext, wallet: Wallet, tmp_path: Path
) -> None:
    said: list[str] = []
    context.noticed.connect(lambda sentence, _tone: said.append(sentence))
    table = tmp_path / "rule.csv"
    table.write_text("a,b\n1,2\n")
    begin(screen)
    drop(screen, context, table)

    assert [each for each in said if "rule.csv is neither a picture nor a PDF" in each]
    assert list(wallet.vault.exhibits.all()) == []


def test_a_change_by_date_is_a_version_of_its_own_and_ends_the_one_before(
    screen: PayRulesScreen, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    begin(screen)
    screen.form._first.set_day(date(2025, 1, 1))
    screen.form.bar.add.click()
    screen.form._first.set_day(date(2025, 7, 1))
    screen.form.line("flat_price").setText("4.20")
    rested(screen, context, qtbot)
    tried = screen.examples.sentences
    screen.form.bar.choice.setCurrentIndex(0)
    screen.form.bar.turned.emit(0)
    rested(screen, context, qtbot)
    tried_before = screen.examples.sentences
    screen.form.send.click()
    settle(context)

    [known] = keep_scheme.schemes(wallet)
    assert "An order of 4.7 km at 12:10 pays ¥4.20." in tried
    assert "An order of 4.7 km at 12:10 pays ¥4.50." in tried_before
    assert [(each.first_day, each.last_day) for each in read_forms(known.scheme.text)] == [
        (date(2025, 1, 1), date(2025, 6, 30)),
        (date(2025, 7, 1), None),
    ]


def test_a_version_for_a_level_stands_beside_the_one_for_all(
    screen: PayRulesScreen, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    begin(screen)
    screen.form.bar.add.click()
    screen.form._first.set_day(screen.form._first.day().replace(day=1))
    screen.form.line("level").setText("Lv3")
    screen.form.line("city").setText("武汉")
    screen.form.line("flat_price").setText("4.80")
    rested(screen, context, qtbot)
    tried = screen.examples.sentences
    screen.form.send.click()
    settle(context)

    [known] = keep_scheme.schemes(wallet)
    assert "An order of 4.7 km at 12:10 pays ¥4.80." in tried
    assert [(each.city, each.level) for each in read_forms(known.scheme.text)] == [
        ("武汉", "Lv3"),
        ("", ""),
    ]


def test_a_starting_price_is_asked_for_tried_kept_and_shown_again(
    screen: PayRulesScreen, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    begin(screen)
    form = screen.form
    form._shape.choose("start")
    form._follow()
    asked = [form.field(each).isHidden() for each in ("flat_price", "start_price", "start_apart")]
    for name, text in (("start_price", "6"), ("start_km", "3"), ("start_add", "1.50")):
        form.line(name).setText(text)
    form._start_count.choose("started")
    form._start_apart.setChecked(True)
    rested(screen, context, qtbot)
    tried = screen.examples.sentences
    form.send.click()
    settle(context)
    screen.list.cards[0].open.click()
    settle(context)
    again, errors = form.read()

    [known] = keep_scheme.schemes(wallet)
    assert asked == [True, False, False]
    assert "An order of 4.7 km at 12:10 pays ¥9.00." in tried
    assert "3 km pays ¥6.00, one metre more pays ¥7.50." in tried
    assert again == read_forms(known.scheme.text)
    assert (screen.page, errors) == (1, {})
    assert again[0].label == "Starting price"
    assert again[0].price == keep_scheme.StartPrice(
        Decimal(6), Decimal(3), Decimal("1.5"), started=True, apart="Pay for distance"
    )


def test_two_versions_that_begin_on_one_day_are_not_kept_and_the_second_is_shown(
    screen: PayRulesScreen, context: ShellContext, wallet: Wallet
) -> None:
    begin(screen)
    first = screen.form._first.day()
    screen.form.bar.add.click()
    screen.form._first.set_day(first)
    screen.form._turn_to(0)
    screen.form.send.click()
    settle(context)

    assert screen.form.versions.shown == 1
    assert screen.form.field("first_day").error.startswith("Another version")
    assert keep_scheme.schemes(wallet) == []


def test_a_version_can_be_taken_away_again(screen: PayRulesScreen) -> None:
    begin(screen)
    screen.form.bar.add.click()
    both = screen.form.bar.choice.count()
    screen.form.bar.remove.click()

    assert both == 2
    assert screen.form.bar.remove.isHidden()
    assert screen.form.line("flat_price").text() == "4.50"


def test_each_shipped_shape_opens_in_form_or_text_and_says_that_it_is_an_example(
    screen: PayRulesScreen, context: ShellContext, qtbot: QtBot
) -> None:
    shapes = screen._held.shapes
    pages = {}
    for shape in shapes:
        screen.list.shape_chosen.emit(shape.key)
        rested(screen, context, qtbot)
        pages[shape.key] = screen.page
        assert screen.text.faults.sentences == []
        assert [each for each in screen.examples.sentences if each.startswith("Only an example")], (
            shape.key
        )

    assert len(shapes) >= 33
    assert set(pages.values()) == {1, 2}
    assert pages["whole_month_tiers/orders_per_month"] == 1
    assert pages["attendance/valid_days"] == 2


def test_each_fault_of_a_text_is_listed_with_its_place_and_leads_there(
    screen: PayRulesScreen, context: ShellContext, qtbot: QtBot
) -> None:
    begin(screen)
    screen.other.click()
    lines = screen.text.text().splitlines()
    lines.insert(2, 'wage = "5"')
    lines[-1] = 'price = "dear"'
    screen.text.show_text("\n".join(lines))
    rested(screen, context, qtbot)
    faults = screen.text.faults
    faults.picked.emit(3, 1)

    assert len(faults.sentences) == 2
    assert faults.sentences[0].startswith("Line 3, column 1")
    assert screen.text.editor.textCursor().blockNumber() == 2


PRINTED = (
    "骑手配送费规则",
    "自2025年7月1日起执行",
    "0-300单   5.0元/单",
    "301-1000单   5.5元/单",
    "1000单以上   6.0元/单",
    "22:00-06:00   每单加2元",
    "客服电话 4001234567",
)


@pytest.fixture
def printed_rule(dressed: QApplication, tmp_path: Path) -> Path:
    picture = QImage(720, 900, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    font = dressed.font()
    font.setPixelSize(34)
    painter.setFont(font)
    for row, line in enumerate(PRINTED):
        painter.drawText(40, 100 + 90 * row, line)
    painter.end()
    file = tmp_path / "printed.png"
    assert picture.save(str(file))
    return file


def test_what_is_read_in_the_screenshot_is_filled_in_only_where_it_was_confirmed(
    screen: PayRulesScreen, context: ShellContext, printed_rule: Path, qtbot: QtBot
) -> None:
    screen.new.click()
    screen.form.line("name").setText("2025 contract")
    drop(screen, context, printed_rule)
    screen.edit.proof.read.click()
    settle(context)
    found = screen.edit.proof.found
    said = [box.accessibleName() for box in found.boxes()]
    untouched = screen.form.steps.texts()
    for box in found.boxes():
        box.setChecked("22:00" not in box.text())
    found.fill.click()
    rested(screen, context, qtbot)

    assert [each.partition(":")[0] for each in said] == [
        "From Jul 1, 2025 on", "Up to 300 orders", "Up to 1,000 orders", "All orders beyond", "22",
    ]  # fmt: skip
    assert set(untouched.values()) == {""}
    assert screen.form._first.day() == date(2025, 7, 1)
    assert screen.form.steps.texts() == {
        "step_to_1": "300", "step_price_1": "5.0",
        "step_to_2": "1000", "step_price_2": "5.5",
        "step_to_3": "", "step_price_3": "6.0",
    }  # fmt: skip
    assert screen.form.windows.count == 0
    assert screen.form.line("name").text() == "2025 contract"
    assert "922 orders in a month pay ¥4,921.00." in screen.examples.sentences


def test_a_picture_that_says_no_rule_fills_in_nothing_and_says_so(
    screen: PayRulesScreen, context: ShellContext, screenshot: Path
) -> None:
    begin(screen)
    drop(screen, context, screenshot)
    screen.edit.proof.read.click()
    settle(context)

    assert screen.edit.proof.found.boxes() == []
    assert "Type it from the picture" in screen.edit.proof.found.advice
    assert screen.form.line("flat_price").text() == "4.50"


def test_a_draft_from_elsewhere_opens_for_its_work_and_stays_an_example(
    screen: PayRulesScreen, context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    [known] = wallet.vault.engagements.all()
    begin(screen)
    screen.form._illustrative.setChecked(True)
    draft = screen.edit.written()
    screen.open(draft=draft, engagement=known.id)
    rested(screen, context, qtbot)

    assert screen.page == 1
    assert screen.form.engagement == known.id
    assert screen.form._illustrative.isChecked()


def _pills(screen: PayRulesScreen) -> list[tuple[str, str]]:
    from gigwallet.gui.widgets import Pill

    return [(pill.accessibleName(), "") for pill in screen.list.findChildren(Pill)]
