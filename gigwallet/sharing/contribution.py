"""A contribution: one rider's coarse totals per month, platform and city, as bytes and back.

Orders are rounded to 10, hours to 1, money to 10 units of its currency; there is no name, no id of
the vault, no day and no place below the city. The token is random per campaign, so that the same
rider's second file replaces the first and two campaigns cannot be joined.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

SCHEMA = "gigwallet.contribution"
VERSION = 1
LARGEST_FILE = 65_536
MOST_CELLS = 240
MEASURES = ("orders", "hours", "expected", "stated", "received", "short")
STEPS = {"orders": 10, "hours": 1, "expected": 10, "stated": 10, "received": 10, "short": 10}
# A month has 744 hours; the other caps are far above what one person can reach.
CAPS = {"orders": 20_000, "hours": 744} | dict.fromkeys(MEASURES[2:], 10_000_000_000)
_NAME = re.compile(r"[^\W_][\w .()·'’&/-]{0,39}")
_CAMPAIGN = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")
_TOKEN = re.compile(r"[0-9a-f]{32}")
_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
_CURRENCY = re.compile(r"[A-Z]{3}")
_KEYS = ("month", "platform", "city", "currency")


class Refused(Exception):  # noqa: N818  a refused file is an answer
    """These bytes are no contribution; ``reason`` is a stable code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class MonthTotals:
    """One cell of one rider. Money is whole major units of ``currency``; a measure that the rider
    does not know is None."""

    month: str
    platform: str
    city: str
    currency: str
    orders: int | None = None
    hours: int | None = None
    expected: int | None = None
    stated: int | None = None
    received: int | None = None
    short: int | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        return (self.month, self.platform, self.city, self.currency)


@dataclass(frozen=True, slots=True)
class Contribution:
    """``edition`` counts the files that this rider wrote for the campaign: the highest counts."""

    campaign: str
    token: str
    edition: int
    cells: tuple[MonthTotals, ...]


def coarse(measure: str, exact: Decimal) -> int | None:
    """``exact`` rounded to the measure's step, halves up; None where it is below zero or beyond
    what one person can reach (then it would point at one person, or be a mistake)."""
    step = STEPS[measure]
    rounded = int((exact / step).quantize(Decimal(1), rounding=ROUND_HALF_UP)) * step
    return rounded if exact >= 0 and rounded <= CAPS[measure] else None


def valid_name(text: str) -> bool:
    """Whether a platform or city may stand in a table: short, plain, no formula, no markup."""
    return _NAME.fullmatch(text) is not None and text == text.strip()


def valid_campaign(text: str) -> bool:
    """Lower-case letters, digits and hyphens, 2 to 40 of them."""
    return _CAMPAIGN.fullmatch(text) is not None


def write(contribution: Contribution) -> bytes:
    """The bytes that leave: JSON that a person can read, the same for the same values."""
    cells = [
        {
            each.name: value
            for each in fields(cell)
            if (value := getattr(cell, each.name)) is not None
        }
        for cell in sorted(contribution.cells, key=lambda cell: cell.key)
    ]
    said = {
        "schema": SCHEMA,
        "version": VERSION,
        "campaign": contribution.campaign,
        "token": contribution.token,
        "edition": contribution.edition,
        "cells": cells,
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read(data: bytes) -> Contribution:
    """Raises ``Refused`` for anything that this program would not have written."""
    if len(data) > LARGEST_FILE:
        raise Refused("contribution_too_big")
    try:
        said = json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_float=_no_fraction)
    except Refused:
        raise
    except (ValueError, RecursionError) as cause:
        raise Refused("contribution_unreadable") from cause
    if not isinstance(said, dict) or said.get("schema") != SCHEMA:
        raise Refused("contribution_unreadable")
    if said.get("version") != VERSION:
        raise Refused("contribution_too_new")
    if set(said) != {"schema", "version", "campaign", "token", "edition", "cells"}:
        raise Refused("contribution_unknown_field")
    return Contribution(
        campaign=_text(said["campaign"], _CAMPAIGN),
        token=_text(said["token"], _TOKEN),
        edition=_whole(said["edition"], 1_000_000, 1),
        cells=_cells(said["cells"]),
    )


def _cells(said: object) -> tuple[MonthTotals, ...]:
    if not isinstance(said, list) or not 0 < len(said) <= MOST_CELLS:
        raise Refused("contribution_cells")
    cells = tuple(_cell(each) for each in said)
    if len({cell.key for cell in cells}) != len(cells):
        raise Refused("contribution_cell_twice")
    return cells


def _cell(said: object) -> MonthTotals:
    if not isinstance(said, dict) or not set(_KEYS) <= set(said) <= {*_KEYS, *MEASURES}:
        raise Refused("contribution_unknown_field")
    measures = {
        name: _whole(said[name], CAPS[name], STEPS[name]) for name in MEASURES if name in said
    }
    return MonthTotals(
        month=_text(said["month"], _MONTH),
        platform=_name(said["platform"]),
        city=_name(said["city"]) if said["city"] != "" else "",
        currency=_text(said["currency"], _CURRENCY),
        **measures,
    )


def _text(said: object, form: re.Pattern[str]) -> str:
    if not isinstance(said, str) or form.fullmatch(said) is None:
        raise Refused("contribution_bad_text")
    return said


def _name(said: object) -> str:
    if not isinstance(said, str) or not valid_name(said):
        raise Refused("contribution_bad_text")
    return said


def _whole(said: object, most: int, step: int) -> int:
    if type(said) is not int or not 0 <= said <= most:
        raise Refused("contribution_bad_number")
    if said % step:
        raise Refused("contribution_not_coarse")
    return said


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:  # Any: a JSON value
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Refused("contribution_field_twice")
        found[name] = value
    return found


def _no_fraction(_: str) -> int:
    raise Refused("contribution_bad_number")
