"""What every importer on the shelf must keep, run over the samples beside its tests."""

from __future__ import annotations

import io
import pickle
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.other_spending import BILLS
from gigwallet.domain.reading import EngagementRow, FileHead, Reading, Rejection, Row, Skip
from gigwallet.importers import all_importers, read_document, recognise
from gigwallet.words.sentences import collected

_SHELF = Path(__file__).parent.parent / "importers"
_SAMPLES = sorted(
    path for path in _SHELF.glob("*/samples/**/*") if path.is_file() and path.suffix != ".zip"
)


def _importer_of(path: Path) -> str:
    return path.relative_to(_SHELF).parts[0]


def _name(path: Path) -> str:
    return path.relative_to(_SHELF / _importer_of(path) / "samples").as_posix()


def _readings(name: str, data: bytes) -> tuple[Reading, ...]:
    return tuple(each for file in read_document(name, data).files for each in file.readings)


def _readings_or_refusal(sample: Path, data: bytes) -> tuple[Reading, ...]:
    """No readings where the file is refused; a refusal must have its sentence."""
    try:
        return _readings(_name(sample), data)
    except GigWalletError as refusal:
        if refusal.code not in collected("REFUSALS"):
            raise
        return ()


def _lines(readings: tuple[Reading, ...]) -> Iterator[Row | EngagementRow | Skip | Rejection]:
    for each in readings:
        if isinstance(each, Row | EngagementRow | Skip | Rejection):
            yield each


@pytest.fixture(params=_SAMPLES, ids=lambda path: f"{_importer_of(path)}:{path.name}")
def sample(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


def test_every_importer_has_samples() -> None:
    assert {_importer_of(path) for path in _SAMPLES} == {each.name for each in all_importers()}


def test_exactly_one_importer_claims_a_sample(sample: Path) -> None:
    data = sample.read_bytes()
    head = FileHead(_name(sample), len(data), data[: 64 * 1024])

    claims = [each.name for each in all_importers() if each.recognises(head)]

    assert claims == [_importer_of(sample)]


def test_every_data_line_ends_once_as_row_skip_or_rejection(sample: Path) -> None:
    readings = _readings_or_refusal(sample, sample.read_bytes())

    told = Counter(each.locator.line for each in _lines(readings))

    assert all(line is not None and count == 1 for line, count in told.items())
    for each in _lines(readings):
        if isinstance(each, Skip | Rejection):
            assert each.reason in collected("REASONS")


def test_reading_twice_says_the_same(sample: Path) -> None:
    data = sample.read_bytes()

    once = _readings_or_refusal(sample, data)

    assert _readings_or_refusal(sample, data) == once
    assert pickle.loads(pickle.dumps(once)) == once  # noqa: S301  our own values


def test_natural_keys_do_not_hang_on_the_place_in_the_file(sample: Path) -> None:
    data = sample.read_bytes()
    head = FileHead(_name(sample), len(data), data[: 64 * 1024])
    importer = recognise(head)
    assert importer is not None
    try:
        read = list(importer.read(head, io.BytesIO(data)))
    except GigWalletError:
        return
    rows = [each for each in read if isinstance(each, Row)]

    facts: dict[tuple[str, str], object] = {}
    for row in rows:
        known = facts.setdefault((row.family, row.natural_key), row.fact)
        assert known == row.fact


@pytest.mark.parametrize("seed", range(3))
def test_damage_is_refused_or_rejected_and_never_a_crash(sample: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  not a secret
    data = bytearray(sample.read_bytes())
    for _ in range(max(1, len(data) // 50)):
        at = dice.randrange(len(data))
        if dice.random() < 0.5:
            del data[at]
        else:
            data[at] = dice.randrange(256)
        if not data:
            break

    readings = _readings_or_refusal(sample, bytes(data))

    assert all(each.locator.line for each in _lines(readings))


def test_a_bill_that_asks_who_pays_wages_is_known_to_show_other_spending(sample: Path) -> None:
    readings = _readings_or_refusal(sample, sample.read_bytes())

    if any(isinstance(each, Row) and each.payer for each in readings):
        assert _importer_of(sample) in BILLS
