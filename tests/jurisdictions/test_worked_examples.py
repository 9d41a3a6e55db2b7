"""What authorities and others reckoned by hand comes out to the cent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gigwallet.app.floors.legal_floors import legal_floors
from gigwallet.domain.money import Money
from tests.jurisdictions.cases import Case, cases, pack_of, work_of


@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_a_worked_example_comes_out(case: Case) -> None:
    pack = pack_of(case)
    work = work_of(pack, case.said["trips"], case.said.get("shifts", ()))

    found = legal_floors(pack, [work], case.period)

    unreckoned: dict[str, int] = {}
    for each in found.periods:
        unreckoned |= each.unreckoned
    assert unreckoned == case.said.get("unreckoned", {})
    if "floor" not in case.said:
        return
    low = sum_of(case, [each.floor.low for each in found.periods if each.floor])
    high = sum_of(case, [each.floor.high for each in found.periods if each.floor])
    near = Decimal(case.said.get("within", "0"))
    assert abs(low.amount - Decimal(case.said["floor"])) <= near
    assert abs(high.amount - Decimal(case.said.get("floor_high", case.said["floor"]))) <= near
    if "below" in case.said:
        below = [each.below for each in found.periods if each.below]
        least, most = case.said["below"], case.said.get("below_high", case.said["below"])
        assert str(sum_of(case, [each.low for each in below])) == least
        assert str(sum_of(case, [each.high for each in below])) == most


def sum_of(case: Case, sums: list[Money]) -> Money:
    """Of all periods; a case whose work reaches over two months has two."""
    return sum(sums[1:], sums[0])


def test_official_and_published_examples_are_among_them() -> None:
    sure = [case for case in cases() if not case.said.get("provisional")]

    assert len(sure) >= 20
    assert sum(str(case.said["origin"]).startswith(("official", "published")) for case in sure) >= 9
