"""Two questions about whole pictures in the window: saved twice, and for which work."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.screens import find_copies, place_screens, screen_storing
from gigwallet.app.screens.find_copies import LooksLike
from gigwallet.app.wallet import Wallet
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import ScreenReading
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.window import MainWindow
from gigwallet.vault.shelves.screen_shelf import StoredReading
from tests.gui.conftest import RIDER
from tests.gui.screens.review.conftest import opened
from tests.ocr.fields.drawn import ORDER, paper, pieces, templates
from tests.vault import things


def add(wallet: Wallet, number: int, reading: ScreenReading, trouble: str = "") -> ExhibitId:
    shown = reading.paper.pages[0]
    out = io.BytesIO()
    Image.new("L", (shown.width, shown.height), number).save(out, "PNG")
    content = out.getvalue()
    made = wallet.vault.exhibits.add(things.exhibit(content, f"{number}.png"), content)
    stored = StoredReading(reading, "e", "t", trouble, look="0f0f0f0f0f0f0f0f")
    wallet.vault.screens.put(made, stored)
    return made


def order() -> ScreenReading:
    from gigwallet.ocr import read_screen

    return read_screen(paper(pieces(ORDER)), "x.png", templates())


def test_a_picture_that_was_saved_twice_is_asked_about_and_counted_once(
    context: ShellContext, window: MainWindow, wallet: Wallet
) -> None:
    first, second = (add(wallet, number, order()) for number in range(2))
    context.unlock(wallet)
    page = opened(window, context)
    assert page.asides.compare.isVisible()

    page.asides.compare.click()
    settle(context)
    question = page.copy_question
    assert question.isVisible()
    assert question.same.hasFocus()
    assert all(each.shows_picture for each in question.pictures)
    QTest.keyClick(question.same, Qt.Key.Key_Return)
    settle(context)

    assert find_copies.copies(wallet) == []
    assert not page.asides.compare.isVisible()
    assert len(wallet.vault.exhibits.all()) == 2
    assert {first, second} == {each.id for each in wallet.vault.exhibits.all()}


def test_a_question_that_is_put_off_lets_the_next_one_be_asked(
    window: MainWindow, context: ShellContext, wallet: Wallet, monkeypatch: pytest.MonkeyPatch
) -> None:
    context.unlock(wallet)
    page = opened(window, context)
    pairs = [LooksLike(ExhibitId(later), ExhibitId("first"), sure=True) for later in "ab"]
    page._show(replace(page._queue, copies=tuple(pairs)))
    asked: list[LooksLike] = []
    monkeypatch.setattr(page.copy_question, "ask", asked.append)

    for _ in range(3):
        page.asides.compare.click()
        page.copy_question.later.click()

    assert asked == [*pairs, pairs[0]]


def test_two_that_only_look_alike_are_not_asked_about_again(
    context: ShellContext, window: MainWindow, wallet: Wallet
) -> None:
    for number in range(2):
        add(wallet, number, order())
    context.unlock(wallet)
    page = opened(window, context)
    page.asides.compare.click()
    settle(context)
    page.copy_question.later.click()
    settle(context)
    assert page.asides.compare.isVisible()

    page.asides.compare.click()
    page.copy_question.different.click()
    settle(context)
    assert find_copies.copies(wallet) == []


def test_a_screen_of_which_several_works_fit_is_kept_where_the_person_says(
    context: ShellContext, window: MainWindow, wallet: Wallet
) -> None:
    other = add_engagement(wallet, replace(RIDER, city="北京"))
    add_engagement(wallet, replace(RIDER, platform="uber", currency="EUR"))
    add(wallet, 0, order(), screen_storing.AMBIGUOUS)
    context.unlock(wallet)
    page = opened(window, context)
    assert page.asides.place.isVisible()

    page.asides.place.click()
    settle(context)
    question = page.work_question
    assert question.choice.hasFocus()
    assert question.choice.count() == 2
    QTest.keyClick(question.choice, Qt.Key.Key_Down)
    QTest.keyClick(question.keep, Qt.Key.Key_Return)
    settle(context)

    (trip,) = wallet.vault.trips.all()
    assert trip.engagement_id == other
    assert place_screens.unplaced(wallet) == []
    assert not page.asides.place.isVisible()


def test_where_no_work_fits_there_is_nothing_to_choose_but_to_say_it(
    context: ShellContext, window: MainWindow, wallet: Wallet
) -> None:
    add(wallet, 0, replace(order(), platform="doordash"), screen_storing.AMBIGUOUS)
    context.unlock(wallet)
    page = opened(window, context)

    page.asides.place.click()
    settle(context)

    question = page.work_question
    assert not question.keep.isVisible()
    assert question.say_work.isVisible()
