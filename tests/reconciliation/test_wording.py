"""Every code that rules and the pay check can give has a sentence, and its facts fill it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.words.refusals import explain, reason
from gigwallet.words.sentences import collected
from tests.reconciliation.invented import reported_case

SOURCE = Path(__file__).parents[2] / "gigwallet"
MODULES = [*(SOURCE / "rules").glob("*.py"), *(SOURCE / "reconciliation").glob("*.py")]
TEXT = "\n".join(module.read_text(encoding="utf-8") for module in MODULES)


def test_every_step_that_is_named_in_the_code_is_worded() -> None:
    codes = set(re.findall(r'Step\(\s*"([a-z_]+)"', TEXT))
    codes |= set(re.findall(r'"(pay_carried_[a-z]+)"', TEXT))
    codes |= set(re.findall(r'Doubt\("([a-z_]+)"', TEXT))
    for end in ("", "_range"):
        codes |= {f"deduction_rule_{kind}{end}" for kind in ("shown", "differs")}
        codes |= {f"pay_order_{kind}{end}" for kind in ("paid", "underpaid", "overpaid")}
        kinds = ("underpaid", "overpaid", "unreconciled")
        codes |= {f"pay_period_{kind}{end}" for kind in kinds}
    codes.add("pay_period_paid")
    codes |= {f"pay_money_{kind}" for kind in ("paid", "overpaid", "not_received")}
    codes |= {
        f"pay_unknown_{name}"
        for name in ("time", "distance", "duration", "waiting", "product", "rank", "version")
    }

    assert codes <= collected("STEPS").keys()
    assert {kind.value for kind in DiscrepancyKind} >= {"paid", "underpaid", "missing_payout"}


def test_every_refusal_of_a_scheme_is_worded() -> None:
    codes = set(re.findall(r'"(scheme_[a-z_]+)"', TEXT))

    assert codes <= collected("REFUSALS").keys()


REASONS = {
    *re.findall(r'silent\("([a-z_]+)"', TEXT),
    *re.findall(r'(?:NotJudged|NotTold|_leave)\([^)]*"([a-z_]+)"', TEXT),
    *re.findall(r'(?:unknown|unrated)\[[a-z.]+\] = "([a-z_]+)"', TEXT),
    *re.findall(r'= "(no_[a-z_]+)" if', TEXT),
}


@pytest.mark.parametrize("code", sorted(REASONS))
def test_every_reason_is_worded(code: str) -> None:
    assert len(REASONS) > 10
    assert reason(code) != code


def test_the_sentences_of_the_reported_case_are_filled() -> None:
    for item in reported_case().discrepancies:
        for step in item.steps:
            text = explain(step)

            assert text != step.code
            assert "{" not in text
            assert "_" not in text
