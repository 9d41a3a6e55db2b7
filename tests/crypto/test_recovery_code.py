"""The recovery code survives handwriting, other keyboards and haste."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.crypto import recovery_code
from gigwallet.domain.errors import GigWalletError

codes = st.binary(min_size=20, max_size=20)


@given(codes)
def test_what_is_written_is_read_back(code: bytes) -> None:
    text = recovery_code.written(code)

    assert [len(group) for group in text.split("-")] == [4] * 8 + [2]
    assert recovery_code.read(text) == code


@given(codes, st.sampled_from(["lower", "spaces", "no", "wide", "dash", "minus", "confused"]))
def test_reading_forgives_what_does_not_change_the_meaning(code: bytes, way: str) -> None:
    text = recovery_code.written(code)
    typed = {
        "lower": text.lower(),
        "spaces": f"  {text.replace('-', ' ')}\n",
        "no": text.replace("-", ""),
        "wide": "".join(chr(ord(sign) + 0xFEE0) for sign in text),
        "dash": text.replace("-", "–"),
        "minus": text.replace("-", "\N{MINUS SIGN}"),
        "confused": text.replace("0", "O").replace("1", "l"),
    }[way]

    assert recovery_code.read(typed) == code


@given(codes, st.integers(0, 33), st.integers(1, 31))
def test_a_slip_of_the_pen_is_noticed_or_makes_another_code(
    code: bytes, place: int, by: int
) -> None:
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    signs = list(recovery_code.written(code).replace("-", ""))
    signs[place] = alphabet[(alphabet.index(signs[place]) + by) % 32]

    assert _read_or_code("".join(signs), code) in {"mistyped", "another"}


def _read_or_code(text: str, meant: bytes) -> str:
    try:
        return "meant" if recovery_code.read(text) == meant else "another"
    except GigWalletError as refused:
        return refused.code.removeprefix("recovery_code_")


@pytest.mark.parametrize("text", ["", "ABCD", "U" * 34, "ABCD-" * 9, "é" * 34])
def test_what_is_no_code_is_told_by_its_length_or_signs(text: str) -> None:
    with pytest.raises(GigWalletError) as refused:
        recovery_code.read(text)

    assert refused.value.code == "recovery_code_unreadable"


def test_a_known_code_stays_what_it_is() -> None:
    assert recovery_code.written(bytes(range(20))) == "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-J8"
