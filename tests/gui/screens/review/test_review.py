"""Screenshots in the window: read, looked at field by field, decided by the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.screens import review_fields
from gigwallet.app.screens.known_screens import built_in
from gigwallet.app.screens.read_apart import read_apart
from gigwallet.app.screens.read_screens import read_waiting
from gigwallet.app.screens.review_fields import Correct, decide
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Isolation
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import Standing
from gigwallet.gui.screens.review.screen import ReviewScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.window import MainWindow
from gigwallet.host.isolation import WorkerProcess
from tests.app.painted_screens import CASH, ORDER, Remembering
from tests.gui.conftest import Hand, new_vault
from tests.gui.screens.review.conftest import opened


@pytest.fixture(scope="module")
def reader() -> Iterator[Isolation]:
    """Has read both pictures before any window waits for it."""
    worker = WorkerProcess()
    warm = Remembering(worker)
    for file, media_type in ((ORDER, "image/png"), (CASH, "image/jpeg")):
        warm.run(read_apart, file.read_bytes(), media_type, file.name, built_in(), seconds=600)
    yield worker
    worker.close()


@pytest.fixture
def wallet(tmp_path: Path, hand: Hand, reader: Isolation) -> Iterator[Wallet]:
    """A vault with an order and a day that were dropped in, neither read yet."""
    around = Surroundings(clock=hand, aside=Remembering(reader))
    made = new_vault(tmp_path / "vault", around)
    import_files(made, [ORDER, CASH], Job())
    yield made
    made.close()


@pytest.fixture
def read(wallet: Wallet) -> ExhibitId:
    """Both were read; a tip that the person corrected has broken the sum of the order."""
    read_waiting(wallet, Job())
    order = next(each.id for each in wallet.vault.exhibits.all() if each.exhibit.name == ORDER.name)
    decide(wallet, order, "tip", Correct("2.00"))
    return order


@pytest.fixture
def window(window: MainWindow, context: ShellContext, wallet: Wallet) -> MainWindow:
    """With that vault open in it."""
    context.unlock(wallet)
    settle(context)
    return window


def field(page: ReviewScreen) -> str:
    item = page.desk.item
    return item.field.name if item and page.desk.isVisible() else ""


def press(page: ReviewScreen, context: ShellContext, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(page.desk.edit, key)
        settle(context)


def test_pictures_are_read_from_the_empty_page_and_what_is_unsure_comes_up(
    context: ShellContext, window: MainWindow, wallet: Wallet
) -> None:
    page = opened(window, context)
    assert page.empty.isVisible()
    assert "2 pictures wait to be read" in page.empty.accessibleName()
    assert page.read.isVisible()

    page.empty.pressed.emit()
    settle(context)

    assert field(page) == "cash"
    assert page.desk.edit.text() == "1240.00"
    assert not page.read.isVisible()
    assert wallet.vault.trips.count() == 1


def test_a_visit_can_ask_to_read_at_once(
    context: ShellContext, window: MainWindow, wallet: Wallet
) -> None:
    opened(window, context, read=True)

    assert len(wallet.vault.screens.all()) == 2


def test_the_keyboard_alone_confirms_corrects_strikes_out_and_takes_back(
    context: ShellContext, window: MainWindow, wallet: Wallet, read: ExhibitId
) -> None:
    page = opened(window, context)
    assert page.desk.edit.hasFocus()
    waiting = len(review_fields.to_review(wallet))
    first = field(page)

    press(page, context, Qt.Key.Key_Return)
    assert len(review_fields.to_review(wallet)) < waiting
    assert page.desk.edit.hasFocus()
    QTest.keyClick(page.desk.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(context)
    assert field(page) == first
    assert len(review_fields.to_review(wallet)) == waiting

    QTest.keyClicks(page.desk.edit, "9.99")
    press(page, context, Qt.Key.Key_Return)
    name = next(each for each in review_fields.fields_of(wallet, read).fields if each.name == first)
    assert (name.value, name.standing) == ("9.99", Standing.CORRECTED)

    second = field(page)
    press(page, context, Qt.Key.Key_Delete)
    struck = {each.name: each.standing for each in review_fields.fields_of(wallet, read).fields}
    assert struck[second] is Standing.ABSENT


def test_up_and_down_go_to_other_fields_and_nothing_is_said(
    context: ShellContext, window: MainWindow, wallet: Wallet, read: ExhibitId
) -> None:
    page = opened(window, context)
    size, first = wallet.vault.log.size, field(page)
    press(page, context, Qt.Key.Key_Down)
    assert field(page) != first
    press(page, context, Qt.Key.Key_Up)

    assert field(page) == first
    assert wallet.vault.log.size == size


def test_an_answer_that_is_on_its_way_takes_no_other_field_along(
    window: MainWindow, context: ShellContext, read: ExhibitId
) -> None:
    page = opened(window, context)
    first = field(page)
    press(page, context, Qt.Key.Key_Down)
    second = field(page)
    press(page, context, Qt.Key.Key_Up)

    QTest.keyClick(page.desk.edit, Qt.Key.Key_Return)
    QTest.keyClick(page.desk.edit, Qt.Key.Key_Down)  # quicker than the vault
    settle(context)

    assert first != second
    assert field(page) == second


def test_whoever_comes_back_writes_over_what_was_read(
    context: ShellContext, window: MainWindow, wallet: Wallet, read: ExhibitId
) -> None:
    opened(window, context)
    context.navigate("trips")
    settle(context)
    page = opened(window, context)
    QTest.keyClicks(page.desk.edit, "9.99")

    assert page.desk.edit.text() == "9.99"


def test_what_does_not_fit_is_said_beside_the_field_and_stays_to_be_mended(
    context: ShellContext, window: MainWindow, wallet: Wallet, read: ExhibitId
) -> None:
    page = opened(window, context)
    first = field(page)
    QTest.keyClicks(page.desk.edit, "7,5O")
    press(page, context, Qt.Key.Key_Return)

    assert field(page) == first
    assert page.desk.edit.text() == "7,5O"
    assert "7,5O" in page.desk._wrong.text()
    press(page, context, Qt.Key.Key_Escape)
    assert page.desk.edit.untouched


def test_the_screenshot_is_shown_with_the_field_marked_where_it_stands(
    context: ShellContext, window: MainWindow, wallet: Wallet, read: ExhibitId
) -> None:
    page = opened(window, context)
    item = page.desk.item
    assert item is not None

    assert page.desk.picture.shows_picture
    assert not page.desk._gone.isVisible()
    assert [each.box for each in page.desk.picture.marks] == [item.field.box]
    drawn = page.desk.picture.on_screen(item.field.box)
    sheet = page.desk.picture.widget()
    assert sheet is not None
    assert 0 < drawn.width() <= sheet.width()
    assert drawn.bottom() <= sheet.height()


def test_a_picture_whose_file_is_gone_can_still_be_answered(
    context: ShellContext, window: MainWindow, wallet: Wallet, read: ExhibitId
) -> None:
    for attachment in wallet.vault.attachments.all():
        attachment.path(wallet.vault.folder / "attachments").unlink()
    page = opened(window, context)

    assert not page.desk.picture.shows_picture
    assert page.desk._gone.isVisible()
    waiting = len(review_fields.to_review(wallet))
    press(page, context, Qt.Key.Key_Return)
    assert len(review_fields.to_review(wallet)) < waiting


def test_when_all_is_answered_the_page_says_so(
    context: ShellContext, window: MainWindow, wallet: Wallet
) -> None:
    read_waiting(wallet, Job())
    page = opened(window, context)
    assert field(page) == "cash"
    press(page, context, Qt.Key.Key_Return)

    assert page.empty.isVisible()
    assert "Nothing waits for your eyes" in page.empty.accessibleName()
    assert page.undo.isVisible()


def test_the_words_follow_the_language(
    context: ShellContext, window: MainWindow, read: ExhibitId
) -> None:
    page = opened(window, context)
    context.set_language("zh")
    settle(context)

    assert page.desk.edit.accessibleName() == "本单收入"
    assert page.desk.confirm.text()
