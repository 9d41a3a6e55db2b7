"""Each form of bundle prints what its office asks for, and is PDF/A."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest

from gigwallet.documents import captions
from gigwallet.documents.bundles import profile_reading
from gigwallet.documents.bundles.composing import Composed, compose
from gigwallet.domain.exhibit_choices import ExhibitChoices
from gigwallet.pages import page_text
from tests.documents.cases import RESOURCES, bundle_of, material, reckoning
from tests.documents.judges.verapdf import verapdf

NAMES = profile_reading.names(RESOURCES)


@pytest.fixture(scope="module")
def made() -> dict[str, Composed]:
    return {
        name: compose(bundle_of(name, material(name, 6), tables=(reckoning(),)), RESOURCES)
        for name in NAMES
    }


def _words(of: Composed, page: int) -> str:
    return re.sub(r"\s+", "", page_text(of.pdf, page))


def test_verapdf_accepts_one_of_each(made: dict[str, Composed], tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.pdf" for name in NAMES]
    for name, file in zip(NAMES, files, strict=True):
        file.write_bytes(made[name].pdf)

    judged = verapdf(*files)

    assert judged.returncode == 0, judged.stdout
    assert judged.stdout.count("PASS") == len(files)


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_calls_each_page_what_is_printed_on_it(
    name: str, made: dict[str, Composed]
) -> None:
    bundle, numbers = made[name], profile_reading.load(RESOURCES, name).numbers
    labels = pypdf.PdfReader(io.BytesIO(bundle.pdf)).page_labels

    assert labels == [numbers.written(page) for page in range(1, bundle.pages + 1)]
    for page, label in enumerate(labels, start=1):
        assert label in _words(bundle, page)


@pytest.mark.parametrize("name", NAMES)
def test_the_index_lists_everything_with_its_pages(name: str, made: dict[str, Composed]) -> None:
    bundle, numbers = made[name], profile_reading.load(RESOURCES, name).numbers
    index = _words(bundle, 2)

    for first, last in bundle.exhibit_pages.values():
        span = [numbers.written(page) for page in dict.fromkeys((first, last))]
        assert "–".join(span) in index
    assert len(re.findall("Screenshot", index)) == 6


def test_the_sheets_of_the_forms_are_those_of_their_offices(made: dict[str, Composed]) -> None:
    sizes = {}
    for name, bundle in made.items():
        with pikepdf.open(io.BytesIO(bundle.pdf)) as pdf:
            sizes[name] = tuple(round(float(side)) for side in pdf.pages[0].mediabox[2:])

    assert sizes.pop("us_exhibits") == (612, 792)
    assert set(sizes.values()) == {(595, 842)}


def test_an_arbitration_commission_gets_signed_lists_and_pages_within_exhibits(
    made: dict[str, Composed],
) -> None:
    bundle = made["cn_arbitration"]

    assert "申请人（签名）：" in _words(bundle, 2)
    assert "提交3份（仲裁委员会1份，被申请人2份），申请人自留1份" in _words(bundle, 1)
    for number, (first, last) in bundle.exhibit_pages.items():
        for page in range(first, last + 1):
            assert f"证据{number}-{page - first + 1}" in _words(bundle, page)
            assert "与原件核对无异" in _words(bundle, page)
    groups = (
        "第一组主体资格.*第二组劳动关系与管理.*第三组报酬规则与发放.*第四组计算.*第五组维权经过"
    )
    assert re.search(groups, _words(bundle, 2))


def test_each_sheet_of_a_chinese_file_has_its_place_for_a_seal_across_the_edges(
    made: dict[str, Composed],
) -> None:
    for name, bundle in made.items():
        for page in range(1, bundle.pages + 1):
            marked = "骑缝签名（盖章）处" in _words(bundle, page)
            assert marked == name.startswith("cn_")


def test_a_picture_of_which_no_words_were_read_says_that_it_cannot_be_searched(
    made: dict[str, Composed],
) -> None:
    bundle = made["cn_arbitration"]
    first, _last = bundle.exhibit_pages["1"]

    assert "图中文字未经识别，不能检索" in _words(bundle, first)
    assert "图中文字未经识别，不能检索或复制。" in _words(bundle, bundle.pages)


def test_the_binding_edge_of_chinese_files_stays_free(made: dict[str, Composed]) -> None:
    edge = 25 * 72 / 25.4
    for name in ("cn_arbitration", "cn_court"):
        for page in pypdfium2.PdfDocument(made[name].pdf):
            words = page.get_textpage()
            for n in range(words.count_rects()):
                assert words.get_rect(n)[0] > edge - 1


def test_a_bundle_for_england_is_in_order_of_time_with_named_and_numbered_bookmarks(
    made: dict[str, Composed],
) -> None:
    bundle = made["gb_ew"]
    reader = pypdf.PdfReader(io.BytesIO(bundle.pdf))
    marks = [str(mark["/Title"]) for mark in reader.outline if isinstance(mark, dict)]

    for number, (first, _) in bundle.exhibit_pages.items():
        assert any(re.fullmatch(rf"{number}\. .*, page {first}", mark) for mark in marks)
    assert "Chronology" in page_text(bundle.pdf, 3)
    assert "The statement for July came" in page_text(bundle.pdf, 3)


def test_american_exhibits_have_slips_bates_numbers_and_a_certification(
    made: dict[str, Composed],
) -> None:
    bundle = made["us_exhibits"]

    first, last = bundle.exhibit_pages["1"]
    assert last == first + 1
    assert f"EXHIBIT1Screenshot0GW{first:06d}–GW{last:06d}" in _words(bundle, first)
    everything = "".join(_words(bundle, page) for page in range(last, bundle.pages + 1))
    assert "902(14)" in everything
    assert "underpenaltyofperjury" in everything


def test_the_same_form_gives_the_same_bytes(made: dict[str, Composed]) -> None:
    again = bundle_of("us_exhibits", material("us_exhibits", 6), tables=(reckoning(),))

    assert compose(again, RESOURCES).pdf == made["us_exhibits"].pdf


def test_days_are_written_as_each_place_writes_them(made: dict[str, Composed]) -> None:
    days = {"gb_ew": "1July2025", "au_f89": "1July2025", "us_exhibits": "July1,2025"}
    for name, day in days.items():
        assert day in _words(made[name], 2)
        assert "Jul1," not in _words(made[name], 2)
    with pikepdf.open(io.BytesIO(made["gb_ew"].pdf)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"


@pytest.mark.parametrize(("name", "word"), [("gb_ew", "Document"), ("au_f89", "Attachment")])
def test_a_form_calls_its_exhibits_by_one_word(
    name: str, word: str, made: dict[str, Composed]
) -> None:
    bundle = made[name]
    everything = [_words(bundle, page) for page in range(1, bundle.pages + 1)]

    # But for the head of a table of the test's own.
    assert not [page for page in everything if re.search("[Ee]xhibit(?!sA1)", page)]
    assert f"{word}File" in everything[-1]


def test_nobody_is_made_to_sign_that_details_were_left_out_where_they_were_kept() -> None:
    for kept in (False, True):
        spec = bundle_of("us_exhibits", material("us_exhibits", 1))
        bundle = compose(replace(spec, choices=ExhibitChoices(keep_metadata=kept)), RESOURCES)
        words = "".join(_words(bundle, page) for page in range(1, bundle.pages + 1))

        assert ("shownwithoutthehiddendetails" in words) is not kept
        assert ("onlyhiddendetailssuchasplaceanddevicewereleftout" in words) is not kept
        assert ("withtheirhiddendetails" in words) is kept


@pytest.mark.parametrize("name", [each for each in NAMES if each != "au_f89"])
def test_the_cover_names_the_office_that_it_goes_to_where_the_person_does(
    name: str, made: dict[str, Composed]
) -> None:
    bare = bundle_of(name, material(name, 2))
    said = replace(bare, opening=replace(bare.opening, office="Sample Tribunal"))

    cover = _words(compose(said, RESOURCES), 1)

    words = captions.load(RESOURCES, bare.language, name)
    label = re.sub(r"\s+", "", words("cover.office"))
    assert f"{label}SampleTribunal" in cover
    bare_cover = _words(made[name], 1)
    assert "SampleTribunal" not in bare_cover
    assert cover.count(label) == bare_cover.count(label) + 1
