"""What is added to a bundle that was served in volumes: these stay, and a further one comes."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdf
import pytest

from gigwallet.documents.bundles.composing import (
    BundleExhibit,
    BundleSpec,
    batches,
    compose,
    files,
    write_part,
)
from gigwallet.documents.bundles.volumes import Limits, divided
from gigwallet.domain.errors import GigWalletError
from gigwallet.pages import page_text
from tests.documents.cases import (
    RESOURCES,
    bundle_of,
    listing,
    material,
    picture,
    reckoning,
    served_as,
)
from tests.documents.judges.verapdf import verapdf

Material = list[tuple[str, BundleExhibit]]


@dataclass(frozen=True)
class Made:
    material: Material
    pdfs: tuple[bytes, ...]
    specs: tuple[BundleSpec, ...]


def _made(
    spec: BundleSpec, limits: Limits, name: str
) -> tuple[tuple[BundleSpec, ...], list[bytes]]:
    parts = [write_part(batch) for batch in batches(files(spec))]
    specs = divided(spec, RESOURCES, parts, limits, name)
    return specs, [compose(each, RESOURCES, parts).pdf for each in specs]


def _with_late(before: Material, after: int, *shades: int) -> Material:
    group, beside = before[after]
    late = [(group, picture(shade, f"Late {shade}", beside.day)) for shade in shades]
    return [*before[: after + 1], *late, *before[after + 1 :]]


@pytest.fixture(scope="module")
def served() -> Made:
    """Two volumes."""
    before = material("gb_ew", 6)
    specs, pdfs = _made(bundle_of("gb_ew", before), Limits(pages=9), "1.pdf")
    assert len(pdfs) == 2
    return Made(before, tuple(pdfs), specs)


@pytest.fixture(scope="module")
def continued(served: Made) -> Made:
    """A third beside them, with one that belongs into the first and one behind all."""
    now = _with_late(_with_late(served.material, 5, 201), 1, 200)
    spec = bundle_of("gb_ew", now, served=served_as(*served.pdfs))
    specs, pdfs = _made(spec, Limits(), "more.pdf")
    return Made(now, (*served.pdfs, *pdfs), specs)


def _stands(pdfs: tuple[bytes, ...]) -> dict[str, tuple[int, int, int]]:
    """Volume and printed pages of each exhibit, as the volumes themselves say."""
    found = {}
    for pdf in pdfs:
        said = listing(pdf)
        before = said["volume"]["first_page"] - 1
        for one in said["exhibits"]:
            first, last = one["pages"]
            found[one["number"]] = (said["volume"]["number"], before + first, before + last)
    return found


def test_what_is_late_is_a_further_volume_and_goes_on_counting(
    served: Made, continued: Made
) -> None:
    (volume,) = continued.pdfs[2:]
    said = listing(volume)

    assert said["volume"]["number"] == said["volume"]["of"] == 3
    assert [one["number"] for one in said["exhibits"]] == ["2A", "7"]
    total = listing(served.pdfs[0])["volume"]["pages_of_all"]
    assert said["volume"]["first_page"] == total + 1
    labels = pypdf.PdfReader(io.BytesIO(volume)).page_labels
    assert labels == [str(total + 1 + n) for n in range(said["pages"])]
    assert [one["sha256"] for one in said["after"]["volumes"]] == [
        each.sha256 for each in served_as(*served.pdfs).files
    ]


def test_its_index_and_chronology_say_where_everything_is(continued: Made) -> None:
    volume = continued.pdfs[2]
    index = " ".join(page_text(volume, 2).split())
    days = " ".join(page_text(volume, 3).split())

    for number, (at, first, _last) in _stands(continued.pdfs).items():
        assert re.search(rf"\b{number} (Screenshot|Late) \d+ .*?\b{first} {at}\b", index), number
        assert f"{number}, volume {at}, page {first}" in days
    assert "Volume 1: 1.pdf, pages 1–" in index
    assert "Volume 3: more.pdf, pages " in index
    assert "stay as they are" in " ".join(page_text(volume, 1).split())


def test_names_in_the_index_lead_into_the_other_files(continued: Made) -> None:
    """To the page of the file on which each begins."""
    volume = continued.pdfs[2]
    wanted = set()
    for at, first, _last in _stands(continued.pdfs).values():
        if at < 3:
            start = listing(continued.pdfs[at - 1])["volume"]["first_page"]
            wanted.add((f"{at}.pdf", first - start))

    with pikepdf.open(io.BytesIO(volume)) as pdf:
        notes = [note for note in pdf.pages[1].obj.Annots if "/A" in note]
        found = {(str(note.A.F), int(note.A.D[0])) for note in notes}

    assert {str(note.A.S) for note in notes} == {"/GoToR"}
    assert found == wanted


def test_a_volume_that_leads_into_another_is_still_fit_for_archives(
    continued: Made, tmp_path: Path
) -> None:
    """It names the other file; a description of it would have to travel along."""
    file = tmp_path / "volume.pdf"
    file.write_bytes(continued.pdfs[2])

    judged = verapdf(file)

    assert judged.returncode == 0, judged.stdout


def test_such_a_bundle_is_continued_again(continued: Made) -> None:
    now = _with_late(continued.material, 1, 202)
    spec = bundle_of("gb_ew", now, served=served_as(*continued.pdfs))

    _specs, (fourth,) = _made(spec, Limits(), "again.pdf")

    said = listing(fourth)
    assert [one["number"] for one in said["exhibits"]] == ["2B"]
    assert said["volume"]["number"] == 4
    assert len(said["after"]["rounds"]) == 2
    before, after = _stands(continued.pdfs), _stands((*continued.pdfs, fourth))
    assert {number: after[number] for number in before} == before


def test_much_that_is_late_is_several_further_volumes(served: Made) -> None:
    now = _with_late(served.material, 5, *range(200, 206))
    spec = bundle_of("gb_ew", now, served=served_as(*served.pdfs))

    specs, pdfs = _made(spec, Limits(pages=10), "more.pdf")

    assert [each.volume.number for each in specs if each.volume] == [3, 4]
    assert all(listing(pdf)["pages"] <= 10 for pdf in pdfs)
    assert served_as(*served.pdfs, *pdfs).rounds == (
        listing(served.pdfs[0])["volume"]["pages_of_all"],
        listing(pdfs[0])["volume"]["pages_of_all"],
    )


def test_one_file_that_would_outgrow_the_limit_gets_a_volume_beside_it() -> None:
    before = material("us_exhibits", 3)
    _specs, (first,) = _made(bundle_of("us_exhibits", before), Limits(), "one.pdf")
    now = _with_late(before, 0, 200)
    spec = bundle_of("us_exhibits", now, served=served_as(first))

    _specs, pdfs = _made(spec, Limits(pages=listing(first)["pages"] + 1), "two.pdf")

    assert len(pdfs) == 1
    said = listing(pdfs[0])
    assert (said["volume"]["number"], [one["number"] for one in said["exhibits"]]) == (2, ["1A"])
    assert said["volume"]["first_page"] == listing(first)["pages"] + 1
    assert served_as(first, pdfs[0]).stays


def test_computations_stand_anew_in_the_further_volume() -> None:
    before = material("gb_ew", 4)
    spec = bundle_of("gb_ew", before, tables=(reckoning(("1",)),))
    _specs, pdfs = _made(spec, Limits(pages=7), "x.pdf")
    now = bundle_of("gb_ew", before, tables=(reckoning(("2",)),), served=served_as(*pdfs))

    _specs, (added,) = _made(now, Limits(), "y.pdf")

    assert listing(added)["exhibits"] == []
    assert "take the place of earlier ones" in " ".join(page_text(added, 1).split())


@pytest.mark.parametrize(
    ("which", "code"),
    [
        ((0,), "served_volume_missing"),
        ((1,), "served_volume_missing"),
        ((0, 0, 1), "served_volumes_differ"),
        ((0, 1, 0, 1), "served_volumes_differ"),
        ((), "served_unreadable"),
    ],
)
def test_all_volumes_are_wanted_each_once(served: Made, which: tuple[int, ...], code: str) -> None:
    with pytest.raises(GigWalletError) as refused:
        served_as(*(served.pdfs[n] for n in which))

    assert refused.value.code == code


def test_volumes_of_two_bundles_do_not_go_together(served: Made) -> None:
    """Also where they differ in a single exhibit."""
    other = [*served.material[:5], ("", picture(99, "Screenshot 5", served.material[5][1].day))]
    _specs, pdfs = _made(bundle_of("gb_ew", other), Limits(pages=9), "1.pdf")

    with pytest.raises(GigWalletError) as refused:
        served_as(served.pdfs[0], pdfs[1])

    assert refused.value.code == "served_volumes_differ"


def test_nothing_new_is_no_volume(served: Made) -> None:
    spec = bundle_of("gb_ew", served.material, served=served_as(*served.pdfs))

    with pytest.raises(GigWalletError) as refused:
        _made(spec, Limits(), "more.pdf")

    assert refused.value.code == "served_nothing_new"
