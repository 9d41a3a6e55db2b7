"""An evidence PDF with redacted exhibits is searched by five tools for what they hide."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from gigwallet.app.bundles import build_bundle
from gigwallet.app.bundles.build_bundle import BundleDraft
from gigwallet.app.bundles.outward_names import outward_names
from gigwallet.app.bundles.proof_folder import write_folder
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.redaction import redact_exhibit
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.documents.redaction.masking import outside_digest
from gigwallet.documents.redaction.plain_files import pictures_of
from gigwallet.documents.redaction.sheets import sheets
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Isolation
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.redaction import Mask
from gigwallet.ocr import read_picture
from tests import cheap_keys
from tests.app import painted_screens, people
from tests.cheap_keys import CHEAP
from tests.documents.redaction import papers
from tests.vault import things

SECRET = "13800138000"
HIDDEN = (SECRET, "王小明", "中山路", "602室")


@pytest.fixture(scope="module")
def wallet(tmp_path_factory: pytest.TempPathFactory, isolation: Isolation) -> Iterator[Wallet]:
    """A JPEG that names a customer in its pixels, EXIF, comment and file name, a PDF that does in
    text, title, bookmark, note and attachment, a photograph of a phone, and a scan whose second
    page is turned, with a form and a stamp; all redacted."""
    remembering = painted_screens.Remembering(isolation)
    around = Surroundings(clock=people.SetClock(), isolation=remembering, aside=remembering)
    folder = tmp_path_factory.mktemp("redacted") / "vault"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(cheap_keys.vault, "LEAST_MEMORY_KIB", CHEAP.memory_kib)
        patched.setattr("gigwallet.vault.ballast.BALLAST_BYTES", 0)
        made = create_vault(folder, bytearray(people.PASSPHRASE), kdf=CHEAP, around=around)
    with made.wallet as wallet:
        work = add_engagement(wallet, people.MEITUAN)
        for data, name, media, masks in (
            (papers.screenshot("JPEG"), f"{SECRET}.jpg", "image/jpeg", papers.CUSTOMER),
            (papers.paper(), "一张单据.pdf", "application/pdf", papers.paper_masks()),
            (papers.photograph(), f"{papers.NAME}.heic", "image/heic", ()),
            (papers.scan(), "扫描.pdf", "application/pdf", ()),
        ):
            said = things.exhibit(data, name, media_type=media, engagement_id=work)
            _redact(wallet, wallet.vault.exhibits.add(said, data), masks)
        yield wallet


def _redact(wallet: Wallet, exhibit: ExhibitId, masks: tuple[Mask, ...]) -> None:
    """Without ``masks``, those that are proposed."""
    desk = redact_exhibit.begin(wallet, exhibit)
    made = redact_exhibit.make(wallet, desk, masks or desk.suggested)
    redact_exhibit.confirm(wallet, desk, made)


@pytest.fixture(scope="module")
def draft(wallet: Wallet) -> BundleDraft:
    (work,) = wallet.vault.engagements.all()
    return build_bundle.prepare(wallet, work.id)


@pytest.fixture(scope="module")
def bundle(wallet: Wallet, draft: BundleDraft, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "evidence.pdf"
    return build_bundle.write(wallet, draft, out).path


def _by(command: list[str | Path]) -> bytes:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not here")
    return subprocess.run(command, check=True, capture_output=True).stdout


def _said(text: str) -> str:
    return "".join(text.split()).replace("-", "")


def test_copies_stand_for_their_originals_and_are_not_offered_beside_them(
    wallet: Wallet, draft: BundleDraft
) -> None:
    held = redact_exhibit.redactions(wallet)

    assert [each.exhibit for each in draft.items] == list(held)
    assert [each.shown for each in draft.items] == [each.copy_id for each in held.values()]
    assert not any(SECRET in each.title for each in draft.items)


def test_the_manifest_links_original_copy_boxes_and_what_is_outside(
    wallet: Wallet, bundle: Path
) -> None:
    with pikepdf.open(bundle) as pdf:
        manifest = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())
    originals = {
        each.exhibit.sha256: each.exhibit
        for each in wallet.vault.exhibits.all()
        if each.exhibit.parent is None
    }

    for entry in manifest["exhibits"]:
        said = entry["redaction"]
        original = originals[said["original_sha256"]]
        assert said["redacted_sha256"] == entry["original_sha256"]
        assert SECRET not in json.dumps(said)
        (identity,) = (each.id for each in wallet.vault.exhibits.all() if each.exhibit == original)
        masks = redact_exhibit.redactions(wallet)[identity].masks
        assert len(said["boxes"]) == len(masks)
        data = wallet.vault.exhibits.data(identity)
        assert outside_digest(sheets(data, original.media_type), masks) == said["outside_sha256"]


def test_pdftotext_reads_none_of_it(bundle: Path) -> None:
    text = _said(_by(["pdftotext", "-layout", bundle, "-"]).decode())

    assert [each for each in HIDDEN if each in text] == []
    assert "一张单据" in text


def test_qpdf_unpacks_none_of_it(bundle: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.pdf"
    _by(["qpdf", "--qdf", "--stream-data=uncompress", bundle, plain])
    data = plain.read_bytes()

    for each in (*HIDDEN, papers.PHONE):
        for encoding in ("utf-8", "utf-16-be", "gb18030"):
            assert each.encode(encoding) not in data
        assert each.encode("utf-16-be").hex().encode() not in data.lower()


def test_pypdf_finds_none_of_it_in_text_metadata_or_attachments(bundle: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    reader = pypdf.PdfReader(bundle)
    said = [page.extract_text() for page in reader.pages]
    said += [str(reader.metadata), str(reader.xmp_metadata), str(list(reader.attachments))]
    said += [part.decode("utf-8", "replace") for kept in reader.attachments.values()
             for part in kept]  # fmt: skip

    assert [each for each in HIDDEN if each in _said("\n".join(said))] == []


def test_ocr_of_every_picture_inside_reads_none_of_it(bundle: Path, tmp_path: Path) -> None:
    _by(["pdfimages", "-png", bundle, tmp_path / "picture"])
    pictures = sorted(tmp_path.glob("picture-*.png"))
    assert len(pictures) >= 3

    for path in pictures:
        page = read_picture(path.read_bytes(), "image/png").pages[0]
        said = _said("".join(each.text for each in page.pieces))
        assert [each for each in HIDDEN if each in said] == []


def test_no_inflated_run_of_its_bytes_holds_any_of_it(bundle: Path) -> None:
    """As a person with a hex editor would: every zlib stream, wherever it begins."""
    data = bundle.read_bytes()
    blobs = [data]
    for start in re.finditer(rb"stream\r?\n", data):
        try:
            blobs.append(zlib.decompressobj().decompress(data[start.end() :], 1 << 24))
        except zlib.error:
            continue
    assert len(blobs) > 10

    for each in (*HIDDEN, papers.PHONE):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert not any(each.encode(encoding) in blob for blob in blobs)


def test_the_pixels_of_a_redacted_exhibit_come_out_of_the_bundle_as_they_are(
    wallet: Wallet, bundle: Path
) -> None:
    held = redact_exhibit.redactions(wallet).values()
    wanted = set()
    for each in held:
        assert each.copy_id is not None
        said = wallet.vault.exhibits.get(each.copy_id).exhibit
        data = wallet.vault.exhibits.data(each.copy_id)
        paper = said.media_type == "application/pdf"
        shown = pictures_of(data) if paper else sheets(data, said.media_type)
        wanted |= {picture.tobytes() for picture in shown}

    with pikepdf.open(bundle) as pdf:
        inside = set()
        for page in pdf.pages:
            for picture in page.get_images().values():
                pixels = pikepdf.PdfImage(picture).as_pil_image()
                inside.add(pixels.convert("RGB").tobytes())

    assert wanted <= inside


def test_a_title_that_says_what_is_masked_is_refused_and_nothing_is_written(
    wallet: Wallet, draft: BundleDraft, tmp_path: Path
) -> None:
    first, *others = draft.items
    telling = replace(draft, items=(replace(first, purpose=f"order of {papers.PHONE}"), *others))

    with pytest.raises(GigWalletError) as refused:
        build_bundle.write(wallet, telling, tmp_path / "out.pdf")

    assert refused.value.code == "redacted_text_in_bundle"
    assert list(tmp_path.iterdir()) == []


def test_the_original_goes_in_only_where_the_person_says_so(
    wallet: Wallet, draft: BundleDraft
) -> None:
    first, *_ = draft.items

    assert first.shown != first.exhibit
    assert replace(first, show_original=True).shown == first.exhibit


def test_an_original_goes_by_the_names_of_its_copy(wallet: Wallet, draft: BundleDraft) -> None:
    """Also where a table says which exhibit shows a figure."""
    called = outward_names(wallet)

    assert SECRET in draft.items[0].name
    assert not any(SECRET in called[each.exhibit] for each in draft.items)


def test_the_folder_for_the_other_side_tells_of_the_copies_and_of_no_original(
    wallet: Wallet, bundle: Path, tmp_path: Path
) -> None:
    made = write_folder(
        [bundle],
        tmp_path / "folder",
        resources=wallet.resources,
        isolation=wallet.isolation,
        wallet=wallet,
    )
    copies = [each.copy_id for each in redact_exhibit.redactions(wallet).values()]
    proof = (made.path / "record-proof.txt").read_text("utf-8")

    assert all(str(copy) in proof for copy in copies)
    for file in (made.path / name for name in made.files):
        assert not any(word.encode() in file.read_bytes() for word in HIDDEN), file.name


def test_where_the_copy_is_gone_the_original_is_not_shown_in_its_place(
    wallet: Wallet, draft: BundleDraft, tmp_path: Path
) -> None:
    first, *others = draft.items
    assert first.redaction is not None
    gone = replace(first.redaction, copy_id=ExhibitId("0" * 32))

    with pytest.raises(GigWalletError) as refused:
        build_bundle.write(
            wallet,
            replace(draft, items=(replace(first, redaction=gone), *others)),
            tmp_path / "out.pdf",
        )

    assert refused.value.code == "redacted_copy_missing"
