"""The figures of a letter are done anew from the file alone; what was altered is named exactly."""

from __future__ import annotations

import io
import json
import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from gigwallet.app.letters.basis import LetterBasis, RuleUsed, placed
from gigwallet.app.letters.composing import compose
from gigwallet.app.letters.order import LetterOrder
from gigwallet.app.letters.recompute_letter import recomputed
from gigwallet.documents.exhibits.carried_files import carried
from gigwallet.documents.letters import figures_file
from gigwallet.documents.letters.figures_file import Figures, Node, Operation, Sentence
from gigwallet.documents.letters.recomputing import Fault, recompute, with_proofs
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.scheme import Scheme
from gigwallet.pages import page_text
from tests.reconciliation.invented import (
    JULY,
    check,
    engagement,
    in_use,
    line,
    payout,
    shape,
    statement,
    trip,
)

RESOURCES = Path(__file__).parents[3] / "resources"
LETTERS = 8
ALTERED = 25  # of each letter: 200 in all


@cache
def basis(seed: int) -> LetterBasis:
    """Orders by distance, each paid as it happens, with a statement and money that arrived."""
    dice = random.Random(seed)  # noqa: S311  invented amounts
    scheme = shape("distance_bands/km_bands")
    trips, lines = [], []
    for place in range(dice.randrange(4, 9)):
        when = f"2025-07-{place + 2:02}T12:00"
        metres = dice.randrange(500, 6000, 100)
        trips.append(trip(f"A{place}", when, paid_m=metres))
        if dice.random() < 0.8:
            lines.append(line(f"A{place}", f"{dice.randrange(300, 700) / 100:.2f}"))
    taken = dice.randrange(1000, 5000)
    slip = statement(
        gross=f"{sum(each.fact.amount.minor for each in lines) / 100:.2f}",
        deductions=[("装备", f"-{taken / 100:.2f}")],
    )
    arrived = [payout(f"{dice.randrange(500, 2000) / 100:.2f}", "2025-07-20") for _ in range(2)]
    outcome = check(
        trips=trips,
        pay_lines=lines,
        statements=[slip],
        payouts=arrived,
        schemes=[in_use(scheme)],
    )
    [totals] = outcome.totals
    names = dict.fromkeys((ExhibitId("slip"), ExhibitId("bill")), "账单.csv")
    return LetterBasis(
        engagement=engagement().engagement,
        period=JULY,
        totals=totals,
        items=tuple(outcome.discrepancies),
        tallies=(),
        trips_done=((JULY, len(trips)),),
        statements=(placed(slip, names),),
        payouts=tuple(placed(each, names) for each in arrived),
        rules=(RuleUsed(Scheme(scheme.name, "", "", False, date(2025, 1, 1)), "rule.png"),),
    )


def ordered(seed: int) -> LetterOrder:
    """A demand about invented work, in Chinese or English."""
    return LetterOrder(
        "cn",
        "pay_shortfall",
        ("zh", "en")[seed % 2],
        {
            "applicant_name": "样例骑手",
            "recipients": "样例科技有限公司",
            "platform": "样例平台",
            "work_done": "见附表",
            "rule_name": "里程分段",
            "rule_from": "2025-01-01",
            "answer_by": "2025-09-30",
        },
        JULY,
        date(2025, 9, 15),
        False,
        basis(seed),
    )


@cache
def letter(seed: int) -> bytes:
    return compose(ordered(seed), RESOURCES).pdf


def figures_in(pdf: bytes) -> Figures:
    data, _pages = carried(pdf, figures_file.NAME)
    assert data is not None
    return figures_file.read(data)


def text_of(pdf: bytes) -> str:
    _data, pages = carried(pdf, figures_file.NAME)
    return "".join(page_text(pdf, page) for page in range(1, pages + 1))


def altered(node: Node, dice: random.Random) -> Node:
    """The same with another value: an amount by some cents, a day by some days."""
    by = dice.choice([-1, 1]) * dice.randrange(1, 500)
    if node.unit == "moment":
        moved = datetime.fromisoformat(node.value) + timedelta(minutes=by)
        return replace(node, value=moved.isoformat())
    if "-" in node.value[1:]:
        return replace(node, value=(date.fromisoformat(node.value) + timedelta(by)).isoformat())
    if node.unit == "day":
        return replace(node, value=str(int(node.value) + by))
    return replace(node, value=f"{Decimal(node.value) + Decimal(by) / 100:f}")


def with_node(figures: Figures, node: Node) -> Figures:
    return replace(figures, nodes={**figures.nodes, node.id: node})


def resting_on(figures: Figures, source: str) -> list[Sentence]:
    """The sentences that lead down to ``source``, found by walking from each of them."""

    def leads(name: str) -> bool:
        return name == source or any(map(leads, figures.nodes[name].of))

    return [each for each in figures.sentences if any(leads(one.node) for one in each.figures)]


@pytest.mark.parametrize("seed", range(LETTERS))
def test_a_letter_that_nobody_altered_holds(seed: int) -> None:
    found = recomputed(letter(seed))

    assert found.holds
    assert found.steps > 10
    assert found.sources > 10
    assert len(found.sentences) > 8


@pytest.mark.parametrize("seed", range(LETTERS))
def test_one_altered_source_value_names_exactly_the_sentences_that_rest_on_it(seed: int) -> None:
    figures, pages = figures_in(letter(seed)), text_of(letter(seed))
    dice = random.Random(seed)  # noqa: S311  which values are altered
    sources = [one for one in figures.nodes.values() if one.operation is Operation.GIVEN]

    for _ in range(ALTERED):
        source = dice.choice(sources)
        checked = recompute(with_node(figures, altered(source, dice)), pages)
        flagged = [each.text for each in checked if each.flags]
        assert flagged == [each.text for each in resting_on(figures, source.id)], source.id
        assert flagged


@pytest.mark.parametrize("seed", range(LETTERS))
def test_whoever_binds_the_sources_anew_is_still_found_by_arithmetic(seed: int) -> None:
    """Made consistent with itself, the list gives other figures than the letter prints."""
    figures = figures_in(letter(seed))
    dice = random.Random(seed)  # noqa: S311  which values are altered
    paid = [name for name in figures.nodes if name.startswith("payout")]

    source = figures.nodes[dice.choice(paid)]
    bound = with_proofs(with_node(figures, altered(source, dice)))
    flags = {flag.fault for each in recompute(bound) for flag in each.flags}

    assert flags == {Fault.DIFFERS}


def test_the_day_of_the_one_order_that_a_letter_is_about_rests_on_its_source() -> None:
    about = next(one for one in basis(0).items if one.at_least and one.period.days == 1)
    day = about.period.first.isoformat()
    fields = {"issue": "少算", "account": "样例", "order_ref": about.ref, "order_day": day}
    order = replace(ordered(0), letter="app_appeal", fields=fields, item=about.ref)
    pdf = compose(order, RESOURCES).pdf
    figures = figures_in(pdf)
    [source] = [one for one in figures.nodes.values() if one.value == day and one.unit == "day"]

    moved = recompute(with_node(figures, replace(source, value="2025-08-30")))

    assert recomputed(pdf).holds
    assert {flag.row for each in moved for flag in each.flags} == {"A1"}


def test_an_altered_payment_names_the_rows_of_the_annexes_that_add_it_up() -> None:
    figures = figures_in(letter(0))
    source = figures.nodes["payout1"]

    moved = recompute(with_node(figures, replace(source, value="0.01")), text_of(letter(0)))

    rows = {each.text.partition(":")[0] for each in moved if each.flags}
    assert {"D1", "D3"} <= rows
    assert "D2" not in rows


def test_a_page_that_prints_another_amount_is_named() -> None:
    figures, pages = figures_in(letter(1)), text_of(letter(1))
    short = next(one for each in figures.sentences for one in each.figures if one.row[0] == "A")
    forged = pages.replace(short.printed, "¥9,999.00")

    flags = [flag for each in recompute(figures, forged) for flag in each.flags]

    assert {flag.fault for flag in flags} == {Fault.NOT_PRINTED}
    assert short.printed in {flag.printed for flag in flags}


def test_the_list_inside_the_file_is_what_is_done_anew() -> None:
    pdf = letter(0)
    figures = figures_in(pdf)
    source = figures.nodes["payout1"]
    more = replace(source, value=str(Decimal(source.value) + 1))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        spec = pikepdf.AttachedFileSpec(
            opened,
            figures_file.as_json(with_node(figures, more)),
            filename=figures_file.NAME,
            description="",
            mime_type="application/json",
            creation_date="",
            mod_date="",
        )
        opened.attachments[figures_file.NAME] = spec
        out = io.BytesIO()
        opened.save(out)

    found = recomputed(out.getvalue())

    assert not found.holds
    assert any(flag.fault is Fault.DIFFERS for each in found.sentences for flag in each.flags)


def test_a_file_without_figures_is_refused() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)

    with pytest.raises(GigWalletError) as refused:
        recomputed(out.getvalue())

    assert refused.value.code == "letter_proof_missing"


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "another"},
        {"version": 2},
        {"nodes": [{"id": "a", "op": "sum", "value": "1", "unit": "CNY", "of": ["a"]}]},
        {"nodes": [{"id": "a", "op": "sum", "value": "1", "unit": "CNY", "of": ["b"]}]},
        {"nodes": [{"id": "a", "op": "eval", "value": "1", "unit": "CNY"}]},
        {"nodes": [{"id": "a", "op": "product", "value": "1", "unit": "CNY", "of": []}]},
        {"nodes": [{"id": "a", "op": "given", "value": "1", "unit": "CNY"}] * 2},
        {"nodes": {}, "sentences": 7},
        {"sentences": [{"text": "x", "figures": [{"node": "nowhere"}]}]},
    ],
)
def test_a_list_that_is_none_is_refused_and_never_run(change: dict[str, object]) -> None:
    good = json.loads(figures_file.as_json(Figures("en", {}, ())))

    with pytest.raises(ValueError, match=r".*"):
        recompute(figures_file.read(json.dumps(good | change).encode()))
