"""PDFs and pictures of strangers are parsed in the process that is kept apart, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pikepdf
import PIL.Image
import pypdfium2
import pytest

from gigwallet.app.seals.verify_file import verify_file
from gigwallet.app.wallet import Surroundings
from gigwallet.documents.bundles.composing import write
from gigwallet.host.isolation import SameProcess
from tests.attacks._handed import PICTURES, RESOURCES, spec
from tests.cli.conftest import Cli


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("strange") / "evidence.pdf"
    path.write_bytes(write(spec(), RESOURCES))
    return path


@pytest.fixture
def _unread_here(pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever reads a picture or a PDF fails in this process; a worker is another one."""

    def refuse(*_given: object, **_more: object) -> NoReturn:
        raise AssertionError("parsed in the program itself")

    monkeypatch.setattr(pikepdf, "open", refuse)
    monkeypatch.setattr(pikepdf.Pdf, "open", refuse)
    monkeypatch.setattr(PIL.Image, "open", refuse)
    monkeypatch.setattr(pypdfium2, "PdfDocument", refuse)


@pytest.mark.usefixtures("_unread_here")
def test_no_command_parses_what_a_stranger_made(pdf: Path, tmp_path: Path, cli: Cli) -> None:
    files, out, folder = tmp_path / "files", tmp_path / "out.pdf", tmp_path / "proof"
    files.mkdir()
    (files / "one.pdf").write_bytes(pdf.read_bytes())
    (files / "two.jpg").write_bytes(PICTURES[1])

    for words, refused in (
        (("verify", pdf), []),
        (("recompute", pdf), ["letter_proof_missing"]),
        (("redact", files / "two.jpg", "--suggest"), []),
        (("bundle", "--from-folder", files, "--out", out, "--with-proof", folder), []),
        (("verify", folder), []),
    ):
        assert cli(*words, "--json").errors == refused


@pytest.mark.usefixtures("_unread_here")
def test_one_that_did_would_be_noticed(pdf: Path) -> None:
    with pytest.raises(AssertionError, match="in the program itself"):
        verify_file(pdf, around=Surroundings(isolation=SameProcess()))
