"""Ways in which a file is damaged, and files that hypothesis makes in the shape of a sample."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable

from hypothesis import strategies as st

Damage = Callable[[random.Random, bytearray], None]


def _drop(dice: random.Random, data: bytearray) -> None:
    del data[dice.randrange(len(data))]


def _flip(dice: random.Random, data: bytearray) -> None:
    data[dice.randrange(len(data))] = dice.randrange(256)


def _cut(dice: random.Random, data: bytearray) -> None:
    del data[dice.randrange(1, len(data) + 1) :]


def _double(dice: random.Random, data: bytearray) -> None:
    at = dice.randrange(len(data))
    data[at:at] = data[at : at + dice.randrange(1, 400)]


def _insert(dice: random.Random, data: bytearray) -> None:
    signs = [b'"', b"\0", b"\r", b"\n", b",", b";", b"\t", b"\xff\xfe", b"-", b"(", b"\xe2\x80\xa8",
             b"{", b"]", b"<", b"&", b"1e999", b"9" * 40]  # fmt: skip
    at = dice.randrange(len(data) + 1)
    data[at:at] = dice.choice(signs)


def _two_percent(dice: random.Random, data: bytearray) -> None:
    data[:] = bytes(each for each in data if dice.random() > 0.02)


def _other_encoding(dice: random.Random, data: bytearray) -> None:
    text = bytes(data).decode("utf-8", errors="replace")
    data[:] = text.encode(dice.choice(["utf-16", "gb18030", "big5", "cp1252"]), errors="replace")


DAMAGES: tuple[Damage, ...] = (
    _drop, _flip, _cut, _double, _insert, _two_percent, _other_encoding
)  # fmt: skip


def made_like(sample: bytes) -> st.SearchStrategy[bytes]:
    """Files in the shape of ``sample``: its header over cells that nobody would write, its JSON
    with other leaves, its bytes with others among them."""
    kinds = [_patched(sample)]
    text = _text(sample)
    if text is not None and text.lstrip()[:1] in ("{", "["):
        kinds.append(_with_other_leaves(text))
    elif text is not None and "\n" in text:
        kinds.append(_with_other_cells(text))
    return st.one_of(kinds)


def _text(sample: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return sample.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


_CELLS = st.one_of(
    st.text(max_size=12),
    st.integers(-(10**14), 10**14).map(str),
    st.decimals(allow_nan=True, allow_infinity=True, places=2).map(str),
    st.datetimes().map(lambda moment: moment.isoformat(" ")),
    st.sampled_from(["", '"', '""', "=1+1", "\0", "1,5", "1.234,56", "¥1", "-", "٣٤", "9" * 30,
                     "2025-13-45", "0001-01-01", "\ufffd", "NaN", "(1)", "1e5"]),
)  # fmt: skip


def _with_other_cells(text: str) -> st.SearchStrategy[bytes]:
    """Some lines of the sample stay; others get cells of any kind."""
    lines = text.splitlines()
    marks = [mark for mark in ("\t", ";", ",") if mark in lines[-1]] or [","]
    seen = sorted({cell for line in lines for cell in re.split("[,;\t]", line)})
    cell = st.one_of(_CELLS, st.sampled_from(seen))
    row = st.lists(cell, max_size=24).map(marks[0].join)
    rows = st.lists(st.one_of(row, st.sampled_from(lines)), max_size=12)
    kept = st.integers(0, len(lines))
    return st.builds(
        lambda keep, more: "\n".join([*lines[:keep], *more]).encode(errors="surrogatepass"),
        kept, rows,
    )  # fmt: skip


_LEAVES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _CELLS),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def _with_other_leaves(text: str) -> st.SearchStrategy[bytes]:
    """A few values of the sample replaced, whatever stands there."""
    values = [match.span() for match in re.finditer(r'"[^"\\]*"(?!\s*:)|-?\d[\d.eE+-]*', text)][
        :400
    ]
    if not values:
        return _patched(text.encode())

    def put(places: list[int], leaves: list[object]) -> bytes:
        said = text
        for at, leaf in zip(sorted(set(places), reverse=True), leaves, strict=False):
            start, end = values[at]
            said = said[:start] + json.dumps(leaf) + said[end:]
        return said.encode(errors="surrogatepass")

    places = st.lists(st.integers(0, len(values) - 1), min_size=1, max_size=6)
    return st.builds(put, places, st.lists(_LEAVES, min_size=6, max_size=6))


def _patched(sample: bytes) -> st.SearchStrategy[bytes]:
    def put(patches: list[tuple[int, bytes, int]]) -> bytes:
        data = bytearray(sample)
        for at, piece, gone in patches:
            place = at % (len(data) + 1)
            data[place : place + gone] = piece
        return bytes(data)

    one = st.tuples(st.integers(0, max(1, len(sample))), st.binary(max_size=16), st.integers(0, 24))
    return st.lists(one, min_size=1, max_size=5).map(put)
