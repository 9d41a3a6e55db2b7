"""How long work may last without rest: numbers that nobody has confirmed, with where they are from.

The Chinese guide (人社厅发〔2023〕50号) leaves the hours to consultation; what is known are figures
of press and platforms. They are shown as "to confirm" and judge nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from gigwallet.domain.engagement import KnownEngagement
from gigwallet.reconciliation.hours import Limits
from gigwallet.rules.parameters import DatedValue, Parameter, load_parameter

_UNITS = {"h": timedelta(hours=1), "min": timedelta(minutes=1)}
# Whose law it is, told by the clocks that an engagement runs on.
_PLACES = {"Asia/Shanghai": "cn", "Asia/Urumqi": "cn"}


@dataclass(frozen=True, slots=True)
class RestLimit:
    """``name`` is ``stretch``, ``pause``, ``reminder`` or ``day``; ``sure``: graded A or B."""

    name: str
    length: timedelta
    label: str
    instrument: str
    value: DatedValue
    sure: bool


def rest_limits(
    resources: Path, accounts: Iterable[KnownEngagement], day: date
) -> tuple[RestLimit, ...]:
    """Those in force on ``day`` where the accounts are; none where the program knows none."""
    places = {_PLACES.get(each.engagement.zone) for each in accounts}
    found = []
    for place in sorted(each for each in places if each is not None):
        for shelf, sure in (("parameters", True), ("to_confirm", False)):
            folder = resources / "jurisdictions" / place / shelf
            for path in sorted(folder.glob("rest_*.toml")):
                text = path.read_text(encoding="utf-8")
                found += _in_force(load_parameter(text, path.name, trusted=sure), day, sure)
    return tuple(found)


def limits_of(known: Iterable[RestLimit]) -> Limits:
    """As lengths to hold spans against; of several for the same, the shortest."""
    least: dict[str, timedelta] = {}
    for each in known:
        least[each.name] = min(each.length, least.get(each.name, each.length))
    return Limits(
        stretch=least.get("stretch"),
        rest=least.get("pause", Limits().rest),
        reminder=least.get("reminder"),
        day=least.get("day"),
    )


def _in_force(parameter: Parameter, day: date, sure: bool) -> list[RestLimit]:
    values = parameter.values if sure else parameter.to_confirm
    return [
        RestLimit(
            name=parameter.name.rpartition(".")[2],
            length=_UNITS[parameter.unit] * (each.amount.numerator / each.amount.denominator),
            label=parameter.label,
            instrument=parameter.instrument,
            value=each,
            sure=sure,
        )
        for each in values
        if each.holds_on(day)
    ]
