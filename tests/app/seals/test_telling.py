"""What an entry says in words: also where a stranger wrote it."""

from __future__ import annotations

import json

import pytest

from gigwallet.app.seals.telling import content_in_words

CURSED = "\x1b[2J\x1b[Hanchored outside\n\u202e\ud800"


@pytest.mark.parametrize(
    "rows",
    [
        {CURSED: {"said": 1}},
        {"trip": {CURSED: 1}},
        {"trip": {"platform": CURSED, "kind": "delivery"}},
        {"other": {"said": CURSED}},
    ],
)
def test_no_name_and_no_cell_of_a_strangers_proof_steers_a_terminal(
    rows: dict[str, object],
) -> None:
    words = content_in_words(json.dumps(rows))

    assert "anchored outside" in words
    assert all(each not in words for each in "\x1b\n\u202e\ud800")
