"""A screen that no template knows is taught in the window, by the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gigwallet.app.screens import kept_screens, read_screens
from gigwallet.app.screens.state_screens import ReadOutcome
from gigwallet.app.screens.teach_screens import About, Meaning
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Isolation
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.screens.review.queue import NOTHING
from gigwallet.gui.screens.review.screen import ReviewScreen
from gigwallet.gui.screens.review.teaching import Teaching
from gigwallet.gui.screens.review.wording import nothing_here
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.window import MainWindow
from gigwallet.host.isolation import SameProcess, WorkerProcess
from tests.app.screens.test_teach_screens import MEANS, SCREENS, add
from tests.gui.conftest import Hand, new_vault
from tests.gui.screens.review.conftest import opened
from tests.ocr.fields.drawn import paper, pieces


@pytest.fixture(scope="module")
def isolation() -> Iterator[Isolation]:
    worker = WorkerProcess()
    yield worker
    worker.close()


@pytest.fixture
def platform() -> str:
    return "shansong"


@pytest.fixture
def wallet(tmp_path: Path, hand: Hand, isolation: Isolation, platform: str) -> Iterator[Wallet]:
    """Three pictures of an app that nobody knows. Nothing here is read by OCR."""
    around = Surroundings(clock=hand, isolation=isolation, aside=SameProcess())
    made = new_vault(
        tmp_path / "vault", around, Engagement(platform, "北京", "Asia/Shanghai", "CNY")
    )
    for number, shown in enumerate(SCREENS):
        add(made, number, paper(pieces(list(shown.items()))))
    yield made
    made.close()


@pytest.fixture
def page(context: ShellContext, window: MainWindow, wallet: Wallet) -> ReviewScreen:
    context.unlock(wallet)
    made = opened(window, context)
    made.read.hide()  # what waits would be read by OCR
    made.asides.teach.click()
    settle(context)
    return made


def say_by_keyboard(teaching: Teaching, about: About = About.ORDER) -> None:
    """Tab from row to row; Down until the list says what the row means."""
    sheet = teaching._sheet
    assert sheet is not None
    for place, row in enumerate(sheet.rows):
        teaching.rows.ask(place)
        box = teaching.rows._boxes[place]
        for _ in range(len(Meaning)):
            if box.key() is MEANS[row.label.text]:
                break
            QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.key() is MEANS[row.label.text]


@pytest.mark.parametrize("platform", ["shansong", "快狗打车"], ids=["a key", "their own word"])
def test_three_pictures_teach_the_screen(
    context: ShellContext,
    page: ReviewScreen,
    wallet: Wallet,
    platform: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[Wallet] = []

    def reading(of: Wallet, _job: Job) -> ReadOutcome:
        begun.append(of)  # that letters are read again is tried where OCR is
        return ReadOutcome()

    monkeypatch.setattr(read_screens, "read_waiting", reading)
    teaching = page.teaching
    assert teaching.isVisible()
    assert teaching.rows._boxes[0].hasFocus()

    say_by_keyboard(teaching)
    QTest.keyClick(teaching.keep, Qt.Key.Key_Return)
    settle(context)
    proposed = teaching.rows.said()
    assert set(proposed) == set(MEANS.values())
    for _ in range(2):
        QTest.keyClick(teaching.keep, Qt.Key.Key_Return)
        settle(context)

    assert not teaching.isVisible()
    assert f"{platform}/order" in kept_screens.texts(wallet)
    assert begun == [wallet]


def test_a_key_that_is_pressed_twice_teaches_no_picture_twice(
    context: ShellContext, page: ReviewScreen
) -> None:
    teaching = page.teaching
    first = teaching._sheet
    say_by_keyboard(teaching)

    for _ in range(2):
        QTest.keyClick(teaching.keep, Qt.Key.Key_Return)
    settle(context)

    assert [each.sheet for each in teaching._examples] == [first]
    assert teaching._sheet is not first


def test_rows_begin_at_the_top_however_often_they_are_shown(
    context: ShellContext, page: ReviewScreen
) -> None:
    teaching = page.teaching
    for about in About:
        teaching._about_box.choose(about)
        teaching._show_rows()
    settle(context)

    assert teaching.rows._rows[0].y() < teaching.rows._rows[0].height()


def test_the_row_that_is_asked_is_marked_and_a_click_on_the_picture_finds_its_row(
    context: ShellContext, page: ReviewScreen
) -> None:
    teaching = page.teaching
    sheet = teaching._sheet
    assert sheet is not None
    teaching.rows.ask(2)
    assert [mark.box for mark in teaching.picture.marks] == [sheet.rows[2].box]

    box = sheet.rows[4].box
    teaching.picture.pressed.emit(QPoint(box.left + 2, box.top + 2))
    assert teaching.rows._boxes[4].hasFocus()


def test_another_kind_of_screen_offers_other_meanings_and_keeps_what_fits(
    page: ReviewScreen,
) -> None:
    teaching = page.teaching
    say_by_keyboard(teaching)
    teaching._about_box.choose(About.DAY)
    teaching._about_box.chosen.emit(About.DAY)

    said = teaching.rows.said()
    assert Meaning.REF not in said
    assert {Meaning.TOTAL, Meaning.BASE} <= set(said)


def test_what_cannot_be_learnt_is_said_and_the_last_picture_asked_again(
    context: ShellContext, page: ReviewScreen, wallet: Wallet
) -> None:
    teaching = page.teaching
    say_by_keyboard(teaching)
    teaching.keep.click()
    settle(context)
    teaching.keep.click()
    settle(context)
    total = list(SCREENS[0]).index("到手金额")
    teaching.rows._boxes[total].choose(Meaning.TIP)
    teaching.keep.click()
    settle(context)

    assert teaching.isVisible()
    assert teaching._wrong.text()
    assert kept_screens.texts(wallet) == {}


def test_rows_of_which_nothing_is_said_are_not_kept(
    context: ShellContext, page: ReviewScreen
) -> None:
    page.teaching.keep.click()
    settle(context)

    assert page.teaching._wrong.text()
    assert page.teaching._examples == []


def test_pictures_of_unknown_screens_are_told_of_and_not_taken_for_none(
    dressed: QApplication,
) -> None:
    unknown = tuple((ExhibitId(str(number)), "shot.png") for number in range(3))

    _title, advice, button = nothing_here(replace(NOTHING, unknown=unknown), reading=False)

    assert advice.startswith("3 pictures show no screen that is known")
    assert not button


def test_giving_up_leads_back(context: ShellContext, page: ReviewScreen, wallet: Wallet) -> None:
    page.teaching.give_up.click()
    settle(context)

    assert not page.teaching.isVisible()
    assert page.asides.teach.isVisible()
    assert kept_screens.texts(wallet) == {}
