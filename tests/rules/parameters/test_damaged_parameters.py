"""However a file of public law is damaged, it is refused with a place, or read; never a crash."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.errors import GigWalletError
from gigwallet.rules.parameters import load_jurisdiction, load_parameter, parameter_faults
from gigwallet.words.refusals import sentence
from tests.examples import examples

ROOT = Path(__file__).parents[3]
LAW = ROOT / "resources" / "jurisdictions"
TEXTS = [
    (LAW / name).read_text(encoding="utf-8")
    for name in (
        "us_nyc/parameters/tlc_mile.toml",
        "cn/parameters/minwage_zhejiang_1_month.toml",
        "us_nyc/jurisdiction.toml",
    )
]
SNIPPETS = st.sampled_from(
    ['"', "'", '"""', "[", "]", "[[", "{", "}", "=", ",", "#", "\n", "\\", "-1", "1e9", "0", "true"]
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(SNIPPETS | st.text(max_size=3)) + text[end:]
    return text


@settings(max_examples=examples(120), deadline=None)
@given(text=damaged())
def test_a_damaged_file_is_refused_with_its_place_or_read(text: str) -> None:
    faults = list(parameter_faults(text))
    try:
        load_jurisdiction(text)
    except GigWalletError as refused:
        faults.append(refused)

    for fault in faults:
        assert int(fault.facts["line"]) >= 1
        assert sentence(fault) != fault.code


def test_the_examples_of_the_guide_are_sound() -> None:
    guide = (ROOT / "docs/adding/jurisdiction.md").read_text(encoding="utf-8")
    blocks = [
        re.sub(r"(?m)^ {3}", "", each) for each in re.findall(r"```toml\n(.*?)```", guide, re.S)
    ]
    number, head = blocks

    parameter, jurisdiction = load_parameter(number), load_jurisdiction(head)

    assert parameter_faults(number) == ()
    assert parameter.name == "xx.courier.hour"
    assert jurisdiction.floor("").name == "couriers"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('compare = "trip"', 'compare = "hour"', "scheme_not_choice"),
        ('shape = "linear"', 'shape = "round"', "scheme_not_choice"),
        ('code = "us_nyc"', 'code = "us_nyc"\ncolour = "red"', "scheme_unknown_key"),
        ('zh = "纽约市"\n', "", "scheme_missing_key"),
    ],
)
def test_a_fault_in_a_jurisdictions_own_file_is_refused(old: str, new: str, code: str) -> None:
    text = TEXTS[2]
    assert old in text

    with pytest.raises(GigWalletError, match=code):
        load_jurisdiction(text.replace(old, new, 1))


def test_a_floor_without_a_word_of_caution_is_refused() -> None:
    text = TEXTS[2]
    bare = re.sub(r"\[\[floor\.caution\]\]\nen = .*\nzh = .*\n", "", text)

    with pytest.raises(GigWalletError, match="parameter_missing_key"):
        load_jurisdiction(bare)
