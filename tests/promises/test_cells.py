"""Whatever stands in a cell, its line is a row, a skip or a rejection."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.reading import EngagementRow, Reading, Rejection, Row, Skip
from gigwallet.importers import read_document
from gigwallet.importers.gigwallet_tables.tables import KINDS
from tests.examples import examples

# A sound line of each table, a cell of which is then replaced.
_UBER = {
    "uber_trips": {
        "city_name": "Lyon", "currency_code": "EUR", "timezone": "Europe/Paris",
        "request_timestamp_local": "2021-02-14T21:49:16.000Z",
        "request_timestamp_utc": "2021-02-14T20:49:16.000Z",
        "dropoff_timestamp_local": "2021-02-14T22:03:48.000Z", "trip_distance_miles": "2.89",
        "fare_duration_minutes": "11.4", "status": "completed",
        "has_driver_upfront_fare": "true", "driver_upfront_fare_local": "10.59",
        "surge_multiplier": "1.0",
    },
    "uber_payments": {
        "city_id": "3", "amount_local": "10.59", "currency_code": "EUR",
        "classification": "transport.fare.base", "category": "driver_payment_fares",
        "recognize_timestamp_local": "2021-02-14 21:49:16", "trip_uuid": "",
    },
    "uber_states": {
        "earner_state": "ontrip", "begin_timestamp_utc": "2021-02-01T09:40:46.000Z",
        "end_timestamp_utc": "2021-02-01T10:06:29.000Z", "duration_ms": "1542000",
        "begin_timestamp_local": "2021-02-01T10:40:46.000Z",
        "end_timestamp_local": "2021-02-01T11:06:29.000Z",
    },
}  # fmt: skip
_WECHAT = {
    "交易时间": "2025-07-08 20:00:00", "交易类型": "商家转账", "交易对方": "美团众包", "商品": "x",
    "收/支": "收入", "金额(元)": "¥12.50", "支付方式": "/", "当前状态": "已存入零钱",
    "交易单号": "1", "商户单号": "2", "备注": "/",
}  # fmt: skip
_SOUND = {
    "engagement": "A", "platform": "meituan", "zone": "Asia/Shanghai", "currency": "CNY",
    "status": "completed", "accepted_at": "2025-07-01 12:00", "completed_at": "2025-07-01 12:30",
    "category": "base", "amount": "12.50", "first_day": "2025-07", "gross": "100", "net": "90",
    "deductions": "差评 10", "at": "2025-07-08", "started_at": "2025-07-01 12:00",
    "ended_at": "2025-07-01 13:00", "orders": "9", "hours": "8", "paid_km": "2.5", "ref": "#1",
}  # fmt: skip
_LINES: dict[str, dict[str, str]] = {
    **{kind.name: {each: _SOUND.get(each, "") for each in kind.columns} for kind in KINDS},
    **_UBER,
    "engagements": {**{each: _SOUND.get(each, "") for each in KINDS[0].columns}, "first_day": ""},
    "wechat": _WECHAT,
}
_AWKWARD = st.sampled_from([
    "", "A", "#12", "completed", "已完成", "base", "transport.fare.base", "ontrip", "收入",
    "2025-07", "0000-01", "9999-12", "2025-07-01", "0001-01-01 00:00:00", "9999-12-31 23:59:59",
    "2025-03-30 02:30:00", "2025-07-01T12:00:00.123456789Z", "2025-07-01 12:00:00", "45839.5",
    "Europe/Paris", "Asia/Shanghai", "../../etc/passwd", "CNY", "EUR", "JPY", "XXX", "人民币",
    "1", "-1", "12.50", "1e9", "1E999999", "9" * 40, "0.0000001", "NaN", "Infinity", "١٢",
    "¥12.50", "(12.00)", "true", "false", "\\N", "差评 50.00; 迟到 x", "=1+1", "\x1b[31m",
    "12.50" * 100, "a " * 500, "\u202e", "\N{FIRE}",
])  # fmt: skip


def _told(line: dict[str, str]) -> list[Reading]:
    out = io.StringIO()
    csv.writer(out).writerows([line.keys(), line.values()])
    read = read_document("x.csv", out.getvalue().encode()).files
    return [
        each
        for file in read
        for each in file.readings
        if isinstance(each, Row | EngagementRow | Skip | Rejection)
    ]


@pytest.mark.parametrize("name", _LINES)
def test_the_sound_line_is_a_row(name: str) -> None:
    (told,) = _told(_LINES[name])

    assert isinstance(told, Row | EngagementRow)


@pytest.mark.parametrize("name", _LINES)
@settings(max_examples=examples(40), deadline=None)
@given(data=st.data())
def test_any_cell_is_told_and_never_a_crash(name: str, data: st.DataObject) -> None:
    cell = _AWKWARD | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    column = st.sampled_from(sorted(_LINES[name]))
    changed = data.draw(st.dictionaries(column, cell, min_size=1, max_size=3))

    told = _told({**_LINES[name], **changed})

    assert len(told) <= 1
