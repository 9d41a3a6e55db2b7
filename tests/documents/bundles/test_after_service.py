"""What is added to a bundle that the other side has: nothing that was served moves."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from gigwallet.documents.bundles.composing import BundleExhibit
from gigwallet.documents.bundles.served import read_served
from gigwallet.domain.errors import GigWalletError
from gigwallet.pages import page_text
from tests.documents.cases import (
    bundle_of,
    listing,
    material,
    picture,
    reckoning,
    served_as,
    spans,
    written,
)

Material = list[tuple[str, BundleExhibit]]


def _with_late(before: Material, after: int, count: int) -> Material:
    """So many more behind the exhibit at ``after``, in its group."""
    group = before[after][0]
    more = [(group, picture(200 + n, f"Late {n}", before[after][1].day)) for n in range(count)]
    return [*before[: after + 1], *more, *before[after + 1 :]]


@pytest.mark.parametrize(
    ("name", "count"),
    [("cn_arbitration", 16), ("cn_court", 2), ("gb_ew", 2), ("us_exhibits", 2)],
)
def test_served_numbers_and_pages_stay_and_late_ones_come_behind(name: str, count: int) -> None:
    """With many, the index outgrows its pages."""
    before = material(name, 6)
    first = written(bundle_of(name, before, tables=(reckoning(),)))
    served = served_as(first)

    spec = bundle_of(name, _with_late(before, 2, count), tables=(reckoning(),), served=served)
    second = written(spec)

    was, now = spans(first), spans(second)
    assert {number: now[number] for number in was} == was
    late = [one for one in listing(second)["exhibits"] if "round" in one]
    assert len(late) == count
    assert all(re.fullmatch(r"[\d-]+[A-Z]+|[\d-]+", one["number"]) for one in late)
    assert min(one["pages"][0] for one in late) == served.pages + 1
    assert listing(second)["after"]["sha256"] == served.files[0].sha256
    for number, (page, _) in was.items():
        assert page_text(second, page).split()[-1] == page_text(first, page).split()[-1], number


def test_the_index_shows_a_late_exhibit_where_it_belongs() -> None:
    before = material("gb_ew", 4)
    served = served_as(written(bundle_of("gb_ew", before)))

    second = written(bundle_of("gb_ew", _with_late(before, 1, 1), served=served))

    index = " ".join(page_text(second, 2).split())
    assert re.search(r"2 Screenshot 1 .* 2A Late 0 .* 3 Screenshot 2 ", index)
    assert "follows one that was served" in " ".join(page_text(second, 1).split())


def test_an_index_that_outgrew_its_pages_goes_on_at_the_end() -> None:
    before = material("gb_ew", 4)
    first = written(bundle_of("gb_ew", before))
    served = served_as(first)

    second = written(bundle_of("gb_ew", _with_late(before, 1, 34), served=served))

    assert "The rest of the index stands at the end" in " ".join(page_text(second, 2).split())
    with pikepdf.open(io.BytesIO(second)) as pdf:
        listed = "".join(page_text(second, page) for page in range(1, len(pdf.pages) + 1))
    assert "continued" in listed
    for n in range(34):
        assert f"Late {n}" in listed


def test_a_bundle_can_be_added_to_again_and_again() -> None:
    now = material("eu_plain", 4)
    pdf = written(bundle_of("eu_plain", now))
    for turn in range(3):
        served = served_as(pdf)
        now = [*now[:1], ("work", picture(100 + turn, f"Turn {turn}")), *now[1:]]
        later = written(bundle_of("eu_plain", now, served=served))
        was, is_now = spans(pdf), spans(later)
        assert {number: is_now[number] for number in was} == was
        assert len(is_now) == len(was) + 1
        pdf = later


def test_what_was_served_must_still_be_there() -> None:
    before = material("gb_ew", 3)
    served = served_as(written(bundle_of("gb_ew", before)))

    with pytest.raises(GigWalletError) as refused:
        bundle_of("gb_ew", before[1:], served=served)

    assert refused.value.code == "served_exhibit_gone"


def test_another_form_would_move_pages_and_is_refused() -> None:
    before = [("work", one) for _, one in material("gb_ew", 3)]
    served = served_as(written(bundle_of("us_exhibits", before)))

    with pytest.raises(GigWalletError) as refused:
        written(bundle_of("gb_ew", before, served=served))

    assert refused.value.code == "served_pages_would_move"


def test_what_is_no_bundle_is_refused() -> None:
    blank = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(blank)
    lying = io.BytesIO()
    with pikepdf.open(io.BytesIO(written(bundle_of("gb_ew", material("gb_ew", 1))))) as pdf:
        pdf.attachments["manifest.json"] = pikepdf.AttachedFileSpec(pdf, b'{"exhibits": [7]}')
        pdf.save(lying)

    for data in (b"no pdf", blank.getvalue(), lying.getvalue()):
        with pytest.raises(GigWalletError) as refused:
            read_served(data)
        assert refused.value.code == "served_unreadable"
