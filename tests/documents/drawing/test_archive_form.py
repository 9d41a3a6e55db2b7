"""A file calls itself PDF/A-3b exactly where it is."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from gigwallet.documents.bundles.composing import (
    BundleExhibit,
    BundleSpec,
    ExhibitGroup,
    Part,
    compose,
    files,
    write_part,
)
from gigwallet.documents.drawing import archive_rules
from gigwallet.domain.exhibit_choices import ExhibitChoices, Papers
from gigwallet.domain.paper import Box, Page, Paper, Piece
from tests.documents.judges.verapdf import verapdf


def _own(spec: BundleSpec) -> BundleSpec:
    """Without the PDF of somebody else."""
    groups = (
        ExhibitGroup(
            group.title, tuple(one for one in group.exhibits if one.media_type != "application/pdf")
        )
        for group in spec.groups
    )
    return replace(spec, groups=tuple(groups))


def _says_so(pdf: bytes) -> bool:
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as said:
        return said.pdfa_status == "3B"


def _worded(spec: BundleSpec) -> list[Part]:
    """With words behind every picture."""
    page = Page(400, 800, (Piece("读到的字 𠮷 and 186.30", Box(20, 40, 300, 30)),))
    read = Paper((page,), "an engine 1.0")
    return [write_part([replace(file, read=read) for file in files(spec)])]


def test_verapdf_agrees(
    make_spec: Callable[..., BundleSpec], resources: Path, tmp_path: Path
) -> None:
    written = []
    for language in ("zh", "en"):
        written.append(tmp_path / f"{language}.pdf")
        spec = _own(make_spec(language, specimen=language == "zh"))
        bundle = compose(spec, resources, _worded(spec) if language == "zh" else None)
        written[-1].write_bytes(bundle.pdf)

    # And with all that a person may choose: a paper drawn, originals attached.
    written.append(tmp_path / "all.pdf")
    choices = ExhibitChoices(papers=Papers.DRAWN, attach_originals=True)
    written[-1].write_bytes(compose(replace(make_spec(), choices=choices), resources).pdf)

    judged = verapdf(*written)

    assert judged.returncode == 0, judged.stdout
    assert judged.stdout.count("PASS") == len(written)


def test_verapdf_finds_what_is_wrong(
    make_spec: Callable[..., BundleSpec], resources: Path, tmp_path: Path
) -> None:
    """A judge that says yes to everything would prove nothing."""
    file = tmp_path / "borrowed.pdf"
    file.write_bytes(compose(make_spec(), resources).pdf)

    judged = verapdf(file)

    assert judged.returncode == 1
    assert "font programs for all fonts" in judged.stdout


def test_a_bundle_of_pictures_says_so(
    make_spec: Callable[..., BundleSpec], resources: Path
) -> None:
    bundle = compose(_own(make_spec()), resources)

    assert _says_so(bundle.pdf)
    assert "bundle_not_archival" not in {note.code for note in bundle.notes}


def test_a_bundle_with_borrowed_fonts_does_not(
    make_spec: Callable[..., BundleSpec], resources: Path
) -> None:
    bundle = compose(make_spec(), resources)

    assert not _says_so(bundle.pdf)
    (note,) = (note for note in bundle.notes if note.code == "bundle_not_archival")
    assert note.facts == {"exhibits": "1-1"}


def test_a_paper_that_is_pdf_a_itself_comes_in_as_it_is(
    make_spec: Callable[..., BundleSpec],
    make_exhibit: Callable[..., BundleExhibit],
    resources: Path,
    tmp_path: Path,
) -> None:
    inner = compose(_own(make_spec()), resources).pdf
    paper = make_exhibit("1-1", "application/pdf", "bundle.pdf", inner)
    spec = replace(make_spec(), groups=(ExhibitGroup("", (paper,)),), computations=())
    file = tmp_path / "outer.pdf"
    file.write_bytes(compose(spec, resources).pdf)

    assert _says_so(file.read_bytes())
    judged = verapdf(file)
    assert judged.returncode == 0, judged.stdout


_PAPER = pikepdf.new()  # what belongs to a file lives no longer than the file


def _look(content: bytes = b"0 0 9 9 re f", **resources: object) -> pikepdf.Object:
    return _PAPER.make_stream(
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 9, 9],
        Resources=Dictionary(**resources),
    )


@pytest.mark.parametrize(
    "look",
    [
        pytest.param(lambda: _look(b"0 0 0 1 k 0 0 9 9 re f"), id="printing colours"),
        pytest.param(lambda: _look(b"BI /W 1 /H 1 ID x EI"), id="picture in the drawing"),
        pytest.param(
            lambda: _look(ColorSpace=Dictionary(C=Array([Name.Pattern, Name.DeviceCMYK]))),
            id="printing colour space",
        ),
        pytest.param(
            lambda: _look(
                Font=Dictionary(
                    F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
                )
            ),
            id="borrowed font",
        ),
        pytest.param(
            lambda: _look(ExtGState=Dictionary(G=Dictionary(BM=Name.Unheard))), id="odd blend"
        ),
    ],
)
def test_what_breaks_a_rule_is_seen(look: Callable[[], pikepdf.Object]) -> None:
    assert archive_rules.keeps(_look(), claims=True)
    assert not archive_rules.keeps(look(), claims=True)


def test_the_profile_in_it_is_the_same_everywhere(
    make_spec: Callable[..., BundleSpec], resources: Path
) -> None:
    bare = replace(make_spec(), groups=(), computations=(), statement=())
    with pikepdf.open(io.BytesIO(compose(bare, resources).pdf)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        profile = intent.DestOutputProfile.read_bytes()

    assert profile[36:40] == b"acsp"
    assert "sRGB".encode("utf-16-be") in profile
    assert len(profile) == int.from_bytes(profile[:4])
