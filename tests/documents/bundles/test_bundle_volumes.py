"""A bundle in volumes: each file stands alone, and all of them have the whole index."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdf
import pytest

from gigwallet.app.letters.recompute_letter import recomputed
from gigwallet.documents.bundles import volumes as dividing
from gigwallet.documents.bundles.composing import (
    BundleSpec,
    Part,
    batches,
    compose,
    files,
    write_part,
)
from gigwallet.documents.bundles.volumes import Limits
from gigwallet.pages import page_text
from tests.documents.bundles import test_bundle_figures as with_figures
from tests.documents.cases import RESOURCES, bundle_of, listing, material, picture, reckoning

Made = list[tuple[BundleSpec, bytes]]


def _parts(spec: BundleSpec) -> list[Part]:
    return [write_part(batch) for batch in batches(files(spec))]


def _volumes(name: str, limits: Limits, count: int = 9) -> Made:
    spec = bundle_of(name, material(name, count), tables=(reckoning(("1",)),))
    parts = _parts(spec)
    found = dividing.divided(spec, RESOURCES, parts, limits)
    return [(each, compose(each, RESOURCES, parts).pdf) for each in found]


@pytest.fixture(scope="module")
def three() -> Made:
    return _volumes("gb_ew", Limits(pages=9))


def _pages(pdf: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def _words(pdf: bytes, page: int) -> str:
    return re.sub(r"\s+", "", page_text(pdf, page))


def test_no_volume_is_longer_than_the_limit_and_nothing_is_lost(three: Made) -> None:
    assert len(three) > 2
    assert all(_pages(pdf) <= 9 for _, pdf in three)
    held = [one["number"] for _, pdf in three for one in listing(pdf)["exhibits"]]
    assert held == [str(n) for n in range(1, 10)]


def test_each_volume_has_a_cover_and_the_index_of_all(three: Made) -> None:
    for number, (_, pdf) in enumerate(three, start=1):
        assert f"Volume{number}of{len(three)}" in _words(pdf, 1)
        assert "numberedonthroughallvolumes" in _words(pdf, 1)
        index = page_text(pdf, 2)
        assert index.count("Screenshot") == 9


def test_page_numbers_run_through_all_volumes(three: Made) -> None:
    next_page = 1
    for _, pdf in three:
        labels = pypdf.PdfReader(io.BytesIO(pdf)).page_labels
        assert labels == [str(next_page + n) for n in range(len(labels))]
        for page, label in enumerate(labels, start=1):
            assert _words(pdf, page).endswith(label)
        next_page += len(labels)


def test_every_index_tells_the_volume_and_the_page_on_which_each_exhibit_is(three: Made) -> None:
    stands = {}
    for number, (spec, pdf) in enumerate(three, start=1):
        first = spec.volume.first if spec.volume else 0
        for one in listing(pdf)["exhibits"]:
            stands[one["number"]] = (number, first - 1 + one["pages"][0])

    for _, pdf in three:
        index = page_text(pdf, 2)
        for number, (volume, page) in stands.items():
            shade = int(number) - 1
            assert re.search(rf"Screenshot {shade}\b.*?\b{page}\s+{volume}\b", index, re.DOTALL)


def test_each_manifest_knows_the_exhibits_of_the_others(three: Made) -> None:
    everything = {one["original_sha256"] for _, pdf in three for one in listing(pdf)["exhibits"]}

    for number, (_, pdf) in enumerate(three, start=1):
        said = listing(pdf)
        assert said["pages"] == _pages(pdf)
        assert (said["volume"]["number"], said["volume"]["of"]) == (number, len(three))
        elsewhere = {one["original_sha256"] for one in said["volume"]["elsewhere"]}
        own = {one["original_sha256"] for one in said["exhibits"]}
        assert own | elsewhere == everything
        assert not own & elsewhere


def test_volumes_by_size_stay_below_it() -> None:
    limit = 1_100_000
    noise = [("work", picture(n, size=(300, 300))) for n in range(5)]  # 270 kB each
    spec = bundle_of("eu_plain", noise)
    parts = _parts(spec)

    found = dividing.divided(spec, RESOURCES, parts, Limits(size=limit))

    made = [compose(each, RESOURCES, parts).pdf for each in found]
    assert [len(listing(pdf)["exhibits"]) for pdf in made] == [2, 2, 1]
    assert all(len(pdf) <= limit for pdf in made)


def test_an_exhibit_that_is_too_long_has_a_volume_of_its_own() -> None:
    made = _volumes("gb_ew", Limits(pages=1), count=3)

    assert [len(listing(pdf)["exhibits"]) for _, pdf in made] == [1, 1, 1, 0]


def test_what_fits_is_one_file() -> None:
    (only,) = _volumes("gb_ew", Limits(pages=300, size=10_000_000), count=3)

    assert only[0].volume is None


def test_a_letter_stands_in_the_volume_that_holds_its_computations() -> None:
    """Its figures lead to their rows, and a link cannot lead into another file."""
    whole = with_figures.spec(0, with_figures.ordered(0))

    found = dividing.divided(whole, RESOURCES, [], Limits(pages=2))

    made = [compose(each, RESOURCES, []).pdf for each in found]
    proven = [pdf for pdf in made if _carries_figures(pdf)]
    assert len(made) == 3
    assert proven == made[-1:]
    assert recomputed(proven[0]).holds


def _carries_figures(pdf: bytes) -> bool:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return "figures.json" in opened.attachments
