"""Sentences become one text as their script sets them."""

from __future__ import annotations

import pytest

from gigwallet.words.paragraph import paragraph


@pytest.mark.parametrize(
    ("sentences", "text"),
    [
        (["It is read.", "Keep it."], "It is read. Keep it."),
        (["读完了。", "请保存。"], "读完了。请保存。"),
        (["读完了。", "Keep it.", "请保存。"], "读完了。Keep it. 请保存。"),
        (["", "Keep it.", ""], "Keep it."),
        ([], ""),
    ],
)
def test_a_space_stands_between_sentences_only_where_their_script_has_one(
    sentences: list[str], text: str
) -> None:
    assert paragraph(sentences) == text
