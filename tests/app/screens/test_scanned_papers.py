"""A payslip that was scanned or photographed is read by OCR, then as its PDF would be."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gigwallet.app.intake import teach_paper
from gigwallet.app.intake.import_files import import_files
from gigwallet.app.screens import list_screens, state_screens
from gigwallet.app.screens.read_screens import read_waiting
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.paper import Box
from gigwallet.domain.ports import Isolation
from gigwallet.domain.recorded import HowKnown
from gigwallet.host.isolation import WorkerProcess
from gigwallet.importers.own_paper.learning import learn
from gigwallet.pages import rasterise, read_paper
from tests.app import people
from tests.importers.own_paper_slips import LESSON, NEXT, english


@pytest.fixture(scope="session")
def reader() -> Iterator[Isolation]:
    worker = WorkerProcess()
    yield worker
    worker.close()


@pytest.fixture
def around(isolation: Isolation, clock: people.SetClock, reader: Isolation) -> Surroundings:
    return Surroundings(clock=clock, isolation=isolation, aside=reader)


def _photo(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(rasterise(pdf, 1, width_px=1700))) as page:
        page.convert("RGB").crop((0, 0, 1700, 1100)).save(out, "JPEG", quality=80)
    return out.getvalue()


def _scan(pdf: bytes) -> bytes:
    """A PDF whose page is only a picture."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    canvas.drawImage(ImageReader(io.BytesIO(rasterise(pdf, 1, width_px=1700))), 0, 0, 612, 792)
    canvas.save()
    return out.getvalue()


def _kept(wallet: Wallet) -> None:
    teach_paper.save_template(wallet, learn(read_paper(english()), LESSON))


def test_a_scan_becomes_a_statement_with_its_place_on_the_page(
    wallet: Wallet, tmp_path: Path
) -> None:
    path = tmp_path / "slip.pdf"
    path.write_bytes(_scan(english(*NEXT)))
    _kept(wallet)
    import_files(wallet, [path], Job())

    read_waiting(wallet, Job())
    state_screens.state_papers(wallet)

    (statement,) = wallet.vault.statements.all()
    (source,) = statement.sources
    assert [str(each) for each in (statement.fact.gross, statement.fact.net)] == [
        "1000.00", "885.50",
    ]  # fmt: skip
    assert statement.revision.how is HowKnown.READ_BY_OCR
    assert (source.importer, source.locator.page) == ("own_paper", 1)
    assert Box.of(source.locator.pointer) is not None


def test_a_photo_that_was_read_before_is_read_anew_once_its_firm_was_taught(
    wallet: Wallet, tmp_path: Path
) -> None:
    path = tmp_path / "slip.jpg"
    path.write_bytes(_photo(english(*NEXT)))
    import_files(wallet, [path], Job())
    read_waiting(wallet, Job())
    before = len(wallet.vault.statements.all())

    _kept(wallet)

    assert (before, len(wallet.vault.statements.all())) == (0, 1)


def test_a_scan_whose_sum_does_not_hold_is_kept_and_says_so(wallet: Wallet, tmp_path: Path) -> None:
    path = tmp_path / "slip.jpg"
    path.write_bytes(_photo(english(*NEXT[:4], "895.50")))
    _kept(wallet)
    import_files(wallet, [path], Job())

    read_waiting(wallet, Job())

    (summary,) = list_screens.screens(wallet)
    assert summary.trouble == "scan_not_believed"
    assert wallet.vault.statements.all() == []
