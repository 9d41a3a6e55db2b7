"""A line of the online and offline times as a shift."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from gigwallet.domain.reading import EngagementHint, Reading, Row
from gigwallet.domain.recorded import Locator
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.tabular.tables import BadCell, Record
from gigwallet.tabular.uber import cells
from gigwallet.tabular.uber.columns import value

_STATES = {
    "offline": ShiftState.OFFLINE,
    "open": ShiftState.OPEN,
    "enroute": ShiftState.ENROUTE,
    "ontrip": ShiftState.ONTRIP,
}
# The printed milliseconds and the printed seconds differ by less than this.
_ROUNDING = timedelta(seconds=2)
_HINT = EngagementHint("uber")
_KEPT = ("earner_state", "begin_timestamp_local", "end_timestamp_local", "duration_ms")


def read(line: Record) -> Iterator[Reading]:
    state = _STATES.get(value(line["earner_state"]).casefold())
    if state is None:
        raise BadCell("unknown_status", "earner_state")
    started = cells.moment(line, "begin", "")
    ended = cells.moment(line, "end", "")
    if started is None:
        raise BadCell("missing_value", "begin_timestamp_utc")
    lasted = cells.number(line, "duration_ms")
    if ended is not None:
        length = ended.utc - started.utc
        if length < timedelta():
            raise BadCell("bad_time", "end_timestamp_utc")
        if lasted is not None and abs(length - timedelta(milliseconds=int(lasted))) > _ROUNDING:
            raise BadCell("bad_time", "duration_ms")
    yield Row(
        fact=Shift("uber", state, started, ended),
        family="uber_states",
        natural_key=f"{state}|{cells.wall_text(line, 'begin', started)}",
        locator=Locator(line=line.line),
        raw={name: value(line[name]) for name in _KEPT if value(line[name])},
        hint=_HINT,
    )
