"""However a scheme file is damaged, it is refused with a place, or it is read; it never crashes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.period import Period
from gigwallet.domain.tally import Tally
from gigwallet.rules import load_scheme, read_form
from gigwallet.rules.positions import positions
from gigwallet.words.refusals import sentence
from tests.examples import examples

SCHEMES = Path(__file__).parents[2] / "resources" / "schemes"
TEXTS = [each.read_text(encoding="utf-8") for each in sorted(SCHEMES.glob("*/*.toml"))]
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
def test_a_damaged_file_is_refused_or_read(text: str) -> None:
    refused = refusal(text)

    assert refused is None or sentence(refused).startswith(("Line ", "The pay rule"))


def refusal(text: str) -> GigWalletError | None:
    """Why the text is refused, or None where it can be reckoned with."""
    try:
        scheme = load_scheme(text)
        scheme.for_tally(Tally("", Period.of_month(2025, 7), orders=7))
        read_form(text)
    except GigWalletError as found:
        return found
    return None


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 5000 + "]" * 5000,
        "format = " + "9" * 5000,
        "format = 1\nname = '" + "x" * 100_000 + "'",
        "",
        "\x00",
        "\N{BYTE ORDER MARK}",
    ],
)
def test_an_absurd_file_is_refused(text: str) -> None:
    with pytest.raises(GigWalletError):
        load_scheme(text)


def test_a_long_file_is_placed_in_one_walk() -> None:
    lines = "".join(f'k{number} = {{ a = "{number}" }}\n' for number in range(20_000))

    found = positions(lines)

    assert found["k19999", "a"] == (20_000, 12)
