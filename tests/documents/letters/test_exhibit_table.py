"""A list of evidence tells the pages of each exhibit, and of several volumes which holds it."""

from __future__ import annotations

from pathlib import Path

from gigwallet.documents import captions
from gigwallet.documents.letters.exhibit_table import (
    NO_GROUP,
    Computed,
    Group,
    ListedExhibit,
    exhibit_table,
)

RESOURCES = Path(__file__).parents[3] / "resources"
DIGEST = "0123456789abcdef" * 4


def _exhibit(
    number: str, pages: tuple[int, int], volume: int = 0, group: Group = NO_GROUP
) -> ListedExhibit:
    return ListedExhibit(
        number, f"证据{number}", "证明", "来源", "extract", DIGEST, pages, volume, group
    )


def test_exhibits_stand_in_the_order_of_their_pages_with_the_computations_among_them() -> None:
    words = captions.load(RESOURCES, "zh")

    table = exhibit_table(
        (_exhibit("2", (9, 9)), _exhibit("1", (4, 6))), Computed((7, 8)), words, "单独成文"
    )

    assert table.names == ("1", "附表", "2")
    assert [row.cells[4:6] for row in table.rows] == [(3, "4–6"), (2, "7–8"), (1, "9")]
    assert table.rows[0].cells[6] == "0123456789abcdef"
    assert table.note == "单独成文"


def test_of_several_volumes_the_remarks_say_which_holds_it() -> None:
    for language, first, second in (
        ("zh", "第 1 册", "第 2 册"),
        ("en", "volume 1", "volume 2"),
    ):
        words = captions.load(RESOURCES, language)

        table = exhibit_table(
            (_exhibit("2", (4, 4), 2), _exhibit("1", (6, 6), 1)), Computed((5, 5), 2), words
        )

        remarks = [str(row.cells[6]).splitlines()[0] for row in table.rows]
        assert remarks == [first, second, second]
        assert table.names[0] == "1"


def test_groups_have_their_headings_and_what_came_late_stands_in_its_own() -> None:
    words = captions.load(RESOURCES, "zh")
    work, pay, sums = (0, "第一组 劳动过程"), (1, "第二组 报酬"), (2, "第三组 金额计算")

    table = exhibit_table(
        (
            _exhibit("2", (9, 9), group=pay),
            _exhibit("1", (4, 6), group=work),
            _exhibit("1A", (20, 20), group=work),
        ),
        Computed((7, 8), group=sums),
        words,
    )

    assert table.names == ("1", "1A", "2", "附表")
    assert table.headings == ((0, work[1]), (2, pay[1]), (3, sums[1]))
