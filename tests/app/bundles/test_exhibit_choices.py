"""What a person chooses for the exhibits of a bundle is done, and was told before."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from gigwallet.app.bundles import build_bundle, preview_bundle
from gigwallet.app.bundles.folder import FolderForm, bundle_folder
from gigwallet.app.bundles.tell_choices import meanings, tell_choices
from gigwallet.app.intake.import_files import import_files
from gigwallet.app.wallet import Wallet
from gigwallet.documents.bundles.composing import ExhibitFile
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit_choices import ExhibitChoices, Papers
from gigwallet.domain.job import Job
from gigwallet.domain.paper import Box, Page, Paper, Piece
from gigwallet.domain.ports import Isolation
from gigwallet.domain.recorded import EngagementId, ExhibitId
from gigwallet.domain.screen import ScreenReading
from gigwallet.domain.step import Step
from gigwallet.host.isolation import SameProcess
from gigwallet.pages import page_count, page_text
from gigwallet.vault.shelves.screen_shelf import StoredReading
from gigwallet.words import refusals
from tests.pages.test_recording import wav

_PLAIN = FolderForm(language="en")
DAY = date(2025, 9, 10)
RESOURCES = Path(__file__).parents[3] / "resources"
_FONT = str(RESOURCES / "fonts" / "noto-sans-sc" / "NotoSansSC-Regular.ttf")


def _picture(text: str) -> bytes:
    picture = Image.new("RGB", (520, 300), "white")
    face = ImageFont.truetype(_FONT, 40)
    ImageDraw.Draw(picture).text((40, 80), text, fill="black", font=face)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=92, comment=b"taken with a phone")
    return out.getvalue()


def _locked() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 400))
        page.Contents = pdf.make_stream(b"0.2 0.4 0.9 rg 50 50 200 300 re f")
        pdf.save(out, encryption=pikepdf.Encryption(owner="other", user="geheim-4711"))
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "evidence"
    made.mkdir()
    (made / "locked.pdf").write_bytes(_locked())
    return made


Bundled = Callable[..., list[str]]


@pytest.fixture
def bundled(folder: Path, tmp_path: Path) -> Bundled:
    """The codes that the bundle of the folder is told with."""

    def bundle(**choices: object) -> list[str]:
        written = bundle_folder(
            SameProcess(), RESOURCES, folder, tmp_path / "out.pdf",
            form=_PLAIN, today=DAY, replace=True, **choices,  # type: ignore[arg-type]
        )  # fmt: skip
        return [note.code for note in written.notes]

    return bundle


def test_a_locked_paper_is_asked_for_by_name_and_nothing_is_written(
    bundled: Bundled, tmp_path: Path
) -> None:
    with pytest.raises(GigWalletError) as refused:
        bundled()
    assert (refused.value.code, refused.value.facts) == (
        "bundle_paper_locked", {"name": "locked.pdf"},
    )  # fmt: skip
    with pytest.raises(GigWalletError) as wrong:
        bundled(passwords=("geheim",))
    assert wrong.value.code == "bundle_paper_password_wrong"
    assert "geheim" not in refusals.sentence(wrong.value)
    assert not (tmp_path / "out.pdf").exists()


def test_with_its_password_it_is_shown_and_the_password_is_nowhere(
    bundled: Bundled, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    codes = bundled(passwords=("wrong", "geheim-4711"))

    assert "exhibit_encryption_removed" in codes
    assert "exhibit_not_shown" not in codes
    for file in tmp_path.rglob("*"):
        assert file.is_dir() or b"geheim-4711" not in file.read_bytes()
    assert "geheim" not in caplog.text
    assert "geheim" not in repr(ExhibitFile("1", "", "", 0, b"", passwords=("geheim",)))


def test_it_may_have_a_page_that_says_so_instead(bundled: Bundled) -> None:
    assert "exhibit_not_shown" in bundled(choices=ExhibitChoices(locked_unshown=True))


def test_of_a_folder_too_the_choices_are_told_before_it_is_written(
    bundled: Bundled, tmp_path: Path
) -> None:
    told: list[str] = []

    def hear(step: Step) -> None:
        assert not (tmp_path / "out.pdf").exists()
        told.append(step.code)

    bundled(choices=ExhibitChoices(locked_unshown=True, papers=Papers.DRAWN), tell=hear)

    assert told == ["choice_papers_drawn"]


def test_words_of_a_picture_are_read_where_the_person_asks_for_it(
    folder: Path, bundled: Bundled, tmp_path: Path, isolation: Isolation
) -> None:
    (folder / "locked.pdf").unlink()
    (folder / "shot.jpg").write_bytes(_picture("今日收入 186.30"))

    without = bundled()
    assert "bundle_words_behind" not in without
    codes = bundled(reading=isolation)

    assert "bundle_words_behind" in codes
    pdf = (tmp_path / "out.pdf").read_bytes()
    said = "".join(page_text(pdf, page) for page in range(1, page_count(pdf) + 1))
    assert "今日收入" in said
    assert "186.30" in said


@pytest.fixture
def shot(wallet: Wallet, meituan: EngagementId, tmp_path: Path) -> ExhibitId:
    """A picture of the vault that was read before."""
    file = tmp_path / "shot.jpg"
    file.write_bytes(_picture("不必再读"))
    import_files(wallet, [file], Job(), engagement=meituan)
    (known,) = wallet.vault.exhibits.all()
    page = Page(520, 300, (Piece("配送费合计 42.50", Box(40, 80, 300, 50), 0.99),))
    paper = Paper((page,), "an engine 1")
    wallet.vault.screens.put(known.id, StoredReading(ScreenReading(paper), "an engine 1", "1"))
    return known.id


def test_what_the_vault_has_read_lies_behind_its_picture(
    wallet: Wallet, meituan: EngagementId, shot: ExhibitId, tmp_path: Path
) -> None:
    draft = build_bundle.prepare(wallet, meituan)
    written = build_bundle.write(wallet, draft, tmp_path / "words.pdf")
    bare = replace(draft, choices=ExhibitChoices(words=False))
    without = build_bundle.write(wallet, bare, tmp_path / "bare.pdf")

    def said(path: Path) -> str:
        pdf = path.read_bytes()
        return "".join(page_text(pdf, page) for page in range(1, written.pages + 1))

    assert "配送费合计 42.50" in said(written.path)
    assert "配送费合计" not in said(without.path)


def test_a_look_that_was_found_under_other_choices_is_found_anew(
    wallet: Wallet, meituan: EngagementId, shot: ExhibitId
) -> None:
    draft = build_bundle.prepare(wallet, meituan)
    before = preview_bundle.count(wallet, draft)
    kept = replace(draft, choices=ExhibitChoices(keep_metadata=True))
    after = preview_bundle.count(wallet, kept, before.looks)

    assert "bundle_metadata_kept" in {note.code for note in after.notes}
    (look,) = after.looks.values()
    assert look.copy_sha256 == wallet.vault.exhibits.get(shot).exhibit.sha256


def test_originals_of_the_vault_go_along_and_their_size_was_told(
    wallet: Wallet, meituan: EngagementId, shot: ExhibitId, tmp_path: Path
) -> None:
    draft = build_bundle.prepare(wallet, meituan)
    draft = replace(draft, choices=ExhibitChoices(attach_originals=True))
    size = wallet.vault.exhibits.get(shot).exhibit.size

    told = {step.code: dict(step.facts) for step in tell_choices(wallet, draft)}
    written = build_bundle.write(wallet, draft, tmp_path / "evidence.pdf")

    assert told["choice_originals_attached"] == {"count": "1", "size": f"{size / 1e6:.1f} MB"}
    with pikepdf.open(written.path) as pdf:
        listing = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())
        (entry,) = listing["exhibits"]
        along = pdf.attachments[entry["attached_as"]].get_file().read_bytes()
    assert hashlib.sha256(along).hexdigest() == entry["original_sha256"]


def _file(media_type: str) -> ExhibitFile:
    return ExhibitFile("1", media_type, media_type, 1_500_000, b"")


@pytest.mark.parametrize(
    ("choices", "kinds", "codes"),
    [
        (ExhibitChoices(), ["image/png"], ["choice_metadata_removed"]),
        (ExhibitChoices(), ["application/pdf"], ["choice_papers_as_they_are"]),
        (ExhibitChoices(papers=Papers.DRAWN), ["application/pdf"], ["choice_papers_drawn"]),
        (
            ExhibitChoices(words=False, keep_metadata=True, attach_originals=True),
            ["image/jpeg", "text/csv"],
            ["choice_metadata_kept", "choice_originals_attached", "choice_no_words"],
        ),
    ],
    ids=["pictures", "papers", "drawn papers", "all"],
)
def test_each_choice_is_told_where_it_touches_something(
    choices: ExhibitChoices, kinds: list[str], codes: list[str]
) -> None:
    told = list(meanings(choices, [_file(kind) for kind in kinds]))

    assert [step.code for step in told] == codes
    for step in told:
        assert "{" not in refusals.explain(step)


def test_a_recording_of_the_vault_has_its_page(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    file = tmp_path / "站长谈话.wav"
    file.write_bytes(wav())
    import_files(wallet, [file], Job(), engagement=meituan)
    draft = build_bundle.prepare(wallet, meituan)

    (item,) = draft.items
    assert (item.media_type, item.included) == ("audio/wav", True)
    written = build_bundle.write(wallet, draft, tmp_path / "evidence.pdf")
    pdf = written.path.read_bytes()
    said = "".join(page_text(pdf, page) for page in range(1, written.pages + 1))
    assert "站长谈话.wav" in said
    assert "文字整理稿" in said
