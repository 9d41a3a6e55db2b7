"""What the cells of an amount column mean; the style is told for the column, never per cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from gigwallet.domain.money import Money, Rounding, exponent
from gigwallet.tabular.currencies import WORDS, of_another


class Style(StrEnum):
    """How a column writes numbers: ``1,234.56`` or ``1.234,56``."""

    POINT = "point"
    COMMA = "comma"


_SIGNS = "¥$€£₹₩₽₺₴元圆円"
_WORDS = rf"(?:{'|'.join(WORDS)})\.?"
_AROUND = re.compile(
    rf"^(?:[A-Z]{{1,3}}\$|[A-Z]{{3}}(?=[ \d-])|{_WORDS}(?=[ \d-])|[{_SIGNS}])"
    rf"|(?:(?<=[\d ])[A-Z]{{3}}|(?<=[\d ]){_WORDS}|[{_SIGNS}])$"
)
_WHOLE = r"(?:\d{1,3}(?:{mark}\d{3})+|\d{1,2}(?:{mark}\d{2})+{mark}\d{3}|\d+)"
_SHAPES = {
    Style.POINT: re.compile(_WHOLE.replace("{mark}", r"[, '’]") + r"(?:\.\d+)?"),
    Style.COMMA: re.compile(_WHOLE.replace("{mark}", r"[. '’]") + r"(?:,\d+)?"),
}
_GROUPING = re.compile(r"[ '’]")
_SURELY_COMMA = re.compile(r"(?:^|[^,])\d,\d{1,2}$|\d,\d{4,}$|\.\d{3},\d")
_SURELY_POINT = re.compile(r"(?:^|[^.])\d\.\d{1,2}$|\d\.\d{4,}$|,\d{3}\.\d")
_LONGEST, _LARGEST = 24, Decimal(10) ** 12
# Binary noise of a spreadsheet or of a data export, far below any minor unit.
_NOISE = Decimal("0.000001")


class StyleVotes:
    """What the cells of a column show of its style, counted one by one."""

    def __init__(self) -> None:
        self._comma = self._point = 0

    def add(self, cell: str) -> None:
        bare, _ = _bare(cell)
        self._comma += bool(_SURELY_COMMA.search(bare))
        self._point += bool(_SURELY_POINT.search(bare))

    def style(self, otherwise: Style = Style.POINT) -> Style:
        """``otherwise`` where no cell shows one, or as many show the one as the other."""
        if self._comma == self._point:
            return otherwise
        return Style.COMMA if self._comma > self._point else Style.POINT


def style_of(cells: Iterable[str], otherwise: Style = Style.POINT) -> Style:
    """The style that the cells of a column show; ``otherwise`` where none of them shows one."""
    votes = StyleVotes()
    for cell in cells:
        votes.add(cell)
    return votes.style(otherwise)


def number(text: str, style: Style = Style.POINT) -> Decimal:
    """An exact number. Minus may stand before or behind it, or be round brackets; currency signs
    and full-width digits are read. ``ValueError`` where the cell is not one number in ``style``."""
    bare, negative = _bare(text)
    if len(bare) > _LONGEST:
        raise ValueError("not a number that anyone is paid")
    if not _SHAPES[style].fullmatch(bare):
        raise ValueError("not a number in the style of its column")
    bare = _GROUPING.sub("", bare)
    bare = bare.replace(",", "") if style is Style.POINT else bare.replace(".", "")
    value = Decimal(bare.replace(",", "."))
    if value >= _LARGEST:
        raise ValueError("not a number that anyone is paid")
    return -value if negative and value else value


def money(text: str, currency: str, style: Style = Style.POINT) -> Money:
    """An exact amount of ``currency``; ``ValueError`` where it is finer than the minor unit, or has
    the sign of another currency."""
    if of_another(text, currency):
        raise ValueError("an amount of another currency")
    exact = number(text, style)
    near = Money.rounded(exact, currency, Rounding.HALF_EVEN)
    return near if abs(near.amount - exact) < _NOISE else Money.of(exact, currency)


class Fractions:
    """How many cells of a column write a fraction, counted one by one."""

    def __init__(self) -> None:
        self._filled = self._with_fraction = 0

    def add(self, cell: str) -> None:
        if cell.strip():
            self._filled += 1
            self._with_fraction += "." in cell or "," in cell

    def always(self, currency: str) -> bool:
        """Whether nearly all do, so that a cell without one has lost its point and not merely its
        cents."""
        enough = self._filled >= 10 and self._with_fraction * 10 >= self._filled * 9
        return enough and exponent(currency) > 0


def always_fractional(cells: Iterable[str], currency: str) -> bool:
    """Whether a column writes its fraction nearly always, so that a cell without one has lost its
    point and not merely its cents."""
    fractions = Fractions()
    for cell in cells:
        fractions.add(cell)
    return fractions.always(currency)


def _bare(text: str) -> tuple[str, bool]:
    """The digits and marks of ``text``, and whether it is below zero. A raised digit is none of a
    number (``366³75``), though its compatible form would be."""
    if not text.isascii() and any(each.isdigit() and not each.isdecimal() for each in text):
        return "", False
    bare = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("\u00a0", " ")
    bare = bare.replace("\u202f", " ").strip()
    negative = False
    if bare.startswith("(") and bare.endswith(")"):
        bare, negative = bare[1:-1].strip(), True
    signs = 0
    for _ in range(3):  # "-¥5", "¥-5", "¥ 5-": sign and currency in any order
        if bare[:1] in ("-", "+"):
            negative, signs, bare = negative or bare[0] == "-", signs + 1, bare[1:].strip()
        elif bare[-1:] == "-":
            negative, signs, bare = True, signs + 1, bare[:-1].strip()
        stripped = _AROUND.sub("", bare, count=1).strip()
        bare = stripped if stripped else bare
    return (bare, negative) if signs <= 1 else ("", False)
