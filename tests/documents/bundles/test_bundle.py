"""A bundle says what it holds, shows it untouched, and five other programs agree."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image

from gigwallet.documents.bundles.composing import (
    BundleExhibit,
    BundleSpec,
    Composed,
    ExhibitGroup,
    Extract,
    ExtractLine,
    compose,
)
from gigwallet.domain.errors import GigWalletError
from gigwallet.pages import page_text, pixel_digest, rasterise


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.fixture(scope="module", params=["zh", "en"])
def composed(
    request: pytest.FixtureRequest, make_spec: Callable[..., BundleSpec], resources: Path
) -> Composed:
    return compose(make_spec(request.param), resources)


@pytest.fixture
def file(composed: Composed, tmp_path: Path) -> Path:
    path = tmp_path / "bundle.pdf"
    path.write_bytes(composed.pdf)
    return path


@pytest.fixture
def listing(composed: Composed) -> dict[str, dict[str, object]]:
    with pikepdf.open(io.BytesIO(composed.pdf)) as pdf:
        manifest = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())
    return {entry["number"]: entry for entry in manifest["exhibits"]}


def test_every_jpeg_taken_out_is_the_copy_of_the_manifest(
    file: Path, tmp_path: Path, listing: dict[str, dict[str, object]]
) -> None:
    subprocess.run([tool("pdfimages"), "-all", file, tmp_path / "out"], check=True)

    taken = {hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.glob("out*.jpg")}
    copies = {
        entry["copy_sha256"] for entry in listing.values() if entry.get("stored_as") == "DCTDecode"
    }
    assert len(copies) == 2
    assert copies <= taken


def test_every_png_lies_in_it_with_its_own_compressed_rows(
    file: Path, tmp_path: Path, listing: dict[str, dict[str, object]]
) -> None:
    listed = subprocess.run(
        [tool("pdfimages"), "-list", file], check=True, capture_output=True, text=True
    ).stdout
    objects = {int(line.split()[10]) for line in listed.splitlines()[2:]}

    def raw(number: int) -> bytes:
        command = [tool("qpdf"), f"--show-object={number}", "--raw-stream-data", file]
        return subprocess.run(command, check=True, capture_output=True).stdout

    taken = {hashlib.sha256(raw(number)).hexdigest() for number in objects}
    for number in ("3-1", "3-2", "3-3", "3-4", "3-5", "3-6", "3-7"):
        assert listing[number]["stored_sha256"] in taken


def test_pixels_taken_out_are_those_of_the_original(
    file: Path,
    tmp_path: Path,
    listing: dict[str, dict[str, object]],
    make_spec: Callable[..., BundleSpec],
) -> None:
    subprocess.run([tool("pdfimages"), file, tmp_path / "out"], check=True)
    taken = {hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.glob("out*.p?m")}

    for one in make_spec().exhibits:
        if one.number in ("3-3", "3-4", "3-5", "3-7"):
            assert isinstance(one.data, bytes)
            assert pixel_digest(one.data) in taken
    assert listing["3-5"]["pixels_sha256"] in taken


def test_qpdf_finds_nothing_wrong(file: Path) -> None:
    checked = subprocess.run([tool("qpdf"), "--check", file], capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_poppler_reads_title_and_pages(file: Path, composed: Composed) -> None:
    shown = subprocess.run([tool("pdfinfo"), file], capture_output=True, text=True, check=True)

    assert not shown.stderr
    assert "样例骑手报酬争议证据材料" in shown.stdout
    assert re.search(rf"Pages:\s+{composed.pages}\b", shown.stdout)
    assert re.search(r"JavaScript:\s+no", shown.stdout)


def test_poppler_reads_the_words_of_each_page(file: Path, composed: Composed) -> None:
    for number, (first, _) in composed.exhibit_pages.items():
        shown = subprocess.run(
            [tool("pdftotext"), "-f", str(first), "-l", str(first), file, "-"],
            capture_output=True,
            check=True,
        )
        words = shown.stdout.decode("utf-8")
        assert number in words
        assert "证据名称" in words or "微信支付账单摘录" in words


def test_pypdf_reads_pages_labels_and_bookmarks(composed: Composed) -> None:
    reader = pypdf.PdfReader(io.BytesIO(composed.pdf))

    assert len(reader.pages) == composed.pages
    assert reader.page_labels == [str(n + 1) for n in range(composed.pages)]
    marks = {
        mark["/Title"]: reader.get_destination_page_number(mark) + 1
        for mark in reader.outline
        if isinstance(mark, dict)
    }
    for number, (first, _) in composed.exhibit_pages.items():
        assert any(f" {number} " in title and page == first for title, page in marks.items())


def test_printed_page_numbers_are_the_pages_of_the_file(composed: Composed) -> None:
    for page in range(1, composed.pages + 1):
        text = re.sub(r"\s", "", page_text(composed.pdf, page))
        stamp = f"第{page}页/共{composed.pages}页", f"page{page}of{composed.pages}"
        assert any(one in text for one in stamp)


def test_index_pages_are_where_the_exhibits_are(composed: Composed) -> None:
    index = page_text(composed.pdf, 2)

    for number, (first, last) in composed.exhibit_pages.items():
        span = str(first) if first == last else f"{first}–{last}"
        assert re.search(rf"{number}\b.*?\b{span}\b", index, re.DOTALL)
        for page in range(first, last + 1):
            assert number in page_text(composed.pdf, page)


def test_index_links_lead_to_exhibits_and_back(composed: Composed) -> None:
    reader = pypdf.PdfReader(io.BytesIO(composed.pdf))
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages, 1)}  # type: ignore[union-attr]

    def targets(page: int) -> set[int]:
        notes = reader.pages[page - 1].get("/Annots") or []
        return {numbers[note.get_object()["/Dest"][0].idnum] for note in notes}

    firsts = {first for first, _ in composed.exhibit_pages.values()}
    assert firsts <= targets(2)
    for first, last in composed.exhibit_pages.values():
        for page in range(first, last + 1):
            assert 2 in targets(page)


def test_it_opens_at_full_size_with_its_title_and_language(composed: Composed) -> None:
    with pikepdf.open(io.BytesIO(composed.pdf)) as pdf:
        page, fit, left, top, zoom = pdf.Root.OpenAction
        assert page.objgen == pdf.pages[0].obj.objgen
        assert (str(fit), left, top, zoom) == ("/XYZ", None, None, 1)
        assert str(pdf.Root.Lang) in ("zh-Hans", "en-IE")
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_what_is_wide_lies_on_a_wide_page_and_no_page_is_turned(composed: Composed) -> None:
    with pikepdf.open(io.BytesIO(composed.pdf)) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            *_, wide, tall = map(float, page.obj.MediaBox)
            assert (wide > tall) == (number == composed.exhibit_pages["3-5"][0])
            assert page.obj.get("/Rotate", 0) == 0


def test_pdfium_draws_every_page(composed: Composed) -> None:
    document = pypdfium2.PdfDocument(composed.pdf)

    for page in document:
        assert page.render(scale=0.3).to_pil().convert("L").getextrema()[0] < 200


def test_stamps_stay_off_the_exhibits(composed: Composed) -> None:
    with pikepdf.open(io.BytesIO(composed.pdf)) as pdf:
        for first, last in (composed.exhibit_pages["3-1"], composed.exhibit_pages["3-4"]):
            for number in range(first, last + 1):
                page = pdf.pages[number - 1]
                drawn = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page)).decode(
                    "latin-1"
                )
                before, _, after = drawn.rpartition("q\n")
                _, y, _, tall = map(
                    float, re.search(r"([\d. -]+) re\nW\nn", after).group(1).split()
                )  # type: ignore[union-attr]
                heights = [float(h) for h in re.findall(r"1 0 0 1 \S+ (\S+) Tm", before)]
                assert heights
                assert all(h < y - 8 or h > y + tall + 2 for h in heights)


def test_a_picture_shown_in_parts_is_stored_once(composed: Composed) -> None:
    first, last = composed.exhibit_pages["3-4"]
    assert last > first

    with pikepdf.open(io.BytesIO(composed.pdf)) as pdf:
        stored = {
            pdf.pages[n - 1].Resources.XObject["/Exhibit"].objgen for n in range(first, last + 1)
        }

    assert len(stored) == 1


def test_a_picture_taken_sideways_stands_upright(
    composed: Composed, make_spec: Callable[..., BundleSpec]
) -> None:
    def look(number: str) -> Image.Image:
        page = rasterise(composed.pdf, composed.exhibit_pages[number][0], 400)
        with Image.open(io.BytesIO(page)) as picture:
            return picture.convert("L").crop((60, 60, 360, 500)).resize((30, 44))

    # 3-2 is 3-1 turned by a quarter with an EXIF note that says so.
    upright, turned = look("3-1"), look("3-2")
    difference = sum(abs(a - b) for a, b in zip(upright.tobytes(), turned.tobytes(), strict=True))
    assert difference / len(upright.tobytes()) < 6


def test_what_cannot_be_shown_is_said_and_digested(composed: Composed) -> None:
    page, _ = composed.exhibit_pages["3-8"]

    assert hashlib.sha256(b"\0\0\0\x18ftypheic").hexdigest() in re.sub(
        r"\s", "", page_text(composed.pdf, page)
    )
    assert "exhibit_not_shown" in {note.code for note in composed.notes}


def test_a_foreign_pdf_brings_its_look_and_nothing_that_acts(
    composed: Composed, unpacked: Callable[[bytes], bytes]
) -> None:
    first, last = composed.exhibit_pages["1-1"]

    assert last == first + 1
    assert "filled in by hand" in page_text(composed.pdf, first)
    assert "Agreement page 2" in page_text(composed.pdf, last)
    everything = unpacked(composed.pdf)
    for trace in (b"JavaScript", b"/AcroForm", b"/Widget", b"/EmbeddedFiles /x.txt"):
        assert trace not in everything
    codes = {note.code for note in composed.notes}
    assert {
        "exhibit_form_drawn_in",
        "exhibit_actions_removed",
        "exhibit_attachments_removed",
    } <= codes


def test_canaries_are_in_no_byte_of_it(
    composed: Composed,
    make_spec: Callable[..., BundleSpec],
    unpacked: Callable[[bytes], bytes],
    canaries: tuple[bytes, ...],
) -> None:
    planted = b"".join(exhibit.data for exhibit in make_spec().exhibits)
    everything = composed.pdf + unpacked(composed.pdf)

    for canary in canaries:
        wide = canary.decode().encode("utf-16-be")
        assert canary not in everything
        assert wide not in everything
    assert canaries[0] in planted


def test_every_page_of_a_specimen_says_so_and_no_exhibit_is_drawn_over(
    make_spec: Callable[..., BundleSpec], resources: Path
) -> None:
    plain, marked = (compose(make_spec("zh", specimen), resources) for specimen in (False, True))

    assert marked.pages == plain.pages
    for page in range(1, marked.pages + 1):
        assert "样张 SPECIMEN" in page_text(marked.pdf, page)
        assert "SPECIMEN" not in page_text(plain.pdf, page)
    for number in ("1-1", "3-1", "3-4", "3-6"):
        page, _ = plain.exhibit_pages[number]
        inside = []
        for one in (plain, marked):
            with Image.open(io.BytesIO(rasterise(one.pdf, page, 400))) as picture:
                inside.append(
                    picture.convert("RGB").crop((30, 55, 390, picture.height - 45)).tobytes()
                )
        assert inside[0] == inside[1]


def test_a_file_that_is_not_the_recorded_one_is_refused(
    make_spec: Callable[..., BundleSpec], resources: Path
) -> None:
    spec = make_spec()
    swapped = replace(spec.exhibits[1], original_sha256="0" * 64)

    with pytest.raises(GigWalletError) as refused:
        compose(replace(spec, groups=(ExhibitGroup("", (swapped,)),)), resources)

    assert refused.value.code == "exhibit_changed"


def test_an_extract_never_comes_with_its_file(
    make_exhibit: Callable[..., BundleExhibit], make_spec: Callable[..., BundleSpec]
) -> None:
    extract = make_spec().exhibits[-1].extract

    with pytest.raises(ValueError, match="extract"):
        make_exhibit("1-1", "text/csv", "bill.csv", b"other lines", extract=extract)


def test_a_table_of_many_columns_goes_on_below_itself(
    make_spec: Callable[..., BundleSpec], resources: Path
) -> None:
    """Real exports have forty columns: each is shown, and each part names its lines."""
    columns = tuple(f"column_number_{n}" for n in range(40))
    lines = tuple(ExtractLine(str(9000 + n), tuple(f"v{n}c{c}" for c in range(40))) for n in (1, 2))
    last = make_spec().exhibits[-1]
    one = replace(last, extract=Extract("uber_rides_export", columns, lines))

    composed = compose(
        replace(make_spec(), groups=(ExhibitGroup("", (one,)),), computations=()), resources
    )

    first, end = composed.exhibit_pages[one.number]
    text = "".join(page_text(composed.pdf, page) for page in range(first, end + 1))
    assert all(f"v{n}c{c}" in text for n in (1, 2) for c in range(40))
    assert text.count("9001") == text.count("9002") > 1


def test_names_that_no_face_can_draw_are_replaced_and_reported(
    make_exhibit: Callable[..., BundleExhibit],
    make_spec: Callable[..., BundleSpec],
    resources: Path,
) -> None:
    nasty = "工资\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe\n" + "很" * 300 + "\U0002f9ff../../x.png"
    one = replace(make_spec().exhibits[3], original_name=nasty, title=nasty)

    composed = compose(
        replace(make_spec(), groups=(ExhibitGroup("", (one,)),), computations=()), resources
    )

    (note,) = (note for note in composed.notes if note.code == "characters_replaced")
    assert "U+202E" in note.facts["characters"]
    text = "".join(page_text(composed.pdf, page) for page in range(1, composed.pages + 1))
    assert "〓" in text
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in text


@pytest.mark.parametrize("kind", ["image/png", "image/jpeg", "image/webp", "application/pdf"])
def test_a_torn_file_becomes_a_page_that_says_so(
    make_exhibit: Callable[..., BundleExhibit],
    make_spec: Callable[..., BundleSpec],
    resources: Path,
    kind: str,
) -> None:
    data = next(e.data for e in make_spec().exhibits if e.media_type == kind)
    torn = make_exhibit("1-1", kind, "torn", data[: len(data) // 3])

    composed = compose(
        replace(make_spec(), groups=(ExhibitGroup("", (torn,)),), computations=()), resources
    )

    assert [note.code for note in composed.notes] == ["exhibit_not_shown"]


def test_a_bundle_without_exhibits_is_still_a_document(
    make_spec: Callable[..., BundleSpec], resources: Path
) -> None:
    bare = replace(make_spec(), groups=(), computations=(), statement=())

    assert compose(bare, resources).pages == 3
