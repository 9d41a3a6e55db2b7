"""How the ways of writing are shown to choose from: by an example of each."""

from __future__ import annotations

from gigwallet.domain.taught import DistanceUnit, DurationUnit, RowMeaning, Signs
from gigwallet.words.labels import label

Options = list[tuple[str, str]]


def rows() -> Options:
    return [(each.value, label(each)) for each in RowMeaning]


def decimals() -> Options:
    return [("point", "1,234.56"), ("comma", "1.234,56")]


def day_orders() -> Options:
    return [("ymd", "2026-08-31"), ("dmy", "31/08/2026"), ("mdy", "08/31/2026")]


def distances() -> Options:
    return [(each.value, label(each)) for each in DistanceUnit]


def durations() -> Options:
    return [(each.value, label(each)) for each in DurationUnit]


def signs() -> Options:
    return [(each.value, label(each)) for each in Signs]
