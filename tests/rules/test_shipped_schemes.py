"""Every shipped scheme keeps its worked cases, and every scheme has some."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.tally import Tally
from gigwallet.rules import Expected, PayScheme, load_scheme

SCHEMES = Path(__file__).parents[2] / "resources" / "schemes"
CASES = Path(__file__).parent / "cases"
NAMES = sorted(f"{each.parent.name}/{each.stem}" for each in SCHEMES.glob("*/*.toml"))


def shipped(name: str) -> PayScheme:
    return load_scheme((SCHEMES / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_scheme_is_an_example_and_pays_its_cases(name: str) -> None:
    scheme = shipped(name)
    cases = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))

    assert scheme.illustrative
    assert cases.get("order") or cases.get("tally")
    for case in cases.get("order", []):
        _same(_order(scheme, case), case, scheme.currency)
    for case in cases.get("tally", []):
        _same(_tally(scheme, case), case, scheme.currency)


def _order(scheme: PayScheme, case: dict[str, Any]) -> Expected:
    return scheme.example(
        case.get("metres"),
        datetime.fromisoformat(case["at"]),
        duration_s=case.get("seconds"),
        wait_s=case.get("wait_seconds"),
    )


def _tally(scheme: PayScheme, case: dict[str, Any]) -> Expected:
    first, last = (date.fromisoformat(day) for day in case["period"].split("/"))
    return scheme.for_tally(Tally("", Period(first, last), orders=case["orders"]))


def _same(expected: Expected, case: dict[str, Any], currency: str) -> None:
    low = Money.of(case.get("low", case.get("pays")), currency)
    high = Money.of(case.get("high", case.get("pays")), currency)
    assert (expected.low, expected.high) == (low, high), case
    assert sum(line.amount.minor for line in expected.trace) == low.minor
