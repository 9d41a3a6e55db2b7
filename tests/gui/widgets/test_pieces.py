"""The pieces that screens are built from: figures, buttons, fields, charts, notices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QProgressBar, QTextEdit
from pytestqt.qtbot import QtBot

from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.gui import theme
from gigwallet.gui.background import Background
from gigwallet.gui.widgets import (
    BarChart,
    BarPair,
    Button,
    DayEdit,
    DetailPane,
    DropArea,
    Field,
    FigureCard,
    Label,
    MoneyEdit,
    MonthEdit,
    NoticeBar,
    PageHeader,
    PassphraseEdit,
    ProgressStrip,
    Segments,
)
from gigwallet.gui.widgets.answers import amount_of

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_short_paid_figure_is_painted_in_the_bad_colour(qtbot: QtBot, name: str) -> None:
    theme.apply(theme.load(name))
    card = FigureCard(opens_proof=True)
    qtbot.addWidget(card)
    card.show_figure("Short paid", "¥234.30", "31 trips", tone="bad")
    card.resize(300, 120)
    image = card.grab().toImage()
    painted = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }

    assert theme.load(name).colours["bad"] in painted
    assert (
        card.figure.palette().color(QPalette.ColorRole.WindowText).name()
        == (theme.load(name).colours["bad"])
    )


@pytest.mark.parametrize("width", [130, 163, 220, 400])
def test_a_narrow_card_still_shows_its_whole_figure_and_note(qtbot: QtBot, width: int) -> None:
    card = FigureCard(opens_proof=True)
    qtbot.addWidget(card)
    card.show_figure("Logged in this week", "37 h 05 min", "Open for work, breaks not counted")
    card.resize(width, card.layout().heightForWidth(width))
    card.show()
    qtbot.waitExposed(card)

    for label in card.findChildren(QLabel):
        wanted = label.heightForWidth(label.width()) if label.wordWrap() else 0
        assert label.height() >= wanted - 3  # each line is rounded up; a cut line misses 19
    assert card.figure.fontMetrics().horizontalAdvance(card.figure.text()) <= width - 36


def test_a_figure_opens_its_proof_by_keyboard_and_says_its_name(qtbot: QtBot) -> None:
    card = FigureCard(opens_proof=True)
    qtbot.addWidget(card)
    card.show_figure("Short paid", "¥234.30", "31 trips")
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, Qt.Key.Key_Return)

    assert card.accessibleName() == "Short paid: ¥234.30"


@pytest.mark.parametrize("role", ["plain", "primary", "danger", "quiet", "nav"])
@pytest.mark.parametrize("text", ["Import", "导入微信账单"])
@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_icon_and_text_of_a_button_do_not_touch(
    qtbot: QtBot, role: str, text: str, direction: Qt.LayoutDirection
) -> None:
    button = Button(text, "upload", role)
    qtbot.addWidget(button)
    button.setLayoutDirection(direction)
    button.resize(button.sizeHint())
    icon, words = button.icon_box(), button.text_box()
    between = (
        words.left() - icon.right()
        if direction is Qt.LayoutDirection.LeftToRight
        else icon.left() - words.right()
    )

    assert between >= 6
    assert button.rect().contains(icon)
    assert words.width() >= button.fontMetrics().horizontalAdvance(text)


def test_the_icon_of_a_chosen_sidebar_button_follows_the_choice(qtbot: QtBot) -> None:
    button = Button("Trips", "route", "nav")
    button.setCheckable(True)
    qtbot.addWidget(button)
    button.resize(180, 38)
    resting = button.ink().name()
    button.setChecked(True)
    image = button.grab().toImage()
    box = button.icon_box()
    painted = {
        image.pixelColor(x, y).name()
        for x in range(box.left(), box.right())
        for y in range(box.top(), box.bottom())
    }

    assert resting == theme.current().colours["muted"]
    assert theme.current().colours["accent"] in painted
    button.setEnabled(False)
    assert button.ink().name() == theme.current().colours["disabled"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_keyboard_outside_dialogs_too(qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[bool] = []
    button = Button("Import", action=lambda: pressed.append(True))
    qtbot.addWidget(button)
    qtbot.keyClick(button, key)

    assert pressed == [True]


def test_a_page_has_one_primary_action(qtbot: QtBot) -> None:
    header = PageHeader()
    qtbot.addWidget(header)
    header.add_action("upload", print, primary=True)

    with pytest.raises(ValueError, match="one primary"):
        header.add_action("mail", print, primary=True)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("4,921.00", Decimal("4921.00")),
        ("４９２１．５", Decimal("4921.5")),
        ("¥ 12", Decimal(12)),
        ("￥12.50元", Decimal("12.50")),
        ("12,50", Decimal("12.50")),
        ("1,23,4", None),
        ("−3.5", None),
        ("twelve", None),
        ("", None),
        ("NaN", None),
        ("Infinity", None),
        ("1.2.3", None),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, read: Decimal | None) -> None:
    assert amount_of(typed) == read


def test_an_amount_field_gives_exact_money_or_nothing(qtbot: QtBot) -> None:
    edit = MoneyEdit("CNY")
    qtbot.addWidget(edit)
    qtbot.keyClicks(edit.line, "4,921.05")
    exact = edit.money()
    edit.line.setText("0.001")

    assert exact == Money(492105, "CNY")
    assert edit.money() is None
    assert not edit.is_empty()


def test_days_and_months_come_out_as_they_went_in(qtbot: QtBot) -> None:
    day = DayEdit(date(2025, 7, 31))
    month = MonthEdit(date(2025, 9, 3))
    for widget in (day, month):
        qtbot.addWidget(widget)
    day.set_day(date(2024, 2, 29))
    month.set_month(Period.of_month(2025, 7))

    assert day.day() == date(2024, 2, 29)
    assert month.month() == Period.of_month(2025, 7)


def test_a_field_tells_its_question_and_its_error_to_a_screen_reader(qtbot: QtBot) -> None:
    field = Field(QLineEdit())
    qtbot.addWidget(field)
    field.say("How many orders?", "As the app shows them")
    field.set_error("Write a whole number.")

    assert field.editor.accessibleName() == "How many orders?"
    assert field.editor.accessibleDescription() == "Write a whole number. As the app shows them"


def test_a_passphrase_is_hidden_until_asked_and_gone_once_taken(qtbot: QtBot) -> None:
    edit = PassphraseEdit(shows_strength=True)
    qtbot.addWidget(edit)
    qtbot.keyClicks(edit.line, "correct horse battery")
    hidden = edit.line.displayText()
    taken = edit.take()

    assert "correct" not in hidden
    assert taken == "correct horse battery"
    assert edit.is_empty()


def test_how_strong_a_passphrase_is_comes_once_the_typing_rests(qtbot: QtBot) -> None:
    edit = PassphraseEdit(shows_strength=True)
    qtbot.addWidget(edit)
    said = edit.findChild(Label)
    assert said is not None
    qtbot.keyClicks(edit.line, "woaini1314")
    assert said.isHidden()

    qtbot.waitUntil(lambda: not said.isHidden())
    assert said.property("tone") == "bad"
    assert "everybody knows" in said.text()
    edit.line.setText("鲸鱼借了邮差三把绿伞")
    qtbot.waitUntil(lambda: said.property("tone") == "good")
    edit.clear()
    assert said.isHidden()
    assert said.text() == ""


def test_a_chart_is_mirrored_where_reading_goes_from_right_to_left(qtbot: QtBot) -> None:
    chart = BarChart()
    qtbot.addWidget(chart)
    chart.resize(600, 220)
    pairs = [BarPair(str(n), Decimal(n), Decimal(n), words=f"day {n}") for n in range(1, 8)]
    chart.show_pairs(pairs, [], lambda value: f"¥{value}", "Expected and paid")
    first = chart.place_box(0).center().x()
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert first < 300
    assert chart.place_box(0).center().x() == pytest.approx(600 - first)
    chart.grab()


def test_a_chart_is_walked_by_keyboard_and_says_where_it_is(qtbot: QtBot) -> None:
    chart = BarChart()
    qtbot.addWidget(chart)
    pairs = [BarPair(str(n), Decimal(n), Decimal(0), words=f"day {n}") for n in range(1, 4)]
    chart.show_pairs(pairs, [], str, "Expected and paid")
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    with qtbot.waitSignal(chart.picked) as picked:
        qtbot.keyClick(chart, Qt.Key.Key_Return)

    assert picked.args == [1]
    assert chart.accessibleDescription() == "day 2"


def test_a_chart_of_nothing_and_of_zeros_can_be_painted(qtbot: QtBot) -> None:
    chart = BarChart()
    qtbot.addWidget(chart)
    chart.grab()
    chart.show_pairs([BarPair("1", Decimal(0), Decimal(0))], [], str, "Nothing")

    assert not chart.grab().isNull()


def test_a_problem_stays_until_it_is_read(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.say("The passphrase is wrong. Try again.", "bad")

    assert bar.isVisibleTo(None)  # type: ignore[arg-type]  # None: visible by its own account
    assert bar.accessibleName() == "The passphrase is wrong. Try again."


def test_files_can_be_dropped_or_asked_for(qtbot: QtBot) -> None:
    area = DropArea()
    qtbot.addWidget(area)
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile("/somewhere/bill.csv"), QUrl("https://example.org/x")])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        content,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(area.dropped) as dropped:
        area.dropEvent(event)
    with qtbot.waitSignal(area.pressed):
        qtbot.keyClick(area, Qt.Key.Key_Space)

    assert dropped.args is not None
    assert [path.name for path in dropped.args[0]] == ["bill.csv"]


def test_progress_is_shown_and_can_be_cancelled(qtbot: QtBot) -> None:
    background = Background()
    strip = ProgressStrip()
    qtbot.addWidget(strip)

    def work(job: Job) -> None:
        while True:
            job.report(1, 3, "reading", "bill.csv")
            job.within(1, 2)

    ticket = background.start(work)
    strip.follow(ticket, "Reading files")
    bar = strip.findChildren(QProgressBar)[0]
    qtbot.waitUntil(lambda: bar.value() == 500)  # of three files the first, and half of the second
    named = strip.findChildren(Label)[0].text()
    with qtbot.waitSignal(ticket.cancelled):
        strip.findChildren(Button)[0].click()
        said = strip.findChildren(Label)[0].text()  # it stops between two steps: that is said

    assert named.startswith("Reading files  1 of 3")
    assert "bill.csv" in named
    assert said == "Reading files: stopping"
    assert strip.isHidden()
    background.close()


def test_a_digest_is_whole_inside_a_narrow_pane(qtbot: QtBot) -> None:
    pane = DetailPane(width=300)
    qtbot.addWidget(pane)
    digest = "5603b95cdc581223a54e3779f9b7c4c0" * 2
    pane.title("weekly-statement.png")
    pane.facts([("SHA-256", digest), ("Name", "weekly-statement.png")])
    pane.text(digest)
    pane.resize(300, 600)
    pane.show()
    qtbot.waitExposed(pane)
    shown = pane.findChildren(QTextEdit)

    assert [each.toPlainText() for each in shown] == [digest, digest]
    assert all(each.mapTo(pane, each.rect().bottomRight()).x() < 300 for each in shown)
    assert all(each.height() > 2 * each.fontMetrics().height() for each in shown)


def test_one_of_a_few_choices_is_down(qtbot: QtBot) -> None:
    segments = Segments()
    qtbot.addWidget(segments)
    segments.set_choices([("light", "Light"), ("dark", "Dark")])
    with qtbot.waitSignal(segments.chosen) as chosen:
        segments.findChildren(Button)[1].click()
    segments.set_choices([("light", "浅色"), ("dark", "深色")])

    assert chosen.args == ["dark"]
    assert segments.choice() == "dark"


def test_every_widget_is_repainted_in_the_other_theme(qtbot: QtBot, dressed: QApplication) -> None:
    card = FigureCard()
    qtbot.addWidget(card)
    card.show_figure("Paid", "¥1.00")
    card.resize(200, 100)
    theme.apply(theme.load("dark"))
    middle = card.grab().toImage().pixelColor(100, 8).name()

    assert middle == theme.load("dark").colours["surface"]
