"""A short run of ``run.py fuzz importers``, always the same: the long one is for machines."""

from __future__ import annotations

import pytest

from tests.fuzz import importers as fuzz

_SAMPLES = fuzz.samples()


@pytest.mark.parametrize("importer", sorted(_SAMPLES))
def test_damaged_and_made_files_are_read_or_refused(importer: str) -> None:
    paths = _SAMPLES[importer]
    fuzzing = fuzz.Fuzzing(fuzz.sums)

    for number in range(4):
        fuzzing.damaged(paths[number % len(paths)], number)
    fuzzing.made(paths[0], 1, 4)

    assert fuzzing.faults == []
    assert sum(fuzzing.outcomes.values()) >= 5


def test_a_crash_is_a_fault() -> None:
    def read(_name: str, _data: bytes) -> tuple[fuzz.Sums, int]:
        raise ValueError("as a parser might")

    (paths, *_) = _SAMPLES.values()
    fuzzing = fuzz.Fuzzing(read)
    fuzzing.damaged(paths[0], 1)

    assert len(fuzzing.faults) == 1


def test_a_changed_sum_that_nobody_told_is_counted() -> None:
    seen = iter([({"pay CNY": 5}, 0), ({"pay CNY": 6}, 0)])
    (paths, *_) = _SAMPLES.values()
    fuzzing = fuzz.Fuzzing(lambda _name, _data: next(seen))
    fuzzing.damaged(paths[0], 1)

    assert fuzzing.outcomes == {"changed in silence": 1}
