"""Laws of reading a screen: order and scale do not matter, and no proof survives a lost piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.paper import Box, Paper, Piece
from gigwallet.domain.screen import FieldKind, ScreenReading
from gigwallet.importers.app_screen import rows
from gigwallet.ocr.fields import proposed, read_screen, with_decisions
from tests.examples import examples
from tests.ocr.fields.drawn import ORDER, paper, screen, templates

_PARTS = ("基础配送费", "距离加价 (3.2公里)", "重量加价", "时段补贴", "恶劣天气补贴", "用户小费")
_RIDE = (
    ("我的收入", "43.62元"), ("乘客应付车费", "48.84元"), ("起步价", "13.00元"),
    ("里程费 (8.6公里)", "20.84元"), ("时长费 (21分钟)", "5.00元"), ("高速费", "10.00元"),
    ("信息服务费", "-8.22元"), ("奖励", "3.00元"), ("抽成比例", "21.2%"),
    ("完单时间", "2026-08-03 21:33:02"),
)  # fmt: skip
_DASH = (
    ("Total", "$5.71"), ("DoorDash pay", "$3.50"), ("Base pay", "$2.00"), ("Peak pay", "$1.50"),
    ("Customer tip", "$2.21"), ("Accepted", "6:48 PM"), ("Delivered", "7:11 PM"),
)  # fmt: skip
_LIST = (
    ("Earnings", "£18.57"), ("Order 1000 · 18:10", "£3.34"), ("Order 1001 · 18:19", "£3.69"),
    ("Order 1002 · 18:28", "£4.61"), ("Order 1003 · 18:37", "£4.93"), ("Tips", "£2.00"),
    ("Hours online", "2h 05m"), ("Orders", "4"),
)  # fmt: skip
_SCREENS = (ORDER, _RIDE, _DASH, _LIST)
screens = st.sampled_from(_SCREENS)


@st.composite
def orders(draw: st.DrawFn) -> tuple[tuple[str, str], ...]:
    """An order of other amounts, whose sum is right."""
    cents = st.integers(0, 3000)
    parts = [(label, draw(cents)) for label in _PARTS if draw(st.booleans()) or label == _PARTS[0]]
    penalty = draw(cents)
    total = sum(each for _, each in parts) - penalty
    rows = [(label, f"{Decimal(each) / 100:.2f}元") for label, each in parts]
    return (
        ("本单收入", f"{'-' if total < 0 else ''}¥{abs(Decimal(total)) / 100:.2f}"),
        *rows,
        ("超时扣款", f"-{Decimal(penalty) / 100:.2f}元"),
        *ORDER[8:],
    )


def _read(made: Sequence[Piece]) -> ScreenReading:
    return read_screen(paper(made), "", templates())


def _said(reading: ScreenReading) -> list[tuple[str, str, str, str]]:
    return [(each.name, each.value, each.standing, each.why) for each in reading.fields]


@given(orders())
@settings(max_examples=examples(60))
def test_an_order_whose_sum_is_right_is_believed(rows: tuple[tuple[str, str], ...]) -> None:
    reading = _read(screen(rows).pages[0].pieces)

    assert [each for each in reading.to_review if each.kind is FieldKind.MONEY] == []


@given(screens, st.randoms(use_true_random=False))
@settings(max_examples=examples(40))
def test_the_order_of_the_pieces_changes_nothing(rows, dice) -> None:  # type: ignore[no-untyped-def]  # hypothesis has no type for its dice
    made = list(screen(rows).pages[0].pieces)
    straight = _read(made)
    dice.shuffle(made)

    shuffled = _read(made)

    assert shuffled.fields == straight.fields
    assert shuffled.checks == straight.checks
    assert shuffled.marks == straight.marks


@given(screens, st.integers(1, 6))
@settings(max_examples=examples(30))
def test_the_scale_of_the_picture_changes_nothing(
    rows: tuple[tuple[str, str], ...], scale: int
) -> None:
    shown = screen(rows)
    page = shown.pages[0]
    larger = replace(
        page,
        width=page.width * scale,
        height=page.height * scale,
        pieces=tuple(
            replace(
                each,
                box=Box(
                    each.box.left * scale,
                    each.box.top * scale,
                    each.box.width * scale,
                    each.box.height * scale,
                ),
            )
            for each in page.pieces
        ),
    )

    reading = read_screen(Paper((larger,)), "", templates())

    assert _said(reading) == _said(read_screen(shown, "", templates()))


@given(screens, st.data())
@settings(max_examples=examples(120))
def test_a_total_is_not_believed_once_a_piece_of_its_sum_is_gone(
    rows: tuple[tuple[str, str], ...], data: st.DataObject
) -> None:
    made = list(screen(rows).pages[0].pieces)
    whole = _read(made)
    amounts = {each.name for each in whole.fields if each.kind is FieldKind.MONEY}
    proven = data.draw(st.sampled_from([each for each in whole.checks if each.total in amounts]))
    boxes = [
        box
        for each in whole.fields
        if each.name in (proven.total, *proven.parts)
        for box in (each.box,)
    ]
    within = [each for each in made if any(each.box.around(box) == box for box in boxes)]
    gone = data.draw(st.sampled_from(within))
    made.remove(gone)

    left = _read(made)

    assert not any(each.name == proven.total and each.usable for each in left.fields)


@given(st.one_of(screens, orders()), st.data())
@settings(max_examples=examples(150))
def test_an_amount_of_which_one_digit_is_misread_is_never_believed(
    rows: tuple[tuple[str, str], ...], data: st.DataObject
) -> None:
    made = list(screen(rows).pages[0].pieces)
    fields = [each for each in _read(made).fields if each.kind is FieldKind.MONEY and each.usable]
    box = data.draw(st.sampled_from([each.value_box for each in fields]))
    at = next(number for number, each in enumerate(made) if each.box == box)
    text = made[at].text
    place = data.draw(st.sampled_from([n for n, each in enumerate(text) if each.isdigit()]))
    other = data.draw(st.sampled_from([each for each in "0123456789" if each != text[place]]))
    made[at] = replace(made[at], text=text[:place] + other + text[place + 1 :])

    reading = _read(made)

    assert not any(each.value_box == box and each.usable for each in reading.fields)


@given(st.one_of(screens, orders()), st.data())
@settings(max_examples=examples(100))
def test_an_amount_that_lost_a_character_is_never_believed(
    rows: tuple[tuple[str, str], ...], data: st.DataObject
) -> None:
    """A point, a digit or a minus. A lost sign of the currency or unit says nothing."""
    made = list(screen(rows).pages[0].pieces)
    before = _read(made)
    amounts = [each for each in before.fields if each.kind is FieldKind.MONEY and each.usable]
    field = data.draw(st.sampled_from(amounts))
    at = next(number for number, each in enumerate(made) if each.box == field.value_box)
    text = made[at].text
    place = data.draw(st.integers(0, len(text) - 1))
    made[at] = replace(made[at], text=text[:place] + text[place + 1 :])

    reading = _read(made)

    for each in reading.fields:
        if each.value_box.top == field.value_box.top and each.usable:
            assert each.name != field.name or each.value == field.value


_scraps = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "本单收入", "基础配送费", "3.85元", "¥", "-", "(", "（3.2公里）", "今日收入", "Total",
            "$5.71",
            "DoorDash pay", "Order 1000 · 18:10", "UberX · Aug 03 · 6:12 PM", "20:31", "99:99",
            "2026-02-30 25:61:00", "0000-00-00", "%", "138****1234", "Fare", "Your earnings", "∞",
            "１２．３４元", "٣٫٨٥", "1e9", "--", "提现记录", "实发", "月", "2026年13月",
        ]
    ),
)  # fmt: skip
_corners = st.integers(-50, 3000)
_sides = st.integers(0, 900)
pieces_at_random = st.lists(
    st.builds(
        Piece,
        _scraps,
        st.builds(Box, _corners, _corners, _sides, _sides),
        st.floats(0, 1, allow_nan=False),
    ),
    max_size=30,
)


@given(pieces_at_random, pieces_at_random)
@settings(max_examples=examples(120))
def test_whatever_is_on_a_picture_is_read_without_a_crash(
    first: list[Piece], second: list[Piece]
) -> None:
    reading = read_screen(
        paper(first, 3000), "滴滴.png", templates(), paper(second, 3000) if second else None
    )

    again = with_decisions(reading, (), templates())
    assert again.fields == reading.fields
    rows(reading, None, templates())
    proposed(templates()[0], paper(first))
