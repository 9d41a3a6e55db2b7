"""Screens become fields: which template, which value beside which label, and what is believed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gigwallet.domain.paper import Paper
from gigwallet.domain.screen import Standing
from gigwallet.ocr.fields import load_template, read_screen, worth_a_second_look
from tests.ocr.fields.drawn import (
    ORDER,
    changed,
    field,
    paper,
    piece,
    pieces,
    read,
    screen,
    template,
    templates,
)


def test_an_order_is_read_and_its_sum_proves_it() -> None:
    reading = read(ORDER)

    assert reading.template == "meituan/order"
    assert {each.name: each.value for each in reading.fields} == {
        "total": "7.58", "base": "3.85", "distance": "1.23", "weight": "0.00", "time_slot": "1.00",
        "weather": "2.00", "tip": "1.00", "late_penalty": "-1.50", "ref": "#197", "paid_m": "3200",
        "accepted_at": "2026-08-03T19:41:08", "picked_up_at": "2026-08-03T19:52:30",
        "completed_at": "2026-08-03T20:11:57", "promised_by": "2026-08-03T20:08:00",
    }  # fmt: skip
    assert not reading.to_review
    assert reading.checks[0].holds is True
    assert reading.clock == "20:31"
    assert reading.missing == ()


@pytest.mark.parametrize(
    ("label", "value", "name"),
    [
        ("基础配送费", "385元", "base"),
        ("基础配送费", "3 85元", "base"),
        ("基础配送费", "38.5元", "base"),
        ("基础配送费", "3,85元", "base"),
        ("基础配送费", "3.85.元", "base"),
        ("重量加价", "000元", "weight"),
        ("超时扣款", "-150元", "late_penalty"),
        ("本单收入", "¥758", "total"),
        ("本单收入", "¥75.8", "total"),
    ],
)
def test_an_amount_that_lost_its_point_always_waits_with_what_the_sum_says_of_it(
    label: str, value: str, name: str
) -> None:
    reading = read(changed(ORDER, label, value))

    assert [(each.name, each.why) for each in reading.to_review] == [(name, "screen_point_lost")]
    assert field(reading, name).value == field(read(ORDER), name).value
    assert field(reading, name).text == value.replace("￥", "¥")


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("基础配送费", "3.8元"),
        ("基础配送费", "85元"),
        ("基础配送费", "3.8S元"),
        ("本单收入", "¥7580"),
        ("超时扣款", "1元50"),
    ],
)
def test_an_amount_that_lost_a_digit_waits_with_all_of_its_sum(label: str, value: str) -> None:
    reading = read(changed(ORDER, label, value))

    waiting = {each.name for each in reading.to_review}
    assert {"total", "base", "distance", "tip", "late_penalty"} <= waiting
    assert not [each for each in reading.fields if each.kind == "money" and each.usable]


def test_every_amount_without_its_decimals_waits_even_where_the_sum_agrees() -> None:
    rows = [(label, value.replace(".", "")) for label, value in ORDER[:8]]

    reading = read([*rows, *ORDER[8:]])

    assert not [each for each in reading.fields if each.usable and each.kind == "money"]


def test_a_deduction_is_negative_even_where_its_sign_was_lost() -> None:
    reading = read(changed(ORDER, "超时扣款", "1.50元"))

    assert field(reading, "late_penalty").value == "-1.50"
    assert not reading.to_review


def test_a_deduction_that_is_printed_as_given_back_waits() -> None:
    reading = read(changed(ORDER, "超时扣款", "+1.50元"))

    assert field(reading, "late_penalty").standing is Standing.REVIEW


def test_the_currency_comes_from_the_template_and_not_from_a_lost_sign() -> None:
    for shown in ("7.58", "￥7.58", "Y7.58", "V7.58"):
        reading = read(changed(ORDER, "本单收入", shown))

        assert field(reading, "total").value == "7.58"
        assert field(reading, "total").currency == "CNY"


def test_two_errors_that_cancel_each_other_out_are_held_by_confidence() -> None:
    rows = changed(changed(ORDER, "基础配送费", "8.85元"), "本单收入", "¥12.58")
    made = [
        replace(each, confidence=0.85) if each.text in ("8.85元", "¥12.58") else each
        for each in screen(rows).pages[0].pieces
    ]

    reading = read_screen(paper(made), "", templates())

    assert reading.checks[0].holds is True
    assert not field(reading, "total").usable
    assert not field(reading, "base").usable


def test_one_figure_that_stands_twice_proves_itself_only_where_it_is_clear() -> None:
    """A glyph that is misread once is misread alike wherever it stands."""
    rows = [("本单收入", "¥3.85"), ("基础配送费", "3.85元"), *ORDER[8:]]
    made = [
        replace(each, confidence=0.95) if each.text == "¥3.85" else each
        for each in screen(rows).pages[0].pieces
    ]

    reading = read_screen(paper(made), "", templates())

    assert not field(reading, "total").usable


def test_an_amount_whose_label_was_lost_makes_all_amounts_wait() -> None:
    rows = [row if row[0] != "重量加价" else ("", row[1]) for row in ORDER]

    reading = read(rows)

    assert reading.checks[0].holds is True
    assert {each.why for each in reading.fields if each.kind == "money"} == {"screen_stray_amount"}


def test_a_second_look_that_reads_something_else_makes_the_amount_wait() -> None:
    first = screen(ORDER)
    second = screen(changed(ORDER, "用户小费", "7.00元"))

    reading = read_screen(first, "", templates(), second)

    assert field(reading, "tip").why == "screen_passes_disagree"


def test_a_second_look_that_agrees_lends_its_confidence() -> None:
    faint = [
        replace(each, confidence=0.8) if each.text == "1.23元" else each
        for each in screen(ORDER).pages[0].pieces
    ]

    alone = read_screen(paper(faint), "", templates())
    twice = read_screen(paper(faint), "", templates(), screen(ORDER))

    assert not field(alone, "distance").usable
    assert field(twice, "distance").usable


def test_labels_and_values_may_share_a_piece() -> None:
    rows = [(f"{label}：{value}", "") for label, value in ORDER]

    reading = read(rows)

    assert field(reading, "completed_at").value == "2026-08-03T20:11:57"
    assert field(reading, "total").value == "7.58"
    assert not [each for each in reading.to_review if each.kind == "money"]


def test_a_grid_has_its_values_below_or_above_their_labels() -> None:
    top = [piece("今日收入", 60, 170), piece("¥135.29", 60, 222, height=60)]
    grid = [
        piece("23单", 80, 330), piece("9小时42分", 420, 330),
        piece("完成单量", 60, 376, height=34), piece("在线时长", 430, 376, height=34),
    ]  # fmt: skip
    rest = pieces([("配送费收入", "135.56"), ("活动奖励", "11.50"), ("扣款", "-11.77")], 470)

    reading = read_screen(paper([*top, *grid, *rest]), "众包.png", templates())

    assert reading.template == "meituan/day"
    told = {each.name: each.value for each in reading.fields}
    assert told == {
        "total": "135.29", "orders": "23", "worked": "34920", "delivery": "135.56",
        "incentive": "11.50", "deduction": "-11.77",
    }  # fmt: skip
    assert not reading.to_review


def test_parts_of_a_part_have_a_sum_of_their_own() -> None:
    rows = [
        ("Total", "$5.71"), ("DoorDash pay", "$3.50"), ("Base pay", "$2.00"),
        ("Peak pay", "$1.60"), ("Customer tip", "$2.21"), ("Accepted", "6:48 PM"),
        ("Delivered", "7:11 PM"),
    ]  # fmt: skip

    reading = read(rows)

    assert {each.rule: each.holds for each in reading.checks} == {"total": True, "platform": False}
    assert {each.name for each in reading.to_review} == {"platform_pay", "base", "peak"}


def test_a_list_of_orders_is_counted_and_summed() -> None:
    rows = [
        ("Earnings", "£18.57"), ("Order 1000 · 18:10", "£3.34"), ("Order1001·18:19", "£3.69"),
        ("Order 1002 • 18:28", "£4.61"), ("Order 1003 · 18:37", "£4.93"), ("Tips", "£2.00"),
        ("Hours online", "2h 05m"), ("Orders", "4"),
    ]  # fmt: skip

    reading = read(rows)

    assert reading.template == "deliveroo/day"
    assert [field(reading, f"order.{n}.fee").value for n in (1, 2, 3, 4)] == [
        "3.34", "3.69", "4.61", "4.93",
    ]  # fmt: skip
    assert field(reading, "order.2.at").value == "18:19"
    assert not reading.to_review


def test_a_line_of_a_list_may_share_its_piece_with_its_value() -> None:
    rows = [
        ("Earnings", "£18.57"), ("Order 1000 · 18:10 £3.34", ""), ("Order1001·18:193.69", ""),
        ("Order 1002 · 18:28  £4.61", ""), ("Order 1003 · 18:37", "£4.93"), ("Tips", "£2.00"),
        ("Hours online", "2h 05m"), ("Orders", "4"),
    ]  # fmt: skip

    reading = read(rows)

    assert [field(reading, f"order.{n}.fee").value for n in (1, 2, 3, 4)] == [
        "3.34", "3.69", "4.61", "4.93",
    ]  # fmt: skip
    assert not reading.to_review


def test_a_missing_order_of_the_list_makes_the_sum_and_the_count_wait() -> None:
    rows = [
        ("Earnings", "£18.57"), ("Order 1000 · 18:10", "£3.34"), ("Order 1001 · 18:19", "£3.69"),
        ("Order 1003 · 18:37", "£4.93"), ("Tips", "£2.00"), ("Hours online", "2h 05m"),
        ("Orders", "4"),
    ]  # fmt: skip

    reading = read(rows)

    assert {"total", "order.1.fee", "tips", "orders"} <= {each.name for each in reading.to_review}


def test_joined_screens_of_several_orders_are_told_apart() -> None:
    other = changed(changed(ORDER, "订单号", "#198"), "基础配送费", "4.85元")
    other = changed(other, "本单收入", "¥8.58")

    reading = read([*ORDER, *other, *ORDER])

    assert [field(reading, f"screen.{n}.total").value for n in (1, 2, 3)] == [
        "7.58",
        "8.58",
        "7.58",
    ]
    assert [field(reading, f"screen.{n}.ref").value for n in (1, 2, 3)] == ["#197", "#198", "#197"]
    assert not reading.to_review


def test_entries_may_take_several_rows() -> None:
    text = """
        format = 1
        platform = "lines"
        name = "day"
        version = "1"
        kind = "day"
        currency = "CNY"
        languages = ["zh"]
        wording = "unverified"
        basis = "Made for a test."
        [anchors]
        must = [["当日合计"], ["订单编号"]]
        [[field]]
        name = "total"
        kind = "money"
        labels = ["当日合计"]
        required = true
        [[entry]]
        name = "order"
        begins = "ref"
        [[entry.field]]
        name = "ref"
        kind = "ref"
        labels = ["订单编号"]
        [[entry.field]]
        name = "fee"
        kind = "money"
        labels = ["配送费"]
        [[entry.field]]
        name = "tip"
        kind = "money"
        labels = ["小费"]
        [[entry.field]]
        name = "paid"
        kind = "money"
        labels = ["小计"]
        [[entry.sum]]
        name = "paid"
        total = "paid"
        parts = ["fee", "tip"]
        [[sum]]
        name = "total"
        total = "total"
        parts = ["order.paid"]
    """
    rows = [
        ("当日合计", "12.50元"), ("订单编号", "771"), ("配送费", "5.00元"), ("小费", "1.00元"),
        ("小计", "6.00元"), ("订单编号", "772"), ("配送费", "6.50元"), ("小计", "6.50元"),
    ]  # fmt: skip

    reading = read_screen(screen(rows), "", (load_template(text),))

    assert {each.name: each.value for each in reading.fields} == {
        "total": "12.50", "order.1.ref": "771", "order.1.fee": "5.00", "order.1.tip": "1.00",
        "order.1.paid": "6.00", "order.2.ref": "772", "order.2.fee": "6.50",
        "order.2.paid": "6.50",
    }  # fmt: skip
    assert [each.holds for each in reading.checks] == [True, True, True]
    assert not reading.to_review


def test_a_second_look_finds_what_the_first_missed() -> None:
    faint = [each for each in screen(ORDER).pages[0].pieces if "本单收入" not in each.text]

    alone = read_screen(paper(faint), "", templates())
    twice = read_screen(paper(faint), "", templates(), screen(ORDER))

    assert alone.template == ""
    assert worth_a_second_look(alone, templates())
    assert twice.template == "meituan/order"
    assert not twice.to_review
    assert not worth_a_second_look(twice, templates())


def test_what_is_no_screen_is_not_looked_at_twice() -> None:
    assert not worth_a_second_look(read([("Weather", "21"), ("Wind", "3 km")]), templates())


def test_a_little_picture_behind_a_label_is_no_letter_of_it() -> None:
    for icon in ("ⓘ", "①", "i", " O", "?", " >"):
        rows = [(label + icon if label == "时段补贴" else label, value) for label, value in ORDER]

        assert not read(rows).to_review


def test_a_headline_that_fell_apart_is_shown_whole_and_waits() -> None:
    top = [
        piece("Total", 320, 170), piece("$5", 280, 222, height=60), piece("71", 370, 222, height=60)
    ]  # fmt: skip
    rest = pieces(
        [("DoorDash pay", "$3.50"), ("Base pay", "$2.00"), ("Peak pay", "$1.50"),
         ("Customer tip", "$2.21")], 340
    )  # fmt: skip

    reading = read_screen(paper([*top, *rest]), "", templates())

    total = field(reading, "total")
    assert (total.text, total.value, total.why) == ("$5 71", "5.71", "screen_point_lost")
    assert total.value_box.around(top[1].box).around(top[2].box) == total.value_box
    assert [each.name for each in reading.to_review] == ["total"]


def test_a_remark_in_brackets_is_no_quantity() -> None:
    rows = [
        ("2026年07月", ""), ("实发", "¥3600.00"), ("应发", "3600.00"), ("底薪", "2000.00"),
        ("单量提成 (阶梯)", "1600.00"),
    ]  # fmt: skip

    reading = read(rows)

    assert "piece_orders" not in {each.name for each in reading.fields}
    assert not reading.to_review


def test_a_heading_with_the_words_of_a_label_is_no_field() -> None:
    rows = [row for row in ORDER if row[0] != "用户小费"]

    reading = read([("用户小费", ""), *rows, ("用户小费", "1 00元")])

    assert field(reading, "tip").why == "screen_point_lost"


def test_two_number_styles_on_one_screen_are_each_read_by_their_own() -> None:
    rows = [
        ("mar, 2 dic 2025", ""), ("07:52 a.m.", ""), ("Duración", "20 min."),
        ("Distancia", "6,4 km"), ("Recibí", ""), ("Tarifa", "COP 15,000.00"),
        ("Total recibido", "COP 15,000.00"), ("Pago en efectivo", "COP 15,000.00"), ("Pagué", ""),
        ("Pagos por el servicio (9.5 %)", "COP 1,425.00"), ("IVA (19 %)", "COP 270.75"),
        ("Total pagado", "COP 1,695.75"), ("Mis ingresos", "COP 13,304.25"),
    ]  # fmt: skip

    reading = read(rows)

    told = {each.name: each.value for each in reading.fields}
    assert reading.template == "indrive/trip"
    assert told["distance"] == "6400"
    assert told["fare"] == "15000.00"
    assert told["paid"] == "-1695.75"
    assert told["day"] == "2025-12-02"
    assert told["at"] == "07:52"
    assert not reading.to_review


@pytest.mark.parametrize("unknown", [(), (("Weather", "21"), ("Wind", "3 km"))])
def test_what_nobody_knows_waits_to_be_taught(unknown: tuple[tuple[str, str], ...]) -> None:
    reading = read(unknown)

    assert reading.template == ""
    assert reading.fields == ()


def test_a_tie_is_nobody() -> None:
    one = template("meituan/order")
    twin = replace(one, platform="other", packages=())
    both = (replace(one, packages=()), twin)

    assert read_screen(screen(ORDER), "", both).template == ""
    named = (one, twin)
    assert read_screen(screen(ORDER), "Screenshot_美团众包.png", named).template == one.key


def test_a_file_that_carries_the_name_of_an_app_is_no_screen_of_another() -> None:
    assert read(ORDER, "Screenshot_20260803-203015_美团众包.png").template == "meituan/order"
    assert read(ORDER, "Screenshot_2026-08-03_com.sdu.didi.gsui.jpg").template == ""


def test_figures_of_two_pieces_never_become_one_number() -> None:
    mark = piece("OPY2026", 500, 250)
    made = [*screen(ORDER).pages[0].pieces, mark]

    reading = read_screen(paper(made), "", templates())

    assert field(reading, "base").value == "3.85"


def test_what_a_person_taught_goes_before_what_is_shipped() -> None:
    taught = replace(template("meituan/order"), name="mine", taught=True)

    assert read_screen(screen(ORDER), "", (*templates(), taught)).template == "meituan/mine"


def test_an_amount_with_an_unknown_label_is_shown_where_the_sum_lacks_it() -> None:
    rows = [("跨城加价" if label == "用户小费" else label, value) for label, value in ORDER]

    reading = read(rows)

    unknown = field(reading, "unknown.1")
    assert (unknown.label, unknown.value, unknown.standing) == ("跨城加价", "1.00", "review")
    assert reading.checks[0].residue == "1.00"


def test_an_amount_with_an_unknown_label_is_left_alone_where_the_sums_hold() -> None:
    reading = read([*ORDER, ("商品金额", "35.00元")])

    assert not reading.to_review


def test_an_app_may_pay_in_another_currency() -> None:
    rows = [
        ("Total", "£5.71"), ("DoorDash pay", "£3.50"), ("Base pay", "£2.00"),
        ("Peak pay", "£1.50"), ("Customer tip", "£2.21"), ("Accepted", "6:48 PM"),
    ]  # fmt: skip
    here = tuple(each.in_currency("GBP") for each in templates())

    reading = read_screen(screen(rows), "", here)

    assert field(reading, "total").currency == "GBP"
    assert not reading.to_review


def test_an_app_of_many_countries_shows_its_currency_once_or_its_amounts_wait() -> None:
    rows = [
        ("Total", "5.71"), ("DoorDash pay", "3.50"), ("Base pay", "2.00"), ("Peak pay", "1.50"),
        ("Customer tip", "2.21"),
    ]  # fmt: skip
    told = tuple(each.in_currency("USD") for each in templates())

    alone = read(rows)
    once = read(changed(rows, "Base pay", "$2.00"))

    assert {each.why for each in alone.to_review} == {"screen_currency_unseen"}
    assert not once.to_review
    assert not read_screen(screen(rows), "", told).to_review


def test_an_amount_that_is_misread_alike_on_three_places_is_not_believed() -> None:
    rows = [
        ("mar, 2 dic 2025 · 07:52 a.m.", ""), ("Mis ingresos", "COP 13,304.25"), ("Recibí", ""),
        ("Tarifa", "COP 16,000.00"), ("Total recibido", "COP 16,000.00"),
        ("Pago en efectivo", "COP 16,000.00"), ("Pagué", ""),
        ("Pagos por el servicio (9.5 %)", "COP 1,425.00"), ("IVA (19 %)", "COP 270.75"),
        ("Total pagado", "COP 1,695.75"),
    ]  # fmt: skip

    reading = read(rows)

    wrong = {"fare", "received", "cash"}
    assert not [each for each in reading.fields if each.name in wrong and each.usable]


def test_an_empty_picture_is_read_as_nothing() -> None:
    assert read_screen(Paper(()), "", templates()).template == ""
    assert read_screen(paper([]), "", templates()).template == ""


def test_times_that_do_not_follow_one_another_wait() -> None:
    reading = read(changed(ORDER, "送达时间", "2026-08-03 19:11:57"))

    assert {each.name for each in reading.to_review} == {"picked_up_at", "completed_at"}


def test_an_amount_nothing_speaks_for_waits() -> None:
    rows = [
        ("今日收入", "¥135.29"), ("完成单量", "23单"), ("配送费收入", "135.56"),
        ("活动奖励", "11.50"), ("扣款", "-11.77"), ("可提现", "80.00"),
    ]  # fmt: skip

    reading = read(rows)

    assert [(each.name, each.why) for each in reading.to_review] == [
        ("withdrawable", "screen_no_arithmetic")
    ]


def test_a_label_with_another_sign_of_writing_is_shown_to_a_person() -> None:
    rows = [
        (("用户小赞", value) if label == "用户小费" else (label, value)) for label, value in ORDER
    ]

    reading = read(rows)

    assert field(reading, "tip").why == "screen_label_unsure"
