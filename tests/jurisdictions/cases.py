"""Worked examples of pay floors as files: ``<code>/cases.toml`` beside this module.

A case names the ``pack``, its ``trips`` (``at``: end on the pack's clocks; ``seconds``: from
acceptance to the end, and what the file states as duration), ``shifts``, and what must come out.
``provisional`` marks results that were worked out by us and are not published by the authority.
``believing`` takes the values of a number that still waits to be confirmed; ``numbers`` replaces
numbers altogether, for examples whose arithmetic is right and whose numbers were never in force.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from gigwallet.app.floors.packs import Pack, open_pack
from gigwallet.app.pay.loose_work import Work
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.instants import Instant
from gigwallet.domain.period import Period
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.rules.parameters import DatedValue, Parameters

HERE = Path(__file__).parent
RESOURCES = HERE.parents[1] / "resources"


@dataclass(frozen=True, slots=True)
class Case:
    code: str
    said: Mapping[str, Any]  # Any: tomllib's own values

    def __str__(self) -> str:
        provisional = " (provisional)" if self.said.get("provisional") else ""
        return f"{self.code}: {self.said['name']}{provisional}"

    @property
    def period(self) -> Period | None:
        text = self.said.get("period")
        if text is None:
            return None
        first, last = text.split("/")
        return Period(date.fromisoformat(first), date.fromisoformat(last))


def cases() -> Iterator[Case]:
    for path in sorted(HERE.glob("*/cases.toml")):
        for said in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield Case(path.parent.name, said)


def pack_of(case: Case) -> Pack:
    pack = open_pack(RESOURCES, case.said["pack"])
    numbers = dict(pack.parameters)
    for name in case.said.get("believing", ()):
        numbers[name] = replace(
            numbers[name], values=(*numbers[name].values, *numbers[name].to_confirm), gaps=()
        )
    for name, amount in case.said.get("numbers", {}).items():
        value = DatedValue(date.min, None, Fraction(amount), None, "-", "A", date.max)
        numbers[name] = replace(numbers[name], values=(value,), gaps=())
    return replace(pack, parameters=Parameters(numbers.values()))


def work_of(
    pack: Pack, trips: Sequence[Mapping[str, Any]], shifts: Sequence[Mapping[str, Any]] = ()
) -> Work:
    """One account that did these trips; Any: tomllib's own values."""
    work = Work("A", Engagement("some", "", pack.zone, pack.currency))
    for number, said in enumerate(trips, start=1):
        work.trips.append(trip_of(pack, said, str(number)))
        work.own.append(said.get("own", {}))
    for said in shifts:
        begun, ended = (_moment(said[key], pack.zone) for key in ("from", "to"))
        work.shifts.append(Shift("some", ShiftState.WORKED, begun, ended))
    return work


def trip_of(pack: Pack, said: Mapping[str, Any], ref: str) -> Trip:
    end = _moment(said["at"], pack.zone)
    seconds = said.get("seconds")
    start = None if seconds is None else Instant(end.utc - timedelta(seconds=seconds), pack.zone)
    estimated = said.get("estimated_minutes")
    return Trip(
        platform="some",
        kind=TripKind(said.get("kind", "delivery")),
        status=TripStatus(said.get("status", "completed")),
        currency=pack.currency,
        zone=pack.zone,
        ref=ref,
        city=said.get("city", ""),
        accepted_at=start,
        completed_at=end,
        trip_m=_metres(said, "km"),
        to_pickup_m=_metres(said, "to_pickup_km"),
        duration_s=seconds,
        paid_duration_s=None if estimated is None else estimated * 60,
    )


def _metres(said: Mapping[str, Any], key: str) -> int | None:
    return None if key not in said else round(said[key] * 1000)


def _moment(text: str, zone: str) -> Instant:
    return Instant.from_local(datetime.fromisoformat(text), zone)
