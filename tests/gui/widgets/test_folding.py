"""A choice that folds: all of it where there is room, a box where there is none, one answer."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gigwallet.gui.widgets import FoldingSegments

CHOICES = [("time", "By time"), ("cause", "By cause"), ("hour", "By the hour")]


@pytest.fixture
def made(qtbot: QtBot, dressed: QApplication) -> FoldingSegments:
    folding = FoldingSegments()
    qtbot.addWidget(folding)
    folding.set_choices(CHOICES)
    folding.resize(600, 40)
    folding.show()
    return folding


def test_where_there_is_room_all_choices_are_seen(made: FoldingSegments) -> None:
    assert made.segments.isVisible()
    assert not made.box.isVisible()


def test_where_there_is_none_a_box_answers_the_same(made: FoldingSegments) -> None:
    told: list[str] = []
    made.chosen.connect(told.append)
    made.resize(160, 40)
    made.box.setCurrentIndex(2)
    made.box.activated.emit(2)

    assert made.box.isVisible()
    assert not made.segments.isVisible()
    assert (told, made.choice()) == (["hour"], "hour")


def test_it_never_asks_for_the_room_of_all_its_choices(made: FoldingSegments) -> None:
    assert made.minimumSizeHint().width() < made.segments.sizeHint().width()
    assert made.minimumSizeHint().height() >= made.box.sizeHint().height()


def test_a_choice_that_is_gone_gives_way_to_the_first(made: FoldingSegments) -> None:
    made.choose("hour")
    made.set_choices(CHOICES[:2])

    assert made.choice() == "time"
    assert made.box.key() == "time"
