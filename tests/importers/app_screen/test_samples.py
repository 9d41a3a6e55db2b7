"""The seven synthetic screens, read by the real engine: exactly the fields that they show."""

from __future__ import annotations

from pathlib import Path

import pytest

from gigwallet.ocr import read_picture, read_screen
from tests.ocr.fields.drawn import templates

_SAMPLES = Path(__file__).parent / "samples"
# The fields as shown; the last number says how many of them wait for a person.
_EXPECTED = {
    "Screenshot_20260803-203015_美团众包.png": (
        "meituan/order",
        {
            "total": "7.58", "base": "3.85", "distance": "1.23", "weight": "0.00",
            "time_slot": "1.00", "weather": "2.00", "tip": "1.00", "late_penalty": "-1.50",
            "ref": "#197", "accepted_at": "2026-08-03T19:41:08",
            "picked_up_at": "2026-08-03T19:52:30", "completed_at": "2026-08-03T20:11:57",
            "promised_by": "2026-08-03T20:08:00", "paid_m": "3200",
        },
        0,
    ),
    "mmexport1785794462123.jpg": (
        "meituan/day",
        {
            "day": "--08-03", "total": "135.29", "orders": "23", "delivery": "135.56",
            "incentive": "11.50", "deduction": "-11.77", "worked": "34920", "cancelled": "1",
            "late": "2",
        },
        0,
    ),
    "Screenshot_20260803_213355_com.sdu.didi.gsui.jpg": (
        "didi/trip",
        {
            "total": "43.62", "customer_paid": "48.84", "start": "13.00", "distance": "20.84",
            "time": "5.00", "toll": "10.00", "commission": "-8.22", "bonus": "3.00",
            "commission_rate": "21.2", "completed_at": "2026-08-03T21:33:02", "paid_m": "8600",
            "paid_duration_s": "1260",
        },
        0,
    ),
    "IMG_0389.PNG": (
        "uber/trip",
        {
            "product": "UberX", "day": "--08-03", "at": "18:12", "total": "19.88",
            "duration": "1102", "distance": "8690", "fare": "14.38", "surge": "2.50",
            "wait": "0.00", "tip": "3.00", "customer_paid": "31.81", "third_parties": "4.97",
            "service_fee": "6.96",
        },
        0,
    ),
    "Screenshot_20260803-191210_Dasher.png": (
        "doordash/order",
        {
            "total": "5.71", "platform_pay": "3.50", "base": "2.00", "peak": "1.50",
            "tip": "2.21", "accepted_at": "18:48", "completed_at": "19:11", "distance": "6598",
            "deliveries": "1",
        },
        0,
    ),
    "IMG-20260803-WA0007.jpg": (
        "deliveroo/day",
        {
            "day": "--08-03", "total": "18.57", "tips": "2.00", "worked": "7500", "orders": "4",
            "order.1.ref": "1000", "order.1.at": "18:10", "order.1.fee": "3.34",
            "order.2.ref": "1001", "order.2.at": "18:19", "order.2.fee": "3.69",
            "order.3.ref": "1002", "order.3.at": "18:28", "order.3.fee": "4.61",
            "order.4.ref": "1003", "order.4.at": "18:37", "order.4.fee": "4.93",
        },
        0,
    ),
    # Cash in hand stands in no sum.
    "Screenshot_2026-08-03-23-05-44-91_9dd4e461268c8034f5c8564e155c67a6.jpg": (
        "zomato/day",
        {
            "total": "747.39", "order_pay": "597.39", "incentive": "150.00",
            "return_pay": "0.00", "deduction": "0.00", "cash": "1240.00", "worked": "36720",
            "orders": "19",
        },
        1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", _EXPECTED)
def test_a_sample_gives_exactly_the_fields_that_it_shows(name: str) -> None:
    template, fields, waiting = _EXPECTED[name]
    kind = "image/png" if name.casefold().endswith("png") else "image/jpeg"
    paper = read_picture((_SAMPLES / name).read_bytes(), kind)

    reading = read_screen(paper, name, templates())

    assert reading.template == template
    assert {each.name: each.value for each in reading.fields} == fields
    assert len(reading.to_review) == waiting
    assert reading.missing == ()
