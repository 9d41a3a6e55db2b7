"""Lists that one reader takes otherwise than another: none of them is believed, sealed or not."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from gigwallet.app.letters.recompute_letter import recomputed
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.verdict import Grade
from gigwallet.sealing import bundles
from tests.attacks._handed import Handed, checker
from tests.documents.letters.test_recompute import letter
from tests.resealing import edited

LIST, FIGURES = "manifest.json", "figures.json"
SMALL = b'{"exhibits":[],"schema":"gigwallet-evidence-manifest"}'


def _listing(pdf: bytes, name: str = LIST) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return document.attachments[name].get_file().read_bytes().decode("utf-8")


def _with_list(pdf: bytes, text: str, name: str = LIST) -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        document.attachments[name].get_file().obj.write(text.encode("utf-8"))

    return edited(pdf, change)


def _pages(number: str) -> Callable[[str], str]:
    return lambda text: re.sub(r'"pages":\d+', f'"pages":{number}', text)


LISTS: dict[str, Callable[[str], str]] = {
    "a key twice": lambda text: text.replace('"schema":', '"schema":"x","schema":', 1),
    "an exhibit's key twice": lambda text: text.replace('"size":', '"size":1,"size":', 1),
    "no number": _pages("NaN"),
    "endless": _pages("1e999"),
    "longer than a number": _pages("9" * 5000),
    "less than a page": _pages("-3"),
    "deep": lambda _text: '{"exhibits":' + "[" * 200_000 + "]" * 200_000 + "}",
    "an exhibit twice": lambda text: json.dumps(
        {**json.loads(text), "exhibits": json.loads(text)["exhibits"][:1] * 2}
    ),
    "no list": lambda _text: "several",
}


@pytest.mark.parametrize("named", LISTS)
def test_a_list_that_two_readers_read_differently_is_none(
    handed: Handed, named: str, tmp_path: Path
) -> None:
    pdf = _with_list(handed.pdf, LISTS[named](_listing(handed.pdf)))
    (tmp_path / "evidence.pdf").write_bytes(pdf)

    verdict = bundles.verify(pdf)
    said = checker(sys.executable, tmp_path / "evidence.pdf")

    assert verdict.grade is Grade.ALTERED
    assert verdict.findings[0].code == "manifest_unreadable"
    assert (said.returncode, said.stderr) == (1, "")
    assert "CHANGED: the PDF has no list of digests" in said.stdout


def _second(key: str, name: str, *, first: bool) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        names = document.Root.Names.EmbeddedFiles
        made = pikepdf.AttachedFileSpec(document, SMALL, filename=name).obj
        own = [pikepdf.String(key), made]
        both = [*own, *names.Names] if first else [*names.Names, *own]
        names.Names = pikepdf.Array(both)

    return change


def _another_inside(document: pikepdf.Pdf) -> None:
    """Readers that take /UF see another file than those that take /F."""
    held = document.Root.Names.EmbeddedFiles.Names[1].EF
    held.UF = document.make_stream(SMALL)


@pytest.mark.parametrize(
    "change",
    [
        _second(LIST, LIST, first=True),
        _second(LIST, LIST, first=False),
        _second("zz", LIST, first=False),
        _another_inside,
    ],
)
def test_two_lists_in_one_file_are_none(
    handed: Handed, change: Callable[[pikepdf.Pdf], None]
) -> None:
    verdict = bundles.verify(edited(handed.pdf, change))

    assert verdict.grade is Grade.ALTERED
    assert verdict.findings[0].code == "manifest_unreadable"


def test_the_single_file_takes_none_of_two_lists_either(handed: Handed, tmp_path: Path) -> None:
    (tmp_path / "evidence.pdf").write_bytes(edited(handed.pdf, _second(LIST, LIST, first=False)))

    said = checker(sys.executable, tmp_path / "evidence.pdf")

    assert said.returncode == 1
    assert "CHANGED: the PDF has no list of digests" in said.stdout


def test_a_page_that_has_the_picture_and_shows_another_is_not_as_listed(handed: Handed) -> None:
    """The listed picture is still among what the page may draw; it draws the other one."""
    listed = json.loads(_listing(handed.pdf))["exhibits"]

    def cover(document: pikepdf.Pdf) -> None:
        first, second = (document.pages[each["pages"][0] - 1] for each in listed[:2])
        [name] = list(first.Resources.XObject.keys())
        first.Resources.XObject["/Kept"] = first.Resources.XObject[name]
        first.Resources.XObject[name] = next(iter(second.Resources.XObject.values()))

    verdict = bundles.verify(edited(handed.pdf, cover))

    assert verdict.grade is Grade.ALTERED
    assert [each.grade is Grade.ALTERED for each in verdict.exhibits[:2]] == [True, False]


def test_pages_without_end_are_not_walked(handed: Handed) -> None:
    text = re.sub(r'"pages":\[\d+,\d+\]', '"pages":[1,999999999999]', _listing(handed.pdf))
    text = text.replace('"stored_sha256":"', '"stored_sha256":"' + "0" * 64 + '","was":"')

    assert bundles.verify(_with_list(handed.pdf, text)).grade is Grade.ALTERED


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"schema":', '"schema":"x","schema":', 1),
        lambda text: text.replace('"value":"', '"value":"1_', 1),
        lambda text: re.sub(r'"value":"\d+\.\d\d"', '"value":"1e999999999"', text),
        lambda text: re.sub(r'"value":"\d+\.\d\d"', '"value":"１２.00"', text),
        lambda text: re.sub(r'"value":"\d+\.\d\d"', '"value":"Infinity"', text),
        lambda _text: "[" * 100_000,
    ],
)
def test_figures_that_two_readers_read_differently_are_not_done_anew(
    change: Callable[[str], str],
) -> None:
    pdf = letter(3)

    with pytest.raises(GigWalletError) as refused:
        recomputed(_with_list(pdf, change(_listing(pdf, FIGURES)), FIGURES))

    assert refused.value.code == "letter_proof_unreadable"


def test_two_lists_of_figures_are_refused() -> None:
    with pytest.raises(GigWalletError) as refused:
        recomputed(edited(letter(3), _second(FIGURES, FIGURES, first=False)))

    assert refused.value.code == "pdf_unreadable"
