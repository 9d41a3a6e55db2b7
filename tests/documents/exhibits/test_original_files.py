"""Originals that go along come out byte for byte, and no other file does."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdf
import pytest

from gigwallet.documents.bundles.composing import (
    BundleExhibit,
    BundleSpec,
    Composed,
    ExhibitGroup,
    compose,
)
from gigwallet.domain.exhibit_choices import ExhibitChoices


@pytest.fixture(scope="module")
def spec(make_spec: Callable[..., BundleSpec]) -> BundleSpec:
    return replace(make_spec(), choices=ExhibitChoices(attach_originals=True))


@pytest.fixture(scope="module")
def made(spec: BundleSpec, resources: Path) -> Composed:
    return compose(spec, resources)


def _listing(made: Composed) -> dict[str, dict[str, object]]:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        listing = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())
    return {one["number"]: one for one in listing["exhibits"]}


def test_each_file_comes_out_with_the_digest_of_its_original(
    made: Composed, spec: BundleSpec
) -> None:
    found = pypdf.PdfReader(io.BytesIO(made.pdf)).attachments
    entries = _listing(made)

    attached = {one["attached_as"] for one in entries.values() if "attached_as" in one}
    assert set(found) == {"manifest.json", *attached}
    assert len(attached) == len([one for one in spec.exhibits if one.extract is None])
    for entry in entries.values():
        if "attached_as" in entry:
            (data,) = found[str(entry["attached_as"])]
            assert hashlib.sha256(data).hexdigest() == entry["original_sha256"]


def test_the_file_of_an_extract_never_goes_along(made: Composed) -> None:
    assert "attached_as" not in _listing(made)["3-9"]


def test_they_are_associated_as_sources_of_what_is_shown(made: Composed) -> None:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        along = {str(one.UF): str(one.AFRelationship) for one in pdf.Root.AF}

    assert along.pop("manifest.json") == "/Data"
    assert set(along.values()) == {"/Source"}


def test_how_much_goes_along_is_told(made: Composed, spec: BundleSpec) -> None:
    (told,) = (note for note in made.notes if note.code == "bundle_originals_attached")

    size = sum(one.size for one in spec.exhibits if one.extract is None)
    assert told.facts == {"count": "9", "size": f"{size / 1_000_000:.1f} MB"}


def test_a_picture_that_comes_out_of_its_page_byte_for_byte_is_not_put_in_twice(
    spec: BundleSpec, resources: Path
) -> None:
    kept = replace(spec, choices=ExhibitChoices(attach_originals=True, keep_metadata=True))
    entries = _listing(compose(kept, resources))

    for number in ("3-1", "3-2"):
        assert entries[number]["copy_sha256"] == entries[number]["original_sha256"]
        assert "attached_as" not in entries[number]
    assert "attached_as" in entries["3-3"]


def test_hidden_details_stay_in_where_the_person_wants_them_and_this_is_told(
    spec: BundleSpec, resources: Path, canaries: tuple[bytes, ...], unpacked: Callable[..., bytes]
) -> None:
    kept = compose(replace(spec, choices=ExhibitChoices(keep_metadata=True)), resources)
    (told,) = (note for note in kept.notes if note.code == "bundle_metadata_kept")

    assert told.facts == {"count": "2"}
    assert canaries[0] in unpacked(kept.pdf)
    with pikepdf.open(io.BytesIO(kept.pdf)) as pdf:
        listing = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())
    assert listing["metadata"] == "kept"


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "a\u202egnp.exe",
        "a" * 300 + ".jpg",
        "a\nb.pdf",
        "...",
        "C:\\x.pdf",
    ],
)
def test_names_of_files_cannot_lead_anywhere(
    make_spec: Callable[..., BundleSpec],
    make_exhibit: Callable[..., BundleExhibit],
    resources: Path,
    name: str,
) -> None:
    one = make_exhibit("1-1", "text/plain", name, b"kept as it is")
    spec = replace(
        make_spec(),
        groups=(ExhibitGroup("", (one,)),),
        computations=(),
        choices=ExhibitChoices(attach_originals=True),
    )
    made = compose(spec, resources)
    said = str(_listing(made)["1-1"]["attached_as"])

    assert said.startswith("1-1 ")
    assert len(said) <= 130
    assert said.isprintable()
    assert not set('/\\:*?"<>|') & set(said)
    assert pypdf.PdfReader(io.BytesIO(made.pdf)).attachments[said] == [b"kept as it is"]
