"""What is said of pictures that were read, without a window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gigwallet import words
from gigwallet.app.screens.review_fields import ReviewCounts
from gigwallet.app.screens.state_screens import ReadOutcome
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.screens.review import wording
from gigwallet.gui.screens.review.queue import Queue


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    words.set_language("en")
    yield
    words.set_language("en")


def read(*unreadable: str) -> str:
    said = wording.read(ReadOutcome(9, len(unreadable), unreadable_names=unreadable))
    return said.replace("\N{FIRST STRONG ISOLATE}", "").replace("\N{POP DIRECTIONAL ISOLATE}", "")


def test_pictures_that_could_not_be_read_are_named() -> None:
    assert read() == "9 pictures read."
    assert read("a.png") == "9 pictures read. 1 could not be read: a.png."


def test_of_many_unreadable_pictures_the_first_are_named_and_the_others_counted() -> None:
    said = read("a.png", "b.png", "c.png", "d.png", "e.png")

    assert said == "9 pictures read. 5 could not be read: a.png, b.png, c.png and 2 more."


def test_no_space_stands_behind_a_chinese_full_stop() -> None:
    words.set_language("zh")
    queue = Queue((), ReviewCounts(1, 0, 1, 0), 0, ((ExhibitId("e"), "a.png"),))

    assert "。 " not in read("a.png")
    assert "。 " not in wording.nothing_here(queue, reading=False)[1]
