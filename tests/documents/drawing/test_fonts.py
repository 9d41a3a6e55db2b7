"""Names and words of those who ride are printed as they are written, in both faces."""

from __future__ import annotations

import pytest
from reportlab.pdfbase import pdfmetrics

from gigwallet.app.wallet import Surroundings
from gigwallet.documents.drawing.fonts import BOLD, REGULAR, Coverage, load, width

_WRITTEN = {
    "Bulgarian": "Съгласие, ъгъл, щъркел",
    "Croatian": "Šefčić Đurđa, žvače",
    "Czech": "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "Estonian": "põhjatäht, šokolaad, žürii",
    "French": "Cœur d’été, où Noël, garçon, aiguë",
    "German": "Größe, Übergabe, Äcker, STRAẞE",
    "Greek": "Ευχαριστώ, αΐ, Ϋ, ύψος, Έλληνες",
    "Hungarian": "árvíztűrő tükörfúrógép",
    "Latvian": "glāžšķūņa rūķīši",
    "Lithuanian": "įlinkdama fechtuotojo špaga",
    "Polish": "Opłata za usługę, zażółć gęślą jaźń, Łódź",
    "Romanian": "Încasări, șoferului, țară, ŞŢşţ",
    "Slovak": "Kŕdeľ ďatľov, ľúbezný, ŕ",
    "Ukrainian": "Київ, ґанок, їжак, є",
    "Vietnamese": "Tiếng Việt, đường phố, Nguyễn",
    "Chinese": "骑手，配送費，北區，龘",
    "Japanese": "配達料、ありがとう、アルバイト",
    "signs": "₹ € £ ¥ zł ₺ ₽ ₴ ₫ ₱ ₩",
}


@pytest.mark.parametrize("language", _WRITTEN)
def test_what_a_language_writes_can_be_printed(language: str) -> None:
    load(Surroundings().resources)
    coverage, text = Coverage(), _WRITTEN[language]

    assert coverage.drawable(text) == text
    assert coverage.replaced == set()
    for face in (REGULAR, BOLD):
        known = pdfmetrics.getFont(face).face.charToGlyph
        assert {ord(each) for each in text} <= known.keys()
        assert all(width(each, face, 10) > 0 for each in text)


def test_added_letters_are_of_the_same_size_as_those_beside_them() -> None:
    load(Surroundings().resources)
    for face in (REGULAR, BOLD):
        for plain, added in ("aą", "eę", "sș", "cč", "oő", "ηή", "гґ"):
            assert abs(width(plain, face, 1000) - width(added, face, 1000)) < 60
