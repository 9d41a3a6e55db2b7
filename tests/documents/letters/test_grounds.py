"""The annex that says what a cap or a floor of law rests on."""

from __future__ import annotations

from pathlib import Path

from gigwallet.documents import captions
from gigwallet.documents.letters.grounds import GROUNDS, grounds
from tests.reconciliation.invented import check, in_use, line, shape
from tests.reconciliation.test_caps import PER_ORDER, cap, ride

RESOURCES = Path(__file__).parents[3] / "resources"


def test_each_claim_beyond_the_rule_names_its_ground_and_its_amount() -> None:
    outcome = check(
        trips=[ride("A1", "2025-07-02T12:00")],
        pay_lines=[line("A1", "27.10")],
        schemes=[cap(PER_ORDER)],
    )

    made = grounds(outcome.discrepancies, {}, captions.load(RESOURCES, "en"))

    assert made is not None
    [row] = made.table.rows
    assert made.table.key == GROUNDS
    assert "I was paid ¥27.10" in str(row.cells[2])
    assert str(row.cells[3]) == "1.08"


def test_without_such_a_claim_there_is_no_annex() -> None:
    outcome = check(
        trips=[ride("A1", "2025-07-02T12:00")],
        pay_lines=[line("A1", "27.10")],
        schemes=[in_use(shape("flat/per_order")), cap(shape("take_cap_order/refund"))],
    )

    assert grounds(outcome.discrepancies, {}, captions.load(RESOURCES, "en")) is None
