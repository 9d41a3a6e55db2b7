"""Few people, or mostly one: not shown, and not to be worked out from what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet import sharing
from gigwallet.sharing import Contribution, MonthTotals
from gigwallet.sharing.aggregation import FEWEST
from gigwallet.sharing.contribution import MEASURES
from tests.examples import examples


def _riders(count: int, start: int = 0, **totals: int) -> list[Contribution]:
    given_totals: dict[str, int] = totals or {"orders": 100, "stated": 500}
    cell = MonthTotals("2025-07", "meituan", "武汉", "CNY", **given_totals)
    return [Contribution("c1", f"{start + n:032x}", 1, (cell,)) for n in range(count)]


def test_a_cell_of_ten_is_shown_and_a_cell_of_nine_is_not() -> None:
    assert sharing.aggregate(_riders(9)).cells == ()
    (cell,) = sharing.aggregate(_riders(10)).cells
    assert (cell.contributors, cell.orders, cell.stated, cell.hours) == (10, 1000, 5000, None)


def test_numbers_of_riders_are_cut_down_to_a_multiple_of_five() -> None:
    assert sharing.aggregate(_riders(14)).cells[0].contributors == 10


def test_a_cell_that_one_rider_dominates_is_not_shown() -> None:
    nine = _riders(9, stated=100)
    assert sharing.aggregate([*nine, *_riders(1, 50, stated=910)]).cells == ()
    assert len(sharing.aggregate([*nine, *_riders(1, 50, stated=900)]).cells) == 1


def test_a_measure_that_few_gave_is_left_empty() -> None:
    mixed = [*_riders(6, orders=100), *_riders(6, 50, orders=100, hours=20)]

    (cell,) = sharing.aggregate(mixed).cells

    assert (cell.orders, cell.hours) == (1200, None)


def test_a_token_counts_once_with_its_latest_edition() -> None:
    again = replace(_riders(1)[0], edition=2, cells=_riders(1, orders=200)[0].cells)
    nine_people = [*_riders(9), again]

    outcome = sharing.aggregate(nine_people)

    assert (outcome.cells, outcome.counted, outcome.duplicates) == ((), 9, 1)
    assert sharing.aggregate([again, *_riders(12)]).cells[0].orders == 1300
    assert sharing.aggregate([*_riders(12), again]).cells[0].orders == 1300


_MONTHS = st.sampled_from(["2025-07", "2025-08"])
_PLATFORMS = st.sampled_from(["meituan", "eleme"])
_VALUES = st.one_of(st.none(), st.integers(0, 40).map(lambda n: n * 10))
_CELLS = st.builds(
    MonthTotals,
    _MONTHS,
    _PLATFORMS,
    st.just("武汉"),
    st.just("CNY"),
    **dict.fromkeys(MEASURES, _VALUES),
)
_CROWDS = st.lists(
    st.lists(_CELLS, min_size=1, max_size=3, unique_by=lambda cell: cell.key), max_size=40
).map(
    lambda crowd: [
        Contribution("c1", f"{n:032x}", 1, tuple(cells)) for n, cells in enumerate(crowd)
    ]
)


def _outputs(crowd: Sequence[Contribution]) -> tuple[bytes, bytes]:
    cells = sharing.aggregate(crowd).cells
    return sharing.as_csv(cells), sharing.as_markdown("c1", cells)


@settings(max_examples=examples(30), deadline=None)
@given(_CROWDS)
def test_what_is_not_shown_changes_no_byte_of_what_is_written(crowd: list[Contribution]) -> None:
    """The outputs are the same whatever the suppressed cells hold, so nothing of them, and no
    margin over them, can be worked out."""
    shown = {
        (cell.month, cell.platform, cell.city, cell.currency)
        for cell in sharing.aggregate(crowd).cells
    }
    without = [
        replace(each, cells=tuple(cell for cell in each.cells if cell.key in shown))
        for each in crowd
    ]

    assert _outputs(crowd) == _outputs([each for each in without if each.cells])


@settings(max_examples=examples(30), deadline=None)
@given(_CROWDS)
def test_every_shown_figure_is_of_ten_people_and_nobody_gives_more_than_half(
    crowd: list[Contribution],
) -> None:
    for cell in sharing.aggregate(crowd).cells:
        key = (cell.month, cell.platform, cell.city, cell.currency)
        members = [own for each in crowd for own in each.cells if own.key == key]
        assert len(members) >= FEWEST
        for measure in MEASURES:
            values = [v for own in members if (v := getattr(own, measure)) is not None]
            shown = getattr(cell, measure)
            assert shown is None or (shown == sum(values) and len(values) >= FEWEST)
            assert not values or 2 * max(values) <= sum(values)


@settings(max_examples=examples(20), deadline=None)
@given(_CROWDS, st.randoms(use_true_random=False))
def test_the_order_of_the_files_does_not_matter(crowd: list[Contribution], random: Random) -> None:
    shuffled = list(crowd)
    random.shuffle(shuffled)

    assert _outputs(crowd) == _outputs(shuffled)


def test_no_total_over_cells_stands_in_the_outputs() -> None:
    july = _riders(12, orders=130)
    august = [
        replace(each, token=f"{n + 90:032x}", cells=(replace(each.cells[0], month="2025-08"),))
        for n, each in enumerate(_riders(11, orders=170))
    ]
    few = [
        replace(each, token=f"{n + 200:032x}", cells=(replace(each.cells[0], platform="eleme"),))
        for n, each in enumerate(_riders(3, orders=70))
    ]

    table, page = (each.decode("utf-8-sig") for each in _outputs([*july, *august, *few]))

    assert "1560" in table
    assert "1870" in table
    for margin in ("3430", "3,430", "3640", "1770", "210", "eleme"):
        assert margin not in table
        assert margin not in page
