"""Every shipped scheme keeps its worked cases, and every scheme has some."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from gigwallet.domain.money import Money
from gigwallet.rules import PayScheme, PeriodExpected, load_scheme
from tests.rules import told_cases
from tests.rules.told_cases import Case

SCHEMES = Path(__file__).parents[2] / "resources" / "schemes"
CASES = Path(__file__).parent / "cases"
NAMES = sorted(f"{each.parent.name}/{each.stem}" for each in SCHEMES.glob("*/*.toml"))
# What can be asked of a scheme, and how.
WAYS = {"order": told_cases.order_of, "tally": told_cases.tally_of, "work": told_cases.work_of}


def shipped(name: str) -> PayScheme:
    return load_scheme((SCHEMES / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_scheme_is_an_example_and_pays_its_cases(name: str) -> None:
    scheme = shipped(name)
    cases = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))

    assert scheme.illustrative
    titles = tomllib.loads((SCHEMES / f"{name}.toml").read_text(encoding="utf-8"))["title"]
    assert titles["en"] != titles["zh"]
    # Whether the figures are somebody's own or ours must be said.
    assert bool(cases.get("confirmed")) is not bool(cases.get("provisional"))
    assert any(cases.get(way) for way in WAYS)
    for way, ask in WAYS.items():
        for case in cases.get(way, []):
            _same(ask(scheme, case), case, scheme.currency)
    for case in cases.get("deduction", []):
        verdict = told_cases.deduction_of(scheme, case)
        beyond = Money.of(case.get("beyond", "0"), scheme.currency)
        assert (verdict.standing, verdict.beyond) == (case["standing"], beyond), case


def _same(outcome: PeriodExpected, case: Case, currency: str) -> None:
    low = Money.of(case.get("low", case.get("pays")), currency)
    high = Money.of(case.get("high", case.get("pays")), currency)
    assert (str(outcome.total.low), str(outcome.total.high)) == (str(low), str(high)), case
    assert sum(line.amount.minor for line in outcome.total.trace) == low.minor
    assert sum(piece.high.minor for piece in outcome.total.pieces) == high.minor
    told = {each.id: (str(each.low), str(each.high)) for each in outcome.measures}
    for name, said in case.get("measures", {}).items():
        assert told[name] == (said, said), case


def test_every_shape_has_its_cases() -> None:
    """The table of decision 0041 names every shape, and nothing else."""
    root = SCHEMES.parents[1]
    told = (root / "docs/decisions/0041-pay-language.md").read_text(encoding="utf-8")
    shapes, floors = told.split("## Which test holds which shape")[1].split("six shapes of floors")
    table = [line for line in shapes.splitlines() if line.startswith("| ")]
    named = [cell for line in table for cell in re.findall(r"\| `(\w+)`", line)]
    places = [
        each
        for each in re.findall(r"`(\w+)`", floors)
        if (root / "resources/jurisdictions" / each).is_dir()
    ]

    assert sorted(named) == sorted({name.split("/")[0] for name in NAMES})
    assert all((CASES / each).is_dir() for each in named)
    assert len(places) >= 14
    assert all((root / "tests/jurisdictions" / each / "cases.toml").is_file() for each in places)
