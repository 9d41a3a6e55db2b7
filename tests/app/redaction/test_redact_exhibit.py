"""A person hides a customer in what lies in their vault, and nothing of it goes out again."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from gigwallet.app.redaction import redact_exhibit
from gigwallet.app.screens import screens_due
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.documents.redaction.masking import outside_digest
from gigwallet.documents.redaction.sheets import sheets
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Route
from gigwallet.domain.job import Cancelled, Job, Progress
from gigwallet.domain.paper import Box
from gigwallet.domain.ports import Isolation
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.redaction import Mask, MaskReason
from tests.app import painted_screens
from tests.documents.redaction import papers
from tests.vault import things

SECRET = "13800138000"


@pytest.fixture(scope="module")
def remembering(isolation: Isolation) -> painted_screens.Remembering:
    return painted_screens.Remembering(isolation)


@pytest.fixture
def around(remembering: painted_screens.Remembering, around: Surroundings) -> Surroundings:
    return replace(around, isolation=remembering, aside=remembering)


@pytest.fixture
def shot(wallet: Wallet) -> ExhibitId:
    data = papers.screenshot()
    said = things.exhibit(data, f"{SECRET}.png", label="王小明先生的订单", note="七月")
    return wallet.vault.exhibits.add(said, data)


def redacted(wallet: Wallet, shot: ExhibitId, *masks: Mask) -> ExhibitId:
    desk = redact_exhibit.begin(wallet, shot)
    made = redact_exhibit.make(wallet, desk, masks or papers.CUSTOMER)
    copy = redact_exhibit.confirm(wallet, desk, made).copy_id
    assert copy is not None
    return copy


def test_a_confirmed_copy_is_an_exhibit_that_names_its_original(
    wallet: Wallet, shot: ExhibitId
) -> None:
    desk = redact_exhibit.begin(wallet, shot)
    assert {each.reason for each in desk.suggested} == {
        MaskReason.NAME,
        MaskReason.PHONE,
        MaskReason.ADDRESS,
    }

    made = redact_exhibit.make(wallet, desk, desk.suggested)
    held = redact_exhibit.confirm(wallet, desk, made)

    assert held.copy_id is not None
    copy = wallet.vault.exhibits.get(held.copy_id).exhibit
    assert (copy.parent, copy.route) == (shot, Route.MADE_HERE)
    assert held.redacted_sha256 == copy.sha256
    assert held.original_sha256 == desk.said.sha256
    assert redact_exhibit.redactions(wallet) == {shot: held}
    assert wallet.vault.exhibits.data(shot) == papers.screenshot()
    small = wallet.vault.exhibits.thumbnail(held.copy_id)
    assert small is not None
    with Image.open(io.BytesIO(small)) as picture:
        box = desk.suggested[1].box
        scale = picture.width / 400
        middle = (round((box.left + box.width / 2) * scale), round((box.top + 20) * scale))
        assert picture.convert("L").getpixel(middle) == 0


def test_what_names_the_customer_does_not_name_the_copy(wallet: Wallet, shot: ExhibitId) -> None:
    copy = wallet.vault.exhibits.get(redacted(wallet, shot)).exhibit

    assert SECRET not in copy.name
    assert (copy.label, copy.note) == ("", "七月")


def test_what_survives_is_refused_and_nothing_is_kept(wallet: Wallet, shot: ExhibitId) -> None:
    desk = redact_exhibit.begin(wallet, shot)
    made = redact_exhibit.make(wallet, desk, [Mask(1, Box(76, 94, 90, 44), MaskReason.PHONE)])

    with pytest.raises(GigWalletError) as refused:
        redact_exhibit.confirm(wallet, desk, made)

    assert refused.value.code == "redaction_still_seen"
    assert redact_exhibit.redactions(wallet) == {}
    assert len(wallet.vault.exhibits.all()) == 1


def test_a_redaction_is_changed_by_a_new_one_and_taken_back(
    wallet: Wallet, shot: ExhibitId
) -> None:
    first = redacted(wallet, shot)
    second = redacted(wallet, shot, *papers.CUSTOMER[:2])

    assert redact_exhibit.redactions(wallet)[shot].copy_id == second
    assert redact_exhibit.begin(wallet, shot).before is not None
    redact_exhibit.take_back(wallet, shot)

    assert redact_exhibit.redactions(wallet) == {}
    assert {each.id for each in wallet.vault.exhibits.all()} == {shot, first, second}


def test_a_copy_is_not_redacted_once_more_and_not_read_for_pay(
    wallet: Wallet, shot: ExhibitId
) -> None:
    copy = redacted(wallet, shot)

    with pytest.raises(GigWalletError) as refused:
        redact_exhibit.begin(wallet, copy)

    assert refused.value.code == "redaction_of_copy"
    assert [each.id for each in screens_due.waiting(wallet)] == [shot]


def test_what_the_masks_hide_is_known_and_read_again_where_it_is_not(
    wallet: Wallet, shot: ExhibitId
) -> None:
    copy = redacted(wallet, shot)
    held = redact_exhibit.redactions(wallet)[shot]
    said = redact_exhibit.hidden_words(wallet, held)
    assert SECRET in said

    wallet.vault.connection.write("DELETE FROM masked_text WHERE exhibit_id = ?", (copy,))

    assert set(redact_exhibit.hidden_words(wallet, held)) == set(said)


def test_a_word_that_is_called_no_secret_is_left_out_of_the_search(
    wallet: Wallet, shot: ExhibitId
) -> None:
    desk = redact_exhibit.begin(wallet, shot)
    order = Mask(1, papers.line_box(0))
    made = redact_exhibit.make(wallet, desk, [order], harmless=["订单 7788"])

    held = redact_exhibit.confirm(wallet, desk, made, harmless=["订单 7788"])

    assert redact_exhibit.hidden_words(wallet, held) == ()


def _long_paper(pages: int) -> bytes:
    with pikepdf.open(io.BytesIO(papers.paper())) as pdf:
        del pdf.pages[0].obj.Annots
        while len(pdf.pages) < pages:
            pdf.pages.append(pdf.pages[1])
        out = io.BytesIO()
        pdf.save(out, static_id=True)
    return out.getvalue()


def test_a_long_paper_tells_of_each_page_and_is_given_up_at_any_with_nothing_kept(
    wallet: Wallet,
) -> None:
    data = _long_paper(6)
    said = things.exhibit(data, "long.pdf", media_type="application/pdf")
    paper = wallet.vault.exhibits.add(said, data)
    desk = redact_exhibit.begin(wallet, paper)
    told: list[Progress] = []

    def stop_at_the_fourth(progress: Progress) -> None:
        told.append(progress)
        if progress.what == "masking" and progress.done == 4:
            job.cancel()

    job = Job(stop_at_the_fourth)
    with pytest.raises(Cancelled):
        redact_exhibit.make(wallet, desk, papers.paper_masks(), job=job)

    assert [(each.done, each.total) for each in told] == [(n, 6) for n in range(5)]
    assert redact_exhibit.redactions(wallet) == {}
    assert len(wallet.vault.exhibits.all()) == 1


def test_a_photograph_of_a_phone_is_redacted_as_its_pixels(wallet: Wallet) -> None:
    data = papers.photograph()
    said = things.exhibit(data, "IMG_1.HEIC", media_type="image/heic")
    photo = wallet.vault.exhibits.add(said, data)

    desk = redact_exhibit.begin(wallet, photo)
    held = redact_exhibit.confirm(wallet, desk, redact_exhibit.make(wallet, desk, desk.suggested))

    assert {each.reason for each in held.masks} == {
        MaskReason.NAME,
        MaskReason.PHONE,
        MaskReason.ADDRESS,
    }
    assert held.copy_id is not None
    copy = wallet.vault.exhibits.get(held.copy_id).exhibit
    assert (copy.media_type, copy.name) == ("image/png", "IMG_1-redacted.png")
    assert held.drawn_by.startswith("libavif ")
    kept = wallet.vault.exhibits.data(held.copy_id)
    assert papers.PHONE.encode() in data
    assert papers.PHONE.encode() not in kept
    digests = [
        outside_digest(sheets(shown, media), held.masks)
        for shown, media in ((data, "image/heic"), (kept, "image/png"))
    ]
    assert digests == [held.outside_sha256, held.outside_sha256]
