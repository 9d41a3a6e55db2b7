"""A table that is read as it comes says what it says when it is held."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import Reading, Rejection, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.tabular import tables
from gigwallet.tabular.amounts import Fractions, Style, StyleVotes
from gigwallet.tabular.encodings import Encoding, decoded, encoding_of
from gigwallet.tabular.habits import Words
from gigwallet.tabular.lines import StreamLines, physical_lines
from gigwallet.tabular.trust import trusted_stream
from tests.examples import examples

_TEXT = st.text(st.sampled_from('a交,"\r\n\u2028 x'), max_size=40)


class _Dripping(io.BytesIO):
    """A stream that hands out three bytes at once, whatever it is asked for."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(3 if size is None or size < 0 or size > 3 else size)


@settings(max_examples=examples(200))
@given(_TEXT)
def test_the_lines_of_a_stream_are_those_of_its_text(text: str) -> None:
    stream = _Dripping(text.encode())

    assert list(StreamLines(stream, Encoding("utf-8"))) == physical_lines(text)


@settings(max_examples=examples(200))
@given(st.binary(max_size=60) | _TEXT.map(lambda text: text.encode("gb18030")))
def test_the_encoding_of_a_stream_is_that_of_its_bytes(data: bytes) -> None:
    found = encoding_of(_Dripping(data))

    said = None if found is None else "".join(found.pieces(_Dripping(data)))
    assert said == decoded(data)


def test_a_table_is_read_as_often_as_it_is_asked() -> None:
    table = tables.find_in_stream("x", io.BytesIO(b"a,b\n1,2\n3,4\n"), {"a", "b"}.issubset)

    assert [line.line for line in table] == [2, 3]
    assert [line.line for line in table] == [2, 3]


def test_two_readings_at_once_do_not_mix() -> None:
    lines = StreamLines(io.BytesIO(b"a\n" * 300_000), Encoding("utf-8"))
    one = iter(lines)
    next(one)
    next(iter(lines))

    with pytest.raises(RuntimeError):
        list(one)


def test_a_file_without_line_ends_is_no_table_and_is_not_held() -> None:
    with pytest.raises(GigWalletError) as refused:
        list(StreamLines(io.BytesIO(b"x" * 9_000_000), Encoding("utf-8")))

    assert refused.value.code == "format_unknown"


def test_columns_are_folded_in_one_reading() -> None:
    text = "word,amount\n" + "ride,1.234\n" * 60 + "rde,1\n" + 'ride,"5,50"\n'
    table = tables.find_in_stream("x", io.BytesIO(text.encode()), {"word"}.issubset)
    words, votes, fractions = Words(), StyleVotes(), Fractions()

    tables.fold(table, [("word", words), ("amount", votes), ("amount", fractions)])

    assert words.misspelt == {"rde"}
    assert votes.style() is Style.COMMA
    assert fractions.always("EUR")
    assert not fractions.always("JPY")


def test_a_stream_that_cannot_be_trusted_is_refused_at_its_end() -> None:
    readings: list[Reading] = [Rejection("bad_time", Locator(line=n)) for n in range(8)]
    readings += [Skip("other_spending", Locator(line=n)) for n in range(8, 20)]
    read = trusted_stream("x", readings)

    assert [next(read) for _ in readings] == readings
    with pytest.raises(GigWalletError):
        next(read)
