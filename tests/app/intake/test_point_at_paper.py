"""A paper is laid out, pointed at, and read back before anything is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gigwallet.app.intake import point_at_paper, teach_paper
from gigwallet.app.intake.point_at_paper import PaperSheet
from gigwallet.domain.errors import GigWalletError
from gigwallet.importers.own_paper.learning import Lesson
from tests.importers.own_paper_slips import FIELDS, english
from tests.importers.printed import drawn


@pytest.fixture
def sheet(tmp_path: Path) -> PaperSheet:
    path = tmp_path / "july.pdf"
    path.write_bytes(english())
    return point_at_paper.lay_out(path)


def _lesson() -> Lesson:
    return teach_paper.lesson_of(json.dumps(FIELDS))


def test_a_paper_is_shown_as_pictures_with_what_can_be_pointed_at(sheet: PaperSheet) -> None:
    (picture,) = sheet.pictures
    (page,) = sheet.paper.pages

    assert picture.startswith(b"\x89PNG")
    assert {"164", "1,100.00"} <= {each.text for each in sheet.printed.values}
    assert all(each.box.right <= page.width for each in sheet.printed.values)


def test_a_whole_lesson_is_read_back_with_its_sum(sheet: PaperSheet) -> None:
    done = point_at_paper.draft(sheet, _lesson())

    assert done.refusal is None
    assert done.template is not None
    assert done.read.statement is not None
    assert (str(done.read.statement.net), done.read.residue) == ("1100.00", 0)
    assert done.read.tally is not None


def test_a_lesson_that_is_not_whole_says_what_is_missing_and_adds_up_what_is_there(
    sheet: PaperSheet,
) -> None:
    lesson = _lesson()
    without_kit = tuple(each for each in lesson.fields if each.label != "Kit rental")

    unsound = point_at_paper.draft(sheet, replace(lesson, fields=without_kit))
    nameless = point_at_paper.draft(sheet, replace(lesson, name=""))

    assert unsound.template is None
    assert unsound.refusal is not None
    assert (unsound.refusal.code, str(unsound.sum.residue)) == ("paper_sum_wrong", "14.50")
    assert nameless.refusal is not None
    assert nameless.refusal.code == "paper_needs_name"


def test_a_page_on_which_nothing_is_printed_cannot_be_pointed_at(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(drawn([]))

    with pytest.raises(GigWalletError) as refused:
        point_at_paper.lay_out(path)

    assert (refused.value.code, refused.value.facts["name"]) == ("paper_without_words", "empty.pdf")
