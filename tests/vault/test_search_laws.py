"""Laws of the search: what Python's ``in`` finds is found, and nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gigwallet.domain.recorded import EngagementId, FactId, HowKnown
from gigwallet.domain.searching import words_of
from gigwallet.vault import Vault
from tests import cheap_keys
from tests.cheap_keys import CHEAP
from tests.examples import examples
from tests.vault import things
from tests.vault.conftest import PASSPHRASE, SetClock
from tests.vault.searching import MIXED_TEXT, oracle

Notes = list[tuple[FactId, str]]


class _Kept:
    """One vault for all examples; each example empties it first."""

    def __init__(self, folder: Path) -> None:
        self.vault, _ = Vault.create(folder, bytearray(PASSPHRASE), SetClock(), kdf=CHEAP)
        self.engagement: EngagementId = self.vault.engagements.add(things.ENGAGEMENT)
        self._count = 0

    def fill(self, notes: list[str]) -> Notes:
        for known in self.vault.tallies.all():
            self.vault.tallies.delete(known.id)
        new = []
        for note in notes:
            self._count += 1
            tally = replace(things.TALLY, note=note)
            new.append(things.new(tally, self.engagement, str(self._count)))
        return list(zip(self.vault.tallies.add(new).added, notes, strict=True))

    def found(self, query: str) -> set[str]:
        matches = self.vault.search.find(words_of(query), 1000)
        return {match.object for match in matches if match.kind == "tally"}


@pytest.fixture(scope="module")
def kept() -> Iterator[_Kept]:
    with tempfile.TemporaryDirectory() as place:
        with cheap_keys.allowed():
            made = _Kept(Path(place) / "vault")
        yield made
        made.vault.close()


def _expected(notes: Notes, query: str) -> set[str]:
    words = oracle(query).split()
    if not words:
        return set()
    return {object_id for object_id, note in notes if all(word in oracle(note) for word in words)}


_ONE_VAULT = settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@_ONE_VAULT
@given(st.lists(MIXED_TEXT, min_size=1, max_size=6), st.data())
def test_every_part_of_a_text_of_one_to_six_signs_finds_it(
    kept: _Kept, texts: list[str], data: st.DataObject
) -> None:
    notes = kept.fill(texts)
    kept.vault.search.catch_up()
    whole = data.draw(st.sampled_from([oracle(text) for text in texts]))
    begin = data.draw(st.integers(0, max(0, len(whole) - 1)))
    query = whole[begin : begin + data.draw(st.integers(1, 6))]

    assert kept.found(query) == _expected(notes, query)


@_ONE_VAULT
@given(st.lists(MIXED_TEXT, min_size=1, max_size=6), MIXED_TEXT)
def test_any_question_finds_what_holds_all_its_words_and_nothing_else(
    kept: _Kept, texts: list[str], query: str
) -> None:
    notes = kept.fill(texts)
    kept.vault.search.catch_up()

    assert kept.found(query[:12]) == _expected(notes, query[:12])


@_ONE_VAULT
@given(st.lists(MIXED_TEXT, min_size=2, max_size=6), MIXED_TEXT, st.data())
def test_what_is_said_anew_or_erased_is_found_as_it_is_now(
    kept: _Kept, texts: list[str], said: str, data: st.DataObject
) -> None:
    """Whether the index caught up in between or not."""
    notes = kept.fill(texts)
    if data.draw(st.booleans()):
        kept.vault.search.catch_up()
    anew, gone = notes[0][0], notes[-1][0]
    kept.vault.tallies.revise(anew, replace(things.TALLY, note=said), HowKnown.TYPED)
    kept.vault.tallies.delete(gone)
    notes = [(anew, said), *notes[1:-1]]
    if data.draw(st.booleans()):
        kept.vault.search.catch_up()
    for text in (*texts, said):
        query = data.draw(st.sampled_from([oracle(text)[at : at + 3] for at in range(5)]))

        assert kept.found(query) == _expected(notes, query)
