"""Customers are found on a screen: phones, addresses, names. And amounts and times are not taken
for one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gigwallet.domain.screen import MarkKind
from gigwallet.ocr.fields import customer_marks
from tests.ocr.fields.drawn import ORDER, paper, piece, screen, template

PHONES = (
    "13800138000", "138****1234", "138 0013 8000", "+86 138-0013-8000", "手机尾号 1234",
    "电话：13800138000", "13800138000转1234", "(415) 555-0132", "415-555-0132", "+44 7700 900123",
    "07700 900123", "+91 98765 43210", "98765 43210", "+65 9123 4567", "9123 4567",
    "+57 300 123 4567", "300 123 4567", "+1 415 555 0132", "1380013****",
)  # fmt: skip
ADDRESSES = (
    "湖北省武汉市洪山区珞喻路1037号", "珞喻路1037号", "光谷花园3栋2单元501室", "万达广场B座1203",
    "望京SOHO 2号楼", "1600 Pennsylvania Ave NW", "221B Baker Street, London NW1 6XE",
    "Apt 4B, 12 Oak St", "Flat 3, 12 Park Road", "Carrera 7 # 71-21", "Calle 26 #59-41",
    "Blk 123 Ang Mo Kio Ave 3", "12, 4th Cross, MG Road", "San Jose, CA 95112",
)  # fmt: skip
NAMES = (
    ("顾客", "王小明"), ("收货人：李女士", ""), ("收件人: 王小明", ""),
    ("Customer", "Maria G."), ("Deliver to", "J. Doe"),
    ("乘客", "陈*"), ("", "张先生"), ("Pasajero", "Luis"),
)  # fmt: skip


def _kinds(text: str) -> set[MarkKind]:
    return {each.kind for each in customer_marks(paper([piece(text, 22, 400)]), None)}


@pytest.mark.parametrize("text", PHONES)
def test_a_phone_number_is_marked_whole_or_masked(text: str) -> None:
    assert MarkKind.PHONE in _kinds(text)


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_is_marked(text: str) -> None:
    assert MarkKind.ADDRESS in _kinds(text)


@pytest.mark.parametrize(("label", "value"), NAMES)
def test_a_name_is_marked_beside_its_label_or_by_its_title(label: str, value: str) -> None:
    shown = screen([*ORDER, (label, value)])

    marks = customer_marks(shown, None)

    assert [each.kind for each in marks] == [MarkKind.NAME]
    name = next(each for each in shown.pages[0].pieces if each.text == (value or label))
    assert marks[0].box.left >= name.box.left - 1
    assert marks[0].box.top == name.box.top
    assert marks[0].box.right >= name.box.right - 1


def test_an_address_goes_on_in_the_next_row() -> None:
    rows = [
        piece("收货地址", 22, 400),
        piece("洪山区珞喻路", 300, 400),
        piece("1037号东门", 300, 445),
    ]

    marks = customer_marks(paper(rows), None)

    assert {each.box.top for each in marks if each.kind is MarkKind.ADDRESS} == {400, 445}


def test_what_a_screen_says_of_pay_is_no_customer() -> None:
    assert customer_marks(screen(ORDER), None) == ()
    for text in ("Order 1000 · 18:10", "1,234.56", "2026-08-03 19:41:08", "¥13800.00", "5G 76%"):
        assert _kinds(text) == set()


def test_the_labels_of_a_template_come_on_top() -> None:
    own = replace(template("meituan/order"), customer=("Besteller",))
    shown = screen([("Besteller", "Erika M.")])

    assert len(customer_marks(shown, own)) == 1
    assert customer_marks(shown, None) == ()
