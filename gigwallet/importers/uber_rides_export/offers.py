"""Hours of offers, and restrictions of the app, as spans without work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.reading import EngagementHint, Reading, Row
from gigwallet.domain.recorded import Locator
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.tabular import moments
from gigwallet.tabular.tables import BadCell, Record
from gigwallet.tabular.uber import cells
from gigwallet.tabular.uber.columns import value

_HINT = EngagementHint("uber")
_LONGEST_HOUR = timedelta(hours=25)
_RULE = re.compile(r"[A-Za-z][A-Za-z0-9_.]{1,60}")
_MILLISECONDS = re.compile(r"\d{1,12}")
_KEPT_HOUR = (
    "start_timestamp_local", "end_timestamp_local", "minutes_online", "minutes_active",
    "minutes_on_break", "minutes_on_trip", "dispatches", "rejections", "accepts", "expireds",
    "driver_cancellations", "rider_cancellations", "completed_trips", "trip_fares",
    "driver_adjusted_fares", "flow_type",
)  # fmt: skip


def read_hour(line: Record) -> Iterator[Reading]:
    """The counts of an hour, kept at its first moment as a span without length: whoever sums up
    working time can never count the hour itself as worked."""
    began, ended = cells.moment(line, "start", ""), cells.moment(line, "end", "")
    if began is None or ended is None:
        raise BadCell("missing_value", "start_timestamp_utc")
    if not timedelta() < ended.utc - began.utc <= _LONGEST_HOUR:
        raise BadCell("bad_time", "end_timestamp_utc")
    flow = value(line["flow_type"])
    yield Row(
        fact=Shift(
            "uber",
            ShiftState.OPEN,
            began,
            began,
            offers=_needed(line, "dispatches"),
            accepts=_needed(line, "accepts"),
            rejects=_needed(line, "rejections"),
            expired=_needed(line, "expireds"),
            completed=_needed(line, "completed_trips"),
        ),
        family="uber_offer_hours",
        natural_key=f"{cells.wall_text(line, 'start', began)}|{flow}",
        locator=Locator(line=line.line),
        raw={name: value(line[name]) for name in _KEPT_HOUR if value(line[name])},
        hint=_HINT,
    )


def read_restriction(line: Record) -> Iterator[Reading]:
    """When the app was taken away, for how long and by which rule; the rule stays in ``raw``.

    ``Time`` is UTC: in the real sample it is to the second the UTC moment of going offline."""
    rule, lasts = value(line["msg.rule"]), value(line["msg.penaltyboxdurationms"])
    if not _RULE.fullmatch(rule):
        raise BadCell("unknown_status" if rule else "missing_value", "msg.rule")
    if not _MILLISECONDS.fullmatch(lasts or "0"):
        raise BadCell("bad_number", "msg.penaltyboxdurationms")
    text = value(line["time"])
    try:
        wall, _ = moments.wall(text)
    except ValueError as bad:
        raise BadCell("bad_time", "time") from bad
    began = Instant(wall.replace(tzinfo=UTC), moments.FLOATING, TimeQuality.UTC, text)
    ended = replace(began, utc=began.utc + timedelta(milliseconds=int(lasts or 0)), text="")
    yield Row(
        fact=Shift("uber", ShiftState.UNAVAILABLE, began, ended),
        family="uber_restrictions",
        natural_key=f"{text}|{rule}|{lasts}",
        locator=Locator(line=line.line),
        raw={"rule": rule, "penaltyboxdurationms": lasts, "time": text},
        hint=_HINT,
    )


def _needed(line: Record, column: str) -> int:
    found = cells.count(line, column)
    if found is None:
        raise BadCell("missing_value", column)
    return found
