"""What can be pointed at on a paper, and which words beside a value lead back to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.paper import Box
from gigwallet.domain.taught import PaperRole
from gigwallet.importers.own_paper.learning import (
    NO_CURRENCY,
    Lesson,
    Pointed,
    added,
    learn,
    left_open,
)
from gigwallet.importers.own_paper.pointing import Printed, Spot
from gigwallet.pages import read_paper
from tests.importers.own_paper_slips import LESSON, english
from tests.importers.printed import Said, drawn


def _printed(*said: Said) -> Printed:
    return Printed(read_paper(drawn(said)))


def _spot(printed: Printed, text: str) -> Spot:
    return next(each for each in printed.values if each.text == text)


def test_every_value_of_a_slip_can_be_pointed_at_with_what_it_can_be() -> None:
    printed = Printed(read_paper(english()))

    assert PaperRole.PERIOD in _spot(printed, "01/07/2026 - 15/07/2026").roles
    assert PaperRole.NET in _spot(printed, "1,100.00").roles
    assert PaperRole.ORDERS in _spot(printed, "164").roles
    assert "Northside Couriers Ltd" in {each.text for each in printed.texts}
    assert "Net pay" not in {each.text for each in printed.values}


def test_the_words_of_the_row_name_a_value_before_the_head_of_its_column() -> None:
    printed = Printed(read_paper(english()))

    assert printed.labels(_spot(printed, "1,234.50"), PaperRole.GROSS) == (
        "Gross pay", "This period",
    )  # fmt: skip


def test_a_cell_under_its_head_is_not_named_by_the_cell_beside_it() -> None:
    printed = _printed(
        Said(50, 60, "Name"), Said(150, 60, "Base"), Said(250, 60, "Paid out"),
        Said(50, 80, "A. N. Other"), Said(150, 80, "3000.00"), Said(250, 80, "2920.00"),
    )  # fmt: skip

    assert printed.labels(_spot(printed, "3000.00"), PaperRole.GROSS)[0] == "Base"


def test_the_name_of_a_row_comes_before_the_head_of_a_column_with_more_than_one_value() -> None:
    printed = _printed(
        Said(50, 60, "Item"), Said(150, 60, "Amount"),
        Said(50, 80, "Fares"), Said(150, 80, "1,331.54"),
        Said(50, 96, "Tips"), Said(150, 96, "6.00"),
    )  # fmt: skip

    assert printed.labels(_spot(printed, "1,331.54"), PaperRole.GROSS)[0] == "Fares"
    assert printed.labels(_spot(printed, "6.00"), PaperRole.GROSS)[0] == "Tips"


def test_a_label_and_its_value_in_one_text_are_told_apart() -> None:
    printed = _printed(
        Said(50, 60, "Net pay: GBP 1,100.00"),
        Said(50, 80, "Period from 01/07/2026 to 15/07/2026 incl."),
        Said(50, 100, "Gross 1,200.00 Tax 100.00"),
    )

    net, period = _spot(printed, "GBP 1,100.00"), _spot(printed, "01/07/2026 to 15/07/2026")
    assert printed.labels(net, PaperRole.NET) == ("Net pay",)
    assert printed.labels(period, PaperRole.PERIOD)[0] == "Period from"
    assert printed.labels(_spot(printed, "1,200.00"), PaperRole.GROSS) == ("Gross",)
    assert net.box.left > 80


def test_no_label_holds_a_value_that_would_travel_with_the_template() -> None:
    printed = _printed(
        Said(50, 60, "Week 27 paid on 05/08/2026"), Said(50, 80, "Net"), Said(50, 96, "1,100.00")
    )
    spot = _spot(printed, "1,100.00")

    assert printed.labels(spot, PaperRole.NET) == ("Net",)


def test_words_drawn_around_are_one_value() -> None:
    printed = _printed(
        Said(50, 60, "Period"), Said(120, 60, "01/07/2026"), Said(200, 60, "-"),
        Said(230, 60, "15/07/2026"), Said(50, 100, "Net"),
    )  # fmt: skip

    chosen = printed.within(1, Box(110, 45, 200, 25))

    assert chosen is not None
    assert chosen.text == "01/07/2026 - 15/07/2026"
    assert PaperRole.PERIOD in chosen.roles
    assert printed.labels(chosen, PaperRole.PERIOD) == ("Period",)
    assert printed.within(1, Box(400, 400, 20, 20)) is None


def test_the_column_that_was_pointed_at_is_the_one_that_is_learnt() -> None:
    """In the first month of a year both columns print the same; the year to date comes first."""
    paper = read_paper(
        drawn([
            Said(50, 60, "Northside Couriers Ltd"), Said(50, 80, "Month"), Said(150, 80, "2026-01"),
            Said(250, 100, "Year", right=True), Said(400, 100, "Month", right=True),
            Said(50, 120, "Net pay"), Said(250, 120, "900.00", right=True),
            Said(400, 120, "900.00", right=True),
        ])
    )  # fmt: skip
    printed = Printed(paper)
    second = [each for each in printed.values if each.text == "900.00"][1]
    lesson = Lesson(
        "Northside", "northside", ("Northside Couriers Ltd",),
        (
            Pointed(PaperRole.MONTH, "Month", "2026-01"),
            Pointed(PaperRole.NET, "Net pay", "900.00", second.across),
        ),
        currency="GBP",
    )  # fmt: skip

    net = learn(paper, lesson).fields[-1]

    assert (net.nth, abs(net.across - second.across) < 20) == (2, True)


def test_what_was_pointed_at_is_added_up_before_the_lesson_is_whole() -> None:
    fields = [each for each in LESSON.fields if each.label != "Kit rental"]
    open_ = added(replace(LESSON, fields=tuple(fields)))
    whole = added(LESSON)

    assert str(open_.residue) == "14.50"
    assert (str(whole.deductions), str(whole.residue)) == ("134.50", "0.00")
    assert added(replace(LESSON, fields=LESSON.fields[:1])).residue is None
    assert added(replace(LESSON, currency="")).net == Money(110000, NO_CURRENCY)
    unclear = tuple(replace(each, value="1,100") for each in LESSON.fields[-1:])
    with pytest.raises(GigWalletError) as refused:
        added(replace(LESSON, fields=unclear))
    assert refused.value.code == "paper_needs_decimal"


def test_only_what_the_example_does_not_tell_is_left_open() -> None:
    bare = replace(LESSON, fields=tuple(each for each in LESSON.fields if each.value != "120.00"))
    early = (Pointed(PaperRole.PERIOD, "Pay period", "01/07/2026 - 07/07/2026"),)
    pounds = (Pointed(PaperRole.NET, "Net pay", "\u00a31,100.00"),)

    assert left_open(bare) == {"currency"}
    assert left_open(replace(bare, currency="")) == {"currency"}
    assert left_open(replace(LESSON, fields=early)) == {"day_order"}
    assert left_open(replace(LESSON, fields=pounds)) == frozenset()
