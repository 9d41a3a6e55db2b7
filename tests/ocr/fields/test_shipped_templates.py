"""Every template that is shipped reads its case, and says how sure its wording is."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gigwallet.ocr.fields import Template, read_screen
from gigwallet.ocr.fields.spelling import skeleton
from tests.ocr.fields.drawn import read, screen, templates

_CASES = Path(__file__).parent / "cases"


def _case(template: Template) -> dict[str, Any]:  # Any: what tomllib reads
    return tomllib.loads((_CASES / f"{template.key}.toml").read_text("utf-8"))


@pytest.fixture(params=templates(), ids=lambda each: each.key)
def template(request: pytest.FixtureRequest) -> Template:
    assert isinstance(request.param, Template)
    return request.param


def test_no_case_is_without_its_template() -> None:
    told = {f"{each.parent.name}/{each.stem}" for each in _CASES.glob("*/*.toml")}

    assert told == {each.key for each in templates()}


def test_a_template_is_chosen_for_its_case_and_reads_it_exactly(template: Template) -> None:
    case = _case(template)

    reading = read([tuple(row) for row in case["rows"]])

    assert reading.template == template.key
    assert {each.name: each.value for each in reading.fields} == case["fields"]
    assert {each.name for each in reading.to_review} == set(case.get("waits", []))
    assert reading.missing == ()


def test_the_sums_of_a_template_hold(template: Template) -> None:
    reading = read([tuple(row) for row in _case(template)["rows"]])

    assert reading.checks or not template.sums
    assert all(each.holds for each in reading.checks if each.rule != "rate_of_all")


def test_a_template_alone_fits_no_other_case(template: Template) -> None:
    for other in templates():
        if other.key != template.key:
            shown = screen([tuple(row) for row in _case(other)["rows"]])
            both = tuple(each for each in templates() if each.key in (template.key, other.key))

            assert read_screen(shown, "", both).template == other.key


def test_a_template_says_on_what_its_wording_rests(template: Template) -> None:
    assert len(template.basis) > 20


def test_labels_of_a_template_differ_for_ocr(template: Template) -> None:
    bones = [skeleton(label) for each in template.fields for label in each.labels]

    assert len(bones) == len(set(bones))
