"""The columns of Uber's exports under one name each, whichever generation wrote them.

``request_timestamp_local`` and ``Local Request Timestamp`` are one column; so are
``trip_distance_miles`` and ``Trip Distance (miles)``.
"""

from __future__ import annotations

import re

from gigwallet.tabular import tables

_BETWEEN = re.compile(r"[\s()/-]+")
# What is left different after the words are put in one order.
_SAME = {
    "timestamp_local": "recognize_timestamp_local",
    "recognized_timestamp_local": "recognize_timestamp_local",
    "duration_seconds": "trip_duration_seconds",
    "begin_trip_timestamp_local": "begintrip_timestamp_local",
    "begin_trip_timestamp_utc": "begintrip_timestamp_utc",
    "drop_off_timestamp_local": "dropoff_timestamp_local",
    "trip_status": "status",
    "city": "city_name",
    "time_zone": "timezone",
    "currency": "currency_code",
    "product_type": "product_type_name",
    "global_product": "global_product_name",
    "cash_trip": "is_cash_trip",
    "driver_upfront_fare": "driver_upfront_fare_local",
    "latitude": "lat",
    "longitude": "lng",
    "speed_gps": "speed",
    "event_timestamp_utc": "event_time_utc",
}
_NULLS = ("", "\\N", "null", "NULL")


def canonical(name: str) -> str:
    """A column's name as the snake-case generation writes it."""
    words = [word for word in _BETWEEN.split(tables.plain(name)) if word]
    if words and words[0] in ("local", "utc"):
        words = [*words[1:], words[0]]
    snake = "_".join(words)
    return _SAME.get(snake, snake)


def value(cell: str) -> str:
    """The cell, empty for each way in which these exports say "nothing"."""
    return "" if cell in _NULLS else cell
