"""Differences are reckoned with before they are told: the item says the same afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gigwallet.domain.job import Job
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.reconciliation import differences, reconcile
from gigwallet.reconciliation.differences import Difference
from tests.invented_pay.made import made
from tests.invented_pay.regime import DEFAULT

LATER = date(2060, 1, 1)
_SAME = ("kind", "ref", "engagement_id", "period", "amount", "low", "facts", "at_least", "reckoned")


def test_what_was_reckoned_with_is_what_the_item_says(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Difference, Discrepancy]] = []

    def told(claim: object) -> Discrepancy:
        assert isinstance(claim, Difference | Discrepancy)
        item = claim.item if isinstance(claim, Difference) else claim
        if isinstance(claim, Difference):
            seen.append((claim, item))
        return item

    monkeypatch.setattr("gigwallet.reconciliation.balanced.told", told)
    outcome = reconcile(made(replace(DEFAULT, days=12), 7).facts, None, LATER, Job())
    list(outcome.discrepancies)

    kinds = {item.kind for _, item in seen}
    assert {DiscrepancyKind.UNDERPAID, DiscrepancyKind.OVERPAID} < kinds
    assert len(seen) > 30
    for claim, item in seen:
        for name in _SAME:
            assert getattr(claim, name) == getattr(item, name), (item.ref, name)


def test_an_item_is_made_once() -> None:
    outcome = reconcile(made(replace(DEFAULT, days=12), 7).facts, None, LATER, Job())
    short = [each for each in outcome.discrepancies if each.kind is DiscrepancyKind.UNDERPAID]

    again = [each for each in outcome.discrepancies if each.kind is DiscrepancyKind.UNDERPAID]

    assert short
    assert all(one is other for one, other in zip(short, again, strict=True))
    assert differences.told(short[0]) == short[0]
