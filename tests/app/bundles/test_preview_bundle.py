"""An evidence PDF is counted and looked at, page by page, as it will be written."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from gigwallet.app.bundles import build_bundle, preview_bundle
from gigwallet.app.bundles.build_bundle import BundleDraft
from gigwallet.app.intake.import_files import import_files
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled, Job
from gigwallet.domain.recorded import EngagementId
from gigwallet.pages import rasterise
from tests.app.people import bill, bill_line, put

_WIDTH = 120


@pytest.fixture
def draft(wallet: Wallet, meituan: EngagementId, tmp_path: Path) -> BundleDraft:
    """A bill and three pictures, of which one is so long that it takes several pages."""
    files = []
    for n, size in enumerate([(40, 60), (40, 300), (60, 40)]):
        out = io.BytesIO()
        Image.new("RGB", size, (60 * n, 80, 120)).save(out, "PNG")
        files.append(put(tmp_path, f"shot-{n}.png", out.getvalue()))
    line = bill_line("2025-08-10 20:00:00", "美团众包", "3000.00")
    files.append(put(tmp_path, "账单.csv", bill(line)))
    import_files(wallet, files, Job(), payers=frozenset({"美团众包"}))
    made = build_bundle.prepare(wallet, meituan)
    return replace(made, items=tuple(replace(each, included=True) for each in made.items))


def test_pages_are_counted_and_drawn_as_they_are_written(
    wallet: Wallet, draft: BundleDraft, tmp_path: Path
) -> None:
    counted = preview_bundle.count(wallet, draft)
    written = build_bundle.write(wallet, draft, tmp_path / "evidence.pdf")

    assert counted.pages == written.pages
    pdf = written.path.read_bytes()
    for page in range(1, counted.pages + 1):
        drawn = preview_bundle.draw_page(wallet, counted, page, _WIDTH)
        assert drawn == rasterise(pdf, page, _WIDTH), page
    assert [counted.exhibit_on(page) for page in range(1, counted.pages + 1)].count("") >= 3


def test_what_is_known_of_an_original_is_not_read_again(wallet: Wallet, draft: BundleDraft) -> None:
    first = preview_bundle.count(wallet, draft)
    for each in first.files.values():  # as if the disk had gone
        wallet.vault.exhibits._attachments.erase(each.sha256)
    turned = replace(draft, items=tuple(reversed(draft.items)))
    fewer = replace(draft, items=draft.items[:-1])

    assert preview_bundle.count(wallet, turned, first.looks).pages == first.pages
    assert preview_bundle.count(wallet, fewer, first.looks).pages < first.pages
    with pytest.raises(GigWalletError):
        preview_bundle.count(wallet, turned)


def test_pages_are_guessed_at_once_from_what_was_counted_before(
    wallet: Wallet, draft: BundleDraft
) -> None:
    first = preview_bundle.count(wallet, draft)
    digests = [wallet.vault.exhibits.get(each.exhibit).exhibit.sha256 for each in draft.items]
    fewer = replace(draft, items=draft.items[:-1])

    assert first.guess(digests) == first.pages
    assert first.guess(digests[:-1]) == preview_bundle.count(wallet, fewer, first.looks).pages
    assert first.guess([*digests, "never seen"]) == first.pages + 1


def test_counting_stops_where_it_is_told_to(wallet: Wallet, draft: BundleDraft) -> None:
    job = Job()
    job.cancel()

    with pytest.raises(Cancelled):
        preview_bundle.count(wallet, draft, job=job)


def test_nothing_chosen_is_refused(wallet: Wallet, draft: BundleDraft) -> None:
    bare = replace(draft, items=tuple(replace(each, included=False) for each in draft.items))

    with pytest.raises(GigWalletError) as refusal:
        preview_bundle.count(wallet, bare)

    assert refusal.value.code == "bundle_empty"
