"""What every importer on the shelf must keep, run over the samples beside its tests."""

from __future__ import annotations

import io
import pickle
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.other_spending import BILLS
from gigwallet.domain.paper import Box, Page, Paper
from gigwallet.domain.reading import EngagementRow, FileHead, Format, Reading, Rejection, Row, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.importers import (
    all_formats,
    all_paper_importers,
    importers_for,
    paper_importers_for,
    read_document,
    recognise,
    recognise_paper,
)
from gigwallet.pages import Media, read_paper, sniff
from gigwallet.words import _ as worded
from gigwallet.words import language, set_language
from gigwallet.words.sentences import collected
from tests.importers.taught import TAUGHT

_SHELF = Path(__file__).parent.parent / "importers"
_ARCHIVES = (".zip", ".gz")
_HAN = re.compile("[\u4e00-\u9fff]")
_ALL = sorted(
    path
    for path in _SHELF.glob("*/samples/**/*")
    if path.is_file() and path.suffix.casefold() not in _ARCHIVES
)


def _importer_of(path: Path) -> str:
    return path.relative_to(_SHELF).parts[0]


_PRINTED = {each.name for each in all_paper_importers()}
_SAMPLES = [path for path in _ALL if _importer_of(path) not in _PRINTED]
_PAPERS = [path for path in _ALL if sniff(path.read_bytes()[:1024]) is Media.PDF]


def _name(path: Path) -> str:
    return path.relative_to(_SHELF / _importer_of(path) / "samples").as_posix()


def _readings(name: str, data: bytes) -> tuple[Reading, ...]:
    return tuple(
        each for file in read_document(name, data, taught=TAUGHT).files for each in file.readings
    )


def _readings_or_refusal(sample: Path, data: bytes) -> tuple[Reading, ...]:
    """No readings where the file is refused; a refusal must have its sentence."""
    try:
        return _readings(_name(sample), data)
    except GigWalletError as refusal:
        if refusal.code not in collected("REFUSALS"):
            raise
        return ()


# Where in a file a reading stands: a line, a pointer (of JSON, of a column), or both.
_NOWHERE = (None, None, "")


def _place(locator: Locator) -> tuple[int | None, int | None, str]:
    return locator.line, locator.page, locator.pointer


def _lines(readings: tuple[Reading, ...]) -> Iterator[Row | EngagementRow | Skip | Rejection]:
    for each in readings:
        if isinstance(each, Row | EngagementRow | Skip | Rejection):
            yield each


@pytest.fixture(params=_PAPERS, ids=lambda path: f"{_importer_of(path)}:{path.name}")
def paper_sample(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


@pytest.fixture(params=_SAMPLES, ids=lambda path: f"{_importer_of(path)}:{path.name}")
def sample(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


def test_every_importer_has_samples() -> None:
    assert {_importer_of(path) for path in _ALL} == {each.name for each in all_formats()}


@pytest.fixture
def _in_chinese() -> Iterator[None]:
    before = language()
    set_language("zh")
    yield
    set_language(before)


@pytest.mark.usefixtures("_in_chinese")
@pytest.mark.parametrize("format_", all_formats(), ids=lambda each: each.name)
def test_a_format_says_what_it_is_called_and_how_a_worker_gets_it(format_: Format) -> None:
    assert format_.title.strip()
    for sentence in (format_.title, format_.where):
        assert not sentence or _HAN.search(worded(sentence)), sentence


def test_exactly_one_importer_claims_a_sample(sample: Path) -> None:
    data = sample.read_bytes()
    head = FileHead(_name(sample), len(data), data[: 64 * 1024])

    claims = [each.name for each in importers_for(TAUGHT) if each.recognises(head)]

    assert claims == [_importer_of(sample)]


def test_every_data_line_ends_once_as_row_skip_or_rejection(sample: Path) -> None:
    readings = _readings_or_refusal(sample, sample.read_bytes())

    told = Counter(_place(each.locator) for each in _lines(readings))

    assert all(place != _NOWHERE and count == 1 for place, count in told.items())
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
    importer = recognise(head, TAUGHT)
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

    assert all(_place(each.locator) != _NOWHERE for each in _lines(readings))


def test_a_paper_is_claimed_by_its_own_importer_alone(paper_sample: Path) -> None:
    """Those of ``any_exhibit`` say nothing that anyone reads."""
    owner = _importer_of(paper_sample)
    try:
        paper = read_paper(paper_sample.read_bytes())
    except GigWalletError:
        assert owner not in _PRINTED
        return

    claims = [
        each.name
        for each in paper_importers_for(TAUGHT)
        if each.recognises_paper(_name(paper_sample), paper)
    ]

    assert claims == ([owner] if owner in _PRINTED else [])


def test_a_paper_without_an_importer_of_its_own_is_kept_as_it_is(paper_sample: Path) -> None:
    owner = _importer_of(paper_sample)

    data = paper_sample.read_bytes()
    (file,) = read_document(_name(paper_sample), data, taught=TAUGHT).files

    assert (file.importer, file.media_type) == (owner, "application/pdf")
    assert file.readings or owner not in _PRINTED


def test_a_paper_says_of_each_reading_where_it_is_printed(paper_sample: Path) -> None:
    readings = _readings(_name(paper_sample), paper_sample.read_bytes())

    for each in _lines(readings):
        assert each.locator.page is not None
        assert Box.of(each.locator.pointer) is not None
        if isinstance(each, Skip | Rejection):
            assert each.reason in collected("REASONS")


def test_reading_a_paper_twice_says_the_same(paper_sample: Path) -> None:
    data = paper_sample.read_bytes()

    once = _readings(_name(paper_sample), data)

    assert _readings(_name(paper_sample), data) == once
    assert pickle.loads(pickle.dumps(once)) == once  # noqa: S301  our own values


def test_natural_keys_of_a_paper_do_not_hang_on_the_place_on_the_page(paper_sample: Path) -> None:
    try:
        paper = read_paper(paper_sample.read_bytes())
    except GigWalletError:
        return
    importer = recognise_paper(_name(paper_sample), paper, TAUGHT)
    read = importer.read_paper(_name(paper_sample), paper) if importer else ()

    facts: dict[tuple[str, str], object] = {}
    for row in (each for each in read if isinstance(each, Row)):
        known = facts.setdefault((row.family, row.natural_key), row.fact)
        assert known == row.fact


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_paper_is_refused_kept_or_rejected_and_never_a_crash(
    paper_sample: Path, seed: int
) -> None:
    """Its bytes are damaged, and then its words: OCR of a scan loses some."""
    dice = random.Random(seed)  # noqa: S311  not a secret
    data = paper_sample.read_bytes()
    damaged = bytearray(data)
    for _ in range(max(1, len(data) // 200)):
        damaged[dice.randrange(len(damaged))] = dice.randrange(256)

    _readings_or_refusal(paper_sample, bytes(damaged))
    try:
        paper = read_paper(data)
    except GigWalletError:
        return
    torn = Paper(tuple(_with_lost_words(dice, page) for page in paper.pages))
    importer = recognise_paper(_name(paper_sample), torn, TAUGHT)
    try:
        readings = tuple(importer.read_paper(_name(paper_sample), torn)) if importer else ()
    except GigWalletError as refusal:
        if refusal.code not in collected("REFUSALS"):
            raise
        return

    assert all(each.locator.page for each in _lines(readings))


def _with_lost_words(dice: random.Random, page: Page) -> Page:
    kept = (each for each in page.pieces if dice.random() > 0.1)
    return replace(
        page,
        pieces=tuple(
            replace(each, text=each.text[1:] or "?") if dice.random() < 0.1 else each
            for each in kept
        ),
    )


def test_a_bill_that_asks_who_pays_wages_is_known_to_show_other_spending(sample: Path) -> None:
    readings = _readings_or_refusal(sample, sample.read_bytes())

    if any(isinstance(each, Row) and each.payer for each in readings):
        assert _importer_of(sample) in BILLS
