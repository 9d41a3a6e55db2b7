"""What is shown of a bundle before it is written is what will be written."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gigwallet.documents.bundles.composing import BundleSpec, Composed, compose, files
from gigwallet.documents.bundles.preview import Sheets, drawn, looks, sheets
from gigwallet.pages import rasterise

_WIDTH = 200


@pytest.fixture(scope="module")
def spec(make_spec: Callable[..., BundleSpec]) -> BundleSpec:
    return make_spec("zh")


@pytest.fixture(scope="module")
def laid(spec: BundleSpec, resources: Path) -> Sheets:
    return sheets(spec, resources, looks(tuple(files(spec))))


@pytest.fixture(scope="module")
def written(spec: BundleSpec, resources: Path) -> Composed:
    return compose(spec, resources)


def test_the_pages_are_counted_as_they_will_be_written(laid: Sheets, written: Composed) -> None:
    assert laid.outline == written.outline


def test_every_page_looks_as_it_will_be_written(
    laid: Sheets, written: Composed, spec: BundleSpec
) -> None:
    by_number = {each.number: each for each in files(spec)}
    for page in range(1, written.pages + 1):
        on_it = [by_number[number] for number in sorted(laid.shown_on(page))]

        assert drawn(laid, page, on_it, _WIDTH) == rasterise(written.pdf, page, _WIDTH), page


def test_a_layout_weighs_nothing_of_the_exhibits(laid: Sheets, spec: BundleSpec) -> None:
    """The bytes of an exhibit are in no layout, so that thousands can be counted at once."""
    shown = [each.data for each in spec.exhibits if isinstance(each.data, bytes) and each.data]

    assert shown
    whole = pickle.dumps(laid)
    assert not any(data[200:264] in whole for data in shown if len(data) > 264)


def test_another_order_is_counted_without_a_file(
    laid: Sheets, spec: BundleSpec, resources: Path
) -> None:
    known = looks(tuple(files(spec)))
    bare = replace(
        spec,
        groups=tuple(
            replace(
                group,
                exhibits=tuple(replace(each, data=b"") for each in reversed(group.exhibits)),
            )
            for group in spec.groups
        ),
    )

    turned = sheets(bare, resources, known)

    assert turned.outline.pages == laid.outline.pages
    assert turned.outline.exhibit_pages != laid.outline.exhibit_pages
