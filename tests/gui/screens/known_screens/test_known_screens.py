"""Known app screens in the window: listed, given on, taken in, forgotten; labels learnt."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from gigwallet.app.screens import kept_screens, learn_labels, read_screens
from gigwallet.app.screens.learn_labels import LearntLabel
from gigwallet.app.screens.list_known_screens import Origin
from gigwallet.app.screens.review_fields import Confirm, decide
from gigwallet.app.screens.state_screens import ReadOutcome
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.paper import Box, Page, Paper
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.screen import FieldKind, ScreenField, ScreenReading, Standing
from gigwallet.gui.screens.known_screens.screen import KnownScreensScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.window import MainWindow
from gigwallet.gui.widgets import Label
from gigwallet.vault.shelves.screen_shelf import StoredReading
from tests.app.screens.test_learn_labels import with_new_amount, with_renamed_total
from tests.app.screens.test_share_screens import KEY, SHIPPED, teach
from tests.gui.conftest import visited
from tests.vault import things

SPELT = "顾客感谢金"
LABEL = LearntLabel("meituan/order", "tip", SPELT)
TEXT = SHIPPED.read_text("utf-8").replace('platform = "meituan"', 'platform = "快狗打车"')


@pytest.fixture
def notices(context: ShellContext) -> list[str]:
    said: list[str] = []
    context.noticed.connect(lambda sentence, _tone: said.append(sentence))
    return said


@pytest.fixture
def open_page(
    context: ShellContext, window: MainWindow, wallet: Wallet
) -> Callable[[], KnownScreensScreen]:
    def opened() -> KnownScreensScreen:
        if context.wallet is None:
            context.unlock(wallet)
            settle(context)
        page = visited(window, context, "known_screens")
        assert isinstance(page, KnownScreensScreen)
        return page

    return opened


def confirm_label(wallet: Wallet, number: int = 0, label: str = SPELT) -> None:
    """A picture on which the person confirmed a field beside a label that nobody knows."""
    out = io.BytesIO()
    Image.new("RGB", (720, 600), (240, 240, 240 - number)).save(out, "PNG")
    box = Box(20, 200, 600, 40)
    field = ScreenField(
        "tip", label, "1.00", "1.00", FieldKind.MONEY, "CNY", box, box, 0.9, Standing.REVIEW,
        "screen_label_unsure",
    )  # fmt: skip
    paper = Paper((Page(720, 600, ()),), "drawn")
    reading = ScreenReading(paper, "meituan/order", "1", "meituan", (field,))
    content = out.getvalue()
    made = wallet.vault.exhibits.add(things.exhibit(content, f"{number}.png"), content)
    wallet.vault.screens.put(made, StoredReading(reading, "e", "t"))
    decide(wallet, made, "tip", Confirm())


def told(page: KnownScreensScreen) -> list[str]:
    """What the pane beside the table says."""
    return [each.text() for each in page.pane.findChildren(Label)]


def press(context: ShellContext, button: QPushButton) -> None:
    """By the keyboard."""
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle(context)


# The list ------------------------------------------------------------------------------------


def test_every_screen_is_listed_with_how_sure_its_words_are_and_how_often_it_was_read(
    open_page: Callable[[], KnownScreensScreen], wallet: Wallet
) -> None:
    teach(wallet)
    confirm_label(wallet)
    page = open_page()

    rows = {row.key: row for row in page.table.rows()}
    assert {"meituan/order", "uber/trip", "didi/day", KEY} <= rows.keys()
    assert page.table.current().key == KEY
    assert "Confirmed by you" in {
        page.table.view.model().index(0, column).data() for column in range(6)
    } | set(_plain(page, 0))
    page.table.select(lambda row: row.key == "didi/day")
    assert any("public descriptions" in each for each in told(page))
    assert not page.share.isVisible()
    assert not page.forget.isVisible()
    page.table.select(lambda row: row.key == "meituan/order")
    said = " ".join(told(page))
    assert "You compared what it reads" in said
    assert "本单收入 = 基础配送费 + " in said
    assert "Order number" in said


def _plain(page: KnownScreensScreen, row: int) -> list[str]:
    """Without the isolates."""
    model = page.table.view.model()
    cells = [str(model.index(row, column).data()) for column in range(model.columnCount())]
    return [each.strip("\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}") for each in cells]


def test_it_is_reached_from_the_screenshots_and_leads_back(
    context: ShellContext, window: MainWindow, wallet: Wallet
) -> None:
    context.unlock(wallet)
    settle(context)
    review = visited(window, context, "review")
    press(context, review.known)  # type: ignore[attr-defined]  # a ReviewScreen
    assert window.open_screen == "known_screens"
    page = window.widget_of("known_screens")
    assert isinstance(page, KnownScreensScreen)

    press(context, page.back)
    assert window.open_screen == "review"


# Given on and taken in -----------------------------------------------------------------------


def test_a_taught_screen_is_shown_before_it_is_saved(
    context: ShellContext,
    open_page: Callable[[], KnownScreensScreen],
    wallet: Wallet,
    tmp_path: Path,
    notices: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    teach(wallet)
    page = open_page()
    asked: list[str] = []

    def target(_title: str, name: str, _filter: str) -> Path:
        asked.append(name)
        return tmp_path / name

    monkeypatch.setattr(context, "choose_target", target)
    press(context, page.share)
    assert page.story.isVisible()
    assert page.window().focusWidget() is page.story.on
    said = " ".join(each.text() for each in page.story.findChildren(Label))
    assert "到手金额 = 起送价 + 里程费 \N{MINUS SIGN} 平台抽成" in said
    assert "No amount, name, number" in said
    assert list(tmp_path.glob("*.toml")) == []

    press(context, page.story.on)
    assert asked == ["快狗打车 order.toml"]
    assert "23.10" not in (tmp_path / asked[0]).read_text("utf-8")
    assert not page.story.isVisible()
    assert any("is saved" in each for each in notices)


def test_what_somebody_shared_is_shown_first_and_then_known(
    context: ShellContext,
    open_page: Callable[[], KnownScreensScreen],
    wallet: Wallet,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "given.toml"
    file.write_text(TEXT, "utf-8")
    page = open_page()
    monkeypatch.setattr(context, "choose_files", lambda *_words: [file])
    press(context, page.take_in)

    assert page.story.isVisible()
    assert "not known here yet" in page.story.lead.text()
    assert kept_screens.texts(wallet) == {}
    press(context, page.story.back)
    assert not page.story.isVisible()
    assert kept_screens.texts(wallet) == {}

    press(context, page.take_in)
    press(context, page.story.on)
    assert page.table.current().key == KEY
    assert page.table.current().origin is Origin.GIVEN
    press(context, page.take_in)
    assert page.story.on.isHidden()
    assert page.window().focusWidget() is page.story.back


def test_of_several_files_each_is_shown_and_those_that_are_none_are_named(
    context: ShellContext,
    open_page: Callable[[], KnownScreensScreen],
    wallet: Wallet,
    tmp_path: Path,
    notices: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    contents = {"notes.toml": "[tool]\n", "one.toml": TEXT, "torn.toml": TEXT[:600]}
    for name, text in contents.items():
        (tmp_path / name).write_text(text, "utf-8")
    page = open_page()
    monkeypatch.setattr(
        context, "choose_files", lambda *_words: [tmp_path / name for name in contents]
    )
    press(context, page.take_in)
    assert any("notes.toml does not describe a screen" in each for each in notices)
    assert page.story.isVisible()
    press(context, page.story.on)

    assert not page.story.isVisible()
    assert any("torn.toml" in each for each in notices)
    assert list(kept_screens.texts(wallet)) == [KEY]


def test_a_taught_screen_is_forgotten_only_after_a_question(
    context: ShellContext,
    open_page: Callable[[], KnownScreensScreen],
    wallet: Wallet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    teach(wallet)
    page = open_page()
    asked: list[str] = []
    answer = False

    def confirm(question: str, consequence: str, _action: str, danger: bool = False) -> bool:
        assert danger
        asked.append(f"{question} {consequence}")
        return answer

    monkeypatch.setattr(context, "confirm", confirm)
    press(context, page.forget)
    assert list(kept_screens.texts(wallet)) == [KEY]
    answer = True
    press(context, page.forget)

    assert kept_screens.texts(wallet) == {}
    assert KEY not in {row.key for row in page.table.rows()}
    assert "快狗打车" in asked[0]
    assert "No picture was read with it." in asked[0]


# Labels --------------------------------------------------------------------------------------


def test_a_label_that_was_confirmed_is_shown_with_its_pixels_learnt_and_taken_back(
    context: ShellContext,
    open_page: Callable[[], KnownScreensScreen],
    wallet: Wallet,
    notices: list[str],
) -> None:
    confirm_label(wallet)
    page = open_page()
    assert page.labels.isVisible()
    assert page.window().focusWidget() is page.labels.learn
    assert page.labels._crop.isVisible()
    said = " ".join(each.text() for each in page.labels.findChildren(Label))
    assert SPELT in said
    assert "用户小费 (Tip)" in said
    assert "on 1 picture of Meituan" in said

    QTest.keyClick(page.labels.learn, Qt.Key.Key_Return)
    settle(context)
    assert learn_labels.learnt(wallet) == (LABEL,)
    assert not page.labels.isVisible()
    assert any(SPELT in each for each in notices)
    page.table.select(lambda row: row.key == "meituan/order")
    assert any(SPELT in each for each in told(page))
    assert page.share.isVisible()
    assert not page.forget.isVisible()

    (back,) = (each for each in page.pane.findChildren(QPushButton) if SPELT in _named(each))
    press(context, back)
    assert learn_labels.learnt(wallet) == ()
    assert page.labels.isVisible()


def _named(button: QPushButton) -> str:
    return button.accessibleName()


def test_what_waits_to_be_read_after_a_change_is_read_from_here(
    context: ShellContext,
    window: MainWindow,
    open_page: Callable[[], KnownScreensScreen],
    wallet: Wallet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    confirm_label(wallet)
    begun: list[Wallet] = []

    def reading(of: Wallet, _job: Job) -> ReadOutcome:
        begun.append(of)  # that letters are read is tried where OCR is
        return ReadOutcome()

    monkeypatch.setattr(read_screens, "read_waiting", reading)
    page = open_page()
    press(context, page.labels.learn)
    assert page.read.text() == "Read 1 picture"
    press(context, page.read)

    assert window.open_screen == "review"
    assert begun == [wallet]


def test_one_label_after_the_other_by_the_keyboard_alone(
    context: ShellContext, open_page: Callable[[], KnownScreensScreen], wallet: Wallet
) -> None:
    confirm_label(wallet, 0, "顾客感谢金")
    confirm_label(wallet, 1, "小红包打赏")
    page = open_page()
    first = page.labels.offer
    assert first is not None
    QTest.keyClick(page.labels.learn, Qt.Key.Key_Tab)
    assert page.window().focusWidget() is page.labels.decline
    QTest.keyClick(page.labels.decline, Qt.Key.Key_Space)
    settle(context)

    second = page.labels.offer
    assert second is not None
    assert second.label != first.label
    assert kept_screens.declined(wallet) == (first.label,)
    assert page.window().focusWidget() is page.labels.learn
    QTest.keyClick(page.labels.learn, Qt.Key.Key_Space)
    settle(context)
    assert learn_labels.learnt(wallet) == (second.label,)
    assert page.labels.isHidden()


def test_an_amount_that_a_sum_lacks_is_learnt_once_it_is_said_what_it_is_paid_for(
    context: ShellContext, open_page: Callable[[], KnownScreensScreen], wallet: Wallet
) -> None:
    with_new_amount(wallet)
    page = open_page()
    card = page.labels
    assert page.window().focusWidget() is card.paid_for
    said = " ".join(each.text() for each in card.findChildren(Label))
    assert "跨城加价" in said
    assert "本单收入" in said
    assert not card.learn.isEnabled()

    for _ in range(20):
        QTest.keyClick(card.paid_for, Qt.Key.Key_Down)
        if card.paid_for.key() is PayCategory.SURGE:
            break
    assert card.learn.isEnabled()
    QTest.keyClick(card.paid_for, Qt.Key.Key_Tab)
    assert page.window().focusWidget() is card.learn
    QTest.keyClick(card.learn, Qt.Key.Key_Space)
    settle(context)

    (learnt,) = learn_labels.learnt(wallet)
    assert learnt.part is not None
    assert learnt.part.pay is PayCategory.SURGE
    assert card.isHidden()
    page.table.select(lambda row: row.key == "meituan/order")
    assert any("跨城加价 is read as Surge" in each for each in told(page))


def test_a_total_that_was_renamed_is_asked_about_with_what_its_sum_says(
    context: ShellContext, open_page: Callable[[], KnownScreensScreen], wallet: Wallet
) -> None:
    with_renamed_total(wallet)
    page = open_page()
    card = page.labels
    said = [each.text() for each in card.findChildren(Label)]
    assert card.paid_for.isHidden()
    assert any("到手金额" in each and "本单收入" in each for each in said)
    assert any("just what the other amounts come to" in each for each in said)
    assert not any("You confirmed it" in each for each in said)
    QTest.keyClick(card.learn, Qt.Key.Key_Space)
    settle(context)

    (learnt,) = learn_labels.learnt(wallet)
    assert (learnt.field, learnt.part) == ("total", None)
    assert card.isHidden()


def test_a_label_whose_picture_is_gone_is_still_asked_about(
    open_page: Callable[[], KnownScreensScreen], wallet: Wallet
) -> None:
    confirm_label(wallet)
    for attachment in wallet.vault.attachments.all():
        attachment.path(wallet.vault.folder / "attachments").unlink()
    page = open_page()

    assert page.labels.isVisible()
    assert page.labels._crop.isHidden()


def test_the_screenshots_say_that_there_are_new_labels(
    context: ShellContext, window: MainWindow, wallet: Wallet
) -> None:
    confirm_label(wallet)
    context.unlock(wallet)
    settle(context)
    review = visited(window, context, "review")
    button = review.asides.labels  # type: ignore[attr-defined]  # a ReviewScreen
    assert button.isVisible()
    assert button.text() == "1 new label"

    press(context, button)
    assert window.open_screen == "known_screens"


def test_the_words_follow_the_language(
    context: ShellContext, open_page: Callable[[], KnownScreensScreen], wallet: Wallet
) -> None:
    confirm_label(wallet)
    page = open_page()
    page.table.select(lambda row: row.key == "meituan/order")
    english = told(page)
    context.set_language("zh")
    settle(context)

    assert told(page) != english
    assert page.table.current().key == "meituan/order"
