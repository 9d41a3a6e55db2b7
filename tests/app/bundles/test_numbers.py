"""What the board calls an exhibit is what the file will call it, also where it continues one."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from gigwallet.app.bundles import build_bundle, preview_bundle
from gigwallet.app.bundles.after import served_before
from gigwallet.app.bundles.build_bundle import BundleDraft
from gigwallet.app.bundles.exhibit_days import day_of
from gigwallet.app.bundles.numbers import numbers
from gigwallet.app.intake.import_files import import_files
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.recorded import EngagementId
from tests.reconciliation.invented import at, line


def _draft(wallet: Wallet, engagement: EngagementId, profile: str) -> BundleDraft:
    draft = build_bundle.prepare(wallet, engagement, language="en", profile=profile)
    return replace(draft, items=tuple(replace(each, included=True) for each in draft.items))


def _import(wallet: Wallet, folder: Path, *shades: int) -> None:
    files = []
    for shade in shades:
        path = folder / f"picture {shade}.png"
        Image.new("RGB", (30, 60), (shade, 90, 160)).save(path)
        files.append(path)
    import_files(wallet, files, Job())


def _listed(pdf: Path) -> dict[str, str]:
    with pikepdf.open(io.BytesIO(pdf.read_bytes())) as opened:
        said = json.loads(opened.attachments["manifest.json"].get_file().read_bytes())
    return {one["original_sha256"]: one["number"] for one in said["exhibits"]}


def _called(wallet: Wallet, draft: BundleDraft) -> dict[str, str]:
    given = zip(draft.items, numbers(wallet, draft), strict=True)
    return {wallet.vault.exhibits.get(each.exhibit).exhibit.sha256: n for each, n in given}


@pytest.mark.parametrize("pages", [0, 6], ids=["one file", "volumes"])
def test_the_board_knows_the_numbers_of_a_file_that_continues_another(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path, pages: int
) -> None:
    _import(wallet, tmp_path, 10, 20, 30)
    first = replace(_draft(wallet, meituan, "gb_ew"), volume_pages=pages)
    served = tmp_path / "served"
    served.mkdir()
    written = build_bundle.write(wallet, first, served / "x.pdf")
    assert bool(written.volumes) == bool(pages)
    _import(wallet, tmp_path, 40)
    known = {each.exhibit for each in first.items}
    now = _draft(wallet, meituan, "gb_ew")
    late = [each for each in now.items if each.exhibit not in known]
    items = (first.items[0], *late, *first.items[1:])

    draft = replace(now, items=items, after=(served,))
    called = _called(wallet, draft)
    told = served_before(wallet.isolation, draft.after)

    assert numbers(wallet, draft, told) == tuple(called.values())
    assert list(called.values()) == ["1", "1A", "2", "3"]
    written = build_bundle.write(wallet, draft, tmp_path / "more.pdf")
    counted = preview_bundle.count(wallet, draft)
    assert counted.pages == written.pages
    assert counted.guess(counted.digests.values()) == written.pages
    found = _listed(tmp_path / "more.pdf")
    assert found.items() <= called.items()
    assert len(found) == (1 if pages else 4)


def test_what_was_served_cannot_be_left_out(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    _import(wallet, tmp_path, 10, 20)
    draft = _draft(wallet, meituan, "gb_ew")
    written = build_bundle.write(wallet, draft, tmp_path / "served.pdf")
    left = replace(draft, items=draft.items[1:], after=(written.path,))

    with pytest.raises(GigWalletError) as refused:
        numbers(wallet, left)

    assert (refused.value.code, refused.value.facts["exhibit"]) == ("served_exhibit_gone", "1")


def test_a_table_of_pay_lines_has_the_day_of_its_first_line() -> None:
    """Else it stood behind everything that has a day."""
    assert day_of(line("1", "5.00", occurred_at=at("2025-07-02 18:20")).fact) == date(2025, 7, 2)
    assert day_of(line("1", "5.00").fact) is None
