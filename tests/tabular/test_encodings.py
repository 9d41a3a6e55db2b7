from __future__ import annotations

import pytest

from gigwallet.tabular.encodings import REPLACED, decoded

_TEXT = "交易时间,金额\n2025-07-01,12.50\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_what_wallets_and_spreadsheets_write_is_read(encoding: str) -> None:
    assert decoded(_TEXT.encode(encoding)) == _TEXT


def test_a_character_cut_off_at_the_end_of_a_head_is_forgiven() -> None:
    head = _TEXT.encode()[:4]

    assert decoded(head, complete=False) == "交"
    assert decoded(b"\xe4\xba", complete=True) != "交"


def test_a_broken_byte_in_a_sound_file_is_shown_and_not_guessed() -> None:
    data = (_TEXT * 20).encode()
    at = data.index("交".encode(), 100) + 1
    broken = data[:at] + data[at + 1 :]

    text = decoded(broken)

    assert text is not None
    assert 0 < text.count(REPLACED) < 4


def test_bytes_that_are_no_text_are_no_text() -> None:
    assert decoded(bytes(range(256))) is None
